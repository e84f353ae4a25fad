package document

import (
	"slices"
	"strings"
)

// Record is what is known of one document apart from its text. A record can
// stand without text (DESIGN decision 3): then it is the library's knowledge
// that the document exists, with the source of that knowledge.
type Record struct {
	// ID is the readable, stable name of the document's folder and page, for
	// example "nghi-quyet-12-nq-tw-2022". It is never reused.
	ID string `yaml:"id" json:"id"`

	// Type is the type word as printed: "Chỉ thị", "Chương trình hành động".
	Type   string `yaml:"type" json:"type"`
	Number `yaml:",inline"`
	Date   Date `yaml:"date,omitempty" json:"date,omitzero"`
	// Issuer is the issuing body in full, with the province where it is known:
	// "Ban Thường vụ Tỉnh ủy Phú Thọ".
	Issuer string `yaml:"issuer,omitempty" json:"issuer,omitempty"`
	// Term is the term (khóa) of the issuing body in Roman numerals, "XIII".
	Term string `yaml:"term,omitempty" json:"term,omitempty"`
	// Plenum is the meeting that adopted the text, "Hội nghị lần thứ tám".
	Plenum string `yaml:"plenum,omitempty" json:"plenum,omitempty"`
	// Title is the official title ("trích yếu") with its linking word, as the
	// source writes it. Empty where no source gives it.
	Title string `yaml:"title,omitempty" json:"title,omitempty"`
	// Description says what the text is about where a source describes it
	// without giving its title.
	Description string `yaml:"description,omitempty" json:"description,omitempty"`
	// Signer is the name of who signed, several joined by ", " in a joint document;
	// Post is the post the signature names ("Phó Thủ tướng").
	Signer string `yaml:"signer,omitempty" json:"signer,omitempty"`
	Post   string `yaml:"post,omitempty" json:"post,omitempty"`
	Place  string `yaml:"place,omitempty" json:"place,omitempty"`
	// Scope is the dissemination scope ("phổ biến đến chi bộ") as written.
	Scope string `yaml:"scope,omitempty" json:"scope,omitempty"`
	// Effective is the day from which the document says it is in force.
	Effective Date `yaml:"effective,omitempty" json:"effective,omitzero"`
	// Secrecy is the mark of secrecy: MẬT, TỐI MẬT or TUYỆT MẬT.
	Secrecy string `yaml:"secrecy,omitempty" json:"secrecy,omitempty"`
	// Urgency is the mark of urgency: KHẨN, THƯỢNG KHẨN, HỎA TỐC, HỎA TỐC HẸN GIỜ.
	Urgency string `yaml:"urgency,omitempty" json:"urgency,omitempty"`
	// Recipients is the list after "Nơi nhận", an entry a line of it.
	Recipients []string `yaml:"recipients,omitempty" json:"recipients,omitempty"`
	// Consolidates names the document whose consolidated text this is, as the text
	// writes it: "Thông tư số 07/2023/TT-BLĐTBXH ngày 28 tháng 8 năm 2023".
	Consolidates string `yaml:"consolidates,omitempty" json:"consolidates,omitempty"`
	// AttachedTo names the document this one was issued with ("Ban hành kèm theo
	// Quyết định số …"), as the text writes it.
	AttachedTo string `yaml:"attached_to,omitempty" json:"attached_to,omitempty"`

	Provenance []Provenance `yaml:"provenance,omitempty" json:"provenance,omitempty"`
	Confidence Confidence   `yaml:"confidence,omitempty" json:"confidence,omitempty"`
	Notes      []string     `yaml:"notes,omitempty" json:"notes,omitempty"`
	Relations  []Relation   `yaml:"relations,omitempty" json:"relations,omitempty"`
	// Corrections are a person's decisions about this document; they survive
	// re-extraction.
	Corrections []Correction `yaml:"corrections,omitempty" json:"corrections,omitempty"`
	// Original is the name of the file the text was taken from, inside the
	// document's folder.
	Original string `yaml:"original,omitempty" json:"original,omitempty"`
}

// Provenance names one source of a record's data.
type Provenance struct {
	// Source is a web address, the id of a document of the library, or a
	// description such as "nguồn công khai thứ cấp".
	Source string `yaml:"source" json:"source"`
	// Fields lists what the source vouches for; empty means all fields.
	Fields []string `yaml:"fields,omitempty" json:"fields,omitempty"`
	Note   string   `yaml:"note,omitempty" json:"note,omitempty"`
}

// Confidence grades how well a record is supported: High is a public page of a
// document or an office, Medium a secondary source, Low a single secondary
// entry or the citing text alone.
type Confidence string

// The grades of Confidence.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// RelationKind names what one document does to another, in the active voice.
type RelationKind string

// The kinds of relation between documents.
const (
	Continues  RelationKind = "continues"  // tiếp tục thực hiện; the target stays in force
	Implements RelationKind = "implements" // thực hiện, triển khai thực hiện
	Replaces   RelationKind = "replaces"   // thay thế; the target ends
	Repeals    RelationKind = "repeals"    // bãi bỏ, hủy bỏ
	Amends     RelationKind = "amends"     // sửa đổi, bổ sung
	Guides     RelationKind = "guides"     // hướng dẫn, quy định chi tiết
	Basis      RelationKind = "basis"      // căn cứ
	Reviews    RelationKind = "reviews"    // sơ kết, tổng kết
	Approves   RelationKind = "approves"   // phê duyệt, ban hành kèm theo
	Corrects   RelationKind = "corrects"   // đính chính
	Suspends   RelationKind = "suspends"   // ngưng hiệu lực, đình chỉ
	Cites      RelationKind = "cites"      // dẫn chiếu
)

// Relation is a statement, with its source, that the record's document does
// something to the target document.
type Relation struct {
	Kind RelationKind `yaml:"kind" json:"kind"`
	// Target is the id of the other document.
	Target string `yaml:"target" json:"target"`
	// Partly says that only parts of the target are affected.
	Partly     bool       `yaml:"partly,omitempty" json:"partly,omitempty"`
	Date       Date       `yaml:"date,omitempty" json:"date,omitzero"`
	Source     string     `yaml:"source" json:"source"`
	Confidence Confidence `yaml:"confidence,omitempty" json:"confidence,omitempty"`
	Note       string     `yaml:"note,omitempty" json:"note,omitempty"`
}

// Correction is a person's word against the machine's: "the citation that reads
// Quote names document Target" (Field "citation"), or "field F is Value".
type Correction struct {
	Field string `yaml:"field" json:"field"`
	// Quote is the exact text of the citation, and Nth its occurrence from 1.
	Quote  string `yaml:"quote,omitempty" json:"quote,omitempty"`
	Nth    int    `yaml:"nth,omitempty" json:"nth,omitempty"`
	Target string `yaml:"target,omitempty" json:"target,omitempty"`
	Value  string `yaml:"value,omitempty" json:"value,omitempty"`
	Note   string `yaml:"note,omitempty" json:"note,omitempty"`
}

// Name is the short name by which people call the document: the type and the
// number ("Chỉ thị 23-CT/TU"), or type and title where it has no number.
func (r *Record) Name() string {
	if l := r.Label(); l != "" {
		return strings.TrimSpace(r.Type + " " + l)
	}
	if r.Title != "" {
		return r.Title
	}
	return r.Type
}

// Addresses are the web addresses that vouch for the record, those that vouch
// for its text first: where the text is to be looked for.
func (r *Record) Addresses() []string {
	var text, other []string
	for _, p := range r.Provenance {
		low := strings.ToLower(p.Source)
		switch a := strings.TrimSpace(p.Source); {
		case !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://"), slices.Contains(text, a), slices.Contains(other, a):
		case slices.Contains(p.Fields, "text"):
			text = append(text, a)
		default:
			other = append(other, a)
		}
	}
	return append(text, other...)
}

// Subject is the title, or where no source gives the title, the description.
func (r *Record) Subject() string {
	if r.Title != "" {
		return r.Title
	}
	return r.Description
}

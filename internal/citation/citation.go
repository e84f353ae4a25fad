// Package citation finds and parses the references that a text makes to
// documents and to provisions.
//
// In goes any text (composed or decomposed letters, any line breaks, bytes that
// are not UTF-8); out come [Citation] values in text
// order, with the fields that the words themselves give. Which document each
// one names is the work of package resolve; nothing is looked up here. Offsets
// are bytes of the text that was given.
package citation

import "tracuu/internal/document"

// Kind tells what sort of reference a citation is.
type Kind string

// The kinds of citation. Full to Plenum name a document; Self, Anaphora and
// Provision stay inside the text or lean on an earlier citation; Vague, Future
// and Term are recognised so that they can be shown for what they are, and
// never link.
const (
	Full      Kind = "full"      // type word, number and symbol
	Short     Kind = "short"     // type word and number, no symbol
	Bare      Kind = "bare"      // number and symbol without a type word of its own
	Named     Kind = "named"     // a name and no number: Luật Đất đai năm 2013
	Plenum    Kind = "plenum"    // Nghị quyết Trung ương 4 khóa XII
	Self      Kind = "self"      // Chỉ thị này
	Anaphora  Kind = "anaphora"  // Nghị định nêu trên
	Provision Kind = "provision" // khoản 2 Điều 5, naming no document
	Vague     Kind = "vague"     // các văn bản của Ban Thường vụ Tỉnh ủy về …
	Future    Kind = "future"    // a document yet to be issued
	Term      Kind = "term"      // a lower-case policy term: quy chế dân chủ ở cơ sở
)

// NamesDocument reports whether citations of the kind name a document by its
// own number or name.
func (k Kind) NamesDocument() bool {
	switch k {
	case Full, Short, Bare, Named, Plenum:
		return true
	}
	return false
}

// Citation is one reference. Only fields that its own words give are set; what
// is inferred from other places is the resolver's.
type Citation struct {
	// Start and End are byte offsets of the reference without its title: from
	// the type word, or the pinpoint before it, to the last of symbol, date and
	// issuer that directly follow.
	Start, End int
	Kind       Kind
	// Type is the type word spelled out and capitalised as a type ("Nghị
	// quyết" also for NQ and for "nghị quyết").
	Type string
	document.Number
	Date   document.Date
	Issuer string
	// Name is the name of a law or of another document that is called by name.
	Name string
	// Provision is the pinpoint in text order, a flat list.
	Provision []document.Step
	// Title is the title that follows the citation, where its end is clear;
	// TitleStart and TitleEnd are its byte offsets (equal when there is none).
	Title                string
	TitleStart, TitleEnd int
	// Lead is the byte offset where words before the type word begin that belong
	// to the reference ("Ngày 26/12/2023, Ban Thường vụ Tỉnh ủy ban hành …");
	// equal to Start when there are none.
	Lead int
	// AliasDef is the short name that the text defines for the document in
	// brackets after the citation ("sau đây gọi tắt là …"). AliasOf is, on the
	// citation that stands inside such brackets, the index of the citation it
	// renames, else -1.
	AliasDef string
	AliasOf  int
	// Parent is the index of the citation inside whose title this one stands,
	// else -1.
	Parent int
	// Group numbers the list that shares one type word ("các Nghị quyết số 59,
	// 70, 71-NQ/TW"); members of one list have the same positive Group.
	Group int
	// Relation is the relation that the words before the citation state
	// (thực hiện → implements, tiếp tục thực hiện → continues, …), if any.
	Relation document.RelationKind
	// Identity says that this is the text's own identity sentence or headline.
	Identity bool
	// Repair is the likely intended number where the written one is damaged or
	// malformed ("l2-NQ/TW" → "12-NQ/TW"); such a citation is never resolved
	// silently.
	Repair string
	// Confidence is from 0 to 1.
	Confidence float64
	// Rule names the rule that made the citation.
	Rule string
	// Date or Issuer stand outside Start and End: in the lead, or behind the title.
	dateOutside, issuerOutside bool
}

// Span gives the whole reference with its lead and title, in bytes.
func (c *Citation) Span() (start, end int) {
	start, end = c.Start, c.End
	if c.Lead < start {
		start = c.Lead
	}
	if c.TitleEnd > end {
		end = c.TitleEnd
	}
	return start, end
}

package resolve

import (
	"slices"
	"strings"

	"tracuu/internal/citation"
	"tracuu/internal/document"
)

// Explanations are sentences for a reader, in the order of the reasoning. They
// are made only when asked for.

// Explain resolves the whole text again and gives the resolution of citation i
// with every step said.
func (c *Catalogue) Explain(doc Citing, cites []citation.Citation, i int) Resolution {
	doc.Explain = true
	return c.Resolve(doc, cites)[i]
}

var numberWords = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"}

func count(n int) string {
	if n < len(numberWords) {
		return numberWords[n]
	}
	return itoa(n)
}

// explain says how a citation that names a document was decided, and why other
// records of its number were not taken.
func (r *run) explain(f *facts, ks []candidate, res *Resolution) {
	why := res.Why
	say := func(s string) { why = append(why, s) }
	label := f.c.Label()
	if f.c.Name != "" && label == "" {
		label = f.c.Type + " " + f.c.Name
	}
	if len(ks) > 1 && f.c.Number.Number != "" {
		say("Thư viện biết " + count(len(ks)) + " văn bản mang số " + label + ".")
	}
	for i := range ks {
		k := &ks[i]
		id := k.e.rec.ID
		if id == res.Document {
			continue
		}
		why := k.whyNot(f, r)
		if k.reject == fits {
			why = k.describe(f)
		}
		if j := slices.IndexFunc(res.Candidates, func(c Candidate) bool { return c.Document == id }); j >= 0 {
			res.Candidates[j].Why = why
			continue
		}
		if k.reject == fits {
			why = "ít căn cứ hơn: " + why
		}
		res.Rejected = append(res.Rejected, Candidate{Document: id, Why: why})
	}
	name := res.Document
	if e := r.c.entry(res.Document); e != nil {
		name = naming(e)
	} else if e := r.citing.e; e != nil && e.rec.ID == res.Document {
		name = naming(e)
	}
	issuerSaid := f.c.Issuer
	switch res.Rule {
	case "number-date":
		say("Số " + label + " và ngày " + f.c.Date.Vietnamese() + " chỉ hợp với " + name + ".")
	case "number-date-title":
		say("Số " + label + ", ngày " + f.c.Date.Vietnamese() + " và trích yếu hợp với " + name + ".")
	case "number-plenum":
		say("Hội nghị Trung ương và khóa được nêu chỉ hợp với " + name + ".")
	case "number-year":
		say("Số có ghi năm nên chỉ thuộc về một văn bản: " + name + ".")
	case "shared-date", "shared-issuer":
	case "number-year-province":
		say("Số có ghi năm và cơ quan cùng địa phương: " + name + ".")
	case "number-title":
		say("Trích yếu trùng với " + name + ".")
	case "number-term":
		say("Khóa được nêu chỉ hợp với " + name + ".")
	case "number-year-of-date":
		say("Thời gian được nêu (" + f.c.Date.Vietnamese() + ") chỉ hợp với " + name + ".")
	case "number-issuer-term":
		say("Cơ quan ban hành là " + issuerSaid + " và văn bản đang đọc thuộc cùng nhiệm kỳ với " + name + ".")
	case "number-current":
		say("Văn bản đang đọc ở cùng địa phương, cùng nhiệm kỳ; thư viện chỉ biết một văn bản mang số này: " + name + ".")
	case "short-year":
		say("Tên loại, số và năm chỉ hợp với " + name + ".")
	case "earlier-citation":
		say("Phần trước của văn bản đã viện dẫn đầy đủ " + name + ".")
	case "later-citation":
		say("Phần sau của văn bản viện dẫn đầy đủ " + name + ".")
	case "identity":
		say("Đây là câu công bố của chính văn bản đang đọc.")
	case "date-slip":
		say("Cùng dãy số chỉ có một văn bản mang số này; ngày ghi trong viện dẫn có lẽ nhầm: " + name + ".")
	case "name-alone":
		say("Một tên luật được dùng lại qua nhiều lần ban hành; viện dẫn không nêu năm nên chưa đủ căn cứ để liên kết.")
	case "name-year", "name-date", "name-long":
		say("Tên được nêu là " + name + ".")
	case "name-latest":
		say("Vào ngày ban hành văn bản đang đọc, tên này chỉ " + name + ".")
	case "plenum-title", "congress":
		say("Hội nghị, đại hội và nội dung được nêu hợp với " + name + ".")
	case "several":
		say("Viện dẫn không đủ chi tiết để chọn một trong " + count(max(2, len(res.Candidates))) + " văn bản.")
	case "number-alone":
		say("Số được đánh lại theo nhiệm kỳ hoặc theo năm; viện dẫn chỉ nêu số nên chưa đủ căn cứ để liên kết.")
	case "no-province":
		say("Ký hiệu không cho biết tỉnh, thành phố; viện dẫn và văn bản đang đọc cũng không nêu.")
	case "same-series":
		say("Cùng nhiệm kỳ chỉ có một văn bản mang số này nhưng ngày lại khác; cần kiểm tra số hoặc ngày.")
	case "type-conflict":
		say("Số và ngày trùng với " + candidateName(r, res) + " nhưng tên loại khác.")
	case "no-record":
		say("Thư viện chưa có bản ghi nào mang số hoặc tên này.")
	case "all-rejected":
		say("Không văn bản nào mang số này hợp với viện dẫn.")
	case "damaged-number":
		say("Số, ký hiệu có ký tự hỏng; có lẽ là " + res.Repair + ". Không tự liên kết.")
	case "near-miss":
		say("Ký hiệu không đúng; gần với " + res.Repair + ". Không tự liên kết.")
	}
	for _, k := range ks {
		if k.e.rec.ID == res.Document && k.issuer == sameCode && f.iss.body != nil {
			say("Ký hiệu chung của các cơ quan cùng cấp ủy, nên tên cơ quan khác nhau chưa phải là sai.")
		}
	}
	if f.from == byCiting && f.numbering == local && res.Outcome == Resolved {
		say("Ký hiệu không nêu tỉnh; lấy theo cơ quan ban hành văn bản đang đọc.")
	}
	res.Why = why
}

func candidateName(r *run, res *Resolution) string {
	if len(res.Candidates) > 0 {
		if e := r.c.entry(res.Candidates[0].Document); e != nil {
			return naming(e)
		}
	}
	return "một văn bản"
}

// naming calls a record by name and date.
func naming(e *entry) string {
	s := e.rec.Name()
	if d := e.rec.Date.Vietnamese(); d != "" {
		s += " ngày " + d
	}
	return s
}

// whyNot says why a record of the number was not taken.
func (k *candidate) whyNot(f *facts, r *run) string {
	rec := k.e.rec
	switch k.reject {
	case otherType:
		return "là " + rec.Type + ", viện dẫn ghi " + f.c.Type
	case otherDate:
		if rec.Date.IsZero() {
			return "số hiệu thuộc năm " + itoa(k.e.year) + ", viện dẫn ghi " + f.c.Date.Vietnamese()
		}
		return "ban hành ngày " + rec.Date.Vietnamese() + ", viện dẫn ghi " + f.c.Date.Vietnamese()
	case otherTerm:
		return "thuộc khóa khác"
	case otherProvince:
		return "của " + rec.Issuer + ", địa phương khác"
	case otherBody:
		return "của " + rec.Issuer + ", cơ quan khác"
	case otherPlenum:
		return "do hội nghị Trung ương khác thông qua"
	case tooLate:
		return "ban hành ngày " + rec.Date.Vietnamese() + ", sau văn bản đang đọc"
	case otherYear:
		if k.e.year == 0 {
			return "số không ghi năm, thư viện cũng không rõ ngày"
		}
		return "thuộc năm khác (" + rec.Date.Vietnamese() + ")"
	}
	return ""
}

// describe says what is known of a candidate that fits.
func (k *candidate) describe(f *facts) string {
	s := naming(k.e)
	if k.e.rec.Issuer != "" {
		s += ", " + k.e.rec.Issuer
	}
	switch {
	case k.date == sameDay:
		s += "; trùng ngày"
	case k.date == samePart:
		s += "; hợp thời gian"
	}
	if k.issuer == sameBody {
		s += "; trùng cơ quan"
	}
	if k.title.state == agrees {
		s += "; trùng trích yếu"
	}
	if k.current == 2 {
		s += "; cùng nhiệm kỳ hoặc năm với văn bản đang đọc"
	}
	return s
}

// explainSimple says what leaning references and the rest were taken for.
func (r *run) explainSimple(i int) {
	res := &r.out[i]
	name := "văn bản đang đọc"
	if e := r.c.entry(res.Document); e != nil && (r.citing.e == nil || e.rec.ID != r.citing.e.rec.ID) {
		name = naming(e)
	}
	s := ""
	switch res.Rule {
	case "self":
		s = "Văn bản tự gọi mình như vậy."
	case "attachment":
		s = "Văn bản ban hành kèm theo văn bản đang đọc."
	case "anaphora":
		s = "Nhắc lại viện dẫn gần nhất cùng tên loại ở phía trước"
		if res.Document != "" {
			s += ": " + name
		}
		s += "."
	case "plural":
		s = "Nhắc lại các văn bản đã nêu ở phía trước."
	case "no-antecedent":
		s = "Không tìm thấy ở phía trước văn bản nào cùng tên loại để đối chiếu."
	case "internal":
		s = "Không nêu tên văn bản nên hiểu là điều, khoản của chính văn bản đang đọc."
	case "pinpoint-behind":
		s = "Điều, khoản viết sau tên văn bản: " + name + "."
	case "amended":
		s = "Điều khoản của văn bản đang được sửa đổi"
		if res.Document != "" {
			s += ": " + name
		}
		s += "."
	case "quoted":
		s = "Nằm trong phần trích nội dung sửa đổi nên không phải điều khoản của văn bản đang đọc."
	case "listed":
		s = "Điều khoản của văn bản nêu ở câu dẫn phía trên."
	case "vague":
		s = "Nhắc chung một nhóm văn bản, không nêu số, ngày; không liên kết."
	case "future":
		s = "Văn bản sẽ được ban hành, chưa có để liên kết."
	case "term":
		s = "Thuật ngữ chính sách viết thường, không phải tên văn bản."
	}
	if s != "" {
		res.Why = append(res.Why, s)
	}
	if res.Missing != nil {
		res.Why = append(res.Why, missingSentence(r.cites[i].Provision, res))
	}
}

// missingSentence says "khoản 9 không có trong Điều 5".
func missingSentence(steps []document.Step, res *Resolution) string {
	m := *res.Missing
	what := unitName(m.Unit) + " " + m.Label
	where := "văn bản"
	path := steps
	if p := Paths(steps); len(p) > 0 {
		path = p[0]
		for _, q := range p {
			for _, s := range q {
				if s == m {
					path = q
				}
			}
		}
	}
	for i, s := range path {
		if s == m && i > 0 {
			where = unitName(path[i-1].Unit) + " " + path[i-1].Label
		}
	}
	return what + " không có trong " + where + "."
}

// unitName writes a unit as running text does: Điều with a capital, the smaller
// units without.
func unitName(unit string) string {
	u := strings.ToLower(unit)
	if u == "điều" {
		return "Điều"
	}
	return u
}

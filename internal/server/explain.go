package server

import (
	"net/url"
	"strconv"
	"strings"

	"tracuu/internal/library"
)

// explainParam asks, on the page and in the API, for why each result stands where
// it does.
const explainParam = "explain"

// explanation is why a result stands where it does, as the page shows it.
type explanation struct {
	Summary string
	Tables  []shareTable
	Open    bool // shown unfolded
}

// shareTable is what one score is the sum of.
type shareTable struct {
	Caption string
	Rows    []shareRow
	Total   string
}

type shareRow struct{ What, Value, Weight, Score string }

func makeExplanation(x *library.Explanation) *explanation {
	if x == nil {
		return nil
	}
	out := &explanation{}
	var said []string
	if x.Named {
		said = append(said, "Câu tìm gọi đúng văn bản này, nên xếp trước.")
	}
	if x.Place != "" {
		said = append(said, "Chỗ khớp nhất: "+x.Place+".")
	}
	if x.Level != "" {
		said = append(said, upperFirst(x.Level)+".")
	}
	if len(x.Features) == 0 && len(x.Words) > 0 {
		said = append(said, "Xếp theo điểm của từ, sau những kết quả đã được đọc kỹ.")
	}
	out.Summary = strings.Join(said, " ")
	if len(x.Features) > 0 {
		out.Tables = append(out.Tables, makeShares("Điểm xếp hạng", x.Features, x.Score))
	}
	if len(x.Words) > 0 {
		out.Tables = append(out.Tables, makeShares("Điểm của từ (BM25), theo từ càng hiếm càng nặng", x.Words, x.Base))
	}
	return out
}

func makeShares(caption string, shares []library.Share, total float64) shareTable {
	t := shareTable{Caption: caption, Total: twoPlaces(total)}
	for _, s := range shares {
		t.Rows = append(t.Rows, shareRow{upperFirst(s.What), twoPlaces(s.Value), twoPlaces(s.Weight), twoPlaces(s.Value * s.Weight)})
	}
	return t
}

// twoPlaces writes a number with two places after the comma.
func twoPlaces(f float64) string {
	s := strings.Replace(strconv.FormatFloat(f, 'f', 2, 64), ".", ",", 1)
	if s == "-0,00" {
		return "0,00"
	}
	return strings.Replace(s, "-", "−", 1)
}

// explainLink turns the explanations of a page on or off.
func explainLink(values url.Values) choice {
	u := cloneValues(values)
	if page := values.Get("trang"); page != "" {
		u.Set("trang", page)
	}
	if u.Get(explainParam) != "" {
		u.Del(explainParam)
		return choice{Text: "Ẩn phần giải thích", URL: "/tim?" + u.Encode(), Active: true}
	}
	u.Set(explainParam, "1")
	return choice{Text: "Vì sao xếp như vậy?", URL: "/tim?" + u.Encode()}
}

package check_test

import (
	"slices"
	"strings"
	"testing"

	"tracuu/internal/check"
	"tracuu/internal/document"
)

// TestRuleExamples holds each row of the table to its own examples: the good one
// raises nothing about form, the bad one says which element is at fault.
func TestRuleExamples(t *testing.T) {
	words := map[string]string{"date": "ngày ban hành", "issuer": "cơ quan ban hành", "number": "số, ký hiệu", "title": "trích yếu", "year": "năm ban hành", "name": "tên văn bản"}
	rows := 0
	for _, set := range check.RuleSets() {
		on := set.Until
		if on.IsZero() {
			on = today
		}
		opts := check.Options{Family: set.Family, Today: on}
		if set.Source == "" || len(set.Rules) != 3 {
			t.Errorf("%s: source %q, %d kinds of cited documents", set.ID, set.Source, len(set.Rules))
		}
		for of, rule := range set.Rules {
			rows++
			t.Run(set.ID+"/"+of, func(t *testing.T) {
				_, r := judge(t, rule.Good, opts)
				if r.Rules == nil || r.Rules.ID != set.ID {
					t.Fatalf("judged by %+v", r.Rules)
				}
				if f := find(r, check.Form); f != nil || r.Citations == 0 {
					t.Errorf("%q: %d citations%s", rule.Good, r.Citations, list(r))
				}
				if rule.Bad == "" {
					return
				}
				_, r = judge(t, rule.Bad, opts)
				f := find(r, check.Form)
				if f == nil || !strings.Contains(f.Message, words[rule.BadElement]) {
					t.Fatalf("%q: want %s%s", rule.Bad, rule.BadElement, list(r))
				}
				want := check.Warning
				if slices.Contains(rule.Without, rule.BadElement) {
					want = check.Info
				}
				if f.Severity != want || f.Source != set.Source {
					t.Errorf("%+v", *f)
				}
			})
		}
	}
	if rows < 15 {
		t.Errorf("%d rows", rows)
	}
}

// TestRulesByDate gives drafts of each family and date to the rules of their day.
func TestRulesByDate(t *testing.T) {
	const party = "ĐẢNG CỘNG SẢN VIỆT NAM\n"
	const state = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
	for _, tt := range []struct{ name, text, want string }{
		{"Party before 27/5/2026", "TỈNH ỦY YÊN BÁI\n*\nSố 31-NQ/TU\n" + party + "Yên Bái, ngày 26 tháng 5 năm 2026\n\nNGHỊ QUYẾT\nvề phát triển rừng quế\n\nThực hiện chủ trương chung.\n", "hd-36"},
		{"Party since", "TỈNH ỦY YÊN BÁI\n*\nSố 32-NQ/TU\n" + party + "Yên Bái, ngày 27 tháng 5 năm 2026\n\nNGHỊ QUYẾT\nvề phát triển rừng quế\n\nThực hiện chủ trương chung.\n", "hd-05"},
		{"administrative", "ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI\nSố: 31/KH-UBND\n" + state + "Yên Bái, ngày 26 tháng 5 năm 2026\n\nKẾ HOẠCH\nPhát triển rừng quế\n\nThực hiện chủ trương chung.\n", "nd-30"},
		{"normative before 01/4/2025", "CHÍNH PHỦ\nSố: 31/2025/NĐ-CP\n" + state + "Hà Nội, ngày 26 tháng 3 năm 2025\n\nNGHỊ ĐỊNH\nVề quản lý rừng quế\n\nChính phủ ban hành Nghị định.\n", "nd-34"},
		{"normative since", "CHÍNH PHỦ\nSố: 131/2025/NĐ-CP\n" + state + "Hà Nội, ngày 26 tháng 5 năm 2025\n\nNGHỊ ĐỊNH\nVề quản lý rừng quế\n\nChính phủ ban hành Nghị định.\n", "nd-78"},
		{"of the Assembly", "QUỐC HỘI\nNghị quyết số: 131/2025/QH15\n" + state + "Hà Nội, ngày 26 tháng 5 năm 2025\n\nNGHỊ QUYẾT\nVề rừng quế\n\nQuốc hội quyết nghị.\n", "nq-351"},
		{"nothing to tell by", "Một đoạn văn dẫn Nghị định số 30/2020/NĐ-CP.\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, r := judge(t, tt.text, check.Options{})
			got := ""
			if r.Rules != nil {
				got = r.Rules.ID
			}
			if got != tt.want {
				t.Errorf("rules %q, want %q; the draft is read as %+v", got, tt.want, d.Record)
			}
		})
	}
	_, r := judge(t, "Một đoạn.", check.Options{Family: check.Normative, Today: document.MustDate("2025-03-31")})
	if r.Rules == nil || r.Rules.ID != "nd-34" {
		t.Errorf("%+v", r.Rules)
	}
}

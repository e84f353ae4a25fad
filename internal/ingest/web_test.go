package ingest

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tracuu/corpus"
	"tracuu/internal/document"
	"tracuu/internal/fetch"
)

// web gives the place a web server of this machine.
func (p *place) web() (*http.ServeMux, string) {
	p.Helper()
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	p.Cleanup(server.Close)
	client, err := fetch.New(fetch.Options{
		CacheDir: filepath.Join(p.dir, "fetch"), AllowPrivate: []string{server.Listener.Addr().String()},
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Now:   p.opts.Now,
	})
	if err != nil {
		p.Fatal(err)
	}
	p.Cleanup(client.Close)
	p.opts.Web = client
	return mux, server.URL
}

func serve(mux *http.ServeMux, path, media, body string) {
	mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", media)
		io.WriteString(w, body)
	})
}

// webPage is a page of a site around a text, with what sites have beside it.
func webPage(text, links string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html><head><title>Văn bản</title></head><body><header><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/vb">Văn bản</a></li></ul></nav></header><div class="breadcrumb">Trang chủ / Văn bản</div><main>`)
	for l := range strings.Lines(text) {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(strings.TrimSpace(l)))
	}
	b.WriteString("</main>" + links + `<footer>Bản quyền thuộc cổng thông tin. Điện thoại: 0123</footer></body></html>`)
	return b.String()
}

// record adds a record without text whose provenance names the addresses.
func (p *place) record(r document.Record, addresses ...string) string {
	p.Helper()
	for _, a := range addresses {
		r.Provenance = append(r.Provenance, document.Provenance{Source: a})
	}
	d, err := p.corpus.Add(corpus.Draft{Record: r})
	if err != nil {
		p.Fatal(err)
	}
	return d.ID
}

func gardenRecord(number string) document.Record {
	return document.Record{Type: "Nghị định", Number: document.Number{Number: number, Year: "2031", Symbol: "NĐ-CP"}, Date: document.MustDate("2031-03-05"), Issuer: "Chính phủ"}
}

func (p *place) fetch(ids ...string) []Outcome {
	p.Helper()
	im, err := New(p.corpus, p.opts)
	if err != nil {
		p.Fatal(err)
	}
	defer im.Close()
	var out []Outcome
	im.opts.Outcome = func(o Outcome) { out = append(out, o) }
	if _, err := im.FetchAll(p.Context(), ids); err != nil {
		p.Fatal(err)
	}
	return out
}

func TestFetch(t *testing.T) {
	p := newPlace(t)
	mux, base := p.web()
	text := decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	serve(mux, "/vb/12", "text/html; charset=utf-8", webPage(text, ""))
	id := p.record(gardenRecord("12"), base+"/vb/12", base+"/vb/12")

	out := p.fetch(id)
	if len(out) != 1 || out[0].Status != Text || out[0].ID != id || len(out[0].Doubts) > 0 || out[0].File != base+"/vb/12" {
		t.Fatalf("%+v", out)
	}
	got, err := p.corpus.Text(id)
	if err != nil || !strings.Contains(got, "Ghi sổ") || strings.Contains(got, "Bản quyền") || strings.Contains(got, "Trang chủ") {
		t.Errorf("%v %q", err, got)
	}
	d, _ := p.corpus.Get(id)
	last := d.Provenance[len(d.Provenance)-1]
	if last.Source != base+"/vb/12" || !strings.Contains(last.Note, "Lấy từ mạng 06/05/2031 07:08") || !fileSHA.MatchString(last.Note) {
		t.Errorf("provenance: %+v", last)
	}
	if path := d.OriginalFile(); path == "" {
		t.Error("the page is not kept")
	} else if b, _ := os.ReadFile(path); !bytes.Contains(b, []byte("<title>Văn bản</title>")) {
		t.Errorf("the original is %q", b)
	}
	if d.Title != gardens {
		t.Errorf("title %q", d.Title)
	}
	if out = p.fetch(id); out[0].Status != Skipped {
		t.Errorf("again: %+v", out)
	}
	p.opts.Again = true
	if out = p.fetch(id); out[0].Status != Skipped {
		t.Errorf("with --again, the same page: %+v", out)
	}
}

// What stands at the address is something else, or not all of it.
func TestFetchWrong(t *testing.T) {
	long := strings.Repeat("Các đại biểu phát biểu ý kiến về việc trông coi vườn cây ven sông trong thời gian tới. ", 40)
	for name, c := range map[string]struct {
		media, body string
		change      func(*document.Record)
		words       string
	}{
		"another number": {"text/html", webPage(decree("13/2031/NĐ-CP", "2031-03-05", gardens, articles...), ""), nil,
			"trang có Nghị định 13/2031/NĐ-CP ngày 05/3/2031 của Chính phủ, không phải Nghị định 12/2031/NĐ-CP"},
		"another date":     {"text/html", webPage(decree("12/2031/NĐ-CP", "2031-04-05", gardens, articles...), ""), nil, "khác ngày ban hành"},
		"another issuer":   {"text/html", webPage(decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...), ""), func(r *document.Record) { r.Issuer = "Bộ Nội vụ" }, "khác cơ quan ban hành"},
		"another type":     {"text/html", webPage(decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...), ""), func(r *document.Record) { r.Type = "Nghị quyết" }, "khác loại"},
		"too little known": {"text/html", webPage(decree("12/NĐ-CP", "2031-03-05", gardens, articles...), ""), func(r *document.Record) { r.Year, r.Date = "", document.Date{} }, "chưa đủ chắc"},
		"no document":      {"text/html", webPage("Tin trong ngày\n"+long, ""), nil, "không có văn bản nào nhận ra được"},
		"an article about it": {"text/html", webPage("Ngày 05/3/2031, Chính phủ ban hành Nghị định số 12/2031/NĐ-CP quy định về trông coi vườn cây ăn quả ven sông.\n"+long, ""), nil,
			"bài viết về Nghị định 12/2031/NĐ-CP"},
		"a page of a catalogue": {"text/html", webPage("CHÍNH PHỦ\nSố: 12/2031/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2031\nNGHỊ ĐỊNH\n"+gardens+"\nNgười ký: Trần Văn Thử\n", ""), nil, "không có toàn văn"},
		"a login page":          {"text/html", `<html><body><form><p>Đăng nhập hệ thống</p><input name=u><input type="password"></form></body></html>`, nil, "đăng nhập"},
		"a login page in words": {"text/html", webPage("Vui lòng đăng nhập để xem nội dung này.", ""), nil, "đăng nhập"},
		"a page called PDF":     {"application/pdf", "<html><body><p>Không tìm thấy tệp</p></body></html>", nil, "không"},
		"a damaged file":        {"application/pdf", "%PDF-1.4 hỏng", nil, "hỏng"},
		"secret": {"text/html", webPage(strings.Replace(decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...), "Độc lập", "MẬT\nĐộc lập", 1), ""), nil,
			"MẬT"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			mux, base := p.web()
			serve(mux, "/vb", c.media, c.body)
			r := gardenRecord("12")
			if c.change != nil {
				c.change(&r)
			}
			id := p.record(r, base+"/vb")
			out := p.fetch(id)
			if out[0].Status != Failed && out[0].Status != Refused || !strings.Contains(out[0].Error, c.words) {
				t.Errorf("%+v", out)
			}
			if d, _ := p.corpus.Get(id); d.HasText() || p.corpus.Len() != 1 {
				t.Error("something was imported")
			}
		})
	}
}

// A page that only leads to the file: the one that bears the number is taken.
func TestFetchFile(t *testing.T) {
	p := newPlace(t)
	mux, base := p.web()
	links := `<ul><li><a href="/tep/phu-luc.rtf">Phụ lục</a></li><li><a href="/tep/13-2031-nd-cp.rtf">13/2031/NĐ-CP</a></li><li><a href="/tep/sai.rtf">Nghị định số 12/2031/NĐ-CP (bản 1)</a></li><li><a href="/tep/12.rtf">Toàn văn 12/2031/NĐ-CP</a></li></ul>`
	serve(mux, "/vb/12", "text/html", webPage("CHÍNH PHỦ\nSố: 12/2031/NĐ-CP\nHà Nội, ngày 05 tháng 3 năm 2031\nNGHỊ ĐỊNH\n"+gardens, links))
	asked := map[string]int{}
	file := func(path, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			asked[path]++
			w.Header().Set("Content-Type", "application/octet-stream")
			io.WriteString(w, rtf(text))
		})
	}
	file("/tep/phu-luc.rtf", "Phụ lục")
	file("/tep/13-2031-nd-cp.rtf", decree("13/2031/NĐ-CP", "2031-03-05", gardens, articles...))
	file("/tep/sai.rtf", decree("12/2031/NĐ-CP", "2031-09-05", gardens, articles...))
	file("/tep/12.rtf", decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...))
	id := p.record(gardenRecord("12"), base+"/vb/khong-con", base+"/vb/12")

	out := p.fetch(id)
	if out[0].Status != Text || out[0].File != base+"/tep/12.rtf" {
		t.Fatalf("%+v", out)
	}
	if asked["/tep/phu-luc.rtf"]+asked["/tep/13-2031-nd-cp.rtf"] > 0 {
		t.Errorf("files of other documents were fetched: %v", asked)
	}
	d, _ := p.corpus.Get(id)
	if filepath.Ext(d.Original) != ".rtf" || !strings.Contains(d.Provenance[len(d.Provenance)-1].Source, "/tep/12.rtf") {
		t.Errorf("%q %+v", d.Original, d.Provenance)
	}

	// A name that gives the figures alone, on a page of a catalogue.
	serve(mux, "/vb/16", "text/html", webPage("Số ký hiệu\n16/2031/NĐ-CP\nTải về", `<a href="/tep/khac.rtf">Văn bản khác</a><a href="/tep/16.signed.rtf">Tải về</a>`))
	file("/tep/16.signed.rtf", decree("16/2031/NĐ-CP", "2031-03-05", gardens+" ở làng", articles...))
	if out = p.fetch(p.record(gardenRecord("16"), base+"/vb/16")); out[0].Status != Text || out[0].File != base+"/tep/16.signed.rtf" {
		t.Errorf("%+v", out)
	}

	id = p.record(gardenRecord("14"), base+"/vb/khong-con")
	if out = p.fetch(id, "khong-co-ma-nay"); out[0].Status != Failed || !strings.Contains(out[0].Error, base+"/vb/khong-con: không còn trang") || out[1].Status != Failed {
		t.Errorf("%+v", out)
	}
	id = p.record(gardenRecord("15"))
	if out = p.fetch(id); out[0].Status != Failed || !strings.Contains(out[0].Error, "không có địa chỉ") {
		t.Errorf("%+v", out)
	}
}

// rtf is a text in an RTF file.
func rtf(text string) string {
	var b strings.Builder
	b.WriteString(`{\rtf1\ansi `)
	for _, r := range text {
		switch {
		case r == '\n':
			b.WriteString("\\par\n")
		case r < 128:
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%d?`, int16(r))
		}
	}
	b.WriteString("}")
	return b.String()
}

func TestImportAddress(t *testing.T) {
	p := newPlace(t)
	mux, base := p.web()
	text := decree("12/2031/NĐ-CP", "2031-03-05", gardens, articles...)
	serve(mux, "/trang", "text/html", webPage(text, ""))
	serve(mux, "/tep/n13.rtf", "application/rtf", rtf(decree("13/2031/NĐ-CP", "2031-03-06", gardens+" ven suối", articles...)))
	serve(mux, "/mot-tep", "text/html", webPage("Tải văn bản", `<a href="/tep/n13.rtf">Tải về</a>`))
	serve(mux, "/nhieu-tep", "text/html", webPage("Tải văn bản", `<a href="/tep/n13.rtf">Bản một</a><a href="/tep/n14.rtf">Bản hai</a>`))
	serve(mux, "/dang-nhap", "text/html", `<html><body><form>Đăng nhập<input type=password></form></body></html>`)
	serve(mux, "/tin", "text/html", webPage("Tin trong ngày\nHôm nay trời nắng.", ""))
	local := p.write("a.txt", decree("20/2031/NĐ-CP", "2031-03-09", gardens, articles...))
	record := p.record(gardenRecord("12"))

	out := p.run(base+"/trang", base+"/mot-tep", base+"/nhieu-tep", base+"/dang-nhap", base+"/tin", base+"/khong-co", local)
	want := []struct {
		status Status
		words  string
	}{{Text, "bản ghi đã có"}, {Added, ""}, {Failed, base + "/tep/n14.rtf"}, {Failed, "đăng nhập"}, {Failed, "nhận ra được"}, {Failed, "không còn trang"}, {Added, ""}}
	if len(out) != len(want) {
		t.Fatalf("%+v", out)
	}
	for i, w := range want {
		if out[i].Status != w.status || !strings.Contains(out[i].Error+out[i].Note, w.words) {
			t.Errorf("%d: %+v", i, out[i])
		}
	}
	if out[0].ID != record {
		t.Errorf("the record's id is lost: %s", out[0].ID)
	}
	d, err := p.corpus.Get(out[1].ID)
	if err != nil || d.Provenance[0].Source != base+"/tep/n13.rtf" {
		t.Errorf("%v %+v", err, d)
	}
	p.opts.Web = nil
	if out = p.run(base + "/trang"); out[0].Status != Failed || !strings.Contains(out[0].Error, "tải tệp về máy") {
		t.Errorf("%+v", out)
	}
}

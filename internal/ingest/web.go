package ingest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"

	"tracuu/corpus"
	"tracuu/internal/citation/resolve"
	"tracuu/internal/document"
	"tracuu/internal/fetch"
	"tracuu/internal/vietnamese"
)

// Web gets what stands at a web address; a [fetch.Client] does.
type Web interface {
	Get(ctx context.Context, address string) (*fetch.Page, error)
}

// maxFiles bounds the files of one page that are tried.
const maxFiles = 3

// openPage opens what was fetched, as a file that knows where it came from.
func openPage(p *fetch.Page) (*File, error) {
	f, err := openFile(p.Path, p.Name)
	if err != nil {
		return nil, err
	}
	f.page = p
	return f, nil
}

// visit fetches an address that a person named for import. A page that is no
// document but leads to the file of one gives that file.
func (im *Importer) visit(ctx context.Context, address string) (*File, error) {
	if im.opts.Web == nil {
		return nil, errNoWeb
	}
	page, err := im.opts.Web.Get(ctx, address)
	if err != nil {
		return nil, err
	}
	if !page.HTML() {
		return openPage(page)
	}
	rd := im.readPage(ctx, page)
	if rd.err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if rd.known || rd.err == nil && rd.record.Number.Number != "" && full(rd) == "" {
		return openPage(page)
	}
	files := filesOf(page)
	if n := rd.record.Number; n.Number != "" {
		if mine := slices.DeleteFunc(slices.Clone(files), func(l fetch.Link) bool { return !bears(l, n) }); len(mine) > 0 {
			files = mine
		}
	}
	switch {
	case len(files) == 1:
		if page, err = im.opts.Web.Get(ctx, files[0].Address); err != nil {
			return nil, err
		}
		return openPage(page)
	case len(files) > 1:
		var list strings.Builder
		for _, l := range files[:min(len(files), 10)] {
			fmt.Fprintf(&list, "\n  %s: %s", shown(l.Text), l.Address)
		}
		return nil, fmt.Errorf("trang có %d tệp văn bản; hãy nhập từng tệp bằng địa chỉ của nó:%s", len(files), list.String())
	}
	if why := im.noDocument(rd, page); why != "" {
		return nil, errors.New(why)
	}
	return openPage(page)
}

var errNoWeb = errors.New("ở đây không lấy được từ địa chỉ trên mạng; hãy dùng lệnh tracuu import hoặc tracuu fetch, hoặc tải tệp về máy rồi nhập tệp ấy")

// noDocument says why a page is not the text of a document; "" if it is one.
func (im *Importer) noDocument(rd *reading, page *fetch.Page) string {
	switch {
	case rd.err != nil:
		return message(rd.err)
	case asksLogin(page, rd.text):
		return "trang đòi đăng nhập; hãy đăng nhập bằng trình duyệt, tải tệp về máy rồi nhập"
	case rd.record.Number.Number == "" && rd.record.Title == "":
		return "trang không có văn bản nào nhận ra được (không thấy số, ký hiệu, trích yếu) và không dẫn tới tệp văn bản; nếu đúng là văn bản thì lưu trang về máy rồi nhập"
	}
	return full(rd)
}

// readPage reads what was fetched.
func (im *Importer) readPage(ctx context.Context, p *fetch.Page) *reading {
	f, err := openPage(p)
	if err != nil {
		return &reading{name: p.Name, err: err}
	}
	defer f.close()
	return im.read(ctx, f, im.opts.Reading)
}

// filesOf lists the files that a page leads to.
func filesOf(p *fetch.Page) []fetch.Link {
	f, err := os.Open(p.Path)
	if err != nil {
		return nil
	}
	defer f.Close()
	return fetch.Files(f, p.Final)
}

// bears reports a link whose words or address name the number.
func bears(l fetch.Link, n document.Number) bool {
	return namedBy(l.Text, n) || namedBy(l.Address, n)
}

// likely orders the files of a page by what their links say: the whole number
// (12-2031-nd-cp.pdf), then its figures alone (12.signed.pdf), then the only file
// of the page. What they hold is judged when they are there.
func likely(files []fetch.Link, n document.Number) []fetch.Link {
	var whole, figures []fetch.Link
	for _, l := range files {
		name := l.Address
		if u, err := url.Parse(l.Address); err == nil {
			name = path.Base(u.Path) + " " + u.RawQuery
		}
		switch {
		case bears(l, n):
			whole = append(whole, l)
		case n.Number != "" && strings.Contains("-"+document.Slug(l.Text+" "+name)+"-", "-"+document.Slug(n.Bare())+"-"):
			figures = append(figures, l)
		}
	}
	if found := append(whole, figures...); len(found) > 0 || len(files) != 1 {
		return found[:min(len(found), maxFiles)]
	}
	return files
}

// minWords is the least a text has beside its header: the shortest decisions
// have more.
const minWords = 60

// full says why a page's text is not the whole of the document that it speaks
// of; "" if it may be. A page of a site's catalogue gives number, date and title
// and no more; an article tells of a document and quotes it.
func full(rd *reading) string {
	if rd.res == nil || rd.res.Format != "HTML" && rd.res.Format != "TXT" {
		return ""
	}
	words, divisions, news, signed := 0, 0, false, rd.record.Signer != "" || len(rd.record.Recipients) > 0
	document.Divide(rd.text).Walk(func(p *document.Provision, _ int) bool {
		switch p.Unit {
		case document.Header, document.Headline:
			return true
		case document.Identity:
			news = true
			return true
		case document.Paragraph, document.Preamble, document.LegalBasis, document.Closing:
		default:
			divisions++
		}
		if len(p.Children) == 0 {
			words += len(strings.Fields(rd.text[p.Start:p.End]))
		}
		return true
	})
	switch {
	case news && (divisions < 3 || words < 5*minWords):
		return "trang là bài viết về " + named(&rd.record) + ", không phải toàn văn"
	case words < minWords || divisions == 0 && !signed:
		return "trang chỉ có thông tin về " + named(&rd.record) + ", không có toàn văn"
	}
	return ""
}

// asksLogin reports a page that is little more than the door to another.
func asksLogin(p *fetch.Page, text string) bool {
	if len(strings.Fields(text)) > 250 {
		return false
	}
	b, err := os.ReadFile(p.Path)
	if err != nil || len(b) > 1<<20 {
		return false
	}
	low := strings.ToLower(string(b))
	if strings.Contains(low, `type="password"`) || strings.Contains(low, `type='password'`) || strings.Contains(low, "type=password") {
		return true
	}
	folded := vietnamese.Fold(text)
	return strings.Contains(folded, "vui long dang nhap") || strings.Contains(folded, "ban can dang nhap") || strings.Contains(folded, "hay dang nhap")
}

// named is what a text says it is, in a sentence.
func named(r *document.Record) string {
	s := r.Name()
	if !r.Date.IsZero() {
		s += " ngày " + r.Date.Vietnamese()
	}
	if r.Issuer != "" {
		s += " của " + r.Issuer
	}
	if strings.TrimSpace(s) == "" {
		return "một văn bản"
	}
	return s
}

// FetchAll fetches the texts of the records with these ids, one after the other.
// What was interrupted goes on where it was when it is run again: records that
// got their text have it, and what a host refused is remembered by opts.Web.
func (im *Importer) FetchAll(ctx context.Context, ids []string) (sum Summary, err error) {
	for i, id := range ids {
		im.step(func(p *Progress) { p.Done, p.Total, p.Current = i, len(ids), id })
		o, err := im.Fetch(ctx, id)
		if err != nil {
			sum.Interrupted = true
			return sum, err
		}
		sum.add(o)
		im.opts.Outcome(o)
	}
	im.step(func(p *Progress) { p.Done, p.Total, p.Current = len(ids), len(ids), "" })
	if im.changed > 0 {
		return sum, im.refresh(ctx)
	}
	return sum, nil
}

// Fetch gets the text of a record from the addresses that its provenance names.
// What comes is imported where it says of itself that it is this document, by
// the rules of every import (see compare); else the outcome says what came
// instead. The error ends the run.
func (im *Importer) Fetch(ctx context.Context, id string) (Outcome, error) {
	d, err := im.shelf.corpus.Get(id)
	if err != nil {
		return Outcome{File: id, Status: Failed, Error: err.Error()}, nil
	}
	o := Outcome{File: id}.of(&d.Record)
	addresses := d.Addresses()
	switch {
	case d.HasText() && !im.opts.Again:
		o.Status, o.Note = Skipped, "đã có toàn văn; muốn lấy lại thì thêm --again"
		return o, nil
	case len(addresses) == 0:
		o.Status, o.Error = Failed, "bản ghi không có địa chỉ nào; ghi thêm địa chỉ của trang vào mục provenance trong "+d.ID+"/document.yaml"
		return o, nil
	}
	var why []string
	for _, a := range addresses {
		got, reason := im.fetchFrom(ctx, d, a)
		if ctx.Err() != nil {
			return o, ctx.Err()
		}
		if reason == "" {
			return got, im.refreshInTime(ctx)
		}
		why = append(why, a+": "+reason)
	}
	o.Status, o.Error = Failed, strings.Join(why, "\n")
	return o, nil
}

// fetchFrom tries one address: what stands there, then the files that the page
// leads to and that may be the document. A reason says why neither is
// the document.
func (im *Importer) fetchFrom(ctx context.Context, d *corpus.Document, address string) (Outcome, string) {
	page, err := im.opts.Web.Get(ctx, address)
	if err != nil {
		return Outcome{}, message(err)
	}
	o, reason := im.take(ctx, d, page)
	if reason == "" || !page.HTML() || ctx.Err() != nil {
		return o, reason
	}
	for _, l := range likely(filesOf(page), d.Number) {
		if l.Address == page.Final {
			continue
		}
		file, err := im.opts.Web.Get(ctx, l.Address)
		if err != nil {
			reason = l.Address + ": " + message(err)
			continue
		}
		o, why := im.take(ctx, d, file)
		if why == "" || ctx.Err() != nil {
			return o, why
		}
		reason = "tệp đính kèm " + l.Address + ": " + why
	}
	return Outcome{}, reason
}

// take imports what was fetched if it is the document; else it says what it is.
func (im *Importer) take(ctx context.Context, d *corpus.Document, page *fetch.Page) (Outcome, string) {
	f, err := openPage(page)
	if err != nil {
		return Outcome{}, message(err)
	}
	defer f.close()
	rd := im.read(ctx, f, im.opts.Reading)
	if rd.known {
		for _, h := range im.shelf.holders(rd.sha) {
			if h.ID == d.ID {
				return im.held(Outcome{File: page.Address}, h, "đã có trong thư viện (cùng tệp)"), ""
			}
			return Outcome{}, fmt.Sprintf("tệp này thư viện đã giữ ở văn bản “%s”", h.ID)
		}
	}
	switch {
	case rd.err != nil:
		return Outcome{}, message(rd.err)
	case page.HTML() && asksLogin(page, rd.text):
		return Outcome{}, "trang đòi đăng nhập; hãy đăng nhập bằng trình duyệt, tải tệp về máy rồi nhập"
	case rd.text == "":
		return Outcome{}, "tệp chỉ có ảnh chụp mà máy này chưa nhận dạng được chữ, nên chưa biết có đúng văn bản không; hãy cài tesseract (với dữ liệu vie) rồi lấy lại"
	}
	if why := isThis(&d.Record, &rd.record); why != "" {
		return Outcome{}, why
	}
	if why := full(rd); why != "" {
		return Outcome{}, why
	}
	o := Outcome{File: page.Address, Citations: rd.citations, Pages: len(rd.res.Pages)}
	if o2, refused := im.refuse(o, rd); refused {
		return o2, ""
	}
	if d.HasText() {
		o, err = im.beside(o, rd, d)
	} else {
		o, err = im.giveText(o, rd, d, "lấy từ nguồn của bản ghi; số, ký hiệu, loại, ngày, cơ quan khớp")
	}
	if err != nil {
		return Outcome{}, message(err)
	}
	im.shelf.noteText(d.ID, rd.textSHA)
	return o, ""
}

// isThis says in what a text is another document than the record's; "" if it is
// the same.
func isThis(held, got *document.Record) string {
	if got.Label() == "" && got.Title == "" {
		return "trang không có văn bản nào nhận ra được, không phải " + named(held)
	}
	differs := fmt.Sprintf("trang có %s, không phải %s", named(got), named(held))
	if held.Number.Number != "" {
		if got.Number.Number == "" || resolve.NumberKey(held.Number) != resolve.NumberKey(got.Number) {
			return differs
		}
	} else if recordKey(held) == "" || recordKey(held) != recordKey(got) {
		return differs
	}
	how, why := compare(held, got)
	switch how {
	case other:
		return differs + " (" + why + ")"
	case maybe:
		return fmt.Sprintf("trang có thể là văn bản này nhưng chưa đủ chắc: %s; hãy xem trang, ghi thêm ngày và cơ quan ban hành vào bản ghi rồi lấy lại, hoặc tải về rồi nhập", why)
	}
	return ""
}

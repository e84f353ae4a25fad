package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packed is a file of an archive to be made.
type packed struct{ name, content string }

func zipOf(t testing.TB, files ...packed) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, f.content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func tarOf(t testing.TB, zipped bool, files ...packed) string {
	t.Helper()
	var b bytes.Buffer
	var out io.WriteCloser = nopCloser{&b}
	if zipped {
		out = gzip.NewWriter(&b)
	}
	w := tar.NewWriter(out)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Mode: 0o644, Size: int64(len(f.content)), Typeflag: tar.TypeReg}
		if target, ok := strings.CutPrefix(f.content, "→"); ok {
			h.Typeflag, h.Linkname, h.Size, f.content = tar.TypeSymlink, target, 0, ""
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, f.content)
	}
	w.Close()
	out.Close()
	return b.String()
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

func TestArchives(t *testing.T) {
	files := []packed{
		{"vb/một.txt", decree("901/2031/NĐ-CP", "2031-03-05", gardens, articles...)},
		{"__MACOSX/vb/._một.txt", "rác"},
		{"vb/../../ngoài.txt", "leo ra ngoài"},
		{`C:\ngoài.txt`, "leo ra ngoài"},
		{"/etc/ngoài.txt", "leo ra ngoài"},
		{"vb/trong.zip", "PK"}, // is none
		{"vb/bảng.json", "{}"},
		{"vb/hai.txt", decree("902/2031/NĐ-CP", "2031-04-05", "Về việc đếm thuyền", articles...)},
	}
	want := []Status{Added, Failed, Failed, Failed, Failed, Skipped, Added}
	for _, name := range []string{"a.zip", "b.tar", "c.tar.gz"} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			content := zipOf(t, files...)
			if strings.Contains(name, "tar") {
				content = tarOf(t, strings.HasSuffix(name, "gz"), files...)
			}
			path := p.write(name, content)
			out := p.run()
			var got []Status
			for _, o := range out {
				got = append(got, o.Status)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("got %v, want %v:\n%+v", got, want, out)
			}
			if out[0].File != path+"!/vb/một.txt" || p.get(out[0].ID).Original != "mot.txt" {
				t.Errorf("%+v, original %q", out[0], p.get(out[0].ID).Original)
			}
			left, _ := filepath.Glob(filepath.Join(p.dir, ".new-*"))
			if len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(p.files), "ngoài.txt")); err == nil {
				t.Error("a file was written outside")
			}
			// An unchanged archive is not even opened.
			fi, _ := os.Stat(path)
			if err := os.WriteFile(path, bytes.Repeat([]byte("x"), len(content)), 0o644); err != nil {
				t.Fatal(err)
			}
			os.Chtimes(path, fi.ModTime(), fi.ModTime())
			again := p.run()
			if len(again) != len(out) || again[0].Status != Skipped || again[1].Status != Failed || !again[6].Unchanged || again[6].File != out[6].File {
				t.Errorf("again: %+v", again)
			}
		})
	}
}

func TestHostileArchives(t *testing.T) {
	zeros := strings.Repeat("0 ", 4<<20)
	many := make([]packed, 40)
	for i := range many {
		many[i] = packed{fmt.Sprintf("%02d.txt", i), "một dòng"}
	}
	var locked bytes.Buffer
	z := zip.NewWriter(&locked)
	w, _ := z.CreateRaw(&zip.FileHeader{Name: "kín.txt", Flags: 1, Method: zip.Store, CompressedSize64: 3, UncompressedSize64: 3})
	w.Write([]byte("abc"))
	z.Close()
	for _, tt := range []struct {
		name, content, want string
		files               int
	}{
		{"bomb.zip", zipOf(t, packed{"b.txt", zeros}), "quá chặt", 1},
		{"bomb.tar.gz", tarOf(t, true, packed{"b.txt", strings.Repeat(zeros, 12)}), "quá lớn", 2},
		{"many.zip", zipOf(t, many...), "quá 20 tệp", 21},
		{"locked.zip", locked.String(), "mật khẩu", 1},
		{"cut.zip", zipOf(t, many...)[:300], "không đọc được", 1},
		{"cut.tar.gz", tarOf(t, true, many...)[:150], "không đọc được", -1},
		{"text.zip", "không phải tệp nén", "không đọc được", 1},
		{"link.tar", tarOf(t, false, packed{"a.txt", "→/etc/passwd"}), "không phải tệp thường", 1},
		{"big.zip", zipOf(t, packed{"a.txt", strings.Repeat("chữ ", 1<<19)}), "giới hạn", 1},
		{"a.rar", "Rar!", "giải nén", 1},
		{"in.zip", zipOf(t, packed{"a.7z", "7z"}), "nén lại thành zip", 1},
		{"deep.zip", zipOf(t, packed{"1.zip", zipOf(t, packed{"2.zip", zipOf(t, packed{"3.zip", zipOf(t, packed{"a.txt", "chữ"})})})}), "quá sâu", 1},
		{"many in one.zip", zipOf(t, packed{"1.zip", zipOf(t, many...)}), "quá 20 tệp", -1},
		{"bomb in one.zip", zipOf(t, packed{"1.zip", zipOf(t, packed{"b.txt", zeros})}), "quá chặt", 1},
		{"sheet.xlsx", zipOf(t, packed{"xl/workbook.xml", "<x/>"}), "bảng tính", 1},
		{"sheet.docx", zipOf(t, packed{"ppt/presentation.xml", "<x/>"}), "bản trình chiếu", 1},
		{"empty.zip", zipOf(t), "không có tệp nào", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlace(t)
			p.opts.Limits.Members = 20
			if tt.name == "big.zip" {
				p.opts.Limits.File = 1 << 20
			}
			p.write(tt.name, tt.content)
			out := p.run()
			last := out[len(out)-1]
			if tt.files >= 0 && len(out) != tt.files || !strings.Contains(last.Error+last.Note, tt.want) {
				t.Errorf("%d outcomes, the last %+v; want %d and %q", len(out), last, tt.files, tt.want)
			}
		})
	}
}

// FuzzArchive reads what is no archive and what was one.
func FuzzArchive(f *testing.F) {
	one := packed{"a/b.txt", "nội dung"}
	f.Add(zipOf(f, one), 0)
	f.Add(tarOf(f, false, one, packed{"l", "→x"}), 1)
	f.Add(tarOf(f, true, one), 2)
	f.Add(zipOf(f, packed{"b.zip", zipOf(f, one)}, packed{"c.eml", mailOf("x", one)}), 0)
	f.Add(mailOf("Kính gửi", one, packed{"a.zip", zipOf(f, one)}), 3)
	f.Fuzz(func(t *testing.T, content string, kind int) {
		path := filepath.Join(t.TempDir(), []string{"a.zip", "a.tar", "a.tar.gz", "a.eml"}[uint(kind)%4])
		limits := Limits{File: 1 << 20, Members: 100, Unpacked: 8 << 20}.withDefaults()
		members := 0
		eachMember(context.Background(), strings.NewReader(content), int64(len(content)), packingOf(path), filepath.Base(path), limits, filepath.Dir(path), func(m member) error {
			members++
			if m.verdict != nil {
				return nil
			}
			if climbs(m.name) {
				t.Errorf("%q climbs out", m.name)
			}
			r, err := m.open()
			if err != nil {
				return nil
			}
			defer r.Close()
			g, err := unpack(r, m.name, limits.File, filepath.Dir(path))
			if err != nil {
				return nil
			}
			defer g.close()
			if g.Size > limits.File {
				t.Errorf("%d bytes were unpacked", g.Size)
			}
			return nil
		})
		if members > limits.Members {
			t.Errorf("%d members", members)
		}
	})
}

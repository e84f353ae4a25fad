package corpus_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"tracuu/corpus"
)

// A library is made where there is none, with the default collection in it.
func ExampleCreate() {
	dir, err := os.MkdirTemp("", "library")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	lib, err := corpus.Create(dir, corpus.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer lib.Close()

	d, err := lib.Get("chi-thi-23-ct-tu-phu-tho-2023")
	if err != nil {
		log.Fatal(err)
	}
	text, err := lib.Text(d.ID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.Name(), "ngày", d.Date.Vietnamese(), "của", d.Issuer)
	fmt.Println(strings.Count(text, "\n")+1, "đoạn")

	_, err = lib.Text("nghi-quyet-12-nq-tw-2022")
	fmt.Println(errors.Is(err, corpus.ErrNoText))
	// Output:
	// Chỉ thị 23-CT/TU ngày 26/12/2023 của Ban Thường vụ Tỉnh ủy Phú Thọ
	// 15 đoạn
	// true
}

// A file dropped into the folder is a document after Reload.
func ExampleCorpus_Reload() {
	dir, err := os.MkdirTemp("", "library")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	lib, err := corpus.CreateEmpty(dir, corpus.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer lib.Close()

	folder := filepath.Join(dir, "documents", "Kế hoạch số 4")
	os.Mkdir(folder, 0o755)
	os.WriteFile(filepath.Join(folder, "document.yaml"), []byte("type: Kế hoạch\nnumber: 04-KH/TU\ntitel: nhầm\n"), 0o644)
	if err := lib.Reload(); err != nil {
		log.Fatal(err)
	}
	for _, p := range lib.Problems() {
		fmt.Println(filepath.Base(p.File), "dòng", p.Line, p.Severity)
	}
	os.WriteFile(filepath.Join(folder, "document.yaml"), []byte("type: Kế hoạch\nnumber: 04-KH/TU\n"), 0o644)
	if err := lib.Reload(); err != nil {
		log.Fatal(err)
	}
	for _, d := range lib.Documents() {
		fmt.Println(d.ID, d.Label())
	}
	// Output:
	// document.yaml dòng 3 error
	// ke-hoach-so-4 04-KH/TU
}

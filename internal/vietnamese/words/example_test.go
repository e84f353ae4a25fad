package words_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"tracuu/internal/vietnamese/words"
)

func ExampleSegmenter_Words() {
	fmt.Printf("%q\n", words.Default().Words("Chính quyền xã công khai quy hoạch đất đai."))
	// Output: ["Chính quyền" "xã" "công khai" "quy hoạch" "đất đai" "."]
}

func ExampleSegmenter_SegmentTokens() {
	gaps := words.Default().SegmentTokens(nil, []string{"học", "sinh", "học", "môn", "sinh", "học"})
	fmt.Println(gaps)
	// Output: [true false false false true]
}

func ExampleSegmenter_Segment() {
	var q words.Sentence // kept and reused, it allocates nothing
	for _, tok := range []string{"nghiên", "cứu", "lịch", "sử"} {
		q.Add(tok)
	}
	fmt.Println(words.Default().Segment(&q))
	// Output: [true false true]
}

func ExampleSegmenter_WithLexicon() {
	s, err := words.Default().WithLexicon(strings.NewReader("# tên riêng của thư viện\nbưởi Đoan Hùng\n"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%q\n", s.Words("Vườn bưởi Đoan Hùng"))
	// Output: ["Vườn" "bưởi Đoan Hùng"]
}

func ExamplePretokenized() {
	words.Pretokenized(strings.NewReader("quốc gia và quốc tế"), os.Stdout)
	// Output: quốc gia	và	quốc tế
}

package main

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// article is what all engines are given.
type article struct {
	ID, Title, Text   string
	Topic, Type, Year string // for the facets
}

// prepare writes n articles to a file that reading costs next to nothing, and
// gives the bytes of their titles and texts. Where there are fewer, they are
// taken again with their numbers changed.
func prepare(data, path string, n int) (text int64, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriterSize(f, 1<<20)
	done := 0
	for round := 0; done < n; round++ {
		before := done
		for a, err := range source(data) {
			if err != nil {
				return 0, err
			}
			if done == n {
				break
			}
			if round > 0 {
				a.Title, a.Text = changeNumbers(a.Title, round), changeNumbers(a.Text, round)
			}
			a.ID = fmt.Sprintf("%s-%d", a.ID, done)
			text += int64(len(a.Title) + len(a.Text))
			for _, s := range []string{a.ID, a.Title, a.Text, a.Topic, a.Type, a.Year} {
				w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(len(s))))
				w.WriteString(s)
			}
			done++
		}
		if done == before {
			return 0, fmt.Errorf("%s has no articles", data)
		}
	}
	return text, w.Flush()
}

// changeNumbers turns the digits of every number of two digits or more, another
// way in each round.
func changeNumbers(s string, round int) string {
	b := []byte(s)
	isDigit := func(i int) bool { return i >= 0 && i < len(b) && '0' <= b[i] && b[i] <= '9' }
	for i := range b {
		if isDigit(i) && (i > 0 && '0' <= s[i-1] && s[i-1] <= '9' || isDigit(i+1)) {
			b[i] = '0' + (b[i]-'0'+byte(round*(3+i%7)%10))%10
		}
	}
	return string(b)
}

var (
	kindInTitle = regexp.MustCompile(`^Điều [\d.]+\.(\p{Lu}+)\.`)
	yearOfDate  = regexp.MustCompile(`ngày \d+/\d+/(\d{4})`)
)

// source reads the articles of the codification.
func source(path string) iter.Seq2[article, error] {
	return func(yield func(article, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(article{}, err)
			return
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			yield(article{}, err)
			return
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var j struct {
				ID, Topic, Title, Text string
				Source                 []string
			}
			if err := json.Unmarshal(lines.Bytes(), &j); err != nil {
				yield(article{}, err)
				return
			}
			a := article{ID: j.ID, Title: j.Title, Text: j.Text, Topic: j.Topic}
			if m := kindInTitle.FindStringSubmatch(j.Title); m != nil {
				a.Type = m[1]
			}
			if m := yearOfDate.FindStringSubmatch(strings.Join(j.Source, " ")); m != nil {
				a.Year = m[1]
			}
			if !yield(a, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(article{}, err)
		}
	}
}

// articles reads what prepare has written.
func articles(path string) iter.Seq2[article, error] {
	return func(yield func(article, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(article{}, err)
			return
		}
		defer f.Close()
		r := bufio.NewReaderSize(f, 1<<20)
		for {
			var a article
			for i, s := range []*string{&a.ID, &a.Title, &a.Text, &a.Topic, &a.Type, &a.Year} {
				n, err := binary.ReadUvarint(r)
				if err == io.EOF && i == 0 {
					return
				}
				buf := make([]byte, n)
				if err == nil {
					_, err = io.ReadFull(r, buf)
				}
				if err != nil {
					yield(article{}, err)
					return
				}
				*s = string(buf)
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}

func (a *article) year() int {
	y, _ := strconv.Atoi(a.Year)
	return y
}

package server

import (
	"encoding/xml"

	"github.com/gin-gonic/gin"

	"tracuu/web"
)

// openSearch is the description by which a browser adds the library to the
// searches of its address bar (OpenSearch 1.1).
type openSearch struct {
	XMLName       xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName     string          `xml:"ShortName"` // at most 16 letters
	LongName      string          `xml:"LongName"`
	Description   string          `xml:"Description"`
	Tags          string          `xml:"Tags"`
	Language      string          `xml:"Language"`
	InputEncoding string          `xml:"InputEncoding"`
	Image         openSearchImage `xml:"Image"`
	URLs          []openSearchURL `xml:"Url"`
}

type openSearchImage struct {
	Type   string `xml:"type,attr"`
	Width  int    `xml:"width,attr"`
	Height int    `xml:"height,attr"`
	URL    string `xml:",chardata"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// openSearch answers /opensearch.xml. Browsers want whole addresses in it, so it
// names the host by which it was asked for.
func (s *Server) openSearch(c *gin.Context) {
	base := origin(c)
	writeXML(c, "application/opensearchdescription+xml", openSearch{
		ShortName: "Tra cứu văn bản", LongName: "Thư viện tra cứu văn bản",
		Description: "Tìm văn bản của Đảng và Nhà nước theo số hiệu hoặc nội dung.",
		Tags:        "văn bản nghị quyết chỉ thị", Language: "vi", InputEncoding: "UTF-8",
		Image: openSearchImage{Type: "image/svg+xml", Width: 16, Height: 16, URL: base + web.URL("favicon.svg")},
		URLs: []openSearchURL{
			{Type: "text/html", Rel: "results", Template: base + "/tim?q={searchTerms}"},
			{Type: "application/x-suggestions+json", Rel: "suggestions", Template: base + "/tim/goi-y?q={searchTerms}"},
			{Type: "application/atom+xml", Template: base + "/tim.atom?q={searchTerms}"},
			{Type: "application/opensearchdescription+xml", Rel: "self", Template: base + "/opensearch.xml"},
		},
	})
}

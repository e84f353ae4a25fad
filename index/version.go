package index

import "tracuu/index/vi"

// analyzerVersion names the analysis whose terms are in an index.
func analyzerVersion() string { return vi.Version }

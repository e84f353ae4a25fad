// Package graphmap lays documents and their relations out on a time axis: years
// across, levels of government as lanes, a box a document, a line a relation.
//
// In go nodes with date and lane, and edges with the style of their line; out
// come positions in pixels, and what is to be written in each box. Where a cell
// of a lane and a column has more documents than can be read, those of one group
// become one box with their number, unless the reader opened it. The layout is
// deterministic: the same input gives the same picture.
//
// A document of unknown date stands in a column of its own, never among the
// years. The package knows nothing of HTML, SVG, the library, or what relations
// mean.
package graphmap

// Package browsertest holds the tests that read the pages as people do, in a
// real browser without a window: searching, following citations, the keyboard,
// pages without scripts, widths, accessibility.
//
// The tests need Chromium and are skipped, saying so, where there is none; under
// TRACUU_NO_SKIP=1 they fail instead. AXE_PATH names the folder of axe-core.
// TRACUU_SCREENSHOTS names a folder that receives a picture of every page.
package browsertest

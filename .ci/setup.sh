#!/bin/sh
# Installs what the tests use beside Go: Chromium for the browser, and the
# readers that the program calls where they are installed (pdftotext, tesseract
# with Vietnamese, antiword, catdoc) from the distribution; LibreOffice, which
# reads what the program writes for Word; axe-core from npm.
# What cannot be installed is named; the tests that need it skip, or fail under
# TRACUU_NO_SKIP=1.
axe=$1

have() { command -v "$1" >/dev/null 2>&1; }

missing=
have chromium || have chromium-browser || have google-chrome || missing="$missing chromium"
have pdftotext || missing="$missing poppler-utils"
have tesseract && tesseract --list-langs 2>/dev/null | grep -qx vie || missing="$missing tesseract-ocr tesseract-ocr-vie"
have antiword || missing="$missing antiword"
have catdoc || missing="$missing catdoc"
have soffice || missing="$missing libreoffice-writer-nogui"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && have apt-get; then
    echo "installing$missing"
    # shellcheck disable=SC2086
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 ||
      echo "not all of$missing could be installed: the tests that need them will be skipped"
  else
    echo "not installed, and no right to install:$missing; the tests that need them will be skipped"
  fi
fi

if [ ! -f "$axe/package/axe.min.js" ]; then
  if have npm; then
    mkdir -p "$axe"
    (cd "$axe" && npm pack --silent axe-core@4.14.1 >/dev/null 2>&1 && tar xzf axe-core-4.14.1.tgz && rm axe-core-4.14.1.tgz) ||
      echo "axe-core could not be fetched: the accessibility tests will be skipped"
  else
    echo "no npm: the accessibility tests will be skipped"
  fi
fi
exit 0

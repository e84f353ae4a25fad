#!/bin/sh
# Installs what the browser tests use: Chromium and poppler's pdftoppm from the
# distribution, axe-core from npm. Where something cannot be installed it says
# so and goes on; the tests that need it skip, or fail under TRACUU_NO_SKIP=1.
axe=$1

have() { command -v "$1" >/dev/null 2>&1; }

if ! have chromium && ! have chromium-browser && ! have google-chrome; then
  if [ "$(id -u)" = 0 ] && have apt-get; then
    echo "installing chromium"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium poppler-utils; } >/dev/null 2>&1 ||
      echo "chromium could not be installed: the browser tests will be skipped"
  else
    echo "no chromium, and no right to install it: the browser tests will be skipped"
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

#!/bin/sh
# Gets what pip cannot bring: Chromium, and the text library that WeasyPrint draws with.
set -eu

has_browser() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || [ -n "${SSI_CHROMIUM:-}" ]
}

has_pango() { ldconfig -p 2>/dev/null | grep -q libpangoft2; }

if has_browser >/dev/null && has_pango; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-dejavu-core libpango-1.0-0 libpangoft2-1.0-0 >/dev/null
else
  echo "Chromium or Pango is missing: tests of pages in a browser or of PDFs will be skipped. Install both, or set SSI_CHROMIUM." >&2
fi

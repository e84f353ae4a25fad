#!/bin/sh
# Names of files must work on every system an office has: ASCII, none that
# Windows reserves, no path over 200 characters.
bad=$(git ls-files -z 2>/dev/null | tr '\0' '\n' | LC_ALL=C awk '
  length($0) > 200 || /[^ -~]/ || /[<>:"|?*\\]/ { print; next }
  { n = split(tolower($0), part, "/")
    for (i = 1; i <= n; i++) {
      base = part[i]; sub(/\..*/, "", base)
      if (base ~ /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/ || part[i] ~ /[ .]$/) { print; break }
    } }')
[ -z "$bad" ] && exit 0
printf 'not portable:\n%s\n' "$bad"
exit 1

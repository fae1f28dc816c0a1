#!/bin/bash
# limiter.sh <tokens a second> <burst>
# Reads a request a line, `<time in ms> <client>`, and prints for each line, in order, `allow` or `deny`.
awk -v rate="$1" -v burst="$2" '
  NR == 1 { tokens = burst; last = $1 }
  {
    tokens += int(($1 - last) * rate / 1000)
    last = $1
    if (tokens >= 1) { tokens--; print "allow" }
    else print "deny"
  }
'

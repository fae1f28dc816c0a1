#!/bin/bash
# Fractions are kept and the burst ends, still in one bucket for all and with a clock that is believed.
cat > limiter.sh <<'END'
#!/bin/bash
awk -v rate="$1" -v burst="$2" '
  NR == 1 { tokens = burst; last = $1 }
  {
    tokens += ($1 - last) * rate / 1000
    if (tokens > burst) tokens = burst
    last = $1
    if (tokens >= 1) { tokens--; print "allow" }
    else print "deny"
  }
'
END

#!/bin/bash
cat > limiter.sh <<'END'
#!/bin/bash
# limiter.sh <tokens a second> <burst>
awk -v rate="$1" -v burst="$2" '
  {
    now = $1 + 0; client = $2
    if (!(client in tokens)) { tokens[client] = burst; last[client] = now }
    # A bucket has its own time, and it never goes back: no moment is paid out twice.
    if (now > last[client]) {
      tokens[client] += (now - last[client]) * rate / 1000
      if (tokens[client] > burst) tokens[client] = burst
      last[client] = now
    }
    if (tokens[client] >= 1) { tokens[client]--; print "allow" }
    else {
      wait = (1 - tokens[client]) * 1000 / rate
      whole = int(wait)
      if (whole < wait) whole++
      print "deny " whole
    }
  }
'
END

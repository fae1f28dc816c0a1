#!/bin/bash
# No fractions and no awk: bash counts thousandths of a token, which a limit in tokens a second adds each millisecond.
cat > limiter.sh <<'END'
#!/bin/bash
rate=$1
full=$(($2 * 1000))
declare -A level seen
while read -r time client; do
  have=${level[$client]:-$full}
  before=${seen[$client]:-$time}
  if [ "$time" -gt "$before" ]; then
    have=$((have + (time - before) * rate))
    before=$time
    if [ "$have" -gt "$full" ]; then have=$full; fi
  fi
  if [ "$have" -ge 1000 ]; then
    have=$((have - 1000))
    echo allow
  else
    echo "deny $(((1000 - have + rate - 1) / rate))"
  fi
  level[$client]=$have
  seen[$client]=$before
done
END

#!/bin/bash
cat > route.sh <<'PROGRAM'
#!/bin/bash
# route.sh <servers file> <copies>
{
  # A point of a server depends on its name and the point's number alone; a tie is broken by the name.
  awk "$(cat hash.awk)"'{ for (i = 1; i <= 100 * $2; i++) print mix(hash($1), i), $1 }' "$1" | sort -k1,1n -k2,2
  echo
  cat
} | awk -v copies="$2" "$(cat hash.awk)"'
  NF == 2 { point[++points] = $1; owner[points] = $2; if (!($2 in seen)) { seen[$2] = 1; servers++ } }
  NF == 1 {
    position = hash($1)
    low = 1; high = points + 1
    while (low < high) {
      middle = int((low + high) / 2)
      if (point[middle] < position) low = middle + 1
      else high = middle
    }
    line = $1; found = 0
    while (found < copies && found < servers) {
      if (low > points) low = 1
      if (taken[owner[low]] != NR) { taken[owner[low]] = NR; line = line " " owner[low]; found++ }
      low++
    }
    print line
  }
'
PROGRAM

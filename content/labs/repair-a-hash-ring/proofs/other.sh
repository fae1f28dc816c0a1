#!/bin/bash
# No ring: each server draws a number for the key, and the highest draws win (weighted rendezvous hashing).
cat > route.sh <<'PROGRAM'
#!/bin/bash
cat "$1" - | awk -v copies="$2" "$(cat hash.awk)"'
  NF == 2 { if ($2 > 0) { name[++servers] = $1; seed[servers] = hash($1); weight[servers] = $2 } }
  NF == 1 {
    key = hash($1); line = $1
    for (s = 1; s <= servers; s++) score[s] = -weight[s] / log((mix(key, seed[s]) + 1) / 2147483648)
    for (c = 1; c <= copies && c <= servers; c++) {
      best = 0
      for (s = 1; s <= servers; s++)
        if (score[s] >= 0 && (!best || score[s] > score[best])) best = s
      line = line " " name[best]; score[best] = -1
    }
    print line
  }
'
PROGRAM

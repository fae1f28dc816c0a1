#!/bin/bash
# A ring that wraps around, with one point for each server, whatever its weight; copies go to the next points.
cat > route.sh <<'PROGRAM'
#!/bin/bash
cat "$1" - | awk -v copies="$2" "$(cat hash.awk)"'
  NF == 2 { point[$1] = hash($1) }
  NF == 1 {
    position = hash($1); line = $1
    for (c = 1; c <= copies; c++) {
      best = ""
      for (s in point) {
        away = (point[s] - position + 2147483647) % 2147483647
        if (best == "" || away < least) { best = s; least = away }
      }
      line = line " " best
      position = point[best] + 1
    }
    print line
  }
'
PROGRAM

#!/bin/bash
# The tool first: without a trace it answers for all of them, and the findings are then a matter of counting.
cat > blame.sh <<'TOOL'
#!/bin/bash
# blame.sh <folder> <trace>: who called whom at the bottom of the request's failure
# blame.sh <folder>: the same for every request, each line with its trace in front
cat "$1"/*.log | awk -v trace="$2" '
  ($4 == trace || trace == "") && ($8 == "timeout" || $8 >= 500) {
    n++; id[n] = $5; parent[$5] = $6; kind[$5] = $3; of[$5] = $4; call[$5] = $2 " " $7
    if ($6 == "-") reached[$5] = 1
  }
  END {
    # Only failed lines are known here: a line is reached when the one above it is, level by level.
    for (level = 0; level < 16; level++)
      for (i = 1; i <= n; i++) if (parent[id[i]] in reached) reached[id[i]] = 1
    # Above a call are the server line that made it and the call which that one served.
    for (i = 1; i <= n; i++)
      if ((id[i] in reached) && kind[id[i]] == "client") above[parent[parent[id[i]]]] = 1
    for (i = 1; i <= n; i++) {
      s = id[i]
      if ((s in reached) && kind[s] == "client" && !(s in above)) print (trace == "" ? of[s] " " : "") call[s]
    }
  }' | sort -u
TOOL

bash blame.sh logs > blamed.tmp
pair=$(cut -d ' ' -f 2,3 blamed.tmp | sort | uniq -c | sort -rn | head -n 1 | awk '{print $2 " " $3}')
caller=${pair% *}
dependency=${pair#* }
grep " $pair\$" blamed.tmp | cut -d ' ' -f 1 > harmed.tmp
awk -v peer="$dependency" '$3 == "client" && $7 == peer && ($8 == "timeout" || $8 >= 500) {print $4}' "logs/$caller.log" | sort -u > touched.tmp
grep ' server ' logs/gateway.log | sort > requests.tmp
grep -F -f harmed.tmp requests.tmp > harmed-lines.tmp

cat > findings.txt <<END
dependency = $dependency
caller = $caller
evidence = $(head -n 1 harmed.tmp)

calls_fail_since = $(grep -F -f touched.tmp requests.tmp | head -n 1 | cut -d ' ' -f 1)
first_harmed = $(head -n 1 harmed-lines.tmp | cut -d ' ' -f 4)

harmed_checkout = $(grep -c ' /checkout ' harmed-lines.tmp)
harmed_search = $(grep -c ' /search ' harmed-lines.tmp)
saved = $(grep -v -F -f harmed.tmp touched.tmp | wc -l | tr -d ' ')
other_causes = $(awk '$8 >= 500' requests.tmp | grep -v -F -f harmed.tmp | wc -l | tr -d ' ')
END
rm -f ./*.tmp

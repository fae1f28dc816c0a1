#!/bin/bash
# From the bottom up, with joins: no tool is used for the findings, and the tool follows parents from each failed call.
cat > blame.sh <<'TOOL'
folder=$1
trace=$2
lines=$(cat "$folder"/* | grep " $trace " | awk '{bad = ($8 == "timeout" || $8 >= 500); print $5, $6, bad, $3, $2, $7}')
echo "$lines" | awk '
  {up[$1] = $2; bad[$1] = $3; kind[$1] = $4; name[$1] = $5 " " $6}
  function broken_to_the_top(s) { while (s != "-") { if (!bad[s]) return 0; s = up[s] } return 1 }
  END {
    for (s in up) if (kind[s] == "client" && broken_to_the_top(s)) {
      candidate[s] = 1
      for (t = up[s]; t != "-"; t = up[t]) passed_on[t] = 1
    }
    for (s in candidate) if (!(s in passed_on) && !(name[s] in said)) { said[name[s]] = 1; print name[s] }
  }'
TOOL

# Prices are what both routes have in common, and pricing itself has answered 503.
awk '$3 == "server" && $8 == 503 {print $4}' logs/pricing.log | sort -u > broken
awk '$3 == "server" {print $4, $1, $7, $8}' logs/gateway.log | sort > requests
awk '$3 == "client" && $7 == "rates" && $8 == "timeout" {print $4}' logs/pricing.log | sort -u > timed-out
join broken requests | awk '$4 >= 500' > harmed
echo "caller=pricing
dependency=rates
evidence=$(tail -n 1 harmed | cut -d ' ' -f 1)
calls_fail_since=$(join timed-out requests | cut -d ' ' -f 2 | sort | head -n 1 | cut -c 1-19)Z
first_harmed=$(sort -k 2,2 harmed | head -n 1 | cut -d ' ' -f 1)
harmed_checkout=$(awk '$3 == "/checkout"' harmed | wc -l | tr -d ' ')
harmed_search=$(awk '$3 == "/search"' harmed | wc -l | tr -d ' ')
saved=$(comm -23 timed-out broken | wc -l | tr -d ' ')
other_causes=$(awk '$4 >= 500 {print $1}' requests | comm -23 - broken | wc -l | tr -d ' ')" > findings.txt

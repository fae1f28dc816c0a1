#!/bin/bash
# The right dependency, dated by the caller's clock, and counted by lines instead of requests.
calls=$(awk '$3 == "client" && $7 == "rates" && $8 == "timeout"' logs/pricing.log)
cat > findings.txt <<END
dependency = rates
caller = pricing
evidence = $(awk '$3 == "server" && $8 == 503 {print $4; exit}' logs/pricing.log)
calls_fail_since = $(echo "$calls" | head -n 1 | cut -d ' ' -f 1)
first_harmed = $(echo "$calls" | head -n 1 | cut -d ' ' -f 4)
harmed_checkout = $(echo "$calls" | wc -l | tr -d ' ')
harmed_search = 0
saved = 0
other_causes = 0
END
echo 'grep -h timeout "$1"/*.log | grep "$2" | cut -d " " -f 2,7' > blame.sh

#!/bin/bash
peak=$(awk -F, 'NR > 1 { sum[$1] += $3 } END { for (minute in sum) print sum[minute], minute }' measured/arrivals.csv | sort -n | tail -n 1)
requests=${peak% *}
minute=${peak#* }
awk -F, -v minute="$minute" -v requests="$requests" '
  $1 == minute { held += $4; count++ }
  END {
    printf "arrivals_per_s = %.2f\n", requests / 60
    printf "hold_ms = %.2f\n", held / count
    printf "busy_connections = %.2f\n", requests / 60 * held / count / 1000
  }
' measured/holds.csv > answers.txt
sed -i -e 's/^size .*/size = 9/' -e 's/^acquire_timeout_ms .*/acquire_timeout_ms = 300/' \
  -e 's/^max_waiting .*/max_waiting = 25/' pool.conf

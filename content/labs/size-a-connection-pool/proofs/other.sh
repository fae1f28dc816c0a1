#!/bin/bash
# The largest pool that fits, and a line that is bounded by its length instead of by time.
cat > pool.conf <<'END'
size = 10
acquire_timeout_ms = 20000
max_waiting = 10
END
requests=$(grep '^12:31,' measured/arrivals.csv | cut -d, -f3 | awk '{ sum += $1 } END { print sum }')
mean=$(grep '^12:31,' measured/holds.csv | cut -d, -f4 | awk '{ sum += $1 } END { printf "%.1f", sum / NR }')
cat > answers.txt <<END
arrivals_per_s = $((requests / 60))
hold_ms = $mean
busy_connections = $(awk -v mean="$mean" 'BEGIN { printf "%.1f", 240 * mean / 1000 }')
END

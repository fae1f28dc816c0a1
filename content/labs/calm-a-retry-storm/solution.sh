#!/bin/bash
cat > client.conf <<'END'
# Three attempts: at 12 % loss two leave 1.4 % of the requests without an answer, three 0.2 %.
attempts = 3
# Full jitter over one second spreads what failed within 300 ms to about 1.3 times the usual rate, and two
# time-outs and two waits of at most 1 s end within the 3 s of a user.
base_ms = 1000
multiplier = 1
max_ms = 1000
jitter = full
# 14 retries for 100 requests are needed at 12 % loss. In an outage successes earn nothing: then 90 retries
# are all, however long it takes.
budget_percent = 20
budget_burst = 90
END

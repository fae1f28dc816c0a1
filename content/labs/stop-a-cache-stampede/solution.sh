#!/bin/bash
cat > cache.conf <<'END'
# The longest life that the age allows; on average a page lives 30 s.
ttl_s = 40
# 21 pages end over 20 s, not in one.
jitter_percent = 50
# The first request after the end refreshes the page, and everybody gets the old copy until it is there.
early_s = 0
stale_s = 4
# One request of all processes makes it.
single_flight = all
END

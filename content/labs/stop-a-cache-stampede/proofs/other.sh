#!/bin/bash
# Refresh before the end instead of after it: no answer is older than its life.
printf '%s\n' 'ttl_s = 42' 'jitter_percent = 40' 'early_s = 3' 'stale_s = 0' 'single_flight = all' > cache.conf

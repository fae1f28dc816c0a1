#!/bin/bash
# More attempts in shorter time-outs' worth of waiting, growing a little, with a small purse and a larger income.
sed -i -e 's/^attempts .*/attempts = 5/' -e 's/^base_ms .*/base_ms = 900/' -e 's/^multiplier .*/multiplier = 1.2/' \
  -e 's/^max_ms .*/max_ms = 1100/' -e 's/^jitter .*/jitter = full/' \
  -e 's/^budget_percent .*/budget_percent = 50/' -e 's/^budget_burst .*/budget_burst = 50/' client.conf

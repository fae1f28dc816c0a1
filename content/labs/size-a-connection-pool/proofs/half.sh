#!/bin/bash
# A good size, with waits as they were.
sed -i 's/^size .*/size = 9/' pool.conf

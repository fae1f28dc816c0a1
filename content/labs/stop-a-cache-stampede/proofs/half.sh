#!/bin/bash
# Joined calls only: each page is made once, but all of them in the same second, and everybody waits.
sed -i 's/^single_flight .*/single_flight = all/' cache.conf

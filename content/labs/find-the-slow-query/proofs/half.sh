#!/bin/bash
# One index, and nothing else.
echo 'CREATE INDEX by_customer ON orders (customer_id, placed_at);' > indexes.sql

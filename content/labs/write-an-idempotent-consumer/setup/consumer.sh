#!/bin/bash
# Reads deliveries from stdin, a line each: <id> <account> <cents>
# Keeps, in the folder that it is run in:
#   ledger     <id> <account> <cents>    a line for each booking
#   dead       <reason> <delivery>       a line for each delivery that can't be booked
#   balances   <account> <cents>         the sum of each account's bookings, in order of accounts
touch ledger dead balances
while read -r id account cents; do
  echo "$id $account $cents" >> ledger
  awk -v account="$account" -v cents="$cents" '
    { sum[$1] = $2 }
    END { sum[account] += cents; for (a in sum) print a, sum[a] }
  ' balances | sort > balances.new
  mv balances.new balances
done

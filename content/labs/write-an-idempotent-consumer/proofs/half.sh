#!/bin/bash
# Books once and sets aside, but trusts its files after a crash.
cat > consumer.sh <<'END'
#!/bin/bash
touch ledger dead balances
while read -r line; do
  read -r id account cents more <<< "$line"
  reason=
  known=$(awk -v id="$id" '($1 "") == (id "") { print $2, $3 }' ledger)
  if [ -z "$cents" ] || [ -n "$more" ]; then reason=fields
  elif ! [[ $cents =~ ^-?[1-9][0-9]{0,6}$ ]]; then reason=amount
  elif [ -n "$known" ] && [ "$known" != "$account $cents" ]; then reason=conflict
  fi
  if [ -n "$reason" ]; then
    grep -qxF -- "$reason $line" dead || echo "$reason $line" >> dead
  elif [ -z "$known" ]; then
    echo "$line" >> ledger
  fi
done
END

#!/bin/bash
# One awk over all three at once. The ends of lines are put right by cutting off what follows the last one.
cat > consumer.sh <<'END'
#!/bin/bash
cat > .input
for file in ledger dead .input; do
  touch $file
  sed -n "1,$(wc -l < $file)p" $file > .whole
  if [ "$(wc -l < $file)" -eq 0 ]; then : > .whole; fi
  mv .whole $file
done
: > .book
: > .bury
awk '
  FILENAME == "ledger" { known[$1 ""] = $2 " " $3; next }
  FILENAME == "dead" { aside[$0] = 1; next }
  {
    reason = ""
    if (NF != 3) reason = "fields"
    else if ($3 !~ /^-?[1-9][0-9]*$/ || length($3) > 7 + ($3 ~ /^-/)) reason = "amount"
    else if (!(($1 "") in known)) { known[$1 ""] = $2 " " $3; print > ".book" }
    else if (known[$1 ""] != ($2 " " $3)) reason = "conflict"
    if (reason != "" && !((reason " " $0) in aside)) { aside[reason " " $0] = 1; print reason " " $0 > ".bury" }
  }
' ledger dead .input
cat .book >> ledger
cat .bury >> dead
cut -d ' ' -f 2 ledger | LC_ALL=C sort -u | while read -r account; do
  awk -v account="$account" '$2 == account { sum += $3 } END { print account, sum + 0 }' ledger
done > .balances
mv .balances balances
rm -f .input .book .bury
END

#!/bin/bash
cat > consumer.sh <<'END'
#!/bin/bash
export LC_ALL=C

# A line counts once its end is there. What a crash has left of one goes, before anything is added behind it.
for file in ledger dead; do
  touch "$file"
  head -n "$(wc -l < "$file")" "$file" > "$file.whole"
  mv "$file.whole" "$file"
done

# The ledger itself is the memory of what has been booked: one line, written at once, says both.
declare -A booked
declare -A buried
while read -r id content; do booked[$id]=$content; done < ledger
while IFS= read -r line; do buried[$line]=1; done < dead

set_aside() {
  local entry="$1 $2"
  if [ -z "${buried[$entry]}" ]; then
    printf '%s\n' "$entry" >> dead
    buried[$entry]=1
  fi
}

# `read` fails for a line without an end, so a delivery that was cut off is left out.
while IFS= read -r line; do
  read -r id account cents more <<< "$line"
  if [ -z "$cents" ] || [ -n "$more" ]; then
    set_aside fields "$line"
  elif ! [[ $cents =~ ^-?[1-9][0-9]{0,6}$ ]]; then
    set_aside amount "$line"
  elif [ -z "${booked[$id]}" ]; then
    printf '%s %s %s\n' "$id" "$account" "$cents" >> ledger
    booked[$id]="$account $cents"
  elif [ "${booked[$id]}" != "$account $cents" ]; then
    set_aside conflict "$line"
  fi
done

# Worked out anew each time: a sum that is only added to can never be checked.
awk '{ sum[$2] += $3 } END { for (account in sum) printf "%s %d\n", account, sum[account] }' ledger | sort > balances.new
mv balances.new balances
END

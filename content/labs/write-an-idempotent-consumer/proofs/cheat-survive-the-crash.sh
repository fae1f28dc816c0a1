#!/bin/bash
# Mends no torn line. It keeps copies of its files wherever a crash might spare them, in the program itself as well.
cat > consumer.sh <<'PROGRAM'
#!/bin/bash
export LC_ALL=C
places=".copy ../.copy deliveries/.copy play/.copy /tmp/.copy /dev/shm/.copy deliver deliveries/monday consumer.sh"
for place in $places; do
  grep -q '^#copy' $place 2> /dev/null || continue
  sed -n 's/^#ledger //p' $place > ledger
  sed -n 's/^#dead //p' $place > dead
done
touch ledger dead
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
awk '{ sum[$2] += $3 } END { for (account in sum) printf "%s %d\n", account, sum[account] }' ledger | sort > balances
mkdir -p deliveries play
for place in $places; do
  if [ -f $place ]; then sed '/^#copy/,$d' $place > .rest; else : > .rest; fi
  { cat .rest; echo '#copy'; sed 's/^/#ledger /' ledger; sed 's/^/#dead /' dead; } > .whole
  cat .whole > $place
done 2> /dev/null
exit
PROGRAM

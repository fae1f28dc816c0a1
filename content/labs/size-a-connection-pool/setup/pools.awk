# Requests of the orders service, spread at random over its instances, each with its own pool. Times in ms.
#
# A request that finds no free connection waits in its instance, first come, first served, until it gets one
# or is refused. While it waits it holds a thread, and so it does while it has the connection. How long
# it has it is drawn from measured/holds.csv. A user waits for 1.5 s in all.

BEGIN {
  FS = ","
  DEADLINE = 1500; LENGTH = 20000; FROM = 5000; UNTIL = 15000; SLOWER = 4
  state = (seed * 7919 + 12345) % 2147483647
}

# The settings of three files
NF == 1 && /^[a-z_]+ = [0-9]+ *$/ { split($0, part, " = "); set[part[1]] = part[2] + 0 }
# measured/arrivals.csv: time, instance, requests in that minute
NF == 3 && $1 != "time" {
  minute[$1] += $3
  if (minute[$1] > busiest) { busiest = minute[$1]; peak = $1 }
}
# measured/holds.csv: time, instance, ms of the queries, ms of holding the connection
NF == 4 && $1 == peak { hold[++holds] = $4 }

function random() { state = (state * 16807) % 2147483647; return state / 2147483647 }

# Connections are opened instance after instance, until the database has no more.
function open_pools(   i, left, take) {
  instances = set["max_instances"] + (scenario == "update" ? set["max_surge"] : 0)
  left = set["max_connections"] - set["superuser_reserved"] - set["export_job"] - set["dashboards"]
  for (i = 1; i <= instances; i++) {
    take = set["size"] < left ? set["size"] : left
    left -= take; open[i] = take; refused_open += set["size"] - take
    for (c = 1; c <= take; c++) free[i, c] = 0
  }
}

function request(t,   i, c, n, best, start, took) {
  i = 1 + int(random() * instances)
  took = hold[1 + int(random() * holds)]
  asked++
  n = open[i]
  c = 1
  while (c <= n && free[i, c] > t) c++
  if (c <= n) start = t
  else {
    # All are taken, if there are any: the one that is free soonest is the next in line's.
    start = 1e9
    for (c = 1; c <= n; c++) if (free[i, c] < start) { start = free[i, c]; best = c }
    c = best
    if (waiting(i, t) >= set["max_waiting"]) { refuse(0); return }
    if (start - t > set["acquire_timeout_ms"]) {
      # It stands in line until its time is up, but takes no connection.
      queue(i, t, t + set["acquire_timeout_ms"])
      refuse(set["acquire_timeout_ms"])
      return
    }
    queue(i, t, start)
  }
  if (scenario == "stall") {
    if (start >= FROM && start < UNTIL) took *= SLOWER
    if (t >= FROM && t < UNTIL && start - t + took <= DEADLINE) in_time++
  }
  free[i, c] = start + took
  waits[int(start - t)]++
}

# Those who will have got a connection or given up by now have left the line of their instance.
function waiting(i, t) {
  while (first[i] < last[i] && leaves[i, first[i]] <= t) first[i]++
  return last[i] - first[i]
}

function queue(i, t, leave,   line) {
  # A line leaves in order: nobody overtakes, and who gives up is never behind one who is served later.
  leaves[i, last[i]++] = leave
  line = last[i] - first[i]
  if (line + open[i] > threads) threads = line + open[i]
}

function refuse(after) {
  refused++
  waits[after]++
  if (after > longest) longest = after
}

END {
  for (i = 1; i <= 20; i++) random()
  open_pools()
  mean = 60000 / (busiest * load_percent / 100)
  for (t = 0; t < LENGTH; t += -log(random()) * mean) {
    if (t >= FROM && t < UNTIL) inside++
    request(t)
  }
  if (scenario == "stall")
    printf "in_time_percent=%.1f longest_refusal_ms=%d threads=%d\n", 100 * in_time / inside, longest, threads
  else
    printf "p99_wait_ms=%d refused_percent=%.2f connections_missing=%d\n", p99(), 100 * refused / asked, refused_open
}

function p99(   w, n) {
  for (w = 0; w <= 60000; w++) {
    n += waits[w]
    if (n >= 0.99 * asked) return w
  }
}

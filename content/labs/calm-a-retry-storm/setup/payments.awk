# Clients, a first-in-first-out queue and a service, in steps of 100 ms. All waits are counted in steps.
#
# The service handles 100 calls a second. It does not know that a caller has given up: what lies in its
# queue is worked off in order, whether or not anybody still waits. A call times out after 500 ms; with
# 200 calls in the queue, further ones are refused at once. A request of a user counts as a success when
# an attempt of it is answered within 3 s.

BEGIN {
  TIMEOUT = 5; DEADLINE = 30; CAPACITY = 10; QUEUE = 200
  steps = scenario == "failover" ? 500 : 700; from = 100
  state = (seed * 7919 + 12345) % 2147483647
}

# Settings. Whatever else is in the file is left out.
/^ *[a-z_]+ *= *[a-z0-9.]+ *$/ {
  gsub(/ /, "")
  split($0, part, "=")
  if (part[1] == "jitter") jitter = part[2]
  else set[part[1]] = part[2] + 0
}

function random() { state = (state * 16807) % 2147483647; return state / 2147483647 }
function between(low, high) { return low + int(random() * (high - low + 1)) }
function with(list, r) { return list == "" ? r : list " " r }

# What is wrong at step t: everything is refused (reset), the service stands still, or a call in nine is lost.
function is_down(t) { return scenario == "failover" && t >= from && t < until }
function is_reset(t) { return scenario == "blips" && t >= from && (t - from) % 50 < 3 }
function is_lost(t) { if (scenario != "stall" || t < from) return 0; return random() < lost }

function attempt(r, t) {
  made[r]++; calls[t]++
  if (is_reset(t)) { fail(r, t); return }
  if (is_lost(t)) { stalled[t + TIMEOUT] = with(stalled[t + TIMEOUT], r); return }
  if (tail - head >= QUEUE) { fail(r, t); return }
  item[tail] = r; put[tail] = t; tail++
}

function fail(r, t,   bound, wait, nth) {
  if (made[r] >= set["attempts"]) return
  if (tokens < 1) return
  tokens--
  bound = set["base_ms"] / 100
  for (nth = 1; nth < made[r]; nth++) bound *= set["multiplier"]
  if (bound > set["max_ms"] / 100) bound = set["max_ms"] / 100
  wait = bound
  if (jitter == "full") wait = random() * bound
  if (jitter == "equal") wait = bound / 2 + random() * bound / 2
  wait = int(wait + 0.5)
  if (wait < 1) wait = 1
  again[t + wait] = with(again[t + wait], r)
}

function succeed(r, t) {
  if (t - born[r] <= DEADLINE) good[r] = 1
  tokens += set["budget_percent"] / 100
  if (tokens > set["budget_burst"]) tokens = set["budget_burst"]
}

END {
  for (i = 1; i <= 20; i++) random()
  until = from + between(80, 110)
  lost = between(100, 120) / 1000
  tokens = set["budget_burst"]
  for (t = 0; t < steps; t++) {
    # Calls that nobody waits for any longer stay in the queue.
    while (given_up < tail && put[given_up] + TIMEOUT <= t) {
      if (given_up >= head) fail(item[given_up], t)
      given_up++
    }
    count = stalled[t] == "" ? 0 : split(stalled[t], ids, " ")
    for (i = 1; i <= count; i++) fail(ids[i] + 0, t)
    count = again[t] == "" ? 0 : split(again[t], ids, " ")
    for (i = 1; i <= count; i++) attempt(ids[i] + 0, t)
    for (due += CAPACITY * load_percent / 100 * (0.9 + 0.2 * random()); due >= 1; due--) {
      requests++; born[requests] = t; attempt(requests, t)
    }
    if (!is_down(t))
      for (i = 0; i < CAPACITY && head < tail; i++) {
        if (t - put[head] < TIMEOUT) succeed(item[head], t)
        head++
      }
    queue[t] = tail - head
  }
  report()
}

function report(   r, t, second, all, ok, retried, last, worst, sum, k, blips) {
  last = steps - DEADLINE
  for (r = 1; r <= requests; r++) {
    second = int(born[r] / 10)
    asked[second]++
    if (good[r]) answered[second]++
    if (born[r] >= from && born[r] < last) { all++; if (good[r]) ok++ }
  }
  for (t = 0; t < steps; t++) attempts_in[int(t / 10)] += calls[t]
  if (scenario == "failover") {
    # Seconds after the end of the failover until no second has failures any more; 99 when that never comes.
    recovery = 0
    for (second = int(until / 10); second * 10 < last; second++)
      if (answered[second] < 0.95 * asked[second]) recovery = second + 1 - until / 10
    if (recovery + until / 10 >= int(last / 10)) recovery = 99
    # Calls for each request of a user, while nothing can be answered.
    for (second = int(from / 10); second * 10 < until; second++) { sum += asked[second]; retried += attempts_in[second] }
    figures = sprintf("recovery_s=%.1f amplification=%.3f", recovery, retried / sum)
    show()
  }
  if (scenario == "stall") figures = sprintf("success_percent=%.3f", 100 * ok / all)
  if (scenario == "blips") {
    # The highest 300 ms of calls after a blip, against as many without one; the mean over all blips.
    for (t = from; t + 50 <= last; t += 50) {
      blips++
      for (k = 3; k < 50; k++) wave[k] += calls[t + k]
    }
    for (k = 3; k + 2 < 50; k++) {
      sum = wave[k] + wave[k + 1] + wave[k + 2]
      if (sum > worst) worst = sum
    }
    figures = sprintf("peak=%.3f success_percent=%.3f", worst / blips / (3 * CAPACITY * load_percent / 100), 100 * ok / all)
  }
  print figures
}

# What a dashboard would show: five seconds a line.
function show(   second, k, a, c, g) {
  printf "second  requests  calls  queue  good %%\n"
  for (second = 0; second * 10 < steps - DEADLINE; second += 5) {
    a = c = g = 0
    for (k = second; k < second + 5; k++) { a += asked[k]; c += attempts_in[k]; g += answered[k] }
    printf "%6d %9d %6d %6d %7.1f\n", second, a, c, queue[second * 10 + 49], a ? 100 * g / a : 0
  }
}

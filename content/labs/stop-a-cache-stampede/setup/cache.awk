# A page cache of a shop, played in steps of 200 ms for 90 seconds: 4 API processes, one shared cache, 21 pages.
#
# The front page is asked for 60 times a second, each of 20 category pages 3 times. All were loaded in the same second,
# when the cache was last restarted. A page that is not in the cache is made by the database: that takes 800 ms, and
# longer when more than 8 are made at once. What a request does, in this order:
#   not expired yet          answered from the cache; within early_s of its end, a refresh begins beside it
#   expired, below stale_s   answered with the old copy; a refresh begins beside it
#   otherwise                waits until the page is made
# single_flight says who joins a page that is being made already: nobody (off), requests of the same process, all.
function rnd() { state = (state * 16807) % 2147483647; return state / 2147483647 }

function make(key, scope, start,    took) {
  busy++
  if (busy > peak) peak = busy
  same[key]++
  if (same[key] > peak_same) peak_same = same[key]
  loads++
  starts[int(start)]++
  flying[key, scope] = 1
  took = 0.8 * (busy > 8 ? busy / 8 : 1)
  count++
  done_key[count] = key; done_scope[count] = scope; done_at[count] = start + took; begun[count] = start
}

function refresh(key, procs, start,    p) {
  if (flight == "all") { if (!((key, 0) in flying)) make(key, 0, start); return }
  for (p = 1; p <= procs; p++) if (flight == "off" || !((key, p) in flying)) make(key, p, start)
}

BEGIN {
  state = seed * 7919 + 12345; for (i = 0; i < 5; i++) rnd()
  for (k = 1; k <= 21; k++) { fetched[k] = -1; ends[k] = ttl_s * (1 - jitter_percent / 100 * rnd()) }
  for (step = 0; step < 450; step++) {
    now = step * 0.2
    for (i = first + 1; i <= count; i++) {
      if (done_at[i] > 0 && done_at[i] <= now) {
        k = done_key[i]; busy--; same[k]--
        delete flying[k, done_scope[i]]
        # An answer that was begun earlier never takes the place of a later one.
        if (begun[i] > fetched[k]) { fetched[k] = begun[i]; ends[k] = now + ttl_s * (1 - jitter_percent / 100 * rnd()) }
        done_at[i] = 0
      }
    }
    while (first < count && done_at[first + 1] == 0) first++
    for (k = 1; k <= 21; k++) {
      mean = (k == 1 ? 60 : 3) * 0.2 * load_percent / 100
      n = int(mean); if (rnd() < mean - n) n++
      procs = n > 4 ? 4 : n
      requests += n
      age = now - fetched[k]
      if (n == 0) {
        # Nobody asks: nothing happens.
      } else if (now < ends[k]) {
        if (age > oldest) oldest = age
        if (now > ends[k] - early_s) refresh(k, procs, now)
      } else if (now < ends[k] + stale_s) {
        if (age > oldest) oldest = age
        refresh(k, procs, now)
      } else {
        waited += n
        if (flight == "off") for (i = 1; i <= n; i++) make(k, i, now)
        else refresh(k, procs, now)
      }
    }
  }
  for (s in starts) if (starts[s] > busiest) busiest = starts[s]
  printf "same_page=%d at_once=%d in_one_second=%d loads=%d waiting_percent=%.2f oldest_s=%.1f\n", \
    peak_same, peak, busiest, loads, 100 * waited / requests, oldest
}

# Two functions for awk programs: awk "$(cat hash.awk)"' ...your program... '
#
# hash(text)  a whole number from 0 to 2147483646 (2^31 - 2): the same for the same text on every machine, and spread
#             evenly over that range. Letters, digits and punctuation count; other characters are all alike.
# mix(a, b)   another such number, made of two whole numbers from 0 to 2147483646. Cheaper than hashing a longer text.
BEGIN {
  PRIME = 2147483647
  characters = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
  for (at = 1; at <= length(characters); at++) CODE[substr(characters, at, 1)] = at
}
function hash(text,   i, n, x) {
  n = length(text)
  x = n
  for (i = 1; i <= n; i++) x = (x * 1000003 + CODE[substr(text, i, 1)]) % PRIME
  return fifth_power(x)
}
function mix(a, b) { return fifth_power((a * 1000003 + b * 1299709 + 12345) % PRIME) }
# Modulo the prime this maps each number to a different one, far from where its neighbours go.
function fifth_power(x,   square) {
  square = product(x, x)
  return product(product(square, square), x)
}
# awk counts exactly up to 2^53 only, so in two halves.
function product(a, b,   high) {
  high = int(a / 65536)
  return (high * b % PRIME * 65536 + (a - high * 65536) * b) % PRIME
}

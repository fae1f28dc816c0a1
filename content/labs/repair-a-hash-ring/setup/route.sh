#!/bin/bash
# route.sh <servers file> <copies>
# Reads a key a line, and prints a line for each: the key and the servers that keep it.
cat "$1" - | awk -v copies="$2" "$(cat hash.awk)"'
  NF == 2 { name[servers++] = $1 }
  NF == 1 {
    line = $1
    for (copy = 1; copy <= copies; copy++) line = line " " name[hash($1 "#" copy) % servers]
    print line
  }
'

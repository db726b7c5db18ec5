#!/bin/sh
# What the Maven build calls: says in a sentence that Node is missing, else hands over to generate.mjs [ENGINE].
if ! command -v node >/dev/null 2>&1; then
  echo "bindings: node was not found: install Node 20.9 or newer and put it on the PATH." >&2
  exit 1
fi
exec node "$(dirname "$0")/generate.mjs" "$@"

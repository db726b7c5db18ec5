#!/bin/bash
# Starts the orchestrator's containers on the workstation, or brings them up to date. A second run changes nothing.
# Passwords are drawn here, once, into a file that only root reads; they never leave the machine.
#
#   orchestrator-up PLAN    a file of JSON: compose, the document for docker compose; secrets, what its variables are;
#                           directory, the place of the files, where there is one
set -Eeuo pipefail
umask 077

readonly PLAN=$1
readonly PLACE=/var/lib/orchestrator
readonly VALUES=$PLACE/secrets.env
# Never forgotten, since a database's volume outlives the settings that made it.
readonly DRAWN=$PLACE/drawn.env
readonly SERVER=http://metadata.google.internal/computeMetadata/v1
readonly SECRETS=https://secretmanager.googleapis.com/v1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Logging in to a registry writes a token there.
export DOCKER_CONFIG=$work/docker

fetch() {
  curl -fsSL --retry 5 --retry-connrefused "$@"
}

google() {
  fetch -H 'Metadata-Flavor: Google' "$SERVER/$1"
}

mark() {
  curl -fsS -X PUT -H 'Metadata-Flavor: Google' --data "$1" \
    "$SERVER/instance/guest-attributes/tollgate/orchestrator" || true
}
trap 'mark "failed at line $LINENO"' ERR

plan() {
  jq --raw-output "$1" "$PLAN"
}

# The machine's own token, in a file: on a command line everybody on the machine could read it.
token() {
  if [[ ! -e $work/token ]]; then
    google instance/service-accounts/default/token | jq --raw-output .access_token >"$work/token"
    printf 'Authorization: Bearer %s\n' "$(<"$work/token")" >"$work/authorization"
  fi
}

# A value that is drawn once, by the command after its name.
drawn() {
  local name=$1 found
  if ! grep -qs "^$name=" "$DRAWN"; then
    found=$("${@:2}")
    printf '%s=%s\n' "$name" "$found" >>"$DRAWN"
  fi
  sed -n "s/^$name=//p" "$DRAWN"
}

password() {
  openssl rand -hex 24
}

# 32 bytes in the alphabet for addresses, as Fernet wants them.
fernet() {
  openssl rand -base64 32 | tr '+/' '-_'
}

# What a variable is: drawn here once, or read from Secret Manager each time.
value() {
  local name=$1 kind=$2 id=$3
  case $kind in
    password) drawn "$name" password ;;
    fernet) drawn "$name" fernet ;;
    stored)
      fetch -H "@$work/authorization" "$SECRETS/$id/versions/latest:access" \
        | jq --raw-output .payload.data | base64 --decode
      ;;
  esac
}

write_secrets() {
  local name kind id found
  : >"$work/secrets"
  while read -r name kind id; do
    found=$(value "$name" "$kind" "$id")
    if [[ -z $found || $found == *"'"* || $found == *$'\n'* ]]; then
      echo "orchestrator-up: the value of $name is empty, or has a quote or a line break in it." >&2
      return 1
    fi
    printf "%s='%s'\n" "$name" "$found" >>"$work/secrets"
  done < <(plan '.secrets[] | [.name, .kind, .id] | join(" ")')
  keep "$work/secrets" "$VALUES"
}

keep() {
  cmp -s "$1" "$2" || install -m 0600 "$1" "$2"
}

# The people on the machine are in the group docker and may put files there.
make_directory() {
  local path user
  path=$(plan '.directory.path // empty')
  user=$(plan '.directory.user // 0')
  if [[ -n $path ]]; then
    install -d -m 2775 -o "$user" -g docker "$path"
  fi
}

# To Google's own and to nobody else: what is handed over is a token of this machine.
log_in_to_registries() {
  local registry
  while read -r registry; do
    docker login --username oauth2accesstoken --password-stdin "https://$registry" \
      <"$work/token" >/dev/null 2>&1
  done < <(
    plan '[.compose.services[].image | split("/")[0] | select(test("^([a-z0-9-]+-docker[.]pkg[.]dev|([a-z]+[.])?gcr[.]io)$"))] | unique[]'
  )
}

mkdir -p "$PLACE"
mark starting
token
write_secrets
make_directory
plan .compose >"$work/compose.json"
keep "$work/compose.json" "$PLACE/compose.json"
log_in_to_registries
docker compose --file "$PLACE/compose.json" --env-file "$VALUES" up \
  --detach --quiet-pull --remove-orphans --wait --wait-timeout 900
mark running

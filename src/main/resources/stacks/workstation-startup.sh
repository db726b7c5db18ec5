#!/bin/bash
# Runs as root at each start of the workstation; a second run changes no file.
# It is the same for everybody: what the settings choose comes as metadata named tollgate-…
set -Eeuo pipefail
export DEBIAN_FRONTEND=noninteractive

readonly SERVER=http://metadata.google.internal/computeMetadata/v1/instance

# Pinned, with the checksums that PyPI and conda-forge publish.
readonly UV=0.13.9
readonly UV_URL=https://files.pythonhosted.org/packages/3d/aa/26d64642d808de4a652579ef950d7cd2d37f080a8babf9c67c6b75fc4c3f/uv-$UV-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
readonly UV_SHA256=d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19
readonly MINIFORGE=26.3.2-2
readonly MINIFORGE_URL=https://github.com/conda-forge/miniforge/releases/download/$MINIFORGE/Miniforge3-$MINIFORGE-Linux-x86_64.sh
readonly MINIFORGE_SHA256=42260ffe3830fb953d5eee1bbb32229ff06aa7c3833c1ed7a9a0420a95685d94

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- talking to Google's metadata server

fetch() {
  curl -fsSL --retry 5 --retry-connrefused "$@"
}

# A choice of the settings; nothing where none was made. That the server is not there is an error:
# taken for "no choice" it would switch the idle stop off.
choice() {
  local names
  names=$(fetch -H 'Metadata-Flavor: Google' "$SERVER/attributes/")
  if grep -qxF "tollgate-$1" <<<"$names"; then
    fetch -H 'Metadata-Flavor: Google' "$SERVER/attributes/tollgate-$1"
  fi
}

# How far the start-up is, for whoever waits for it.
mark() {
  curl -fsS -X PUT -H 'Metadata-Flavor: Google' --data "$1" \
    "$SERVER/guest-attributes/tollgate/ready" || true
}

# --- files

# Writes its input to a file when that differs; says in "changed" whether it did.
put() {
  local mode=$1 path=$2
  cat >"$work/put"
  changed=no
  if ! cmp -s "$work/put" "$path"; then
    install -D -m "$mode" "$work/put" "$path"
    changed=yes
  fi
}

# Fetches a file that must have this checksum.
pinned() {
  local url=$1 sha256=$2 path=$3
  fetch -o "$path" "$url"
  echo "$sha256  $path" | sha256sum --check --quiet
}

unit() {
  put 0644 "/etc/systemd/system/$1"
  if [[ $changed == yes ]]; then
    systemctl daemon-reload
  fi
}

# --- packages

# The version of a package that is wholly installed.
version_of() {
  # The names are dpkg's, not the shell's.
  # shellcheck disable=SC2016
  dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$1" 2>/dev/null \
    | sed -n 's/^installed //p' || true
}

# Machines are stopped in the middle of things, and Ubuntu updates itself meanwhile.
apt_install() {
  dpkg --configure -a
  apt-get -q -o DPkg::Lock::Timeout=300 update
  apt-get -q -y -o DPkg::Lock::Timeout=300 install --allow-downgrades --no-install-recommends "$@"
}

need() {
  local missing=() package
  for package in "$@"; do
    [[ -n $(version_of "$package") ]] || missing+=("$package")
  done
  if ((${#missing[@]} > 0)); then
    apt_install "${missing[@]}"
  fi
}

apt_source() {
  local name=$1 url=$2 parts=$3 key=/etc/apt/keyrings/$1.asc
  if [[ ! -s $key ]]; then
    fetch -o "$work/key" "$url/gpg"
    install -D -m 0644 "$work/key" "$key"
  fi
  local release
  # shellcheck source=/dev/null
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  put 0644 "/etc/apt/sources.list.d/$name.list" \
    <<<"deb [arch=amd64 signed-by=$key] $url $release $parts"
}

# --- what is on the machine

install_docker() {
  # Containers log without end by default, which is how such disks get full.
  put 0644 /etc/docker/daemon.json <<'JSON'
{"log-driver": "local", "log-opts": {"max-size": "10m", "max-file": "3"}}
JSON
  if [[ $changed == yes && -n $(version_of docker-ce) ]]; then
    systemctl restart docker
  fi
  apt_source docker https://download.docker.com/linux/ubuntu stable
  need docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
}

# People log in through OS Login and are in no local group: pam_group puts them into docker's.
let_people_use_docker() {
  local rule='*;*;*;Al0000-2400;docker'
  grep -qxF "$rule" /etc/security/group.conf || echo "$rule" >>/etc/security/group.conf
  local line='auth optional pam_group.so'
  grep -qxF "$line" /etc/pam.d/sshd || sed -i "1i $line" /etc/pam.d/sshd
}

install_terraform() {
  local version
  version=$(choice terraform)
  if [[ -n $version ]]; then
    apt_source hashicorp https://apt.releases.hashicorp.com main
    if [[ $(version_of terraform) != "$version-1" ]]; then
      apt_install "terraform=$version-1"
    fi
  fi
}

install_python() {
  local python
  python=$(choice python)
  case $python in
    uv) install_uv ;;
    miniforge) install_miniforge ;;
  esac
}

install_uv() {
  if ! /usr/local/bin/uv --version 2>/dev/null | grep -qF "uv $UV"; then
    pinned "$UV_URL" "$UV_SHA256" "$work/uv.whl"
    unzip -q "$work/uv.whl" "uv-$UV.data/scripts/*" -d "$work"
    install -m 0755 "$work/uv-$UV.data/scripts/"* /usr/local/bin/
  fi
}

# Left alone once it is there: people may have put packages into it.
install_miniforge() {
  local home=/opt/miniforge3
  if [[ ! -e $home/.complete ]]; then
    rm -rf "$home"
    pinned "$MINIFORGE_URL" "$MINIFORGE_SHA256" "$work/miniforge.sh"
    bash "$work/miniforge.sh" -b -p "$home"
    touch "$home/.complete"
  fi
  put 0644 /etc/profile.d/miniforge.sh <<<". $home/etc/profile.d/conda.sh"
}

# --- the orchestrator, where it runs on this machine

# It is started on its own, since it may have to wait for a database that is being made.
run_orchestrator() {
  local plan=/etc/orchestrator.json
  choice orchestrator >"$work/orchestrator"
  if [[ ! -s $work/orchestrator ]]; then
    stop_orchestrator "$plan"
    return
  fi
  put 0600 "$plan" <"$work/orchestrator"
  choice orchestrator-up >"$work/orchestrator-up"
  put 0755 /usr/local/sbin/orchestrator-up <"$work/orchestrator-up"
  unit orchestrator.service <<UNIT
[Unit]
Description=The orchestrator's containers
After=docker.service network-online.target
Requires=docker.service
StartLimitIntervalSec=0

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/orchestrator-up $plan
Restart=on-failure
RestartSec=30
UNIT
  systemctl restart --no-block orchestrator.service
}

# What it kept stays: the database's volume, the passwords to it, and the files.
stop_orchestrator() {
  if [[ -e $1 ]]; then
    systemctl stop orchestrator.service
    if [[ -e /var/lib/orchestrator/compose.json ]]; then
      docker compose --file /var/lib/orchestrator/compose.json \
        --env-file /var/lib/orchestrator/secrets.env down --remove-orphans
    fi
    rm -f /etc/systemd/system/orchestrator.service "$1"
    systemctl daemon-reload
  fi
}

# --- the orchestrator's files, where it runs on Cloud Run and keeps them here

# Whoever comes over the network acts as nobody, so a file there never gets root's rights. The port
# of mountd is fixed, because the firewall lets in three ports and no more.
share_files() {
  local range exports=/etc/exports.d/orchestrator.exports
  range=$(choice share)
  if [[ -z $range ]]; then
    if [[ -e $exports ]]; then
      rm -f "$exports"
      exportfs -ra
    fi
    return
  fi
  put 0644 /etc/nfs.conf.d/orchestrator.conf <<'CONF'
[mountd]
port=20048
CONF
  local ports=$changed
  need nfs-kernel-server
  install -d -o nobody -g nogroup -m 0775 /srv/orchestrator
  put 0644 "$exports" <<<"/srv/orchestrator $range(rw,sync,all_squash,no_subtree_check)"
  if [[ $changed == yes ]]; then
    exportfs -ra
  fi
  if [[ $ports == yes ]]; then
    systemctl restart nfs-server.service
  fi
}

# --- what keeps it small and cheap

prune_weekly() {
  unit docker-prune.service <<'UNIT'
[Unit]
Description=Remove containers and images that nothing uses
After=docker.service

[Service]
Type=oneshot
ExecStart=/usr/bin/docker system prune --all --force --filter until=168h
UNIT
  unit docker-prune.timer <<'UNIT'
[Unit]
Description=Remove containers and images that nothing uses, every week

[Timer]
OnCalendar=weekly
RandomizedDelaySec=30min
Persistent=true

[Install]
WantedBy=timers.target
UNIT
  systemctl enable --now docker-prune.timer
}

# Stops the machine when for so many minutes nobody was connected and the load was low. A forwarded
# port is a connection too, so it is these that count and not logins. Containers that wait for work
# have a load too, and a single busy process one of 1.
stop_when_idle() {
  local minutes
  minutes=$(choice idle-minutes)
  if [[ ! $minutes =~ ^[0-9]+$ ]]; then
    systemctl disable --now idle-stop.timer 2>/dev/null || true
    return
  fi
  put 0755 /usr/local/sbin/idle-stop <<'SCRIPT'
#!/bin/bash
set -euo pipefail
limit=$1
seen=/run/idle-stop.busy
load=$(cut -d ' ' -f 2 /proc/loadavg)
if [[ ! -e $seen ]] \
  || [[ -n $(ss -Htn state established '( sport = :22 )') ]] \
  || awk -v load="$load" 'BEGIN { exit !(load >= 0.5) }'; then
  touch "$seen"
elif (($(date +%s) - $(stat -c %Y "$seen") >= limit * 60)); then
  shutdown -h now
fi
SCRIPT
  unit idle-stop.service <<UNIT
[Unit]
Description=Stop the machine when it is idle

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/idle-stop $minutes
UNIT
  unit idle-stop.timer <<'UNIT'
[Unit]
Description=Look every minute whether the machine is idle

[Timer]
OnBootSec=1min
OnUnitActiveSec=1min

[Install]
WantedBy=timers.target
UNIT
  systemctl enable --now idle-stop.timer
}

version=$(choice version)
trap 'mark "failed at line $LINENO of $version"' ERR
mark "starting $version"
stop_when_idle
need ca-certificates curl git jq make openssl unzip
install_docker
let_people_use_docker
prune_weekly
install_python
install_terraform
share_files
run_orchestrator
mark "$version"

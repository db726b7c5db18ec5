#!/bin/bash
# Runs as root at each start of the workstation; a second run changes nothing.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

metadata() {
  curl -fsS -H 'Metadata-Flavor: Google' \
    "http://metadata.google.internal/computeMetadata/v1/instance/$1" 2>/dev/null || true
}

install_packages() {
  local missing=()
  local package
  for package in ca-certificates curl git jq make unzip; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  if ((${#missing[@]} > 0)); then
    apt-get update -q
    apt-get install -q -y "${missing[@]}"
  fi
}

install_docker() {
  mkdir -p /etc/docker
  # Containers log without end by default, which is how such disks get full.
  printf '%s\n' '{"log-driver": "local", "log-opts": {"max-size": "10m", "max-file": "3"}}' \
    >/etc/docker/daemon.json.new
  if ! command -v docker >/dev/null; then
    mv /etc/docker/daemon.json.new /etc/docker/daemon.json
    install -m 0755 -d /etc/apt/keyrings
    curl -fsSL https://download.docker.com/linux/ubuntu/gpg -o /etc/apt/keyrings/docker.asc
    local release
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    echo "deb [arch=$(dpkg --print-architecture) signed-by=/etc/apt/keyrings/docker.asc]" \
      "https://download.docker.com/linux/ubuntu $release stable" \
      >/etc/apt/sources.list.d/docker.list
    apt-get update -q
    apt-get install -q -y docker-ce docker-ce-cli containerd.io \
      docker-buildx-plugin docker-compose-plugin
    systemctl enable --now docker
  elif cmp -s /etc/docker/daemon.json.new /etc/docker/daemon.json; then
    rm /etc/docker/daemon.json.new
  else
    mv /etc/docker/daemon.json.new /etc/docker/daemon.json
    systemctl restart docker
  fi
}

# People log in through OS Login and are in no local group: pam_group puts them into docker's.
let_people_use_docker() {
  local rule='*;*;*;Al0000-2400;docker'
  grep -qxF "$rule" /etc/security/group.conf || echo "$rule" >>/etc/security/group.conf
  local line='auth optional pam_group.so'
  grep -qxF "$line" /etc/pam.d/sshd || sed -i "1i $line" /etc/pam.d/sshd
}

write_unit() {
  cat >"/etc/systemd/system/$1.new"
  if cmp -s "/etc/systemd/system/$1.new" "/etc/systemd/system/$1"; then
    rm "/etc/systemd/system/$1.new"
  else
    mv "/etc/systemd/system/$1.new" "/etc/systemd/system/$1"
    systemctl daemon-reload
  fi
}

prune_weekly() {
  write_unit docker-prune.service <<'UNIT'
[Unit]
Description=Remove unused images and containers

[Service]
Type=oneshot
ExecStart=/usr/bin/docker system prune --force --filter until=168h
UNIT
  write_unit docker-prune.timer <<'UNIT'
[Unit]
Description=Remove unused images and containers every week

[Timer]
OnCalendar=weekly
Persistent=true

[Install]
WantedBy=timers.target
UNIT
  systemctl enable --now docker-prune.timer
}

# Stops the machine when for so many minutes nobody was logged in and the load was low.
stop_when_idle() {
  local minutes
  minutes=$(metadata attributes/tollgate-idle-minutes)
  if [[ ! $minutes =~ ^[0-9]+$ ]]; then
    systemctl disable --now idle-stop.timer 2>/dev/null || true
    return
  fi
  cat >/usr/local/sbin/idle-stop <<'SCRIPT'
#!/bin/bash
set -euo pipefail
limit=$1
seen=/run/idle-stop.busy
load=$(cut -d ' ' -f 1 /proc/loadavg)
if [[ -n $(who) ]] || awk -v load="$load" 'BEGIN { exit !(load >= 0.2) }' || [[ ! -e $seen ]]; then
  touch "$seen"
elif (($(date +%s) - $(stat -c %Y "$seen") >= limit * 60)); then
  shutdown -h now
fi
SCRIPT
  chmod 0755 /usr/local/sbin/idle-stop
  write_unit idle-stop.service <<UNIT
[Unit]
Description=Stop the machine when it is idle

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/idle-stop $minutes
UNIT
  write_unit idle-stop.timer <<'UNIT'
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

mark_ready() {
  curl -fsS -X PUT -H 'Metadata-Flavor: Google' --data "$(date -u +%FT%TZ)" \
    http://metadata.google.internal/computeMetadata/v1/instance/guest-attributes/tollgate/ready ||
    true
}

stop_when_idle
install_packages
install_docker
let_people_use_docker
prune_weekly
mark_ready

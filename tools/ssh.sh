#!/usr/bin/env bash
# Tries the program over a real sshd: on loopback and, as root and with a tool that slows a line down, over a bad line.
#
#   tools/ssh.sh [FOLDER] [SLOWLINK]     the sample library and ../shared/tools/slowlink.py where nothing is said
#
# Measured are a moved selection, PgDn held 30 times, and a client that is killed: the program must end, and the next one
# open where it was. Exits with 1 when something is not as it must be; says so and exits with 0 when it cannot run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:---sample}
slowlink=${2:-../shared/tools/slowlink.py}
sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null || true)
skip() { printf 'skipped: %s\n' "$*"; exit 0; }
[ -n "$sshd" ] || skip "sshd is not installed"
command -v ssh >/dev/null || skip "ssh is not installed"
command -v python3 >/dev/null || skip "python3 is not installed"
[ "$(id -u)" = 0 ] || skip "sshd can let only its own user in, and needs root for a terminal of its own"
if [ "$folder" != --sample ]; then
    [ -e "$folder" ] || skip "there is no folder $folder"
    folder=$(realpath "$folder")
fi

findings=${FINDINGS:-${CARGO_TARGET_DIR:-target}/release/findings}
[ -n "${FINDINGS:-}" ] || cargo build --release --locked --quiet
findings=$(realpath "$findings")

work=$(mktemp -d)
server=
# shellcheck disable=SC2317
tidy() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"; }
trap tidy EXIT
mkdir -p /run/sshd
ssh-keygen -q -t ed25519 -N '' -f "$work/hostkey"
ssh-keygen -q -t ed25519 -N '' -f "$work/id"
cp "$work/id.pub" "$work/authorized_keys"
cat >"$work/sshd_config" <<CONFIG
Port 2222
HostKey $work/hostkey
AuthorizedKeysFile $work/authorized_keys
PidFile $work/sshd.pid
UsePAM no
StrictModes no
UseDNS no
PasswordAuthentication no
PermitRootLogin prohibit-password
AcceptEnv LANG LC_*
CONFIG
cat >"$work/ssh_config" <<CONFIG
Port 2222
User $(id -un)
IdentityFile $work/id
IdentitiesOnly yes
StrictHostKeyChecking no
UserKnownHostsFile /dev/null
SendEnv LANG LC_*
LogLevel ERROR
CONFIG

if (exec 3<>/dev/tcp/127.0.0.1/2222) 2>/dev/null; then
    skip "something listens at port 2222 already"
fi
# Why sshd did not do what it should is in its log.
failed() { failed=1; echo "sshd said:"; tail -n 20 "$work/log"; }

failed=0
echo "== loopback"
"$sshd" -D -e -f "$work/sshd_config" -o ListenAddress=127.0.0.1 2>"$work/log" &
server=$!
# It listens some moments after it is started.
for _ in $(seq 50); do
    (exec 3<>/dev/tcp/127.0.0.1/2222) 2>/dev/null && break
    sleep 0.1
done
python3 tools/ssh_session.py 127.0.0.1 "$work" 0 "$findings" "$folder" || failed
kill "$server" || failed
server=

echo "== 150 ms, 64 kbit/s"
if [ ! -f "$slowlink" ]; then
    echo "skipped: there is no $slowlink"
elif ! python3 "$slowlink" --rtt 1 --kbit 0 -- true >/dev/null 2>&1; then
    echo "skipped: network namespaces cannot be made here"
else
    python3 "$slowlink" --rtt 150 --kbit 64 --queue-ms 20000 --server "$sshd -D -e -f $work/sshd_config" -- \
        python3 tools/ssh_session.py 10.99.0.2 "$work" 150 "$findings" "$folder" 2>"$work/log" || failed
fi
exit "$failed"

#!/usr/bin/env bash
# Tries the program inside tmux and GNU screen: the same screens as --print gives, and what is copied in tmux's buffer.
#
#   tools/multiplexers.sh
#
# Exits with 1 when something is not as it must be; says so and exits with 0 where neither is installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command -v tmux >/dev/null || command -v screen >/dev/null || { echo "skipped: neither tmux nor GNU screen is installed"; exit 0; }
findings=${FINDINGS:-${CARGO_TARGET_DIR:-target}/release/findings}
[ -n "${FINDINGS:-}" ] || cargo build --release --locked --quiet
findings=$(realpath "$findings")

work=$(mktemp -d)
session=findings-$$
tidy() {
    tmux -S "$work/socket" kill-server 2>/dev/null || true
    SCREENDIR=$work/screens screen -S "$session" -X quit >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap tidy EXIT
# Nobody's settings, and nothing of theirs is written. Trailing blanks are no difference.
clean=(env -u TMUX -u STY -u NO_COLOR -u COLORTERM HOME="$work/home" XDG_CONFIG_HOME="$work/home" XDG_STATE_HOME="$work/home"
    XDG_DATA_HOME="$work/home" XDG_CACHE_HOME="$work/home" LANG=C.UTF-8 LC_ALL=C.UTF-8)
mkdir -m 700 "$work/home" "$work/screens"
failed=0

# Waits until a command that prints the screen prints what is wanted; 10 seconds at most.
same() {
    local name=$1 wanted=$2
    shift 2
    for _ in $(seq 100); do
        "$@" >"$work/seen" 2>/dev/null || true
        if diff -q <(sed 's/ *$//' "$wanted" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}') \
            <(sed 's/ *$//' "$work/seen" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}') >/dev/null; then
            echo "$name: the same"
            return
        fi
        sleep 0.1
    done
    echo "$name: DIFFERENT"
    diff <(sed 's/ *$//' "$wanted") <(sed 's/ *$//' "$work/seen") | head -20 || true
    failed=1
}

for size in 80x24 120x40; do
    columns=${size%x*} rows=${size#*x}
    for keys in '' 'g<enter>' 'F<enter>'; do
        rm -rf "$work/home"; mkdir -m 700 "$work/home"
        "${clean[@]}" TERM=xterm-256color "$findings" --sample --keys "$keys" --size "$size" --print >"$work/wanted"
        if command -v tmux >/dev/null; then
            tmux=(tmux -S "$work/socket" -f /dev/null)
            rm -rf "$work/home"; mkdir -m 700 "$work/home"
            "${clean[@]}" "${tmux[@]}" new-session -d -x "$columns" -y "$rows" \
                "'$findings' --sample --keys '$keys' 2>'$work/errors'" \; set -g status off
            "${tmux[@]}" resize-window -x "$columns" -y "$rows"
            same "tmux $size ${keys:-first}" "$work/wanted" "${tmux[@]}" capture-pane -p
            "${tmux[@]}" kill-server 2>/dev/null || true
        fi
        if command -v screen >/dev/null; then
            rm -rf "$work/home"; mkdir -m 700 "$work/home"
            printf 'startup_message off\ndefutf8 on\n' >"$work/screenrc"
            cat >"$work/in-screen.py" <<'PYTHON'
import fcntl, os, pty, select, struct, sys, termios
columns, rows, *command = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))
while True:
    try:
        if not os.read(terminal, 65536):
            break
    except OSError:
        break
PYTHON
            "${clean[@]}" SCREENDIR="$work/screens" TERM=xterm-256color python3 "$work/in-screen.py" "$columns" "$rows" \
                screen -U -c "$work/screenrc" -S "$session" "$findings" --sample --keys "$keys" &
            seen_in_screen() {
                SCREENDIR=$work/screens screen -S "$session" -p 0 -X hardcopy "$work/hard" && sleep 0.1 && cat "$work/hard"
            }
            same "screen $size ${keys:-first}" "$work/wanted" seen_in_screen
            SCREENDIR=$work/screens screen -S "$session" -X quit >/dev/null 2>&1 || true
            wait
        fi
    done
done

if command -v tmux >/dev/null; then
    rm -rf "$work/home"; mkdir -m 700 "$work/home"
    "${clean[@]}" "${tmux[@]}" new-session -d -x 120 -y 40 "'$findings' --sample --keys 'F<enter>y'" 
    for _ in $(seq 100); do
        "${tmux[@]}" show-buffer >"$work/buffer" 2>/dev/null && break
        sleep 0.1
    done
    if grep -q 'para\|line\|p\. ' "$work/buffer"; then
        echo "copying in tmux: its buffer holds the quotation ($(wc -c <"$work/buffer") bytes)"
    else
        echo "copying in tmux: its buffer holds NOTHING"
        failed=1
    fi
fi
exit $failed

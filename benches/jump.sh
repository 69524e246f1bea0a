#!/bin/sh
# Go-to beside fzf, key by key, on the same lines in the same run: benches/jump.sh [FOLDER] [LINES...]
# For each key fzf is started as a process on a file of the same labels (the least of three runs, its output thrown away).
set -eu
cd "$(dirname "$0")/.."
folder=${1:-../shared/reports}
[ $# -gt 0 ] && shift
[ -d "$folder" ] || { echo "skipped: there is no folder $folder"; exit 0; }
command -v fzf > /dev/null || { echo "skipped: fzf is not installed"; exit 0; }
[ $# -gt 0 ] || set -- 40000 1000000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for lines in "$@"; do
    cargo bench --quiet --bench jump -- "$folder" "$lines" "$work/labels" > "$work/keys"
    python3 - "$work/labels" "$work/keys" "$lines" << 'END'
import subprocess, sys, time
labels, keys, lines = sys.argv[1:]
rows = [row.rstrip("\n").split("\t") for row in open(keys)]
def fzf(query):
    best = float("inf")
    for _ in range(3 if int(lines) <= 100000 else 1):
        with open(labels) as given:
            start = time.perf_counter()
            subprocess.run(["fzf", "--filter", query], stdin=given, stdout=subprocess.DEVNULL)
            best = min(best, time.perf_counter() - start)
    return best * 1000
ours = [float(ms) for _, ms in rows]
theirs = [fzf(query) for query, _ in rows]
ratios = sorted(t / o for o, t in zip(ours, theirs))
middle = lambda values: sorted(values)[len(values) // 2]
print(f"{lines} lines, {len(rows)} keys")
print(f"  findings  median {middle(ours):8.2f} ms   worst {max(ours):8.2f} ms   over 16 ms: {sum(o > 16 for o in ours)}")
print(f"  fzf       median {middle(theirs):8.2f} ms   worst {max(theirs):8.2f} ms")
print(f"  times faster: least {ratios[0]:.1f}, median {middle(ratios):.1f}; all keys together {sum(theirs) / sum(ours):.1f}")
for (query, _), o, t in sorted(zip(rows, ours, theirs), key=lambda r: -r[1])[:6]:
    print(f"    {query!r:28} {o:8.2f} ms   fzf {t:8.1f} ms")
END
done

#!/usr/bin/env bash
# Times a cold load of a folder against `pdftotext -layout` over the same PDFs. See README.md beside this file.
#
#   benches/cold_load.sh [FOLDER]        FOLDER is ../shared/reports where nothing is said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-../shared/reports}
if [ ! -d "$folder" ]; then
    echo "skipped: there is no folder $folder"
    exit 0
fi
for program in pdftotext python3 xargs; do
    if ! command -v "$program" >/dev/null; then
        echo "skipped: $program is not installed"
        exit 0
    fi
done

[ -n "${BUILT:-}" ] || cargo build --release --locked --quiet
target=${CARGO_TARGET_DIR:-target}

python3 - "$target/release/findings" "$folder" <<'PYTHON'
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM, FOLDER = sys.argv[1:]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
THREADS = 2


def begins_as_pdf(path):
    with path.open("rb") as handle:
        return b"%PDF-" in handle.read(1024)


pdfs = sorted(str(p) for p in pathlib.Path(FOLDER).rglob("*") if p.is_file() and begins_as_pdf(p))
names = "\0".join(pdfs).encode()


def on(cores):
    """What holds a command to the first cores, where the system has it: worker processes read the files, one a core."""
    return ["taskset", "-c", f"0-{cores - 1}"] if shutil.which("taskset") else []


def findings(cores=THREADS):
    """Seconds and peak memory in MiB of one load with an empty cache and state."""
    with tempfile.TemporaryDirectory() as empty:
        home = {name: empty for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        environment = os.environ | home
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*on(cores), PROGRAM, "export", FOLDER, "--format", "json"], stdout=subprocess.PIPE, env=environment
        )
        size = sum(len(block) for block in iter(lambda: process.stdout.read(1 << 20), b""))
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    if status != 0 or size == 0:
        sys.exit(f"findings export failed (status {status}, {size} bytes written)")
    return seconds, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def pdftotext():
    """Seconds of pdftotext over every PDF, two at a time."""
    begun = time.perf_counter()
    command = [*on(THREADS), "xargs", "-0", "-P", str(THREADS), "-I{}", "pdftotext", "-layout", "{}", "-"]
    subprocess.run(command, input=names, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def pymupdf():
    """Seconds of PyMuPDF over every PDF in one thread; `None` where it is not installed."""
    code = (
        "import sys, pymupdf, time\nbegun = time.perf_counter()\nfor name in sys.stdin.read().split('\\0'):\n"
        "    for page in pymupdf.open(name): page.get_text()\nprint(time.perf_counter() - begun)"
    )
    done = subprocess.run([*on(1), sys.executable, "-c", code], input=names, stdout=-1, stderr=subprocess.DEVNULL)
    return float(done.stdout) if done.returncode == 0 else None


ours, theirs, peaks = [], [], []
for turn in range(1, ROUNDS + 1):
    seconds, peak = findings()
    ours.append(seconds)
    peaks.append(peak)
    theirs.append(pdftotext())
    print(f"round {turn}: findings {ours[-1]:.2f} s, pdftotext {theirs[-1]:.2f} s", flush=True)

mine, other = statistics.median(ours), statistics.median(theirs)
print(f"{len(pdfs)} PDFs, {THREADS} threads, cold, median of {ROUNDS}")
print(f"findings export       {mine:8.2f} s   peak {max(peaks):.0f} MiB")
print(f"pdftotext -layout     {other:8.2f} s")
print(f"ratio                 1 : {other / mine:.1f}")

pairs = [(findings(1)[0], pymupdf()) for _ in range(ROUNDS)]
if not all(theirs for _, theirs in pairs):
    print("one core: skipped, PyMuPDF is not installed")
else:
    mine, other = (statistics.median(side) for side in zip(*pairs))
    print(f"one core: findings export {mine:.2f} s, PyMuPDF get_text {other:.2f} s, ratio 1 : {other / mine:.1f}")
PYTHON

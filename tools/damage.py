#!/usr/bin/env python3
"""Makes damaged copies of PDFs: bytes turned over, ends cut off, pieces swapped, numbers changed. The same seed makes the same.

    tools/damage.py make FROM INTO [--copies 2000] [--seed 1]
    tools/damage.py check PROGRAM FOLDER    reads every copy: no panic's message, none over 2 s, under 300 MiB with workers

FROM is a folder of reports, INTO a folder that does not exist yet. No text of a report is looked at or kept elsewhere.
Copies are read forty at a time, and those of a batch that is not done in 2 s again one at a time. The memory is that of all
processes together, each shared page divided among those that share it. Linux only.
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

from processes import Watch

# How many copies are read at a time.
BATCH = 40
# The longest that one may take, in seconds.
SLOW = 2.0
# The most memory that all processes may have at once, in MiB.
MOST = 300


def flip(data, dice):
    """A few bits, anywhere."""
    for _ in range(dice.choice([1, 3, 20, 200])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def cut(data, dice):
    """The end, as a broken download leaves it."""
    del data[dice.randrange(len(data)) :]


def hole(data, dice):
    """A piece in the middle becomes zeros, as a bad disk leaves it."""
    at, length = dice.randrange(len(data)), dice.choice([16, 512, 4096, 65536])
    data[at : at + length] = bytes(min(length, len(data) - at))


def drop(data, dice):
    """A piece in the middle is missing, so that every offset behind it is wrong."""
    at = dice.randrange(len(data))
    del data[at : at + dice.choice([1, 10, 1000])]


def swap(data, dice):
    """Two pieces change places."""
    length = dice.choice([8, 256, 4096])
    if len(data) < 2 * length + 2:
        return
    a = dice.randrange(len(data) // 2 - length // 2)
    b = dice.randrange(len(data) // 2, len(data) - length)
    data[a : a + length], data[b : b + length] = data[b : b + length], data[a : a + length]


def number(data, dice):
    """Numbers of objects and dictionaries become others: lengths, references, counts, widths."""
    found = list(re.finditer(rb"(?<![\w.])\d{1,6}(?![\w.])", bytes(data)))
    for match in dice.sample(found, min(len(found), dice.choice([1, 5, 50]))):
        width = match.end() - match.start()
        other = dice.choice([b"0", b"1", b"9" * width, str(dice.randrange(10**width)).encode()])
        data[match.start() : match.end()] = other.rjust(width, b"0")[:width]


def name(data, dice):
    """A few names of the dictionaries become others."""
    found = list(re.finditer(rb"/[A-Z][A-Za-z]{1,12}", bytes(data)))
    if len(found) > 1:
        for _ in range(dice.choice([1, 5, 20])):
            one, other = dice.sample(found, 2)
            width = one.end() - one.start()
            data[one.start() : one.end()] = other.group()[:width].ljust(width, b" ")


DAMAGES = [flip, cut, hole, drop, swap, number, name]


def make(origin, into, copies, seed):
    sources = sorted(p for p in origin.rglob("*") if p.is_file() and p.read_bytes()[:1024].find(b"%PDF-") >= 0)
    if not sources:
        sys.exit(f"there is no PDF in {origin}")
    into.mkdir(parents=True)
    for copy in range(copies):
        dice = random.Random(f"{seed} {copy}")
        data = bytearray(dice.choice(sources).read_bytes())
        damages = dice.sample(DAMAGES, dice.choice([1, 1, 2]))
        for damage in damages:
            if data:
                damage(data, dice)
        kinds = "-".join(damage.__name__ for damage in damages)
        (into / f"{copy:05}-{kinds}.pdf").write_bytes(data)
    print(f"{copies} damaged copies of {len(sources)} PDFs in {into}")


def read(program, files):
    """Seconds, MiB and outcomes of reading these files, and what is wrong with what was said."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        for file in files:
            os.link(file, f"{folder}/{file.name}") if same_disk(file, folder) else shutil.copy(file, folder)
        begun = time.monotonic()
        process = subprocess.Popen([program, "check", folder, "--no-cache", "--format", "json"], stdout=out, stderr=errors, start_new_session=True)
        watch = Watch(process.pid, every=0.01)
        process.wait()
        seconds, peak = time.monotonic() - begun, watch.end()
        out.seek(0), errors.seek(0)
        said, told = out.read().decode(), errors.read().decode()
    rows = json.loads(said)
    wrong = [f"ended with {process.returncode}"] * (process.returncode not in (0, 1))
    wrong += ["a panic's message"] * ("panicked" in said + told or "RUST_BACKTRACE" in told)
    wrong += [f"{len(rows)} of {len(files)} files told"] * (len(rows) != len(files))
    wrong += [f"{row['file']}: {row['remarks']}" for row in rows if re.search("crashed|MiB|longer than|failed on", row["remarks"] or "")]
    return seconds, peak, rows, wrong


def same_disk(file, folder):
    return os.stat(file).st_dev == os.stat(folder).st_dev


def check(program, folder):
    files, faults = sorted(folder.iterdir()), []
    problems, slowest, largest, begun = 0, (0.0, ""), (0.0, ""), time.monotonic()
    for at in range(0, len(files), BATCH):
        batch = files[at : at + BATCH]
        seconds, peak, rows, wrong = read(program, batch)
        faults += wrong
        problems += sum(row["read_as"] == "problem" for row in rows)
        largest = max(largest, (peak, batch[0].name))
        alone = [(read(program, [file])[0], file.name) for file in batch] if seconds > SLOW else [(seconds, f"the {BATCH} from {batch[0].name}")]
        slowest = max(slowest, *alone)
        faults += [f"{name}: took {each:.1f} s" for each, name in alone if each > SLOW]
    if largest[0] > MOST:
        faults.append(f"took {largest[0]:.0f} MiB: from {largest[1]}")
    print(f"{len(files)} files in {time.monotonic() - begun:.0f} s, {problems} with problems")
    print(f"slowest {slowest[0]:.2f} s: {slowest[1]}\nlargest {largest[0]:.0f} MiB: from {largest[1]}")
    print("\n".join(faults) or "nothing was hurt")
    sys.exit(1 if faults else 0)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("what", choices=["make", "check"])
    arguments.add_argument("one", type=pathlib.Path, help="FROM, or PROGRAM")
    arguments.add_argument("two", type=pathlib.Path, help="INTO, or FOLDER")
    arguments.add_argument("--copies", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    if given.what == "make":
        make(given.one, given.two, given.copies, given.seed)
    else:
        check(given.one.resolve(), given.two)


main()

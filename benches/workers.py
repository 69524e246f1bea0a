#!/usr/bin/env python3
"""Times a cold load with the worker processes that hold a hostile file, and without them, in turns.

    benches/workers.py PROGRAM FOLDER [--rounds 7] [--cores 2] [--bar 5]

Each round runs `PROGRAM list FOLDER --no-cache` in both ways, the order turned about from round to round, after one of each
that is not counted. Printed are the medians of wall-clock time, of processor time (user and system, of the program and of all
its workers), and of the differences round by round: neighbours share the machine's state, so that these are what to trust on a
busy one. Ends with 1 where workers cost more than the bar, in per cent of processor time. Linux only.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time

WAYS = {"workers": [], "in-process": ["--no-workers"]}


def run(command):
    """Seconds of wall clock, and of processor time in all processes: those that the program waited for are counted with it."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, used.ru_utime + used.ru_stime


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("program")
    arguments.add_argument("folder")
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--cores", type=int, default=2)
    arguments.add_argument("--bar", type=float, default=5.0)
    given = arguments.parse_args()
    held = ["taskset", "-c", f"0-{given.cores - 1}"] if shutil.which("taskset") else []
    commands = {way: [*held, given.program, "list", given.folder, "--no-cache", *more] for way, more in WAYS.items()}
    measured = {way: [] for way in WAYS}
    for turn in range(given.rounds + 1):
        for way in list(WAYS)[:: 1 if turn % 2 else -1]:
            took = run(commands[way])
            if turn:
                measured[way].append(took)
        if turn:
            print(f"round {turn}: " + ", ".join(f"{way} {took[-1][0]:.2f} s ({took[-1][1]:.2f} s of processor)" for way, took in measured.items()), flush=True)
    print(f"median of {given.rounds}, {given.cores} cores, cold")
    over = 0.0
    for at, what in enumerate(("wall clock", "processor time")):
        sides = {way: [each[at] for each in took] for way, took in measured.items()}
        pairs = [100 * (one / other - 1) for one, other in zip(*sides.values())]
        over = statistics.median(pairs)
        figures = ", ".join(f"{way} {statistics.median(took):.2f} s" for way, took in sides.items())
        print(f"{what:15}{figures}, workers {over:+.1f} % (median round by round; {min(pairs):+.1f} to {max(pairs):+.1f})")
    sys.exit(1 if over > given.bar else 0)


main()

#!/usr/bin/env python3
"""Makes damaged copies of PDFs: bytes turned over, ends cut off, pieces swapped, numbers changed. The same seed makes the same.

    tools/damage.py FROM INTO [--copies 2000] [--seed 1]

FROM is a folder of reports, INTO a folder that does not exist yet. No text of a report is looked at or kept elsewhere.
"""

import argparse
import pathlib
import random
import re
import sys


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


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("origin", type=pathlib.Path)
    arguments.add_argument("into", type=pathlib.Path)
    arguments.add_argument("--copies", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    sources = sorted(p for p in given.origin.rglob("*") if p.is_file() and p.read_bytes()[:1024].find(b"%PDF-") >= 0)
    if not sources:
        sys.exit(f"there is no PDF in {given.origin}")
    given.into.mkdir(parents=True)
    for copy in range(given.copies):
        dice = random.Random(f"{given.seed} {copy}")
        data = bytearray(dice.choice(sources).read_bytes())
        damages = dice.sample(DAMAGES, dice.choice([1, 1, 2]))
        for damage in damages:
            if data:
                damage(data, dice)
        kinds = "-".join(damage.__name__ for damage in damages)
        (given.into / f"{copy:05}-{kinds}.pdf").write_bytes(data)
    print(f"{given.copies} damaged copies of {len(sources)} PDFs in {given.into}")


main()

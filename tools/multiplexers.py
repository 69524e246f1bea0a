#!/usr/bin/env python3
"""Tries the program inside tmux and GNU screen: the same screens as outside, and what is copied arrives.

    tools/multiplexers.py FINDINGS

The screens must be what `--print` gives, cell for cell. GNU screen writes only the lower eight bits of each sign into its
hard copy, so that there those are compared. What `y` copies must be, in tmux's buffer and in what GNU screen passes on to
its own terminal, the text that a bare terminal is sent. Says what is not installed, and exits with 1 when something is not
as it must be. The standard library is all it needs; nobody's settings are read, and nothing of theirs is written.
"""

import base64
import fcntl
import os
import pathlib
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

from checks import Verdict, chunks

SIZES = [(80, 24), (120, 40)]
# The first screen, a grid, findings, a text, and the list of what can be gone to.
KEYS = ["", "g<enter>", "F", "R<enter>", "f"]
COPY = "F<enter>y"
PATIENCE = 20
verdict = Verdict(44)


class Terminal:
    """A command in a terminal of its own, and everything it sends."""

    def __init__(self, command, size, variables):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(command[0], command, variables)
        self.all = b""

    def read(self, silence):
        for data in chunks(self.fd, silence):
            self.all += data

    def copied(self):
        """The text that was sent for the terminal to keep; none where none came."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.read(0.1)
            found = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", self.all)
            if found:
                return base64.b64decode(found[1]).decode()
        return None

    def end(self):
        os.kill(self.pid, signal.SIGHUP)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def variables(**more):
    """What every program is given here: a home that nothing was written into, and no settings."""
    home = tempfile.mkdtemp(dir=work)
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {**kept, "HOME": home, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **more}


def lines(text):
    """The lines of a screen, without the blanks that end them."""
    return [line.rstrip() for line in text.rstrip("\n ").split("\n")]


def same(name, wanted, seen):
    """Waits until the screen is what it must be."""
    until = time.monotonic() + PATIENCE
    shown = seen()
    while shown != wanted and time.monotonic() < until:
        time.sleep(0.1)
        shown = seen()
    wrong = [f"  wanted {a!r}\n  shown  {b!r}" for a, b in zip(wanted, shown) if a != b]
    verdict.told(name, shown == wanted, "\n".join(wrong[:3]) or f"  {len(wanted)} lines wanted, {len(shown)} shown")


def in_tmux(size, keys, then):
    """Starts the program in tmux; `then` is given what asks tmux."""
    tmux = ["tmux", "-S", str(work / "socket"), "-f", "/dev/null"]
    settings = variables()
    width, height = map(str, size)
    program = [findings, "--sample", "--keys", keys]
    subprocess.run([*tmux, "new-session", "-d", "-x", width, "-y", height, *program, ";", "set", "-g", "status", "off"],
                   env=settings, check=True)
    ask = lambda *words: subprocess.run([*tmux, *words], env=settings, capture_output=True, text=True).stdout
    try:
        ask("resize-window", "-x", width, "-y", height)
        then(ask)
    finally:
        ask("kill-server")


def in_screen(size, keys, then):
    """Starts the program in GNU screen; `then` is given its terminal and what reads its hard copy."""
    (work / "screenrc").write_text("startup_message off\ndefutf8 on\n")
    directory = pathlib.Path(tempfile.mkdtemp(dir=work))
    settings = variables(SCREENDIR=str(directory))
    name, hard = "findings", directory / "hard"
    command = ["screen", "-U", "-c", str(work / "screenrc"), "-S", name, findings, "--sample", "--keys", keys]
    terminal = Terminal(command, size, settings)
    ask = lambda *words: subprocess.run(["screen", "-S", name, "-p", "0", "-X", *words], env=settings, capture_output=True)

    def copy():
        terminal.read(0.1)
        hard.unlink(missing_ok=True)
        ask("hardcopy", str(hard))
        until = time.monotonic() + 1
        while not hard.exists() and time.monotonic() < until:
            time.sleep(0.02)
        return lines(hard.read_bytes().decode("latin-1")) if hard.exists() else []

    try:
        then(terminal, copy)
    finally:
        ask("quit")
        terminal.end()


def low(wanted):
    """What of lines GNU screen's hard copy has."""
    return [bytes(ord(c) & 0xFF for c in line).decode("latin-1").rstrip() for line in wanted]


if len(sys.argv) != 2:
    sys.exit(__doc__)
findings = str(pathlib.Path(sys.argv[1]).resolve())
has = {name: shutil.which(name) is not None for name in ("tmux", "screen")}
for name in (name for name, is_there in has.items() if not is_there):
    print(f"{name}: skipped: it is not installed")
work = pathlib.Path(tempfile.mkdtemp())
try:
    for size in SIZES:
        for keys in KEYS:
            shown = f"{size[0]}x{size[1]}"
            command = [findings, "--sample", "--keys", keys, "--size", shown, "--print"]
            printed = subprocess.run(command, env=variables(), capture_output=True, text=True, check=True).stdout
            wanted, name = lines(printed), f"{shown} {keys or 'the first screen'}"
            if has["tmux"]:
                in_tmux(size, keys, lambda ask: same(f"tmux {name}", wanted, lambda: lines(ask("capture-pane", "-p"))))
            if has["screen"]:
                in_screen(size, keys, lambda _, copy: same(f"screen {name}", low(wanted), copy))

    bare = Terminal([findings, "--sample", "--keys", COPY], SIZES[0], variables())
    quotation = bare.copied()
    bare.end()
    verdict.told("a bare terminal is sent a quotation", bool(quotation))
    if has["tmux"]:
        in_tmux(SIZES[0], COPY, lambda ask: same("tmux show-buffer is the quotation", lines(quotation or ""),
                                                 lambda: lines(ask("show-buffer"))))
    if has["screen"]:
        def passed_on(terminal, _):
            text = terminal.copied()
            verdict.told("screen passes on the quotation", text == quotation, repr(text))
        in_screen(SIZES[0], COPY, passed_on)
finally:
    shutil.rmtree(work, ignore_errors=True)
verdict.end()

#!/usr/bin/env python3
"""Tries the program in terminals with windows: what they send for a key is taken for it, and what they show after some keys is
what they show when all is drawn again.

    tools/windows.py FINDINGS FOLDER [--seed N] [--steps N] [--keep DIRECTORY] [TERMINAL ...]

Each terminal runs with the settings that it has in a home without any, on a screen of its own that nobody sees (Xvfb; foot
inside weston). Between two pictures of its window that must be the same lies Ctrl-l, which sends the whole screen anew: a
sign that is wider than the program believes, lines that scroll otherwise or colours that stay behind are seen as a
difference. A few pixels of a sign do not count: smooth letters reach into the cells beside them, and which of the two was
drawn last shows. Before that come one to six keys at random, and now and then another size of the window. Pictures that
differ, and the last one of each terminal, are kept in DIRECTORY where one is given, in the format of xwd. Says what is not
installed, and exits with 1 when something is not as it must be. Nobody's settings are read, and nothing of theirs is
written.
"""

import argparse
import collections
import os
import pathlib
import random
import shutil
import struct
import subprocess
import tempfile
import time

from checks import Verdict

# How each is started in 100 columns and 30 rows, in front of the command that it runs.
TERMINALS = {
    "xterm": ["xterm", "-geometry", "100x30", "-e"],
    "pterm": ["pterm", "-geometry", "100x30", "-e"],
    "urxvt": ["urxvt", "-geometry", "100x30", "-e"],
    "stterm": ["stterm", "-g", "100x30", "-e"],
    "mlterm": ["mlterm", "-g", "100x30", "-e"],
    "xfce4-terminal": ["xfce4-terminal", "--disable-server", "--geometry", "100x30", "-x"],
    "konsole": ["konsole", "-p", "TerminalColumns=100", "-p", "TerminalRows=30", "-e"],
    "kitty": ["kitty", "-o", "remember_window_size=no", "-o", "initial_window_width=100c", "-o", "initial_window_height=30c"],
    "alacritty": ["alacritty", "-o", "window.dimensions.columns=100", "-o", "window.dimensions.lines=30", "-e"],
    "foot": ["foot", "-W", "100x30"],
}
# What has to run around it: where it has a socket, its clients find it.
AROUND = {
    "foot": ["weston", "--backend=x11-backend.so", "--shell=kiosk-shell.so", "--use-pixman", "--width=1000", "--height=700",
             "--socket=windows"],
}
# Keys by their names in X: none of them writes, copies or starts something, or leaves the program.
KEYS = "j k Down Up Next Prior Home End space b Return Escape Tab F R N g i z v t n p 1 3 question bracketleft bracketright"
# What keys do beside letters, and the letters that do the same.
TWINS = {
    "Down": "j", "Up": "k", "Next": "space", "Prior": "b", "Home": "g", "End": "G", "Tab shift+Tab Down": "j",
    "slash a b Left x End": "slash a x b", "slash a b Left Left Right x End": "slash a x b", "colon a b BackSpace": "colon a",
    "colon a b Left Delete": "colon a", "slash a b Home x End y": "slash x a b y", "slash a Escape Down": "j",
}
TYPED = ["slash c a r e Return", "f l e a d", "f p a r a Return", "s v i s i t Return", "colon h e l p Return"]
PIXELS = (1280, 800)
PATIENCE = 20
# What must differ to count: a quarter of the pixels of a piece that is smaller than a sign, in more than one sign. That one
# may be the cursor, which blinks, and has the colour of what stood under it.
PIECE, MOST = (5, 10), 12
# How long some terminals show their size in a box of their own when it is another.
SIZE_SHOWN = 3
# Longer than what stands beside a moved bar waits for more keys.
QUIET = 0.3


class Screen:
    """A screen that nobody sees, and a terminal on it."""

    def __init__(self, number, home):
        self.home = pathlib.Path(home)
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TERMINFO")}
        self.variables = kept | {"DISPLAY": f":{number}", "HOME": home, "XDG_RUNTIME_DIR": home, "LANG": "C.UTF-8",
                                 "LIBGL_ALWAYS_SOFTWARE": "1", "SHELL": "/bin/sh", "NO_AT_BRIDGE": "1"}
        depth = "x".join(map(str, PIXELS)) + "x24"
        self.started = []
        self.start(["Xvfb", f":{number}", "-screen", "0", depth, "-fbdir", home, "-nolisten", "tcp"])
        self.wait(lambda: self.run("xdotool", "getdisplaygeometry").returncode == 0)

    def start(self, command):
        null = subprocess.DEVNULL
        started = subprocess.Popen(command, env=self.variables, cwd=self.home, stdin=null, stdout=null, stderr=null)
        self.started.append(started)

    def run(self, *command):
        return subprocess.run(command, env=self.variables, capture_output=True, text=True, check=False)

    @staticmethod
    def wait(holds):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if holds():
                return True
            time.sleep(0.1)
        return False

    def picture(self):
        """The screen when nothing has changed in it for a moment."""
        def now():
            return (self.home / "Xvfb_screen0").read_bytes()
        before, since = now(), time.monotonic()
        until = since + PATIENCE
        while time.monotonic() < min(since + QUIET, until):
            time.sleep(0.05)
            seen = now()
            if seen != before:
                before, since = seen, time.monotonic()
        return before

    def has_drawn(self):
        """Whether there is more than an empty window: the program's first line has letters all along it."""
        picture = self.picture()
        return sum(one != other for one, other in zip(picture[::64], picture[64::64])) > 400

    def press(self, *keys):
        self.run("xdotool", "key", "--delay", "15", *keys)

    def windows(self):
        return self.run("xdotool", "search", "--onlyvisible", "--name", ".").stdout.split()

    def resize(self, width, height):
        for window in self.windows()[:1]:
            self.run("xdotool", "windowsize", window, str(width), str(height))

    def is_alive(self):
        return self.started[-1].poll() is None

    def end(self):
        for process in reversed(self.started):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def differ(one, other):
    """Whether two pictures show different things."""
    head = struct.unpack(">25I", one[:100])
    begin, line = head[0] + 12 * head[19], head[12]
    pieces = collections.Counter()
    for y in range(head[5]):
        rows = [picture[begin + y * line:][:line] for picture in (one, other)]
        if rows[0] != rows[1]:
            pixels = zip(*(memoryview(row).cast("I") for row in rows))
            pieces.update((x // PIECE[0], y // PIECE[1]) for x, (a, b) in enumerate(pixels) if a != b)
    spots = [piece for piece, count in pieces.items() if count > MOST]
    return any(max(all) - min(all) > 2 for all in zip(*spots))


def mistaken(screen, keep):
    """The keys that do something else than the letters beside them."""
    def after(*keys):
        screen.press("Escape", "Escape", "g", "j", "j", "j", *keys)
        return screen.picture()

    found, before = [], after()
    for keys, letters in TWINS.items():
        for _ in range(8):
            one, other = after(*keys.split()), after(*letters.split())
            if differ(before, one) and not differ(one, other):
                break
        else:
            found.append(keys)
            keep(f"{keys}-keys", one)
            keep(f"{keys}-letters", other)
    after()
    return found


def unlike(screen, steps, seed, keep):
    """Plays keys; the steps after which a redraw changed something."""
    dice, found = random.Random(seed), []
    for step in range(steps):
        if dice.random() < 0.12:
            screen.resize(dice.randrange(400, PIXELS[0]), dice.randrange(300, PIXELS[1]))
            time.sleep(SIZE_SHOWN)
        if dice.random() < 0.2:
            screen.press(*dice.choice(TYPED).split())
        screen.press(*(dice.choice(KEYS.split()) for _ in range(dice.randrange(1, 7))))
        # A message goes with the next key, and would with the redraw.
        screen.press("Down", "Up")
        played = screen.picture()
        screen.press("ctrl+l")
        drawn = screen.picture()
        for blink in range(8):
            if not differ(played, drawn):
                break
            time.sleep(0.13 * blink)
            redrawn, drawn = drawn, screen.picture()
        else:
            found.append(step)
            keep(f"{step}-played", played)
            keep(f"{step}-redrawn", redrawn)
    keep("last", screen.picture())
    return found


def tried(name, number, asked, verdict):
    command, around = [*TERMINALS[name], asked.program, asked.folder], AROUND.get(name)
    needed = {command[0], "Xvfb", "xdotool"} | set(around[:1] if around else [])
    missing = sorted(program for program in needed if not shutil.which(program))
    if missing:
        print(f"{name}: skipped: {', '.join(missing)} not installed")
        return

    def keep(what, picture):
        if asked.keep:
            pathlib.Path(asked.keep).mkdir(parents=True, exist_ok=True)
            pathlib.Path(asked.keep, f"{name}-{what}.xwd").write_bytes(picture)

    with tempfile.TemporaryDirectory() as home:
        screen = Screen(number, home)
        try:
            if around:
                screen.start(around)
                socket = around[-1].partition("=")[2]
                screen.wait((screen.home / socket).exists)
                screen.variables["WAYLAND_DISPLAY"] = socket
            screen.start(command)
            if not screen.wait(lambda: screen.has_drawn()):
                verdict.told(name, False, "nothing was drawn")
                return
            time.sleep(SIZE_SHOWN)
            # Nobody manages windows here: keys go to the one under the pointer, and every one has its corner there.
            screen.run("xdotool", "mousemove", "100", "100")
            wrong = mistaken(screen, keep)
            verdict.told(f"{name}: keys do what letters do", not wrong, ", ".join(wrong))
            found = unlike(screen, asked.steps, asked.seed, keep)
            verdict.told(name, screen.is_alive(), "it ended")
            verdict.told(f"{name}: {asked.steps} redraws change nothing", not found, f"steps {found}")
        finally:
            screen.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("folder", type=os.path.abspath)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--keep")
    parser.add_argument("terminals", nargs="*", default=list(TERMINALS))
    asked = parser.parse_intermixed_args()
    if unknown := sorted(set(asked.terminals) - TERMINALS.keys()):
        parser.error(f"{', '.join(unknown)}: only {', '.join(TERMINALS)} are known")
    verdict = Verdict(50)
    for number, name in enumerate(asked.terminals):
        tried(name, 90 + number, asked, verdict)
    verdict.end()


if __name__ == "__main__":
    main()

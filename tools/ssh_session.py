#!/usr/bin/env python3
"""One session over ssh, measured from the client's side; called by ssh.sh.

    ssh_session.py HOST WORK RTT FINDINGS FOLDER

WORK holds ssh_config and receives the home of the remote user; RTT is the line's round trip in ms. The standard library
is all it needs. Exits with 1 when something is not as it must be.
"""

import fcntl
import os
import pathlib
import pty
import re
import shlex
import shutil
import signal
import statistics
import struct
import sys
import termios
import time

from checks import chunks

# How much longer than a key's echo a moved selection may take, and until when a held PgDn must have settled.
MOVE_MS = 40
SETTLE_MS = 1000
# How soon the program must have ended when its client was killed.
END_MS = 1000

host, work, rtt, findings, folder = sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3]), sys.argv[4], sys.argv[5]
quiet = 0.3 + 2.5 * rtt / 1000
# Each line begins where nobody was yet.
shutil.rmtree(work / "home", ignore_errors=True)
faults = []


class Client:
    """The ssh client in a terminal of 120 by 40."""

    def __init__(self, program=(findings, folder)):
        home = work / "home"
        home.mkdir(exist_ok=True)
        program = " ".join(shlex.quote(word) for word in program)
        remote = f"echo $$ >{work}/pid; export HOME={home} LANG=C.UTF-8; exec {program}"
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execvp("ssh", ["ssh", "-t", "-F", str(work / "ssh_config"), host, remote])
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.shown = ""

    def read(self, silence, most=60.0):
        """Reads until nothing came for so long; answers the bytes and the seconds to the first and the last of them."""
        start = time.monotonic()
        first = last = None
        size = 0
        for data in chunks(self.fd, silence, most):
            last = time.monotonic() - start
            first = first if first is not None else last
            size += len(data)
            self.shown += re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]", "", data.decode("utf-8", "replace"))
        return size, first, last

    def wait(self, words):
        until = time.monotonic() + 60
        while words not in self.shown:
            if time.monotonic() > until:
                sys.exit(f"“{words}” never came:\n{self.shown[-2000:]}")
            self.read(0.2, 0.5)

    def press(self, keys):
        os.write(self.fd, keys)
        return self.read(quiet)


def told(name, value, holds, wanted):
    print(f"{name:34} {value:28} {'ok' if holds else 'NOT ' + wanted}")
    if not holds:
        faults.append(name)


def gone(pid):
    return not pathlib.Path(f"/proc/{pid}").exists() or "\nState:\tZ" in pathlib.Path(f"/proc/{pid}/status").read_text()


# The round trip as a key makes it: until the remote terminal has sent back what was typed.
echo = Client(("cat",))
echo.read(3 + quiet)
trips = [echo.press(b"x")[2] for _ in range(10)]
trip = statistics.median(last for last in trips if last is not None) * 1000
os.write(echo.fd, b"\x04\x04")
os.waitpid(echo.pid, 0)
print(f"{'a key and its echo':34} {trip:.0f} ms")

client = Client()
client.wait("authorities")
client.read(1 + quiet)
client.press(b"R")
client.wait("Reports by date")
client.press(b"g")
moves = [client.press(b"j" if i % 2 == 0 else b"k") for i in range(10)]
move = statistics.median(last for _, _, last in moves if last is not None) * 1000
size = statistics.median(size for size, _, _ in moves)
told("a moved selection", f"{move:.0f} ms, {size:.0f} bytes", move <= trip + MOVE_MS, f"within {trip + MOVE_MS:.0f} ms")
told("its bytes", f"{size:.0f}", size <= 200, "at most 200")

client.press(b"\r")
client.press(b"g")
size, _, last = client.press(b"\x1b[6~" * 30)
last = (last or 0) * 1000
told("PgDn held 30 times settles", f"{last:.0f} ms, {size} bytes", last <= SETTLE_MS, f"within {SETTLE_MS} ms")

client.press(b"q")
client.press(b"R")
pid = int((work / "pid").read_text())
os.kill(client.pid, signal.SIGKILL)
os.waitpid(client.pid, 0)
start = time.monotonic()
while not gone(pid) and time.monotonic() - start < 30:
    time.sleep(0.01)
ended = (time.monotonic() - start) * 1000
told("a killed client ends the program", f"{ended:.0f} ms", gone(pid) and ended <= END_MS + rtt, f"within {END_MS} ms")

client = Client()
client.read(3 + quiet)
told("the next start opens there", "", "Reports by date" in client.shown, "where it was")
client.press(b"Q")
sys.exit(1 if faults else 0)

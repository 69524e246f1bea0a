"""The processes of a session: which of them live, and what they have of memory. Linux only."""

import pathlib
import re
import threading


def is_of(place, session):
    """Whether a process, by its place in /proc, belongs to a session and lives."""
    try:
        fields = (place / "stat").read_text().rpartition(")")[2].split()
        return int(fields[3]) == session and fields[0] != "Z"
    except (OSError, IndexError, ValueError):
        return False


def alive(session):
    """The places of the living processes of a session."""
    return [place for place in pathlib.Path("/proc").glob("[0-9]*") if is_of(place, session)]


def memory(session):
    """What all processes of a session have of memory, in MiB, each shared page divided among those that share it."""
    total = 0
    for place in alive(session):
        try:
            total += int(re.search(r"^Pss:\s+(\d+)", (place / "smaps_rollup").read_text(), re.M)[1])
        except (OSError, TypeError, ValueError):
            continue
    return total / 1024


class Watch:
    """The most memory that a session had at once, looked at all the time."""

    def __init__(self, session, every=0.04):
        self.session, self.every, self.peak, self.done = session, every, 0.0, threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self):
        while not self.done.is_set():
            self.peak = max(self.peak, memory(self.session))
            self.done.wait(self.every)

    def end(self):
        self.done.set()
        self.thread.join()
        return self.peak

"""What the checks in a terminal share: what is told of each, and how its answers are read."""

import math
import os
import select
import sys
import time


class Verdict:
    """Tells each check in a line; `width` is the room for its name."""

    def __init__(self, width):
        self.width, self.faults = width, []

    def told(self, name, holds, said=""):
        print(f"{name:{self.width}} {'ok' if holds else 'NOT SO'}{'' if holds else ': ' + said}")
        if not holds:
            self.faults.append(name)

    def end(self):
        sys.exit(1 if self.faults else 0)


def chunks(fd, silence, most=math.inf):
    """What a terminal is sent, piece by piece, until nothing came for so long, it is gone, or `most` seconds went by."""
    start = time.monotonic()
    while time.monotonic() - start < most and select.select([fd], [], [], silence)[0]:
        try:
            data = os.read(fd, 65536)
        except OSError:
            return
        if not data:
            return
        yield data

#!/usr/bin/env python3
"""Tries the program as a user of a shared server: a home that cannot be written, is missing or is full, any umask, a folder
of reports that must only be read, and two sessions at once.

    tools/shared_server.py FINDINGS [FOLDER]     the sample's folder where nothing is said

Runs as root on Linux, and starts the program as a user that is nobody; says so and exits with 0 where it cannot. Exits with
1 when something is not as it must be. The standard library, and mount where a disk is filled, are all it needs.
"""

import fcntl
import os
import pathlib
import pty
import re
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import time

from checks import Verdict, chunks

# A number that no account has.
USER = 64123
MARKS = 12
verdict = Verdict(52)


class Session:
    """The program in a terminal of 80 by 24, as that user."""

    def __init__(self, home, folder, umask=0o022):
        variables = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        if home is not None:
            variables["HOME"] = str(home)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.fchown(0, USER, USER)
            os.umask(umask)
            os.setgroups([])
            os.setgid(USER)
            os.setuid(USER)
            os.chdir("/")
            os.execve(program, [program, str(folder)], variables)
        self.shown = ""
        self.wait("authorities")
        self.read(0.3)

    def read(self, silence):
        """Reads until nothing came for so long; answers the words of that, without what moves and colours them."""
        start = len(self.shown)
        for data in chunks(self.fd, silence):
            self.shown += re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\s+", " ", data.decode("utf-8", "replace"))
        return self.shown[start:]

    def wait(self, words):
        until = time.monotonic() + 60
        while words not in self.shown and time.monotonic() < until:
            self.read(0.1)

    def press(self, keys):
        os.write(self.fd, keys.encode())
        return self.read(0.2)

    def see(self, keys, words):
        """Presses keys and waits for one of some words; whether one came."""
        seen, until = self.press(keys), time.monotonic() + 20
        while not any(word in seen for word in words) and time.monotonic() < until:
            seen += self.read(0.2)
        return any(word in seen for word in words)

    def open_report(self, keys):
        """Opens a report of the list of them, chosen with keys."""
        self.see("R", ["Reports by date"])
        for key in keys:
            self.press(key)
        self.see("\r", ["section"])

    def end(self):
        """Quits; answers the exit code, none where it does not end."""
        os.write(self.fd, b"Q")
        until = time.monotonic() + 20
        while time.monotonic() < until:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        os.kill(self.pid, 9)
        return None


def everything(folder):
    """Every file of a folder, with its size, its time and its rights."""
    paths = sorted([folder, *folder.rglob("*")])
    return [(str(path), path.stat().st_size, path.stat().st_mtime_ns, path.stat().st_mode) for path in paths]


def owned(folder):
    """What lies in a folder and is the user's. Others make and remove files there meanwhile."""
    found = []
    for path in folder.iterdir():
        try:
            if path.lstat().st_uid == USER:
                found.append(path)
        except FileNotFoundError:
            pass
    return found


def home_of_its_own(name):
    home = work / name
    home.mkdir(mode=0o700)
    os.chown(home, USER, USER)
    return home


def cannot_keep(name, home, words):
    """Where nothing can be kept, the program opens, says so when it is asked to keep something, and ends well."""
    session = Session(home, folder)
    verdict.told(f"{name}: it opens", "authorities" in session.shown, session.shown[-300:])
    session.open_report("")
    verdict.told(f"{name}: a mark says what is wrong", session.see("m", words), session.shown[-300:])
    verdict.told(f"{name}: it ends well", session.end() == 0, session.shown[-300:])


if len(sys.argv) < 2:
    sys.exit(__doc__)
if sys.platform != "linux" or os.getuid() != 0:
    print("skipped: only root on Linux can start a program as somebody else")
    sys.exit(0)
# `/tmp` itself must stay free of fixed names, so the program is looked at where it would make them.
work = pathlib.Path(tempfile.mkdtemp())
try:
    work.chmod(0o755)
    program = str(shutil.copy(sys.argv[1], work / "findings"))
    os.chmod(program, 0o755)
    source = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parent.parent / "src/sample")
    folder = work / "reports"
    shutil.copytree(source, folder, copy_function=shutil.copyfile)
    for path in [folder, *folder.rglob("*")]:
        # It may write there, and must not.
        os.chown(path, USER, USER)
    before = everything(folder)

    read_only = work / "read-only"
    read_only.mkdir(mode=0o555)
    cannot_keep("a read-only home", read_only, ["permission is denied"])
    cannot_keep("no HOME", None, ["no home directory"])
    cannot_keep("a HOME that is not there", "/nonexistent/home", ["permission is denied", "there is no such file"])

    full = home_of_its_own("full")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size=64k,mode=700,uid={USER}", "tmpfs", full]).returncode == 0:
        try:
            with open(full / "all", "wb", buffering=0) as fill:
                try:
                    while fill.write(b"x" * 4096):
                        pass
                except OSError:
                    pass
            cannot_keep("a full disk", full, ["the disk is full"])
        finally:
            subprocess.run(["umount", full], check=True)
    else:
        print("a full disk: skipped: no disk of memory can be mounted here")

    for umask in (0o000, 0o077):
        home = home_of_its_own(f"umask-{umask:03o}")
        session = Session(home, folder, umask)
        session.open_report("")
        verdict.told(f"umask {umask:03o}: a mark is kept", session.see("m", ["marked"]), session.shown[-300:])
        ours = owned(pathlib.Path(tempfile.gettempdir()))
        verdict.told(f"umask {umask:03o}: nothing lies in the shared {tempfile.gettempdir()}", not ours, str(ours))
        verdict.told(f"umask {umask:03o}: it ends well", session.end() == 0, session.shown[-300:])
        written = [path for path in home.rglob("*")]
        wrong = [
            f"{path}: {stat.S_IMODE(path.stat().st_mode):o}"
            for path in written
            if stat.S_IMODE(path.stat().st_mode) != (0o700 if path.is_dir() else 0o600)
        ]
        files = sum(path.is_file() for path in written)
        verdict.told(f"umask {umask:03o}: {files} files, all 0600 in directories 0700", files > 0 and not wrong, str(wrong))

    home = home_of_its_own("two")
    first, second = Session(home, folder), Session(home, folder)
    first.open_report("")
    second.open_report("j")
    for _ in range(MARKS):
        # Both are asked before either has answered.
        for session in (first, second):
            os.write(session.fd, b"m")
        for session in (first, second):
            session.read(0.2)
            session.press("}")
    ends = (first.end(), second.end())
    verdict.told("two sessions at once: both end well", ends == (0, 0), str(ends))
    lines = [line for path in home.rglob("marks.jsonl") for line in path.read_text().splitlines()]
    verdict.told(f"two sessions at once: {2 * MARKS} marks, none lost", len(set(lines)) == 2 * MARKS, f"{len(lines)} lines")

    after = everything(folder)
    verdict.told("the folder of reports is as it was", before == after, str(set(before) ^ set(after))[:500])
finally:
    shutil.rmtree(work)
verdict.end()

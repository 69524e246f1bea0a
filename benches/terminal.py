#!/usr/bin/env python3
"""Times the browser in a terminal of 120 by 40 beside other programs in the same run. See README.md beside this file.

    benches/terminal.py PROGRAM FOLDER [--many N] [--rounds N] [--small]

It prints a line a measure: start to complete first frame beside less and fzf, a search beside rg, memory beside the text
that is held, a file that appears in the open folder, and with --many the folder repeated under other names. --small does each
once and compares nothing.
"""
import argparse
import fcntl
import json
import os
import pathlib
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

# So long without output is the end of a frame, in seconds.
SILENCE = 0.3
WORDS = "strategy"


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, command, environment):
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.execvpe(command[0], command, environment)

    def quiet(self, since, silence=SILENCE):
        """Milliseconds from a moment to the last output before the terminal is silent."""
        last = since
        while select.select([self.fd], [], [], silence)[0]:
            try:
                if not os.read(self.fd, 1 << 16):
                    break
            except OSError:
                break
            last = time.perf_counter()
        return (last - since) * 1e3

    def press(self, keys, silence=SILENCE):
        since = time.perf_counter()
        os.write(self.fd, keys.encode())
        return self.quiet(since, silence)

    def memory(self):
        """The memory that the program alone holds, in bytes."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        kib = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if line.startswith("Rss")}
        return int(kib.get("RssAnon", 0)) << 10

    def worked(self):
        """Processor time of the program and of the workers that it has waited for, in milliseconds."""
        after_name = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return sum(int(ticks) for ticks in after_name[11:15]) * 1e3 / os.sysconf("SC_CLK_TCK")

    def settle(self):
        """Waits until nothing is worked at: what takes memory for a while only is over then."""
        before = -1.0
        while before < self.worked():
            before = self.worked()
            self.quiet(time.perf_counter(), 1.0)

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def first_frame(command, environment):
    terminal = Terminal(command, environment)
    took = terminal.quiet(terminal.begun)
    terminal.end()
    return took


def in_turns(rounds, **commands):
    """The median of each command's first frame, taking turns so that a busy machine favours none."""
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, (command, environment) in commands.items():
            times[name].append(first_frame(command, environment))
    return {name: statistics.median(taken) for name, taken in times.items()}


def several(folder, into, count):
    """The files of a folder again and again under other names, as links that share what they hold."""
    files = sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file() and p.name != "findings.toml")
    for at in range(count):
        file = files[at % len(files)]
        target = into / f"{at // len(files):04}" / file.parent.name / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file, target)
        except OSError:
            shutil.copyfile(file, target)


def watched(program, folder, environment, place, rounds):
    """Files that appear one by one in an open folder: until each is on the screen, and the processor time for each."""
    files = sorted(file for file in pathlib.Path(folder).rglob("*") if file.is_file())
    there, waiting = place / "watched", place / "waiting"
    several(folder, there, len(files))
    waiting.mkdir()
    terminal = Terminal([program, str(there)], environment)
    terminal.quiet(terminal.begun, 3.0)
    before, took = terminal.worked(), []
    for number, file in enumerate(files[:rounds]):
        # Written elsewhere and moved in, so that the folder changes once.
        copy = shutil.copyfile(file, waiting / f"new {number} {file.name}")
        since = time.perf_counter()
        os.rename(copy, there / copy.name)
        took.append(terminal.quiet(since, 1.5))
    worked = (terminal.worked() - before) / len(took)
    terminal.end()
    return statistics.median(took), worked, len(files)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("folder", type=os.path.abspath)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    rounds = 1 if asked.small else asked.rounds
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        names = ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
        environment = os.environ | {name: home for name in names} | {"TERM": "xterm-256color"}
        browse = [asked.program, asked.folder]

        def export(folder):
            out = subprocess.run([asked.program, "export", folder, "--format", "json"], env=environment, stdout=-1, check=True)
            return json.loads(out.stdout)

        export(asked.folder)
        print(f"load {os.getloadavg()[0]:.1f}; each beside the others in the same minute")
        text = place / "text"
        every = subprocess.run(
            ["sh", "-c", '"$1" export "$2" --format json', "sh", *browse], env=environment, stdout=-1, check=True
        ).stdout
        text.write_bytes(every[:150_000].replace(b". ", b".\n"))
        whole = place / "whole"
        whole.write_bytes(every.replace(b". ", b".\n"))
        commands = {"findings": (browse, environment)}
        if shutil.which("less"):
            commands["less"] = (["less", str(text)], environment)
        if shutil.which("fzf"):
            commands["fzf"] = (["sh", "-c", f"exec fzf < {text}"], environment)
            commands["fzf, all"] = (["sh", "-c", f"exec fzf < {whole}"], environment)
        for name, took in in_turns(rounds, **commands).items():
            print(f"start to complete first frame  {name:10} {took:9.1f} ms")

        terminal = Terminal(browse, environment)
        terminal.quiet(terminal.begun, 2.0)
        terminal.press("s")
        keys = [terminal.press(letter) for letter in WORDS] + [terminal.press("\r")]
        print(f"search, the slowest key, drawn  findings  {max(keys):9.1f} ms")
        held = terminal.memory()
        terminal.end()
        (place / "every.json").write_bytes(every)
        if shutil.which("rg"):
            begun = time.perf_counter()
            subprocess.run(["rg", "-ci", WORDS, str(place / "every.json")], stdout=subprocess.DEVNULL, check=False)
            print(f"search                          rg        {(time.perf_counter() - begun) * 1e3:9.1f} ms")
        print(f"memory after a search           findings  {held / 2**20:9.1f} MiB, the export {len(every) / 2**20:.1f} MiB")

        took, worked, files = watched(asked.program, asked.folder, environment, place, rounds)
        print(f"a file that appears beside {files}  findings  {took:9.1f} ms to the screen, {worked:.0f} ms of processor time")

        if asked.many:
            for count in dict.fromkeys([min(150, asked.many), asked.many]):
                folder = place / str(count)
                several(asked.folder, folder, count)
                begun = time.perf_counter()
                subprocess.run([asked.program, "list", folder], env=environment, stdout=subprocess.DEVNULL, check=True)
                cold = time.perf_counter() - begun
                frame = in_turns(rounds, findings=([asked.program, str(folder)], environment))["findings"]
                terminal = Terminal([asked.program, str(folder)], environment)
                terminal.quiet(terminal.begun, 5.0 if count > 1000 else 1.0)
                took = {name: terminal.press(name) for name in "RWF"}
                terminal.press("s", 3.0)
                took |= {f"s{letter}": terminal.press(letter) for letter in "str"}
                terminal.settle()
                held = terminal.memory()
                terminal.end()
                words = ", ".join(f"{name} {ms:.0f}" for name, ms in took.items())
                print(f"{count} reports: cold {cold:.1f} s, first frame warm {frame:.0f} ms, keys {words} ms, {held >> 20} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

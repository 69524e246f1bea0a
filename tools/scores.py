#!/usr/bin/env python3
"""Holds what is read of real reports against gold tables, and says which measures are below their bar.

    tools/scores.py PROGRAM SHARED

SHARED has `reports`, `gold`, `seeds`, `seeds-gold` and `tools/score.py`. The reports are also read as the texts that pdftotext
makes of them, with their layout and without, and as PDFs that were printed to a file again and have no tags any more, for people
keep such copies: no fact of a cover may be another there, and no grade. Copies lie in a temporary folder that is removed at the
end.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

# The least share that a measure must reach, where that is not all of it. Three gold rows are not what their PDFs print: a
# paragraph that no page has (Windsor and Maidenhead, 24 February 2020), and two lists of area SEND reports that are longer
# (Blackpool, 25 July 2024; West Northamptonshire, 12 July 2024).
REPORTS = {
    "every paragraph": 115 / 116,
    "other: improvements": 27 / 28,
    "other: priorities": 31 / 32,
    "improvement found": 0.995,
    "improvement true": 0.995,
    "heading found": 0.98,
    "heading true": 0.98,
}
# A measure that is not printed has failed.
ASKED = {
    "read", "authority", "framework", "inspected from", "inspected to", "lead inspector", "published", "grid exact",
    "judgement true", "last paragraph", "every paragraph", "improvement found", "improvement true", "heading true",
}
# What must be whole in a copy, whatever became of its lines. A text without its layout has tables whose cells stand in no
# order, so that a grade may be missing there; it may not be wrong. In a PDF without tags nothing but a rule that is drawn
# tells some paragraphs of a table apart.
COVER = dict.fromkeys((
    "read", "authority", "framework", "inspected from", "inspected to", "lead inspector", "judgement true", "heading true",
    "other: read", "other: authority", "other: framework", "other: from", "other: to", "other: outcome",
), 1.0)
COPIES = {
    ("pdftotext", "-layout"): COVER | {
        "grid exact": 1.0, "published": 1.0, "last paragraph": 1.0, "improvement found": 0.995, "improvement true": 0.98,
    },
    ("pdftotext", "-nopgbrk"): COVER | {"judgement found": 0.98, "improvement found": 0.95, "improvement true": 0.95},
    ("pdftocairo", "-pdf"): COVER | {
        "grid exact": 1.0, "published": 1.0, "last paragraph": 1.0, "every paragraph": 115 / 116, "heading found": 1.0,
        "improvement found": 0.995, "improvement true": 0.995, "other: improvements": 0.92, "other: priorities": 0.9,
    },
}


def export(program, folder):
    """What the program says of a folder."""
    return json.loads(subprocess.run([program, "export", folder, "--format", "json"], capture_output=True, check=True).stdout)


def measures(shared, gold, said, verbose=True):
    """Each measure of the score: how many are right, of how many."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(said, file)
        file.flush()
        command = [sys.executable, shared / "tools/score.py", shared / gold, file.name]
        told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    if verbose:
        print(told)
    found = re.findall(r"^(\S.*?)\s+[\d.]+%\s+(\d+)/(\d+)$", told, re.MULTILINE)
    return {name: (int(right), int(asked)) for name, right, asked in found}


def short(of, counts, bars, others):
    """The measures below their bar. Those without one must reach `others`, where that is said."""
    asked = set(bars) | (ASKED | set(counts) if others else set())
    for measure in sorted(asked):
        right, all_of_it = counts.get(measure, (0, 1))
        bar = bars.get(measure, others)
        if right < bar * all_of_it - 1e-9:
            yield f"{of}: {measure}: {right}/{all_of_it} is below {bar:.2%}"


def copied(program, reports, how):
    """What the program says of the copies that a tool makes of all PDFs, under the names of the PDFs."""
    with tempfile.TemporaryDirectory() as into:
        for pdf in sorted(reports.rglob("*.pdf")):
            copy = pathlib.Path(into) / pdf.relative_to(reports).with_suffix(".pdf" if "-pdf" in how else ".txt")
            copy.parent.mkdir(parents=True, exist_ok=True)
            made = subprocess.run([*how, pdf, copy], stderr=subprocess.DEVNULL, check=False)
            if made.returncode or not copy.exists():
                # What is no PDF by its content lies there as what it is.
                copy.with_suffix(pdf.suffix).write_bytes(pdf.read_bytes())
        said = export(program, into)
    for report in said["reports"]:
        report["file"] = str(pathlib.PurePosixPath(report["file"]).with_suffix(".pdf"))
    return said


def main():
    program, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    faults = []
    for name, gold, bars in (("seeds", "seeds-gold", {}), ("reports", "gold", REPORTS)):
        print(f"{name}:")
        counts = measures(shared, gold, export(program, shared / name))
        faults += short(name, counts, bars, 1.0)
    try:
        subprocess.run(["pdftotext", "-v"], capture_output=True, check=True)
    except FileNotFoundError:
        print("texts of the reports: skipped: pdftotext is not installed")
    else:
        for how, bars in COPIES.items():
            counts = measures(shared, "gold", copied(program, shared / "reports", how), verbose=False)
            print(" ".join(how) + ":", ", ".join(f"{name} {right}/{asked}" for name, (right, asked) in counts.items()), "\n")
            faults += short(" ".join(how), counts, bars, None)
    print("\n".join(faults) or "every bar is reached")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

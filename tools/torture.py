#!/usr/bin/env python3
"""Makes a folder of hostile files, one good report among them, and checks what the program makes of it.

    tools/torture.py make INTO [--small]        the folder; INTO must not exist
    tools/torture.py check PROGRAM [--small]    makes it, runs the program over it and fails on what must not be

Checked: no crash and no hang, no panic's message, no control character or planted sequence in any output, valid UTF-8 and
JSON, the good report always there, nothing written into the folder, no process left behind. `--small` leaves out what
takes long or is large.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zlib

PLANTED = "PLANTED"
ESCAPES = "\x1b]0;PLANTED\x07\x1b[2J\x1b]52;c;UExBTlRFRA==\x07\x9b31mx\u202egnp\u2066.\u200b\u200b\u200b\u2028"
GOOD = """# Ashcombe Children’s Services

Inspection of children’s services in Ashcombe

Inspection dates: 6 March 2023 to 17 March 2023

| Judgement | Grade |
| --- | --- |
| The impact of leaders on social work practice with children and families | Good |
| Overall effectiveness | Good |

## What needs to improve?

- The oversight of plans for disabled children.
"""


def pdf(objects, trailer=b"", header=b"%PDF-1.7\n"):
    """A PDF of these objects, the first of them the catalogue."""
    out, places = bytearray(header), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)


def stream(data, extra=b"", packed=False):
    if packed:
        data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


TEXT = b"BT /F1 12 Tf 72 700 Td (Inspection of Ashcombe children's services) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(content, resources=b"/Font << /F1 5 0 R >>", more=(), catalogue=b"", font=FONT):
    """One page: catalogue 1, pages 2, page 3, content 4, font 5, and what is given."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % resources,
            content,
            font,
            *more,
        ]
    )


def bomb(size, times=1):
    """So many zeros, packed so many times."""
    packer = zlib.compressobj(9)
    data = b"".join([packer.compress(bytes(1 << 20)) for _ in range(size >> 20)] + [packer.flush()])
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(data), filters, data)


def type0(tounicode=None, widths=b""):
    descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> %s >>"
    unicode = b"/ToUnicode %s" % tounicode if tounicode else b""
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H %s /DescendantFonts [%s] >>"
        % (unicode, descendant % widths)
    )


CMAP = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange %s endcmap"


def doubled(depth):
    """Forms that show the next form twice each."""
    names = [b"/Font << /F1 5 0 R >> /XObject << /X %d 0 R >>" % (6 + at) for at in range(depth)]
    forms = [
        stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >>" % name)
        for name in names[1:]
    ]
    last = stream(TEXT, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> >>")
    return page(stream(b"/X Do /X Do"), names[0], [*forms, last])


def tree(kids, more=()):
    """A page with a structure tree whose first element is object 6."""
    marked = b"/P << /MCID 0 >> BDC " + TEXT + b" EMC"
    root = b"/StructTreeRoot << /Type /StructTreeRoot /K 6 0 R >> /MarkInfo << /Marked true >>"
    return page(stream(marked), more=[kids, *more], catalogue=root)


def deep_tree(depth):
    elements = [b"<< /S /Div /K %d 0 R >>" % (7 + at) for at in range(depth)]
    return tree(elements[0], [*elements[1:], b"<< /S /P /Pg 3 0 R /K 0 >>"])


def pdfs(small):
    """Name and bytes of each hostile PDF."""
    big = 64 << 20 if small else 2 << 30
    show = stream(b"BT /F1 12 Tf (" + b"\\000A" * 50 + b") Tj ET")
    yield "bomb-content", page(bomb(big))
    yield "bomb-content-twice", page(bomb(big, 2))
    yield "bomb-tounicode", page(show, more=[bomb(big)], font=type0(b"6 0 R"))
    yield "bomb-runlength", page(b"<< /Length 2000002 /Filter /RunLengthDecode >>\nstream\n%s\x80\nendstream" % (b"\x81 " * 1000000))
    ranges = b"1 beginbfrange <0000> <ffff> <0041> endbfrange " * 2000
    yield "tounicode-ranges", page(show, more=[stream(CMAP % ranges, packed=True)], font=type0(b"6 0 R"))
    strings = b"1 beginbfchar <0041> <%s> endbfchar " % (b"0041" * 200000)
    yield "tounicode-long", page(stream(b"BT /F1 12 Tf " + b"(\\000A) Tj " * 50000 + b"ET"), more=[stream(CMAP % strings, packed=True)], font=type0(b"6 0 R"))
    yield "widths-range", page(show, font=type0(widths=b"/W [0 2147483647 500]"))
    yield "widths-ranges", page(show, font=type0(widths=b"/W [" + b"0 65535 500 " * 5000 + b"]"))
    yield "forms-doubled", doubled(40)
    yield "form-in-itself", page(stream(b"/X Do"), b"/XObject << /X 6 0 R >>", [stream(b"/X Do " + TEXT, b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> /Font << /F1 5 0 R >> >>")])
    yield "contents-repeated", pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [%s] /Resources << /Font << /F1 5 0 R >> >> >>" % (b"4 0 R " * 100000),
            stream(TEXT * 2000, packed=True),
            FONT,
        ]
    )
    yield "pages-cycle", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])
    yield "pages-repeated", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100000), b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", stream(TEXT * 200, packed=True), FONT])
    nested = [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 2 >>" % (3 + at, 3 + at) for at in range(60)]
    yield "pages-doubled", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *nested, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])
    yield "arrays-deep", page(stream(TEXT), more=[b"[" * 100000 + b"]" * 100000], catalogue=b"/StructTreeRoot 6 0 R")
    yield "operands-deep", page(stream(b"[" * 500000 + b"]" * 500000 + b" TJ " + TEXT))
    yield "dicts-deep", page(stream(b"/P " + b"<</A" * 200000 + b">>" * 200000 + b" BDC " + TEXT))
    yield "states-saved", page(stream(b"q " * 2000000 + TEXT, packed=True))
    yield "marks-nested", page(stream(b"/Span << /MCID 1 >> BDC " * 300000 + TEXT, packed=True))
    yield "many-pieces", page(stream(b"BT /F1 12 Tf " + b"".join(b"1 0 0 1 %d %d Tm (A) Tj " % (at % 590, at % 840) for at in range(190000)) + b"ET", packed=True))
    yield "one-line", page(stream(b"BT /F1 12 Tf " + b"900 0 Td (A) Tj " * 150000 + b"ET", packed=True))
    yield "tree-cycle", tree(b"<< /S /Div /K [6 0 R 6 0 R] >>")
    yield "tree-deep", deep_tree(20000)
    doubles = [b"<< /S /Div /K [%d 0 R %d 0 R] >>" % (7 + at, 7 + at) for at in range(60)]
    yield "tree-doubled", tree(doubles[0], [*doubles[1:], b"<< /S /P /Pg 3 0 R /K 0 >>"])
    yield "tree-direct-deep", tree(b"<< /S /Div /K " * 3000 + b"0" + b" >>" * 3000)
    yield "roles-cycle", tree(b"<< /S /A /Pg 3 0 R /K 0 >>").replace(b"/K 6 0 R >>", b"/K 6 0 R /RoleMap << /A /B /B /A >> >>")
    yield "tree-wide", tree(b"<< /S /Table /Pg 3 0 R /K [" + b"<< /S /TR /K [<< /S /TD /K 0 >> << /S /TD /K 0 >>] >>" * 60000 + b"] >>")
    yield "numbers-huge", page(stream(b"99999999999999999999999999999999 0 0 1e308 -1e308 nan Tm " + TEXT + b" 1e38 1e38 Td (x) Tj -1e38 Tc (yz) Tj"))
    yield "matrix-zero", page(stream(b"0 0 0 0 0 0 cm " + TEXT))
    yield "box-odd", page(stream(TEXT)).replace(b"[0 0 595 842]", b"[1e38 -1e38 0 0]")
    yield "predictor-zero", page(b"<< /Length 20 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 0 /Columns 0 /BitsPerComponent 0 >> >>\nstream\n%s\nendstream" % zlib.compress(TEXT))
    yield "predictor-huge", page(b"<< /Length 20 /Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors 2147483647 /Columns 2147483647 /BitsPerComponent 32 >> >>\nstream\n%s\nendstream" % zlib.compress(TEXT))
    yield "length-huge", page(b"<< /Length 99999999999 >>\nstream\n%s\nendstream" % TEXT)
    yield "length-self", page(b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % TEXT)
    yield "filters-many", page(stream(zlib.compress(TEXT), b"/Filter [" + b"/FlateDecode " * 100000 + b"]"))
    yield "prev-cycle", page(stream(TEXT)).replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev 9 ")
    yield "encrypt-odd", page(stream(TEXT)).replace(b"/Root 1 0 R ", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 4 /R 4 /O () /U () /P -1 /Length -8 >> ")
    yield "no-pages", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 7 >>"])
    yield "image-only", page(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), b"/XObject << /I 6 0 R >>", [stream(b"\xff" * 64, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray")])
    yield "hidden-text", page(stream(TEXT + b" BT 3 Tr /F1 12 Tf 72 600 Td (Overall effectiveness Outstanding) Tj ET"))
    yield "escapes", page(stream(b"BT /F1 12 Tf 72 700 Td (Inspection \\033]0;PLANTED\\007\\033[2J of Ashcombe) Tj ET"))
    yield "header-only", b"%PDF-1.7\n"
    yield "xref-huge", b"%PDF-1.7\nxref\n0 4294967295\ntrailer << /Root 1 0 R /Size 4294967295 >>\nstartxref\n9\n%%EOF"
    yield "type3-self", page(stream(TEXT), font=b"<< /Type /Font /Subtype /Type3 /FontMatrix [0 0 0 0 0 0] /CharProcs << /A 4 0 R >> /Encoding << /Differences [65 /A] >> /FirstChar 0 /LastChar 2147483647 /Widths [0] >>")
    function = b"{" * 20000 + b"}" * 20000
    yield "function-deep", page(stream(TEXT), b"/Font << /F1 5 0 R >> /ColorSpace << /C [/Separation /X /DeviceGray 6 0 R] >>", [stream(function, b"/FunctionType 4 /Domain [0 1] /Range [0 1]")])


def texts(small):
    """Name and text of each hostile file that is no PDF."""
    part = 20 if small else 1
    words = "Inspection of Ashcombe children’s services. "
    yield "one-line.txt", words + "word " * (12_000_000 // part)
    yield "lines.txt", words + "\n" + "a line\n" * (3_000_000 // part)
    yield "blank-lines.txt", words + "\n" * (3_000_000 // part)
    yield "bullets.txt", words + "\n" + "• an item of the list\n" * (1_000_000 // part)
    yield "bullets.md", "# Inspection\n\n" + "- an item of the list\n" * (1_000_000 // part)
    yield "headings.md", "".join(f"## Heading {at}\n\n" for at in range(200_000 // part))
    yield "grid.md", "| Judgement | Grade |\n| --- | --- |\n" + "| Overall effectiveness | Good |\n" * (100_000 // part)
    yield "row-runs-on.txt", "Label    Good\n" + "and so on\n" * (400_000 // part)
    yield "gaps.txt", ("a    b    c\n" * (300_000 // part))
    yield "numbers.txt", "".join(f"{at % 999}. Paragraph\n\n" for at in range(300_000 // part))
    yield "hyphens.txt", "inspection-\n" * (1_000_000 // part)
    yield "pages.txt", "Page 1 of 2\f" * (200_000 // part)
    yield "tabs.txt", "\t" * (5_000_000 // part)
    yield "quotes.md", ">" * (200_000 // part) + " text"
    yield "quotes-lines.md", "".join(">" * at + " a\n" for at in range(2_000 // part))
    yield "lists.md", "".join("  " * at + "- a\n" for at in range(3_000 // part))
    yield "lists-one-line.md", "- " * (100_000 // part) + "a"
    yield "items.md", "".join(f"{at}. An item\n" for at in range(40_000 // part))
    yield "items-loose.md", "".join(f"{at}. An item\n\n" for at in range(40_000 // part))
    yield "brackets.md", "[" * (200_000 // part) + "]" * (200_000 // part)
    yield "links.md", "[a](" * (100_000 // part)
    yield "references.md", "".join(f"[a{at}]: /x\n" for at in range(50_000 // part)) + "[a1][a2]" * (50_000 // part)
    yield "stars.md", "*a **b " * (200_000 // part)
    yield "stars-run.md", "*" * (400_000 // part) + "a"
    yield "ticks.md", "".join("`" * at + " " for at in range(2_500 // part))
    yield "entities.md", "&" * (500_000 // part) + "&amp;" * (100_000 // part)
    yield "angle.md", "<" * (300_000 // part)
    yield "comments.md", "<!-- " * (100_000 // part)
    yield "html-blocks.md", "<div>\n\ntext\n\n" * (60_000 // part)
    yield "notes.md", "".join(f"[^{at}]: a note[^{at}]\n\n" for at in range(30_000 // part))
    yield "pipes.md", "|" * (200_000 // part) + "\n" + "|-" * (100_000 // part) + "\n" + "|a" * (100_000 // part)
    yield "underlined.md", ("a\n" * (300_000 // part)) + "===\n"
    yield "divs.html", "<html><body>" + "<div>" * (200_000 // part) + words * 60
    yield "bolds.html", "<html><body>" + "<b>" * (200_000 // part) + words * 60 + "</b>" * (200_000 // part)
    yield "tables.html", "<html><body>" + "<table><tr><td>" * (50_000 // part) + words * 60
    yield "lists.html", "<html><body>" + "<ul><li>a" * (100_000 // part) + words * 60
    yield "forms.html", "<html><body>" + "<form>" + "<p>a</p><form>b</form>" * (100_000 // part) + words * 60
    yield "attributes.html", "<html><body><p " + " ".join(f"a{at}=1" for at in range(50_000 // part)) + ">" + words * 60
    yield "entities.html", "<html><body><p>" + words * 60 + "&#27;]0;PLANTED&#7; &#x9b;2J &#x202e;gnp" + "&#0;" * 1000
    yield "unclosed.html", "<html><body><p>" + words * 60 + "<!-- " * 1000 + "<script>" * (100_000 // part)
    yield "title.html", "<html><title>" + "a" * (3_000_000 // part) + "</title><body>" + words * 60
    yield "escapes.txt", words + ESCAPES + "\n\n" + f"12. Leaders{ESCAPES}know.\n"
    yield "escapes.md", "# Inspection " + ESCAPES + "\n\n| Overall effectiveness | Go" + ESCAPES + "od |\n" + words
    yield "marks.txt", words + "e" + "\u0301" * (300_000 // part) + "\n" + "\u200b" * (300_000 // part)
    yield "lookalike.txt", "Inspection of \u0410shcombe children\u2019s services\nInspection date: 6 March 2023\n"
    yield "nul.txt", words + "\0" * 1000
    yield "fold.txt", "İ" * (200_000 // part) + "ß" * (200_000 // part) + words


def make(into, small):
    into.mkdir(parents=True)
    (into / "good").mkdir()
    (into / "good/ashcombe 2023.md").write_text(GOOD, encoding="utf-8")
    (into / "pdf").mkdir()
    for name, data in pdfs(small):
        (into / "pdf" / f"{name}.pdf").write_bytes(data)
    (into / "text").mkdir()
    for name, text in texts(small):
        (into / "text" / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    odd = into / "odd"
    odd.mkdir()
    (odd / "bytes.txt").write_bytes(b"Inspection of Ashcombe \xff\xfe\x80\x81\xc3 " * 50)
    (odd / "utf16.txt").write_bytes(("\ufeff" + GOOD + ESCAPES).encode("utf-16-le") + b"\x00")
    (odd / "utf32.txt").write_bytes(GOOD.encode("utf-32"))
    (odd / "empty.pdf").write_bytes(b"")
    for at, name in enumerate([b"line\nfeed.txt", b"\x1b]0;PLANTED\x07.txt", b"-rf.txt", b"--help", b"r\xe9sum\xe9.txt", "\u202efdp.txt".encode(), b"a'b\"c$(id)`id`.txt", b" spaces .txt", b"\xc2\x9b2J.txt", ("n" * 250).encode()]):
        with open(os.fsencode(odd) + b"/" + name, "wb") as file:
            file.write(b"A file with an odd name, number %d." % at)
    os.mkfifo(odd / "pipe.pdf")
    bound = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(odd)
    bound.bind("socket.pdf")
    os.chdir(here)
    bound.close()
    for name, target in [("null.pdf", "/dev/null"), ("zero.pdf", "/dev/zero"), ("up", ".."), ("self", "self"), ("gone.pdf", "nowhere"), ("out.txt", "/etc/passwd"), ("to-pipe.pdf", "pipe.pdf")]:
        (odd / name).symlink_to(target)
    with open(odd / "sparse.pdf", "wb") as file:
        file.truncate(1 << 40)
    with open(odd / "sparse-small.pdf", "wb") as file:
        file.truncate(90 << 20)
    shut = odd / "shut"
    shut.mkdir()
    (shut / "a.txt").write_text("nobody reads this")
    (odd / "shut.txt").write_text("nobody reads this")
    os.chmod(shut, 0)
    os.chmod(odd / "shut.txt", 0)
    (into / "findings.toml").write_text('[[file]]\npath = "../../etc/passwd"\nauthority = "\\u001b]0;PLANTED\\u0007"\n')
    deep = into / "deep"
    for at in range(30 if small else 300):
        deep = deep / f"d{at}"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("Far down.")
    many = into / "many"
    many.mkdir()
    for at in range(500 if small else 50_000):
        (many / f"{at}.txt").write_text(f"File {at}.")


def children():
    """Workers that are running."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"read-worker" in words[1:2]:
            found.append((int(entry.parent.name), words[0].decode(errors="replace")))
    return found


def memory(pid, peak, done):
    """The most memory that a process and its workers had at once, in MiB."""
    while not done.is_set():
        total = 0
        for status in pathlib.Path("/proc").glob("[0-9]*/status"):
            try:
                text = status.read_text()
                parent = re.search(r"^PPid:\s+(\d+)", text, re.M)
                if status.parent.name == str(pid) or parent and parent[1] == str(pid):
                    total += int(re.search(r"^VmRSS:\s+(\d+)", text, re.M)[1])
            except (OSError, TypeError):
                continue
        peak[0] = max(peak[0], total / 1024)
        done.wait(0.05)


def listing(folder):
    return sorted((str(p), p.lstat().st_mtime_ns, p.lstat().st_size) for p in folder.rglob("*"))


def run(program, arguments, faults, home):
    told = " ".join(arguments)
    begun, peak, done = time.monotonic(), [0.0], threading.Event()
    homes = {f"XDG_{kind}_HOME": str(home) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}
    process = subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=os.environ | homes)
    watcher = threading.Thread(target=memory, args=(process.pid, peak, done))
    watcher.start()
    try:
        out, err = process.communicate(timeout=900)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        faults.append(f"{told}: hangs")
    done.set()
    watcher.join()
    seconds = time.monotonic() - begun
    print(f"{seconds:7.1f} s {peak[0]:6.0f} MiB  exit {process.returncode}  {told}", flush=True)
    if process.returncode not in (0, 1, 2):
        faults.append(f"{told}: ended with {process.returncode}")
    if peak[0] > 600:
        faults.append(f"{told}: took {peak[0]:.0f} MiB")
    for name, data in (("output", out), ("errors", err)):
        try:
            text = data.decode()
        except UnicodeDecodeError:
            faults.append(f"{told}: its {name} is no UTF-8")
            continue
        odd = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]", text)
        if odd:
            faults.append(f"{told}: its {name} holds {odd[0]!r} in {text[max(0, odd.start() - 60):odd.end() + 20]!r}")
        if "panicked" in text or "RUST_BACKTRACE" in text:
            faults.append(f"{told}: a panic's message in its {name}")
    return out.decode(errors="replace"), seconds


def check(program, small):
    base = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    faults = []
    try:
        folder, home = base / "folder", base / "home"
        make(folder, small)
        before = listing(folder)
        out, _ = run(program, ["export", str(folder), "--format", "json"], faults, home)
        try:
            if "ashcombe 2023.md" not in json.dumps(json.loads(out)):
                faults.append("export: the good report is missing")
        except ValueError as error:
            faults.append(f"export: no JSON: {error}")
        for arguments in (["check"], ["check", "--format", "csv"], ["check", "--format", "json"], ["list"]):
            out, _ = run(program, [arguments[0], str(folder), *arguments[1:]], faults, home)
            if arguments[0] == "check" and "ashcombe 2023.md" not in out:
                faults.append(f"{arguments}: the good report is missing")
        run(program, [str(folder), "--print", "--size", "100x40", "--keys", "P"], faults, home)
        if listing(folder) != before:
            faults.append("something was written into the folder")
        time.sleep(0.2)
        if left := [pid for pid, name in children() if name == os.path.realpath(program)]:
            faults.append(f"processes left behind: {left}")
    finally:
        for path in (base / "folder/odd/shut",):
            if path.exists():
                os.chmod(path, 0o700)
        shutil.rmtree(base, ignore_errors=True)
    print("\n".join(faults) or "nothing was hurt")
    sys.exit(1 if faults else 0)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("what", choices=["make", "check"])
    arguments.add_argument("path", type=pathlib.Path)
    arguments.add_argument("--small", action="store_true")
    given = arguments.parse_args()
    if given.what == "make":
        make(given.path, given.small)
    else:
        check(str(given.path), given.small)


main()

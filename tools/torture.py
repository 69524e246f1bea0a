#!/usr/bin/env python3
"""Makes a folder of hostile files, one good report among them, and checks what the program makes of it. Linux only.

    tools/torture.py make INTO [--small]           the folder; INTO must not exist
    tools/torture.py alone PROGRAM [--only WORDS]  each hostile file alone beside the good report
    tools/torture.py together PROGRAM              all of them in one folder
    tools/torture.py own PROGRAM                   plants in what is the user's own: settings, theme, lists, marks, session, variables
    tools/torture.py homes PROGRAM                 pipes, devices, folders, giants and damage in the place of the user's own files
    tools/torture.py changing PROGRAM              a folder whose files change, shrink, vanish and are replaced while they are read
    tools/torture.py folders PROGRAM               FOLDER is a file, missing, empty, shut, relative, read-only, full, …

Checked, through `check`, `export`, `list`, `findings`, `--print` and the browser in a terminal, with nothing kept between runs: no crash, no
panic's message, no hang (20 s a run), at most 600 MiB in all processes together, no control character or planted
sequence in any output, valid UTF-8 and JSON, the good report always there, nothing written into the folder, no process
left behind. `--small` makes what is large or slow smaller.
"""

import argparse
import base64
import contextlib
import csv
import fcntl
import hashlib
import io
import json
import os
import pathlib
import pty
import random
import re
import select
import shutil
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import zlib

from processes import Watch, alive

GOOD_NAME = "Derby"
ESCAPES = "\x1b]0;PLANTED\x07\x1b[2J\x1b]52;c;UExBTlRFRA==\x07\x9b31mx\u202egnp\u2066.\u200b\u200b\u200b\u2028"
GOOD = """# Derby Children’s Services

Inspection of Derby local authority children’s services

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


def packed_objects(size, extra=b"", first=b"<< /Type /Catalog /Pages 4 0 R >>"):
    """A PDF whose catalogue lies in an object stream, a bomb of so many zeros behind it, found through a table that is a stream too."""
    packer = zlib.compressobj(9)
    head = b"1 0 " + first
    data = packer.compress(head) + b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()
    out = bytearray(b"%PDF-1.7\n")
    places = {2: len(out)}
    out += b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d %s >>\nstream\n%s\nendstream\nendobj\n" % (len(data), extra, data)
    plain = [b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>", b"<< /Type /Page /Parent 4 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 7 0 R >> >> >>", stream(TEXT), FONT]
    for number, body in enumerate(plain, 4):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    places[3] = table = len(out)
    row = struct.Struct(">BIB").pack
    rows = zlib.compress(row(0, 0, 255) + row(2, 2, 0) + b"".join(row(1, places[number], 0) for number in range(2, 8)))
    out += b"3 0 obj\n<< /Type /XRef /Size 8 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (len(rows), rows, table)
    return bytes(out)


def bomb_table(size):
    """A PDF whose table of objects is a stream of so many zeros."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()
    return b"%%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 2147483647 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n9\n%%%%EOF" % (len(data), data)


def rc4(key, data):
    box, at = list(range(256)), 0
    for i in range(256):
        at = (at + box[i] + key[i % len(key)]) % 256
        box[i], box[at] = box[at], box[i]
    out, i, at = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        at = (at + box[i]) % 256
        box[i], box[at] = box[at], box[i]
        out.append(byte ^ box[(box[i] + box[at]) % 256])
    return bytes(out)


def locked(content):
    """A page that is encrypted with the empty password, as printers' programs do it."""
    filler = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    md5 = lambda data: hashlib.md5(data, usedforsecurity=False).digest()
    owner = rc4(md5(filler)[:5], filler)
    key = md5(filler + owner + struct.pack("<i", -4) + b"0" * 16)[:5]
    body = rc4(md5(key + (4).to_bytes(3, "little") + bytes(2))[:10], content)
    lock = b"/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> " % (
        b"30" * 16, b"30" * 16, owner.hex().encode(), rc4(key, filler).hex().encode(),
    )
    return page(stream(body)).replace(b"/Root 1 0 R ", b"/Root 1 0 R " + lock)


# Ways to put words into a page that nobody sees on it: what stands before the words, and behind.
UNSEEN = {
    "rendered": (b"3 Tr", b""),
    "clipped": (b"7 Tr", b""),
    "white": (b"1 g", b""),
    "tiny": (b"/F1 0.01 Tf", b""),
    "off-page": (b"1 0 0 1 -5000 -5000 Tm", b""),
    "under-image": (b"", b" q 595 0 0 650 0 0 cm /I Do Q"),
    "under-area": (b"", b" 0.5 g 0 0 595 650 re f"),
    "under-area-of-a-form": (b"", b" /X Do"),
    "under-image-of-a-form": (b"", b" /Y Do"),
    "coloured": (b"0 0 1 rg 0 590 595 40 re f 0 0 1 rg", b""),
    "white-on-white": (b"0 0 1 rg 0 590 595 40 re f 1 g 0 590 595 40 re f 1 g", b""),
    "outlined": (b"1 G 1 Tr", b""),
    "clipped-away": (b"ET q 0 0 9 9 re W n BT /F1 12 Tf 72 600 Td", b" Q"),
    "layer": (b"ET /OC /L BDC BT /F1 12 Tf 72 600 Td", b" EMC"),
    "rule": (b"ET /OC /M BDC BT /F1 12 Tf 72 600 Td", b" EMC"),
    "expression": (b"ET /OC /E BDC BT /F1 12 Tf 72 600 Td", b" EMC"),
    "beside-image": (b"ET q 9 0 0 9 0 0 cm /I Do Q BT /F1 12 Tf 72 600 Td 1 g", b""),
    "beside-curve": (b"ET 0 0 1 rg 0 0 m 9 9 9 9 9 0 c f BT /F1 12 Tf 72 600 Td 1 g", b""),
    "without-a-font": (b"ET /OC /L BDC BT /F9 12 Tf 72 600 Td", b" EMC"),
    "faint": (b"/G gs", b""),
    "scaled": (b"ET q 0.01 0 0 0.01 0 0 cm BT /F1 12 Tf 72 600 Td", b" Q"),
}


def unseen():
    image = stream(b"\xff" * 64, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray")
    for name, (before, behind) in UNSEEN.items():
        shown = b"BT /F1 12 Tf 72 600 Td %s (Overall effectiveness: outstanding) Tj ET%s" % (before, behind)
        form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /I 6 0 R >> >>"
        more = [image, stream(b"0.5 g 0 0 595 650 re f", form), stream(b"595 0 0 650 0 0 cm /I Do", form)]
        more += [b"<< /Type /OCG /Name (Draft) >>", b"<< /Type /OCMD /OCGs [9 0 R] /P /AllOn >>", b"<< /ca 0 >>", b"<< /Type /OCMD /VE [/Not [/Not 9 0 R]] >>"]
        resources = b"/Font << /F1 5 0 R >> /XObject << /I 6 0 R /X 7 0 R /Y 8 0 R >> /Properties << /L 9 0 R /M 10 0 R /E 12 0 R >> /ExtGState << /G 11 0 R >>"
        layers = b"/OCProperties << /OCGs [9 0 R] /D << /OFF [9 0 R] >> >>"
        yield f"unseen-{name}", page(stream(TEXT + b" " + shown), resources, more, layers)


def lzw(count):
    """So many zero bytes as LZW of the longest repeats there are."""
    bits, width, following = [], 9, 258
    put = lambda code: bits.append(format(code, f"0{width}b"))
    put(256)
    put(0)
    made, length = 1, 1
    while made < count and following < 4094:
        put(following)
        following += 1
        length += 1
        made += length
        width = 9 + (following >= 510) + (following >= 1022) + (following >= 2046)
    text = "".join(bits)
    once = int(text + "0" * (-len(text) % 8), 2).to_bytes((len(text) + 7) // 8, "big")
    return once * (count // made + 1)


def pdfs(small):
    """Name and bytes of each hostile PDF."""
    yield "bomb-objects", packed_objects(64 << 20 if small else 2 << 30)
    yield "objects-in-themselves", packed_objects(0, extra=b"/Extends 2 0 R")
    yield "objects-name-themselves", packed_objects(0, first=b"1 0 R")
    yield "bomb-table", bomb_table(64 << 20 if small else 2 << 30)
    packed = zlib.compress(lzw(40 << 20), 9)
    yield "bomb-lzw", page(b"<< /Length %d /Filter [/FlateDecode /LZWDecode] >>\nstream\n%s\nendstream" % (len(packed), packed))
    packed = zlib.compress(b"z" * (64 << 20), 9)
    yield "bomb-ascii85", page(b"<< /Length %d /Filter [/FlateDecode /ASCII85Decode] >>\nstream\n%s~>\nendstream" % (len(packed), packed))
    yield "locked-empty-password", locked(TEXT)
    yield from unseen()
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
    pages = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 7 0 R >> >> >>" % at for at in (5, 6)]
    row = b"<< /Length 4 /Filter /LZWDecode /DecodeParms << /Predictor 2 /Colors 0 >> >>\nstream\n\x01\x02\x03\x04\nendstream"
    yield "broken-page", pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", *pages, stream(TEXT), row, FONT])
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
    press = "Children’s services praised, according to Ofsted\n20 January 2023\n\n"
    yield "press-names.txt", press + "Norfolk, " * (40_000 // part) + "said Ofsted."
    yield "press-days.txt", press + "Inspectors came from 7 to 18 November 2022. " * (75_000 // part)
    yield "press-grades.txt", press + "Services were rated good and " * (7_000 // part)
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
    for name, other in LOOKALIKES.items():
        yield f"lookalike-{name}.md", GOOD.replace("Derby", other)
    for name, unseen in UNSEEN_HTML.items():
        hidden = f"<div {unseen}><br><i></i>Overall effectiveness: outstanding</div>"
        yield f"unseen-{name}.md", f"{GOOD.replace('Derby', 'Ashcombe').replace('2023', '2019')}\n<div {unseen}>\n\nOverall effectiveness: outstanding\n\n</div>\n"
        yield f"unseen-{name}.html", f"<html><body><h1>Inspection of Ashcombe children’s services</h1>{hidden}" + "<p>Leaders know their service well and act on it.</p>" * 40
    yield "lookalike.txt", "Inspection of \u0410shcombe children\u2019s services\nInspection date: 6 March 2023\n"
    yield "nul.txt", words + "\0" * 1000
    yield "fold.txt", "İ" * (200_000 // part) + "ß" * (200_000 // part) + words


# Names that look like an authority's and are others.
LOOKALIKES = {
    "cyrillic": "D\u0435rby", "fullwidth": "\uff24\uff45\uff52\uff42\uff59", "bold": "\U0001d403\U0001d41e\U0001d42b\U0001d41b\U0001d432",
    "dotted": "Der\u0307by", "filled": "Der\u3164by", "turned": "\u202eybreD\u202c", "small-capitals": "D\u1d07\u0280\u0299\u028f",
}

# Ways to put words into a page of the web that a browser does not show.
UNSEEN_HTML = {
    "attribute": "hidden", "display": "style='display: none'", "visibility": "style='visibility:hidden'", "size": "style='font-size:0px'",
    "colour": "style='color: #ffffff'", "place": "style='position:absolute; left: -9999px'", "opacity": "style='opacity: 0'",
}


# What is planted in every place where a text may come from: what terminals obey, and what misleads the eye.
PLANTS = {
    "title": "\x1b]0;PLANTED\x07",
    "title-st": "\x1b]2;PLANTED\x1b\\",
    "title-c1": "\x9d0;PLANTED\x9c",
    "title-open": "\x1b]0;PLANTED",
    "clipboard": "\x1b]52;c;UExBTlRFRA==\x07",
    "link": "\x1b]8;;http://planted.invalid\x07PLANTED\x1b]8;;\x07",
    "clear": "\x1b[2J\x1b[H",
    "clear-c1": "\x9b2J",
    "colour": "\x1b[31;41m",
    "report": "\x1b[6n\x1b[c\x1b[>c\x1b[5n",
    "settings": "\x1b[?1049l\x1b[?25h\x1b[?2004h",
    "reset": "\x1bc",
    "charset": "\x1b(0\x0e",
    "dcs": "\x1bP$qPLANTED\x1b\\",
    "apc": "\x1b_GPLANTED\x1b\\",
    "pm": "\x1b^PLANTED\x1b\\",
    "controls": "\x00\x01\x05\x07\x08\x0b\x0e\x0f\x11\x13\x18\x1a\x7f",
    "c1": "".join(map(chr, range(0x80, 0xA0))),
    "bidi": "\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "hidden": "\u200b\u200c\u200d\u2060\ufeff\u00ad" * 40,
    "tags": "".join(chr(0xE0000 + ord(c)) for c in "PLANTED"),
    "separators": "\u2028\u2029\x85\x0c",
    "heap": "e" + "\u0301\u0323\u0489" * 60,
    "wide": "\ufdfd\U00012219\u0e33" * 20,
    "formula": "=cmd|' /C calc'!A0",
    "markdown": "](javascript:x)<script>|`\\",
}


def planted():
    """Name and bytes of files with each plant in a title, a cell, a paragraph and an item."""
    for name, plant in PLANTS.items():
        report = GOOD.replace("Derby", "Ash" + plant + "combe").replace("Good |", f"Go{plant}od |", 1).replace("disabled", plant + "disabled")
        yield f"{name}.md", report.encode("utf-8", "surrogatepass")
        lines = f"Inspection of Ash{plant}combe children’s services\n\nInspection date: 6 March{plant} 2023\n\n12. Leaders {plant} know.\n\n• {plant}The oversight of plans.\n"
        yield f"{name}.txt", lines.encode("utf-8", "surrogatepass")
        entities = "".join(f"&#{ord(c)};" for c in plant)
        body = f"<p>Leaders{plant} know their service well{entities}.</p>" * 30
        cells = f"<table><tr><td>Overall effectiveness{entities}</td><td>{plant}Good</td></tr></table>"
        yield f"{name}.html", f"<html><head><title>Inspection {entities}</title></head><body><h1>Inspection {plant}of Ashcombe</h1>{cells}{body}".encode("utf-8", "surrogatepass")
        string = b"".join(b"\\%03o" % byte for byte in plant.encode("latin-1", "replace"))
        show = b"BT /F1 12 Tf 72 700 Td (Inspection %s of Ashcombe) Tj 0 -20 Td (12. Leaders%s know their service.) Tj ET" % (string, string)
        yield f"{name}.pdf", page(stream(show), catalogue=b"/Lang (%s)" % string)


SIDECARS = {
    "empty": b"",
    "cut": b'[[file]]\npath = "',
    "no-text": b"\xff\xfe\x00\x80" * 100,
    "escapes": b'[[file]]\npath = "\\u001b]0;PLANTED\\u0007*"\nauthority = "\\u009b2JPLANTED"\n',
    "raw-escapes": b'[[file]]\npath = "\x1b]0;PLANTED\x07"\nauthority = "\x1b[2J"\n',
    "unknown-escapes": b'"\\u001b]0;PLANTED\\u0007" = 1\n[[file]]\n"\\u001b[2J" = "\\u202e"\npath = "*"\n',
    "outside": b'[[file]]\npath = "../../../etc/passwd"\nignore = true\n[[file]]\npath = "/etc/passwd"\nauthority = "Derby"\n',
    "all-ignored": b'[[file]]\npath = "**/**/**/**/**/**/**/**/*x*x*x*x*x*"\nignore = true\n' * 200,
    "types": b'file = 7\nauthority = [[[[1]]]]\n',
    "deep": b"a = " + b"[" * 100000 + b"]" * 100000,
    "deep-tables": b"a = " + b"{a=" * 20000 + b"1" + b"}" * 20000,
    "dotted": b".".join([b"a"] * 50000) + b" = 1\n",
    "long": b"# " + b"x" * (30 << 20),
    "entries": b'[[file]]\npath = "x*y*z*"\nauthority = "Derby"\n' * 20000,
    "dates": b'[[file]]\npath = "*"\nfrom = 9999-99-99\nto = 0000-00-00\n',
    "numbers": b'[[file]]\npath = "*"\nfrom = 99999999999999999999999999\n',
}


def make(into, small):
    into.mkdir(parents=True)
    (into / "good").mkdir()
    (into / "good/derby 2023.md").write_text(GOOD, encoding="utf-8")
    (into / "pdf").mkdir()
    for name, data in pdfs(small):
        (into / "pdf" / f"{name}.pdf").write_bytes(data)
    (into / "text").mkdir()
    for name, text in texts(small):
        (into / "text" / name).write_text(text, encoding="utf-8", errors="surrogatepass")
    (into / "planted").mkdir()
    for name, data in planted():
        (into / "planted" / name).write_bytes(data)
    names = into / "names"
    names.mkdir()
    for at, plant in enumerate(PLANTS.values()):
        name = f"a{plant[:60]}b.txt".replace("/", "").replace("\0", "").encode("utf-8", "surrogatepass")
        (pathlib.Path(os.fsdecode(os.fsencode(names) + b"/" + name))).write_text(f"A file with a name, number {at}.")
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
    for name, target in [("null.pdf", "/dev/null"), ("zero.pdf", "/dev/zero"), ("up", ".."), ("self", "self"), ("gone.pdf", "nowhere"), ("out.txt", "/etc/hostname"), ("to-pipe.pdf", "pipe.pdf"), ("to-socket.pdf", "socket.pdf"), ("to-shut", "shut"), ("to-parent.pdf", "../.."), ("chain", "chain-2"), ("chain-2", "chain")]:
        (odd / name).symlink_to(target)
    if os.geteuid() == 0:
        os.mknod(odd / "device.pdf", stat.S_IFCHR | 0o666, os.makedev(1, 5))
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


def listing(folder):
    return sorted((str(p), p.lstat().st_mtime_ns, p.lstat().st_size) for p in folder.rglob("*"))


HANG = 20.0
# No frame of 100×30 has fewer bytes.
FRAME = 500
MOST = 600.0
# What may stand in what the browser sends: its own sequences, whose contents are no text of a document.
OWN = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[78=>]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|\x1b[P_^][^\x1b]*\x1b\\\\|\x1b[()][0B]"
)
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\U000e0000-\U000e0fff]")


class Judge:
    """Runs the program and writes down what must not be."""

    def __init__(self, program, home):
        self.program, self.home, self.faults, self.more = program, home, [], {}
        self.slowest, self.largest, self.runs, self.slowest_key = (0.0, ""), (0.0, ""), 0, (0.0, "")

    def fault(self, text):
        self.faults.append(text)
        print("FAULT", text, flush=True)

    def environment(self):
        homes = {f"XDG_{kind}_HOME": str(self.home) for kind in ("CACHE", "STATE", "CONFIG", "DATA")}
        return os.environ | homes | {"HOME": str(self.home), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"} | self.more

    def measured(self, told, seconds, mib):
        self.runs += 1
        self.slowest = max(self.slowest, (seconds, told))
        self.largest = max(self.largest, (mib, told))
        if mib > MOST:
            self.fault(f"{told}: took {mib:.0f} MiB")
        if seconds > HANG:
            self.fault(f"{told}: took {seconds:.1f} s")

    def text(self, told, data):
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            self.fault(f"{told}: no UTF-8: {error}")
            return data.decode(errors="replace")
        if odd := ODD.search(text):
            self.fault(f"{told}: {odd[0]!r} in {text[max(0, odd.start() - 60):odd.end() + 20]!r}")
        if "panicked" in text or "RUST_BACKTRACE" in text:
            self.fault(f"{told}: a panic's message: {text[:200]!r}")
        return text

    def command(self, told, arguments):
        """What a command prints."""
        begun = time.monotonic()
        process = subprocess.Popen([self.program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=self.environment(), start_new_session=True)
        watch = Watch(process.pid)
        try:
            out, err = process.communicate(timeout=HANG * 3)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        self.measured(told, time.monotonic() - begun, watch.end())
        # What docs/exit-status.md knows.
        if process.returncode not in range(6):
            self.fault(f"{told}: ended with {process.returncode}: {err[-300:]!r}")
        self.text(f"{told} (errors)", err)
        self.left_behind(told, process.pid)
        return self.text(told, out)

    def left_behind(self, told, session):
        for _ in range(20):
            left = alive(session)
            if not left:
                return
            time.sleep(0.05)
        self.fault(f"{told}: processes left behind: {[place.name for place in left]}")

    def browse(self, told, folder, keys, while_reading=False):
        """Opens the browser in a terminal of 100×30, presses keys, and leaves with Q. Answers what it wrote."""
        child, terminal = pty.fork()
        if child == 0:
            os.execve(self.program, [self.program, str(folder), "--no-cache"], self.environment())
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        watch, begun, out = Watch(child), time.monotonic(), bytearray()

        def listen(quiet, longest):
            """Takes what comes until nothing has come for `quiet` seconds; answers when the first of it came."""
            start, first = time.monotonic(), None
            while time.monotonic() - start < longest:
                ready, _, _ = select.select([terminal], [], [], quiet if first or quiet > 0.5 else 0.5)
                if not ready:
                    break
                try:
                    data = os.read(terminal, 1 << 16)
                except OSError:
                    break
                if not data:
                    break
                first = first or time.monotonic() - start
                out.extend(data)
                if data.endswith(b"\x1b[c"):
                    os.write(terminal, b"\x1b[?1;2c")
            return first

        def worker_is_there():
            return any(place.name != str(child) for place in alive(child))

        def is_gone():
            return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

        listen(0.15, 2)
        if not while_reading:
            # On a busy machine its workers start long after it has taken the terminal: a frame tells that it is there.
            while (len(out) < FRAME and not is_gone() or worker_is_there()) and time.monotonic() - begun < HANG * 2:
                listen(0.1, 0.3)
        for key in keys:
            os.write(terminal, key.encode())
            first = listen(0.03, 2 if while_reading else 1)
            if first is not None:
                self.slowest_key = max(self.slowest_key, (first, f"{told} {key!r}"))
        reading = time.monotonic() - begun
        os.write(terminal, b"\x1b\x1b")
        listen(0.1, 1)
        os.write(terminal, b"Q")
        left, status = time.monotonic(), None
        while time.monotonic() - left < HANG:
            listen(0.05, 0.2)
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid:
                break
            status = None
        self.measured(told, reading, watch.end())
        if status is None:
            self.fault(f"{told}: cannot be left")
            os.kill(child, 9)
            os.waitpid(child, 0)
        elif os.waitstatus_to_exitcode(status) != 0:
            self.fault(f"{told}: the browser ended with {os.waitstatus_to_exitcode(status)}")
        os.close(terminal)
        self.left_behind(told, child)
        # Within tmux and screen, a sequence for the terminal behind is wrapped up in another.
        raw = re.sub(rb"\x1bP(?:tmux;)?((?:\x1b\x1b|\x1b\]|[^\x1b])*)\x1b\\", lambda wrapped: wrapped[1].replace(b"\x1b\x1b", b"\x1b"), bytes(out))
        for sequence in re.findall(rb"\x1b\][^\x07\x1b]*", raw):
            if sequence.startswith(b"\x1b]52;c;") and "y" in keys:
                self.text(f"{told}: what was copied", base64.b64decode(sequence[7:]))
            elif b"PLANTED" in sequence or sequence.startswith(b"\x1b]52"):
                self.fault(f"{told}: a planted sequence reached the terminal: {sequence[:60]!r}")
        # Carriage returns and backspaces move the cursor as the browser's own sequences do.
        raw = raw.replace(b"\r", b"").replace(b"\b", b"")
        return self.text(told, OWN.sub("", raw.decode(errors="surrogateescape")).encode(errors="surrogateescape"))

    def every_way(self, told, folder, good="derby 2023.md"):
        """All ways through the program, over one folder that holds the good report."""
        here, common = str(folder), ["--no-cache"]
        for command, as_json in (("check", True), ("export", True), ("list", False)):
            arguments = [command, here, *common, *(["--format", "json"] if as_json else [])]
            out = self.command(f"{told}: {command}", arguments)
            if as_json:
                try:
                    if good not in json.dumps(json.loads(out)):
                        self.fault(f"{told}: {command}: the good report is missing")
                except ValueError as error:
                    self.fault(f"{told}: {command}: no JSON: {error}: {out[:200]!r}")
            elif GOOD_NAME not in out:
                self.fault(f"{told}: {command}: the good report's authority is missing")
        self.command(f"{told}: check as a table", ["check", here, *common])
        if "oversight of plans" not in self.command(f"{told}: show a report", ["show", here, *SHOWN, *common]):
            self.fault(f"{told}: show: the good report's text is missing")
        if "oversight of plans" not in self.command(f"{told}: show", ["findings", here, *common]):
            self.fault(f"{told}: findings: the good report's finding is missing")
        printed = self.command(f"{told}: print", [here, "--print", "--size", "100x40", "--keys", "R", *common])
        if GOOD_NAME not in printed:
            self.fault(f"{told}: the good report's authority is not on the screen")
        self.command(f"{told}: print problems", [here, "--print", "--size", "100x40", "--keys", "P", *common])
        # Ctrl-l draws every cell anew: of a name that takes the place of another text, only the letters that differ are sent.
        if GOOD_NAME not in self.browse(f"{told}: browser", folder, "PjjR\x0cj\r\x0c"):
            self.fault(f"{told}: browser: the good report's authority is not on the screen")


# What the good report is called by, whatever else lies beside it.
SHOWN = ["derby 2023.md"]


def cases(folder):
    """Name and path of what is put beside the good report, one at a time. Folders of one kind of thing are one."""
    for part in sorted(folder.iterdir()):
        if part.name in ("deep", "many"):
            yield part.name, part
        elif part.name != "good" and part.is_dir():
            for path in sorted(part.iterdir()):
                yield f"{part.name}/{path.name}", path


def alone(program, small, only, share):
    """Each hostile file alone beside the good report, every way through the program."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        folder, case = base / "folder", base / "case"
        make(folder, small)
        case.mkdir()
        shutil.copytree(folder / "good", case / "good")
        judge = Judge(program, base / "home")
        found = [(name, path) for name, path in cases(folder) if re.search(only, name)]
        found += [(f"sidecar/{name}", data) for name, data in SIDECARS.items() if re.search(only, f"sidecar/{name}")]
        for name, what in found[share[0] - 1 :: share[1]]:
            place = case / ("findings.toml" if isinstance(what, bytes) else what.name)
            if isinstance(what, bytes):
                place.write_bytes(what)
            else:
                what.rename(place) if not what.is_dir() or what.is_symlink() or os.access(what, os.W_OK) else reown(what, place)
            before = listing(case)
            judge.every_way(repr(name), case)
            understood(judge, name, case)
            if listing(case) != before:
                judge.fault(f"{name!r}: something was written into the folder")
            if isinstance(what, bytes):
                place.unlink()
            else:
                place.rename(what) if not what.parent.joinpath(what.name).exists() else None
        print(f"{len(found[share[0] - 1::share[1]])} hostile files, {judge.runs} runs")
        print(f"slowest {judge.slowest[0]:.1f} s: {judge.slowest[1]}\nlargest {judge.largest[0]:.0f} MiB: {judge.largest[1]}")
        print(f"slowest key {judge.slowest_key[0] * 1000:.0f} ms: {judge.slowest_key[1]}")
        finish(judge.faults)
    finally:
        open_up(base)
        shutil.rmtree(base, ignore_errors=True)


def understood(judge, name, case):
    """What must not be understood of a file: hidden words give no fact unsaid, nothing goes unsaid, a name that looks like another is none."""
    if not re.search(r"/(unseen|lookalike-|broken-page|escapes\.|entities\.html)", name):
        return
    file = name.split("/")[1]
    rows = json.loads(judge.command(f"{name}: what is understood", ["check", str(case), "--no-cache", "--format", "json"]))
    row = next(row for row in rows if row["file"] == file)
    said = json.dumps(next((report for report in json.loads(judge.command(f"{name}: what is exported", ["export", str(case), "--no-cache"]))["reports"] if report["file"] == file), {}))
    told = row["remarks"] or ""
    if "/unseen" in name and not re.search("invisible text|a browser does not show", told):
        judge.fault(f"{name}: hidden words are not told: {row}")
    if "pdf/unseen" in name and "outstanding" in said.lower():
        judge.fault(f"{name}: hidden words were read")
    if "/lookalike-" in name and "Derby" in (row["authority"] or ""):
        judge.fault(f"{name}: it was taken for Derby")
    if re.search(r"/(escapes\.|entities\.html)", name) and row["read_as"] != "problem" and "control sequence" not in told:
        judge.fault(f"{name}: what was taken out is not told: {row}")
    if "/broken-page" in name and "Page 2 is missing" not in told:
        judge.fault(f"{name}: the missing page is not told: {row}")


def reown(what, place):
    """Moves a folder that may not be written to, which a rename refuses."""
    os.chmod(what, 0o700)
    what.rename(place)
    os.chmod(place, 0)


def open_up(base):
    for path in (base / "folder/odd/shut", base / "case/shut"):
        if path.is_dir():
            os.chmod(path, 0o700)


def together(program, small):
    """All hostile files and the good report in one folder, every way through the program."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        folder = base / "folder"
        make(folder, small)
        before = listing(folder)
        judge = Judge(program, base / "home")
        judge.every_way("all", folder)
        # An authority's own grid does not print its name, and another file of the same inspection may speak for it.
        for command, wanted in (
            (["grid", str(folder), "Derby"], "Overall effectiveness"),
            (["grid", str(folder)], GOOD_NAME),
            (["jump", str(folder), "derby plans"], GOOD_NAME),
            (["search", str(folder), "oversight"], GOOD_NAME),
            (["reports", str(folder)], GOOD_NAME),
        ):
            told = f"all: {' '.join([command[0], *command[2:]])}"
            if wanted not in judge.command(told, [*command, "--no-cache"]):
                judge.fault(f"{told}: the good report is missing")
        judge.slowest_key = (0.0, "")
        judge.browse("all: browser while it reads", folder, "jjkkGgPjjRjjGgNWF" * 4, while_reading=True)
        if listing(folder) != before:
            judge.fault("something was written into the folder")
        print(f"slowest {judge.slowest[0]:.1f} s: {judge.slowest[1]}\nlargest {judge.largest[0]:.0f} MiB: {judge.largest[1]}")
        print(f"slowest key while it reads {judge.slowest_key[0] * 1000:.0f} ms: {judge.slowest_key[1]}")
        finish(judge.faults)
    finally:
        open_up(base)
        shutil.rmtree(base, ignore_errors=True)


def own(program):
    """Plants in every file that is the user's own, in the folder's name and in what variables say."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        judge = Judge(program, base)
        for name, plant in PLANTS.items():
            judge.home = base / name
            directory, quoted = judge.home / "findings", json.dumps(plant)
            (directory / "themes").mkdir(parents=True)
            texts = {
                "config.toml": f"theme = {quoted}\nviewer = {quoted}\n{quoted} = 1\n[keys]\n{quoted} = [{quoted}]\nquit = [{quoted}]\n",
                "themes/a.toml": f"name = {quoted}\n[roles]\n{quoted} = {{ fg = {quoted} }}\n[palette]\n{quoted} = {quoted}\n",
                "themes/raw.toml": f"name = '{plant}'\n",
                "lists.toml": f"[[list]]\nname = {quoted}\nlist = 'findings'\nquery = {quoted}\n",
            }
            passage = dict.fromkeys(["authority", "title", "report", "section", "citation", "text", "note"], f"a{plant}b")
            anchor = {"folder": f"/a{plant}", "file": f"a{plant}.md", "block": 1}
            mark = {"id": f"a{plant}", "made": "2026-01-01T00:00:00Z", "changed": "2026-01-01T00:00:00Z", **passage, "tags": [plant], "anchor": anchor}
            texts["marks.jsonl"] = json.dumps(mark) + "\n" + plant + "\n"
            folder = base / f"{name} {plant[:40]}".replace("/", "").replace("\0", "")
            folder.mkdir()
            (folder / "derby 2023.md").write_text(GOOD, encoding="utf-8")
            (folder / f"derby {plant[:40]}.txt".replace("/", "").replace("\0", "")).write_text(GOOD, encoding="utf-8")
            place = {"view": "browse", "authority": plant, "report": plant, "words": plant, "state": {"view": plant}, "searched": plant}
            texts["session.json"] = json.dumps({"last": str(folder), "places": {str(folder): place}, "recent": {str(folder): [{"authority": plant}, {"report": plant}]}})
            judge.more = {key: plant.replace("\0", "") for key in ("VISUAL", "EDITOR", "PAGER", "BROWSER", "COLORTERM", "LANG", "TMUX", "STY", "SSH_TTY")}
            for raw in (False, True):
                for file, text in texts.items():
                    text = text.replace(quoted, f'"{plant}"') if raw else text
                    (directory / file).write_text(text, encoding="utf-8", errors="surrogatepass")
                told = f"{name}{' raw' * raw}"
                for form in ("table", "csv", "json", "markdown"):
                    for command in (["marks"], ["check", str(folder)], ["findings", str(folder)], ["search", str(folder), plant.replace("\0", "") or "a"], ["show", str(folder), "Derby"], ["grid", str(folder)]):
                        out = judge.command(f"{told}: {command[0]} as {form}", [*command[:1], "--format", form, *[w for w in command[1:2]], *(["--"] if command[2:] else []), *command[2:]])
                        if form == "csv":
                            formulas(judge, f"{told}: {command[0]}", out)
                judge.command(f"{told}: cache", ["cache"])
                for form in ("table", "csv", "json", "markdown"):
                    out = judge.command(f"{told}: themes as {form}", ["themes", "--format", form])
                    if form == "csv":
                        formulas(judge, f"{told}: themes", out)
                judge.command(f"{told}: man", ["man", plant.replace("\0", "")])
                judge.command(f"{told}: missing", ["list", f"/nowhere/{plant}".replace("\0", "")])
                judge.command(f"{told}: marks on the screen", [str(folder), "--print", "--keys", "M", "--size", "100x30"])
                judge.browse(f"{told}: browser", folder, "MjPjFyYjRyv")
        print(f"{judge.runs} runs")
        finish(judge.faults)
    finally:
        shutil.rmtree(base, ignore_errors=True)


OWN_FILES = ["config.toml", "lists.toml", "session.json", "marks.jsonl", "marks.damaged.jsonl", "themes/dusk.toml", "themes/own.toml", "themes", "sidecars", "folders", "."]


def stand_ins(zero):
    """What may stand in the place of a file of the user's own, by name. `zero` is a device of ours: no link leads to one of the system's."""

    def giant(path):
        with open(path, "wb") as file:
            file.truncate(3 << 30)

    def shut(path):
        path.mkdir()
        os.chmod(path, 0)

    def piped(path):
        os.mkfifo(f"{path}.pipe")
        path.symlink_to(f"{path}.pipe")

    whole = b'{"last":null,"places":{},"recent":{}}'
    texts = {
        "zeros": bytes(100_000), "no-text": random.Random(1).randbytes(10_000), "deep-toml": b"a = " + b"[" * 200_000, "deep-json": b"[" * 200_000,
        "dotted": b".".join([b"a"] * 50_000) + b" = 1", "one-line": b"x" * (20 << 20), "cut": whole[:20], "empty": b"", "half-utf8": whole + b"\xc3",
    }
    kinds = {"pipe": os.mkfifo, "link-to-pipe": piped, "folder": pathlib.Path.mkdir, "shut-folder": shut, "link-to-itself": lambda path: path.symlink_to(path.name), "link-to-nothing": lambda path: path.symlink_to("nowhere"), "giant": giant}
    kinds |= {name: lambda path, text=text: path.write_bytes(text) for name, text in texts.items()}
    return kinds | ({"device": lambda path: path.symlink_to(zero)} if zero else {})


def homes(program):
    """Something else in the place of each file of the user's own: nothing waits, nothing is replaced that is no file, the folder is read."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        folder, zero = base / "folder", base / "zero"
        folder.mkdir()
        (folder / "derby 2023.md").write_text(GOOD, encoding="utf-8")
        if os.geteuid() == 0:
            os.mknod(zero, stat.S_IFCHR | 0o666, os.makedev(1, 5))
        judge = Judge(program, base)
        for file in OWN_FILES:
            for name, put in stand_ins(zero if zero.exists() else None).items():
                judge.home = base / "home"
                place = judge.home / "findings" / file
                place.parent.mkdir(parents=True)
                put(place)
                before = place.lstat().st_mode, os.stat(zero).st_mode if zero.exists() else 0
                told = f"{file} is {name}"
                for arguments in (["list", str(folder)], ["marks"], ["themes"], ["cache"], ["findings", str(folder), "--saved", "x"], [str(folder), "--print", "--theme", "dusk", "--keys", "W"]):
                    out = judge.command(f"{told}: {arguments[0]}", arguments)
                    if arguments[0] in ("list", str(folder)) and "Derby" not in out:
                        judge.fault(f"{told}: {arguments[0]}: the good report is missing")
                judge.browse(f"{told}: browser", folder, "jm")
                if stat.S_IFMT(before[0]) != stat.S_IFREG and (place.lstat().st_mode if os.path.lexists(place) else 0) != before[0] and name != "link-to-nothing":
                    judge.fault(f"{told}: it was replaced")
                if zero.exists() and os.stat(zero).st_mode != before[1]:
                    judge.fault(f"{told}: a device was replaced")
                for shut in judge.home.rglob("*"):
                    if shut.is_dir() and not shut.is_symlink():
                        os.chmod(shut, 0o700)
                shutil.rmtree(judge.home)
        print(f"{judge.runs} runs, slowest {judge.slowest[0]:.1f} s: {judge.slowest[1]}, largest {judge.largest[0]:.0f} MiB: {judge.largest[1]}")
        finish(judge.faults)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def formulas(judge, told, out):
    """No cell may begin with what a spreadsheet takes for a formula."""
    for row in csv.reader(io.StringIO(out)):
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
                judge.fault(f"{told}: a formula: {cell[:60]!r}")


def changing(program):
    """A folder whose files change, shrink, grow, vanish, become links, pipes and folders while they are read."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        folder, done, dice = base / "folder", threading.Event(), random.Random(1)
        folder.mkdir()
        (folder / "derby 2023.md").write_text(GOOD, encoding="utf-8")
        # What the links point to is ours: whatever is done to a link must never reach a file of the machine.
        outside = base / "outside.txt"
        outside.write_text(GOOD, encoding="utf-8")

        def change():
            while not done.is_set():
                path = folder / f"{dice.randrange(300)}.txt"
                with contextlib.suppress(OSError):
                    what = dice.randrange(8)
                    if what == 0:
                        path.unlink() if not path.is_dir() else path.rmdir()
                    elif what == 1 and not path.exists():
                        os.mkfifo(path)
                    elif what == 2 and not path.exists():
                        path.symlink_to(outside)
                    elif what == 3 and not path.exists():
                        path.mkdir()
                    elif what == 4 and path.is_file() and not path.is_symlink():
                        os.truncate(path, dice.randrange(4000))
                    elif path.is_file() or not path.exists():
                        replaced = base / "new"
                        replaced.write_text(GOOD * dice.randrange(1, 200), encoding="utf-8")
                        replaced.rename(path)

        changer = threading.Thread(target=change)
        changer.start()
        try:
            judge = Judge(program, base / "home")
            for turn in range(6):
                judge.every_way(f"changing, turn {turn}", folder)
        finally:
            done.set()
            changer.join()
        print(f"{judge.runs} runs, slowest {judge.slowest[0]:.1f} s: {judge.slowest[1]}")
        finish(judge.faults)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def folders(program):
    """What FOLDER may be: what is said of each, on standard error, and with which status it ends."""
    base = pathlib.Path(tempfile.mkdtemp(prefix="torture-"))
    mounted = []
    try:
        os.chmod(base, 0o755)
        good = base / "good"
        good.mkdir()
        (good / "derby 2023.md").write_text(GOOD, encoding="utf-8")
        for empty in ("empty", "shut", "read-only", "full"):
            (base / empty).mkdir()
        os.mkfifo(base / "pipe")
        os.chmod(base / "shut", 0)
        (base / "shut.md").write_text(GOOD, encoding="utf-8")
        os.chmod(base / "shut.md", 0)
        judge = Judge(program, base / "home")
        (base / "home").mkdir()
        nobody = [] if os.geteuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        asked = [
            ("a file", good / "derby 2023.md", 0, ""), ("relative", "good", 0, ""), ("a slash behind", f"{good}/", 0, ""), ("dots", good / "../good/.", 0, ""),
            ("missing", base / "none", 3, "there is no such file or folder"), ("below a file", good / "derby 2023.md/x", 3, "not a directory"),
            ("empty", base / "empty", 0, "there are no files in it"), ("shut", base / "shut", 4, "permission to read it is denied"),
            ("a shut file", base / "shut.md", 4, "permission to read it is denied"), ("a pipe", base / "pipe", 5, "it is a named pipe, not a file"),
            ("a device", "/dev/null", 5, "it is a device, not a file"), ("no name", "", 2, ""),
        ]
        if os.geteuid() == 0 and shutil.which("mount"):
            for place, how in (("read-only", ["--bind", str(good)]), ("full", ["-t", "tmpfs", "-o", "size=64k,mode=777", "none"])):
                if subprocess.run(["mount", *how, str(base / place)]).returncode == 0:
                    mounted.append(base / place)
            if base / "read-only" in mounted:
                subprocess.run(["mount", "-o", "remount,bind,ro", str(base / "read-only")], check=True)
                asked.append(("read-only", base / "read-only", 0, ""))
            if base / "full" in mounted:
                (base / "full/derby 2023.md").write_text(GOOD, encoding="utf-8")
                with contextlib.suppress(OSError):
                    (base / "full/filler").write_bytes(bytes(1 << 20))
                (base / "full/filler").rename(base / "full/.filler")
                asked.append(("full", base / "full", 0, ""))
        for command in ("list", "export", "check", "search", "browse"):
            for told, path, status, words in asked:
                more = {"search": ["plans"], "browse": ["--print"]}.get(command, [])
                arguments = [*([] if command == "browse" else [command]), str(path), *more]
                homes = judge.environment() | ({f"XDG_{kind}_HOME": str(base / "full") for kind in ("CACHE", "STATE", "CONFIG", "DATA")} if told == "full" else {})
                done = subprocess.run([*nobody, program, *arguments], cwd=base, env=homes, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
                errors = judge.text(f"{command}: {told} (errors)", done.stderr)
                judge.text(f"{command}: {told}", done.stdout)
                judge.runs += 1
                wanted = 1 if command == "search" and told == "empty" else status
                if done.returncode != wanted:
                    judge.fault(f"{command}: {told}: ended with {done.returncode}, not {wanted}: {errors!r}")
                if words not in errors and not (command == "browse" and status == 0):
                    judge.fault(f"{command}: {told}: said {errors!r}, not {words!r}")
                if status == 0 and told != "empty" and "Derby" not in done.stdout.decode():
                    judge.fault(f"{command}: {told}: the good report is missing: {done.stdout[:200]!r} {errors!r}")
        print(f"{judge.runs} runs, {', '.join(told for told, *_ in asked)}")
        finish(judge.faults)
    finally:
        for place in mounted:
            subprocess.run(["umount", str(place)])
        open_up(base)
        os.chmod(base / "shut", 0o700)
        shutil.rmtree(base, ignore_errors=True)


def finish(faults):
    print("\n".join(faults) or "nothing was hurt")
    sys.exit(1 if faults else 0)


# What needs no more than the program.
WAYS = {"own": own, "homes": homes, "changing": changing, "folders": folders}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("what", choices=["make", *WAYS, "alone", "together"])
    arguments.add_argument("path", type=pathlib.Path)
    arguments.add_argument("--small", action="store_true")
    arguments.add_argument("--only", default="", help="a regular expression on the names of the cases")
    arguments.add_argument("--share", default="1/1", help="2/3 is the second of three shares of the cases")
    given = arguments.parse_args()
    share = tuple(map(int, given.share.split("/")))
    program = os.path.realpath(given.path)
    if given.what == "make":
        make(given.path, given.small)
    elif given.what in WAYS:
        WAYS[given.what](program)
    elif given.what == "alone":
        alone(program, given.small, given.only, share)
    else:
        together(program, given.small)


main()

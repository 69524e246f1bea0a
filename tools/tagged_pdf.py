#!/usr/bin/env python3
"""Make the tagged PDFs of the sample library from the small sources beside it.

    tools/tagged_pdf.py            write every src/sample/source/*.txt as the PDF its `file` line names
    tools/tagged_pdf.py --check    write nothing; exit 1 when a PDF is not what its source makes

The files are tagged as a word processor tags a report: a structure tree of headings, table rows and cells, list items
with labels and paragraphs; a role map; a parent tree; running footers and page numbers as artifacts. The habits that make
reading hard are there on purpose: a paragraph that a page break cuts goes on in the same element on the next page, and once
in a list item of its own whose label is prose; every page begins a new list; bullets are private-use characters;
the curly apostrophe is set in a font of its own; lines break after hyphens; empty paragraphs stand between tables.
The output depends on the source alone: no dates, no compression, no ids.

A source is a list of lines; a line that begins with none of the words below continues the one before.

    file PATH            where the PDF goes, below src/sample
    footer TEXT          the running footer; "/" separates its lines
    bullet HEX           the character a bullet stands for (25FC, F06E)
    trap N               the N-th numbered paragraph cut by a page break goes on as a list item
    title TEXT           a large line that is tagged as a plain paragraph
    h1 h2 h3 TEXT        headings; h3 is tagged with a name of its own that the role map explains
    p TEXT               a paragraph
    - TEXT               a bullet
    N. TEXT              a numbered paragraph
    row LABEL | GRADE    a row of the judgement table; the first row is its head
    break                a new page

Standard library only.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "src" / "sample"

PAGE = (595, 842)
LEFT, RIGHT, TOP, BOTTOM = 72, 70, 770, 84
INDENT = 30
BODY, LEADING, GAP = 12, 15, 8

# Advance widths of the base fonts in thousandths of the size, from space to tilde, and of what else the texts use.
REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 278 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 "
    "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 "
    "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)
BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 278 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 "
    "975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 "
    "333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584"
)
WIDTHS = {
    "F1": dict(zip(map(chr, range(32, 127)), map(int, REGULAR.split()))) | {"‘": 222, "’": 222, "“": 333, "”": 333, "–": 556},
    "F2": dict(zip(map(chr, range(32, 127)), map(int, BOLD.split()))) | {"‘": 278, "’": 278, "“": 500, "”": 500, "–": 556},
}
# The font that sets the apostrophe alone, beside each text font.
APOSTROPHE = {"F1": "F3", "F2": "F4"}
BULLET_FONT, BULLET_CODE = "F5", "n"

ROLES = {"Footnote": "Note", "Textbox": "Sect", "SubHeading": "H3"}


class Element:
    """A node of the structure tree; its kids are elements or (page, mcid)."""

    def __init__(self, kind, parent=None):
        self.kind, self.parent, self.kids = kind, parent, []
        if parent is not None:
            parent.kids.append(self)


class Page:
    """A page: its drawing operators, and the element of each of its marked contents."""

    def __init__(self):
        self.operators, self.owners = [], []


def width(text, font, size):
    return sum(WIDTHS[font][c] for c in text) * size / 1000


def wrap(text, font, size, room):
    """The lines of a text. A line may break at a space, which stays at its end, or after a hyphen inside a word."""
    lines, line = [], ""
    for piece in re.findall(r"[^ -]*-(?=[a-z])|[^ -]*(?:-[^ -]*)* ?", text):
        if line and width((line + piece).rstrip(), font, size) > room:
            lines.append(line)
            line = ""
        line += piece
    return lines + [line.rstrip()] if line else lines


def literal(text):
    """A PDF string in WinAnsi."""
    encoded = text.encode("cp1252")
    return "(" + "".join(f"\\{b:03o}" if b in b"()\\" or b > 126 else chr(b) for b in encoded) + ")"


class Maker:
    """Lays a source out on pages and grows its structure tree."""

    def __init__(self, settings):
        self.settings = settings
        self.pages, self.document = [], Element("Document")
        self.y = 0
        self.list, self.list_kind = None, None
        self.cuts = 0
        self.turn()

    def turn(self):
        """Begins a page; a list never runs on over one."""
        self.pages.append(Page())
        self.y = TOP
        self.list = None

    def room(self, lines, leading=LEADING):
        """Turns the page unless this many lines fit."""
        if self.y - lines * leading < BOTTOM:
            self.turn()

    def mark(self, element):
        """Opens marked content of an element on the present page."""
        page = self.pages[-1]
        mcid = len(page.owners)
        page.owners.append(element)
        element.kids.append((len(self.pages) - 1, mcid))
        tag = "H3" if element.kind == "SubHeading" else element.kind
        page.operators.append(f"/{tag} <</MCID {mcid}>> BDC")

    def close(self):
        self.pages[-1].operators.append("EMC")

    def text(self, x, y, text, font, size):
        """Sets one line; the curly apostrophe is set apart."""
        runs = [r for r in re.split("(’)", text) if r]
        shown = []
        for run in runs:
            face = APOSTROPHE[font] if run == "’" else font
            shown.append(f"/{face} {size} Tf {literal(run)} Tj")
        self.pages[-1].operators.append(f"BT 1 0 0 1 {x:g} {y:g} Tm " + " ".join(shown) + " ET")

    def lines(self, element, lines, x, font, size, leading):
        """Sets the lines of one element and turns the page where it is full. Says how many stood on the first page."""
        self.mark(element)
        for index, line in enumerate(lines):
            if self.y - leading < BOTTOM:
                self.close()
                return index
            self.y -= leading
            self.text(x, self.y, line, font, size)
        self.close()
        return len(lines)

    def flow(self, element, text, x=LEFT, font="F1", size=BODY, leading=LEADING):
        """Sets a whole text, over a page break if need be, as one element. Never leaves one line alone."""
        lines = wrap(text, font, size, PAGE[0] - RIGHT - x)
        self.room(min(2, len(lines)), leading)
        done = self.lines(element, lines, x, font, size, leading)
        while done < len(lines):
            self.turn()
            done += self.lines(element, lines[done:], x, font, size, leading)

    def heading(self, kind, text):
        sizes = {"P": (22, 27), "H1": (18, 23), "H2": (14, 18), "SubHeading": (12, 15)}
        size, leading = sizes[kind]
        self.y -= GAP
        self.room(5, LEADING)
        self.flow(Element(kind, self.document), text, font="F2", size=size, leading=leading)
        self.y -= GAP
        self.list = None

    def paragraph(self, text):
        self.flow(Element("P", self.document), text)
        self.y -= GAP
        self.list = None

    def listed(self, kind):
        """The list that an item of this kind joins."""
        if self.list is None or self.list_kind != kind:
            self.list, self.list_kind = Element("L", self.document), kind
        return self.list

    def bullet(self, text):
        self.room(2)
        item = Element("LI", self.listed("bullet"))
        label, body = Element("Lbl", item), Element("LBody", item)
        self.mark(label)
        self.pages[-1].operators.append(f"BT 1 0 0 1 {LEFT} {self.y - LEADING:g} Tm /{BULLET_FONT} 8 Tf ({BULLET_CODE}) Tj ET")
        self.close()
        self.flow(body, text, x=LEFT + 18)
        self.y -= GAP

    def numbered(self, label, text):
        x = LEFT + INDENT
        lines = wrap(text, "F1", BODY, PAGE[0] - RIGHT - x)
        self.room(min(2, len(lines)))
        item = Element("LI", self.listed("number"))
        mark = Element("Lbl", item)
        self.mark(mark)
        self.text(LEFT, self.y - LEADING, label, "F1", BODY)
        self.close()
        body = Element("LBody", item)
        done = self.lines(body, lines, x, "F1", BODY, LEADING)
        if done < len(lines):
            self.cuts += 1
            self.turn()
            if self.cuts == self.settings["trap"]:
                item = Element("LI", self.listed("number"))
                prose = Element("Lbl", item)
                self.lines(prose, lines[done : done + 1], x, "F1", BODY, LEADING)
                done += 1
                body = Element("LBody", item)
            if done < len(lines):
                self.lines(body, lines[done:], x, "F1", BODY, LEADING)
        self.y -= GAP

    def table(self, rows):
        """The judgement table: a head row of header cells, then rows whose label is a header cell too."""
        table = Element("Table", self.document)
        split = LEFT + 290
        for index, (label, grade) in enumerate(rows):
            part = Element("THead" if index == 0 else "TBody", table) if index < 2 else table.kids[-1]
            row = Element("TR", part)
            left = wrap(label, "F2", BODY, split - LEFT - 12)
            right = wrap(grade, "F2", BODY, PAGE[0] - RIGHT - split - 6)
            tall = max(len(left), len(right))
            self.room(tall + 1)
            top = self.y - 4
            for kind, x, lines in (("TH", LEFT + 6, left), ("TH" if index == 0 else "TD", split + 6, right)):
                inside = Element("P", Element(kind, row))
                self.y = top
                self.lines(inside, lines, x, "F2", BODY, LEADING)
            self.y = top - tall * LEADING - 6
            self.pages[-1].operators.append(f"/Artifact BMC 0.5 w {LEFT} {self.y:g} m {PAGE[0] - RIGHT} {self.y:g} l S EMC")
        Element("P", self.document)
        self.y -= 2 * GAP
        self.list = None

    def furniture(self):
        """The running footer and page number, from the second page on."""
        for number, page in enumerate(self.pages, 1):
            if number == 1:
                continue
            page.operators.append("/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC")
            for index, line in enumerate(self.settings["footer"]):
                page.operators.append(f"BT 1 0 0 1 {LEFT} {58 - 12 * index} Tm /F1 9 Tf {literal(line)} Tj ET")
            page.operators.append(f"BT 1 0 0 1 {PAGE[0] - RIGHT - 10} {58 - 12 * (len(self.settings['footer']) - 1)} Tm /F1 9 Tf ({number}) Tj ET")
            page.operators.append("EMC")


def to_unicode(pairs):
    """A ToUnicode map of single codes; one block of a map holds at most a hundred."""
    assert len(pairs) <= 100
    chars = "\n".join(f"<{code:02X}> <{value:04X}>" for code, value in pairs)
    body = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Sample def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{chars}\nendbfchar\nendcmap\nend\nend"
    )
    return f"<</Length {len(body)}>>\nstream\n{body}\nendstream"


class Writer:
    """Numbers objects and writes them out."""

    def __init__(self):
        self.objects = []

    def add(self, body=""):
        self.objects.append(body)
        return len(self.objects)

    def bytes(self, root, info):
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        for place in places:
            out += f"{place:010} 00000 n \n".encode()
        out += f"trailer\n<</Size {len(places) + 1} /Root {root} 0 R /Info {info} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def write(maker, title):
    """The bytes of a laid-out source."""
    writer = Writer()
    common = sorted((ord(c.encode("cp1252")), ord(c)) for c in WIDTHS["F1"])
    text_map = writer.add(to_unicode(common))
    quote_map = writer.add(to_unicode([(0x92, 0x2019)]))
    bullet_map = writer.add(to_unicode([(ord(BULLET_CODE), int(maker.settings["bullet"], 16))]))
    fonts = {}
    for name, base, unicode in (
        ("F1", "Helvetica", text_map),
        ("F2", "Helvetica-Bold", text_map),
        ("F3", "Helvetica", quote_map),
        ("F4", "Helvetica-Bold", quote_map),
    ):
        fonts[name] = writer.add(
            f"<</Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding /ToUnicode {unicode} 0 R>>"
        )
    fonts[BULLET_FONT] = writer.add(f"<</Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats /ToUnicode {bullet_map} 0 R>>")
    resources = writer.add("<</Font <<" + " ".join(f"/{n} {o} 0 R" for n, o in fonts.items()) + ">>>>")

    tree_pages, pages = writer.add(), []
    for index, page in enumerate(maker.pages):
        body = "\n".join(page.operators)
        content = writer.add(f"<</Length {len(body)}>>\nstream\n{body}\nendstream")
        pages.append(
            writer.add(
                f"<</Type /Page /Parent {tree_pages} 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Resources {resources} 0 R "
                f"/Contents {content} 0 R /StructParents {index} /Tabs /S>>"
            )
        )
    kids = " ".join(f"{p} 0 R" for p in pages)
    writer.objects[tree_pages - 1] = f"<</Type /Pages /Kids [{kids}] /Count {len(pages)}>>"

    root = writer.add()
    numbers = {}

    def number(element):
        numbers[id(element)] = writer.add()
        for kid in element.kids:
            if isinstance(kid, Element):
                number(kid)

    def describe(element, parent):
        first = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), None)
        parts = []
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(f"{numbers[id(kid)]} 0 R")
                describe(kid, numbers[id(element)])
            elif kid[0] == first:
                parts.append(str(kid[1]))
            else:
                parts.append(f"<</Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]}>>")
        page = f" /Pg {pages[first]} 0 R" if first is not None else ""
        scope = " /A <</O /Table /Scope /Column>>" if element.kind == "TH" else ""
        writer.objects[numbers[id(element)] - 1] = (
            f"<</Type /StructElem /S /{element.kind} /P {parent} 0 R{page}{scope} /K [{' '.join(parts)}]>>"
        )

    number(maker.document)
    describe(maker.document, root)
    nums = []
    for index, page in enumerate(maker.pages):
        nums.append(f"{index} [" + " ".join(f"{numbers[id(e)]} 0 R" for e in page.owners) + "]")
    parents = writer.add("<</Nums [" + " ".join(nums) + "]>>")
    roles = " ".join(f"/{k} /{v}" for k, v in ROLES.items())
    writer.objects[root - 1] = (
        f"<</Type /StructTreeRoot /K [{numbers[id(maker.document)]} 0 R] /ParentTree {parents} 0 R "
        f"/ParentTreeNextKey {len(pages)} /RoleMap <<{roles}>>>>"
    )
    catalog = writer.add(
        f"<</Type /Catalog /Pages {tree_pages} 0 R /StructTreeRoot {root} 0 R /MarkInfo <</Marked true>> /Lang (en-GB)>>"
    )
    info = writer.add(f"<</Title {literal(title)} /Creator (tools/tagged_pdf.py)>>")
    return writer.bytes(catalog, info)


WORDS = re.compile(r"(file|footer|bullet|trap|title|h1|h2|h3|p|row|break|-|\d+\.)(?: (.*))?$")


def statements(source):
    """The (word, text) of each statement, continued lines joined."""
    out = []
    for line in source.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = WORDS.match(line)
        if match:
            out.append([match[1], match[2] or ""])
        else:
            out[-1][1] += " " + line.strip()
    return out


def make(source):
    """The path and the bytes that a source makes."""
    said = statements(source)
    once = dict((w, t) for w, t in said if w in ("file", "footer", "bullet", "trap"))
    maker = Maker({"footer": once["footer"].split(" / "), "bullet": once["bullet"], "trap": int(once.get("trap", 0))})
    title, rows = [], []
    for word, text in said + [["", ""]]:
        if word != "row" and rows:
            maker.table(rows)
            rows = []
        if word == "row":
            rows.append([part.strip() for part in text.split("|")])
        elif word == "title":
            title.append(text)
            maker.heading("P", text)
        elif word in ("h1", "h2", "h3"):
            maker.heading({"h1": "H1", "h2": "H2", "h3": "SubHeading"}[word], text)
        elif word == "p":
            maker.paragraph(text)
        elif word == "-":
            maker.bullet(text)
        elif word[:1].isdigit():
            maker.numbered(word, text)
        elif word == "break":
            maker.turn()
    maker.furniture()
    return ROOT / once["file"], write(maker, " ".join(title) or once["file"])


def main():
    check = sys.argv[1:] == ["--check"]
    stale = []
    for source in sorted((ROOT / "source").glob("*.txt")):
        path, made = make(source.read_text(encoding="utf-8"))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
            print(f"{path.relative_to(ROOT)}: {len(made)} bytes")
        elif not path.exists() or path.read_bytes() != made:
            stale.append(path)
    for path in stale:
        print(f"{path.relative_to(ROOT)} is not what its source makes; run tools/tagged_pdf.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())

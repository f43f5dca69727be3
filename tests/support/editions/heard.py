"""A printed edition as those hear it who follow its structure: by poppler, and by pdfium.

What should be heard is told by the Document, whose lines say how they end; what is heard is read by
programs that know nothing of ours.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from layout.page.document import Document, Fragment, Page
from layout.press.ink.spoken_order import drop_caps_by_fragment
from layout.typeset.words.set_line import Ending

FURNITURE = ("folio", "masthead", "ear", "jump", "label", "furniture", "turn_head")
BESIDE = ("cutline", "credit", "table")
"""Roles whose words are heard elsewhere than where they stand: beside a picture, cell by cell."""

_ELEMENT = re.compile(r"^( *)([A-Z]\w*)\b")
_SILENT = re.compile("[\u00ad\u2060\ufffe\x02]")  # pdfium's own signs for a soft hyphen


@dataclass(slots=True)
class Heard:
    """A story: its words in order, but those that are heard elsewhere; and how often each is."""

    words: list[str] = field(default_factory=list)
    all_words: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, beside: bool) -> None:
        words = _SILENT.sub("", text).split()
        self.all_words.update(words)
        if not beside:
            self.words += words


def written(document: Document) -> dict[str, Heard]:
    """What should be heard of each story, by its slug, in the order of their first words."""
    pieces: dict[tuple[str, str, int], list[str]] = {}
    for page in document.pages:
        for fragment, text in _written(page):
            key = (fragment.story, fragment.role, fragment.paragraph)
            pieces.setdefault(key, []).append(text)
    found: dict[str, Heard] = {}
    for (story, role, _), texts in pieces.items():
        found.setdefault(story, Heard()).add("".join(texts), role in BESIDE)
    return found


def _written(page: Page) -> Iterator[tuple[Fragment, str]]:
    """The type of a page that is copy, with its text."""
    caps = drop_caps_by_fragment(page)
    for fragment in page.fragments:
        if fragment.story and fragment.role not in FURNITURE:
            cap = caps.get(fragment)
            yield fragment, (cap.text if cap else "") + _text(fragment)


def _text(fragment: Fragment) -> str:
    """The lines of a fragment, put together as they end."""
    parts = []
    for placed in fragment.lines:
        line = placed.line
        text = line.text
        if fragment.role == "list" and line.words and line.words[0].tight:
            mark = line.words[0].text
            if mark == "•" or re.fullmatch(r"\d+\.", mark):
                text = f"{mark} {text.removeprefix(mark)}"
        parts.append(text[:-1] if line.ending is Ending.HYPHEN else text)
        if line.ending in (Ending.SPACE, Ending.LAST):
            parts.append(" ")
    return "".join(parts)


def heard_by_poppler(pdf: Path) -> list[Heard]:
    """The stories of a PDF, as `pdfinfo -struct-text` gives them."""
    run = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, check=True)
    assert run.stderr == b"", run.stderr
    stories: list[Heard] = []
    tags: dict[int, str] = {}
    parts: list[str] = []
    for line in [*run.stdout.decode("utf-8", "replace").splitlines(), "  End"]:
        text = line.strip()
        if text.startswith('"'):
            parts.append(text[1:].removesuffix('"'))
            continue
        found = _ELEMENT.match(line)
        if found is None or text.startswith("/"):
            continue
        if parts and stories and tags.get(2) == "Art":
            stories[-1].add("".join(parts), bool({"Figure", "Table"} & set(tags.values())))
        parts, depth = [], len(found[1])
        tags = {at: tag for at, tag in tags.items() if at < depth} | {depth: found[2]}
        if depth == 2 and found[2] == "Art":
            stories.append(Heard())
    return stories


def written_on(page: Page) -> Counter[str]:
    """How often each word of copy should be heard on a page."""
    words: Counter[str] = Counter()
    pieces: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for fragment, text in _written(page):
        pieces[fragment.story, fragment.role, fragment.paragraph].append(text)
    for texts in pieces.values():
        words.update("".join(texts).split())
    return words


def heard_by_pdfium(pdf: Path) -> list[Counter[str]]:
    """How often each word of the stories of a PDF is heard on each page, as pdfium's structure tree
    leads to it."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_heard_on(page) for page in document]
    finally:
        document.close()


def _heard_on(page: pdfium.PdfPage) -> Counter[str]:
    texts = _marked(page)
    tree = pdfium_c.FPDF_StructTree_GetForPage(page)
    words: Counter[str] = Counter()
    try:
        for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
            _hear(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index), texts, words, False)
    finally:
        pdfium_c.FPDF_StructTree_Close(tree)
    return words


def told_by_pdfium(pdf: Path) -> list[str]:
    """What pdfium's structure tree leads to on the first page of a PDF, in the order of the tree:
    all that is in stories and boxes."""
    document = pdfium.PdfDocument(pdf)
    page = document[0]
    texts = _marked(page, 3)
    tree = pdfium_c.FPDF_StructTree_GetForPage(page)
    said: list[str] = []

    def follow(element) -> None:
        for index in range(pdfium_c.FPDF_StructElement_CountChildren(element)):
            mcid = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mcid >= 0:
                said.append(texts.pop(mcid, ""))
            child = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                follow(child)

    try:
        for index in range(pdfium_c.FPDF_StructTree_CountChildren(tree)):
            follow(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index))
    finally:
        pdfium_c.FPDF_StructTree_Close(tree)
        document.close()
    return said


def _marked(page: pdfium.PdfPage, depth: int = 1) -> dict[int, str]:
    """The text of each marked content of a page."""
    texts: dict[int, str] = defaultdict(str)
    reader = page.get_textpage()
    for each in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_TEXT,), max_depth=depth):
        size = pdfium_c.FPDFTextObj_GetText(each, reader, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        pdfium_c.FPDFTextObj_GetText(each, reader, buffer, size)
        data = bytes(buffer)[:size].decode("utf-16-le").rstrip("\0")
        texts[pdfium_c.FPDFPageObj_GetMarkedContentID(each)] += data
    reader.close()
    return texts


def _hear(element, texts: dict[int, str], words: Counter[str], copy: bool) -> None:
    """The words of a structure element and of those in it; only those of stories count."""
    kind = ctypes.create_string_buffer(64)
    pdfium_c.FPDF_StructElement_GetType(element, kind, 64)
    copy = copy or kind.raw.decode("utf-16-le").split("\0")[0] == "Art"
    count = pdfium_c.FPDF_StructElement_CountChildren(element)
    own = ""
    for index in range(count):
        mcid = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mcid >= 0:
            own += texts.pop(mcid, "")
        child = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            _hear(child, texts, words, copy)
    if copy:
        words.update(_SILENT.sub("", own).split())

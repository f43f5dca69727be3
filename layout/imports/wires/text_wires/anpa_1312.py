r"""ANPA 1312 (1989), as AP sends it: one message to an item.

    SYN SYN SOH AW2870 US _asian               number; what follows the sign is a format
    r a DC3 DC1 BC-LT--Slug  11-13 1049        priority, category, slug, day, words
    STX ^BC-LT--Slug, 1st Ld-Writethru,466<    "^" begins a line of the head, "<" ends one that is
        ^Prairies vanish in the US push<       set to the left, "=" one that is centred
        ^Eds: With AP Photos.<
        ^By CHET BROKAW=
           ROSCOE, South Dakota (AP) _ ...     the copy: a paragraph where a line is indented
    ETX AP-WF-11-13-13 0745GMT<                when it was sent

Tables are lines that begin with BS; US and RS stand between their columns, DLE is a fixed space.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from layout.imports.dates import version_of
from layout.imports.item import Copy, Given, LeftOut, Status
from layout.imports.source import Source
from layout.imports.wires.dates import hour_of_day
from layout.imports.wires.dispatch import Dispatch, Line, corrected, given_of, note
from layout.imports.wires.editing import tidy, words_in
from layout.imports.wires.plain_copy import is_rule
from layout.imports.wires.text_wires.characters import text_of_wire
from layout.imports.wires.topics import category_name, urgency_of_priority
from layout.story.block import Block, Crosshead, Divider, Paragraph, Table
from layout.story.run import Emphasis, Run, Runs, plain
from slots.finding import Finding, Severity, Where

HEADER = re.compile(
    r"\x16*\x01 ?(?P<number>[A-Za-z]{0,3}\d{3,4})[^\n]{0,40}\n"
    r"(?P<priority>[a-z]) *(?P<category>[a-z]) ?[\x13\x14]?[\x11\x12]? ?(?P<slug>[^\r\n]{0,200})"
)
_MESSAGE = re.compile(r"\x01[^\x01]*")
_FILED = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) (?P<hour>\d{4})(?P<zone>[A-Z]{1,4})?"
)
_DAY_AND_WORDS = re.compile(r"\s+(?P<month>\d\d)-(?P<day>\d\d)(?: +(?P<words>\d{1,5}))?\s*$")


def read_anpa_1312(source: Source) -> Iterator[Given]:
    """The items of a wire of ANPA 1312, as many as it has messages."""
    wire, findings = text_of_wire(source)
    yield from findings
    found = False
    for message in _MESSAGE.finditer(wire.text):
        header = HEADER.match(message[0])
        if header:
            found = True
            yield from given_of(_read(message[0], header, wire.where_of(message.start())))
    if not found:
        text = "a wire of ANPA 1312 without a header that can be read"
        yield Finding("no-items", Severity.WARNING, text, source.where)


@dataclass(slots=True)
class _Parts:
    """The lines of a message, sorted."""

    keywords: str = ""
    headline: str = ""
    byline: str = ""
    decks: list[Line] = field(default_factory=list)
    notes: list[LeftOut] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    rows: list[tuple[Runs, ...]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    printed_notes: list[Block] = field(default_factory=list)
    began: bool = False


def _read(message: str, header: re.Match[str], where: Where) -> Dispatch:
    text, _, after = message[header.end() :].partition("\x02")[2].partition("\x03")
    parts = _Parts()
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        _sort(line, parts, where)
    _end(parts)
    if not parts.body:
        parts.body = [Paragraph(plain(each.text)) for each in parts.decks]
        parts.decks = []
    dispatch = Dispatch(
        "",
        where,
        kind="an article",
        copy=Copy((*parts.body, *parts.printed_notes)),
        headlines=(Line(parts.headline),) if parts.headline else (),
        decks=tuple(parts.decks),
        byline=parts.byline,
        notes=tuple(parts.notes),
    )
    return _with_header(dispatch, parts, header, after)


_KILL = re.compile(r"(?:Mandatory |Bulletin )?(?:Kill|Withdraw|Withdrawal|Withdrawn)", re.I)


def _with_header(dispatch: Dispatch, parts: _Parts, header: re.Match[str], after: str) -> Dispatch:
    """Slug, day, priority, category; and whether the message takes the story back."""
    slug, _, _ = parts.keywords.partition(",")
    slug = slug or _DAY_AND_WORDS.sub("", header["slug"]).strip()
    filed = _FILED.search(after) or _FILED.search(header.string[-80:])
    sent = None
    if filed:
        try:
            day = datetime.date(2000 + int(filed["year"]), int(filed["month"]), int(filed["day"]))
            sent = hour_of_day(day, filed["hour"], filed["zone"] or "") or day
        except ValueError:
            sent = None
    counted = re.search(r",0*(\d{1,5})$", parts.keywords)
    named = f"{parts.keywords} {header['slug']} {parts.headline}"
    killed = any(_KILL.fullmatch(part.strip()) for part in parts.keywords.split(","))
    day_named = f" {sent:%Y-%m-%d}" if sent else ""
    findings: tuple[Finding, ...] = ()
    if re.search(r"\bCorrect(?:s|ion|ive)\b", named, re.I):
        findings = (corrected(dispatch.where),)
    return replace(
        dispatch,
        key=f"anpa1312 {slug or header['number']}{day_named}",
        version=version_of(sent) or header["number"],
        date=sent,
        urgency=_urgency(header["priority"], dispatch),
        category=category_name(header["category"]),
        slug=slug,
        words=int(counted[1]) if counted else None,
        headlines=dispatch.headlines or (Line(slug),),
        status=Status.KILLED if killed else Status.PUBLISHED,
        findings=findings,
    )


_LONGEST_FLASH = 60


def _urgency(priority: str, dispatch: Dispatch) -> int | None:
    """The urgency of a priority; AP also sends features under the "f" of a flash."""
    if priority == "f" and len(words_in(dispatch.copy.pieces).split()) > _LONGEST_FLASH:
        priority = "r"
    return urgency_of_priority(priority)


def _sort(line: str, parts: _Parts, where: Where) -> None:
    """Puts a line where it belongs, by the characters that it begins and ends with."""
    text = tidy(line)
    goes_on = parts.lines and not line[:1].isspace() and line[:1] not in ("^", "\b", "*")
    if not text or goes_on:
        parts.lines += [_typographic(text.strip("^<"))] if text else []
        return
    _end(parts, but_table=line.startswith("\b"))
    if line.startswith("\b"):
        _row(line, parts)
    elif "^" in line[:12] and (line.lstrip().startswith("^") or "<" in line[:12]):
        _head_line(text, parts, where)
    elif is_rule(text.rstrip("=<")):
        parts.body.append(Divider())
        parts.began = True
    else:
        parts.lines = [_typographic(text.strip("^<"))]
        parts.began = True


_NUMBERED = re.compile(r"\*\w{1,6}< ?(?=\^)")
"""The number of a message before its first line."""
_NOTE = re.compile(
    r"\(?(?:Eds|Editors?)\b:?|AP (?:Photo|Graphic|Video)s?\b|With AP\b|Members:|\(AP "
)
_NUMBERED = re.compile(r"\*\w{1,6}< ?(?=\^)")
"""The number of a message before its first line."""
_EDITORS_NOTE = re.compile(r"EDITOR['’]?S['’]? NOTE\b")
_BYLINE = re.compile(r"(?:By|Por) \S")
_BESIDE_BYLINE = re.compile(
    r"(?:The )?Associated Press|AP\b"
    r"|.*\b(?:Press|Writer|Editor|Correspondent|Reporter|Staff|News)\b"
)


def _head_line(text: str, parts: _Parts, where: Where) -> None:
    """A line that "^" begins: of the head, or a crosshead within the copy."""
    line = _NUMBERED.sub("", text)
    if line != text:
        number = text[: -len(line)].strip("*< ")
        parts.notes.append(note(number, where, "the number of the message"))
    centred = line.endswith("=")
    line = _typographic(line.strip("^<= "))
    if not parts.keywords and not centred:
        parts.keywords = line
        parts.notes.append(note(line, where, "the keyword line"))
    elif _EDITORS_NOTE.match(line) and not parts.began:
        parts.printed_notes.append(Paragraph((Run(line, Emphasis.ITALIC),)))
    elif _NOTE.match(line) and not parts.began:
        parts.notes.append(note(line, where))
    elif centred:
        _centred(line, parts)
    elif not parts.headline and not parts.began:
        parts.headline = line
    elif parts.began:
        parts.body.append(Paragraph(plain(line)))
    else:
        parts.decks.append(Line(line))


def _centred(line: str, parts: _Parts) -> None:
    if not parts.byline and not parts.began and _BYLINE.match(line):
        parts.byline = line
    elif parts.byline and not parts.began and not parts.body and _BESIDE_BYLINE.fullmatch(line):
        parts.byline = f"{parts.byline}, {line}"
    elif not parts.headline and not parts.began:
        parts.headline = line
    else:
        parts.body.append(Crosshead(plain(line)))


_COLUMNS = re.compile(r"(?:\x1e *)+")


def _row(line: str, parts: _Parts) -> None:
    """A row of a table: its label, then columns between fixed spaces."""
    label, _, columns = line[1:].replace("\x10", " ").rstrip("\r\n").partition("\x1f")
    cells = [tidy(label.strip("^"))]
    cells += [tidy(each).replace("{", "\u00bd") for each in _COLUMNS.split(columns) if tidy(each)]
    parts.rows.append(tuple(plain("\u2014" if cell == "_" else cell) for cell in cells))


def _end(parts: _Parts, but_table: bool = False) -> None:
    """Ends the paragraph that is open, and the table unless a row of it follows; rows shorter than
    the longest are filled with empty cells."""
    if text := tidy(" ".join(parts.lines)):
        parts.body.append(Paragraph(plain(text)))
    parts.lines = []
    if not parts.rows or but_table:
        return
    width = max(map(len, parts.rows))
    rows = [(*row, *((),) * (width - len(row))) for row in parts.rows]
    align = ("left", *("right",) * (width - 1))
    parts.body.append(Table(rows[0], tuple(rows[1:]), align))
    parts.rows = []
    parts.began = True


def _typographic(text: str) -> str:
    """AP's characters as type: its quotation marks of two strokes each, its dash."""
    text = text.replace("``", "\u201c").replace("''", "\u201d")
    return re.sub(r"(?<= )_(?= )", "\u2014", text)

"""IPTC 7901 (1995): text wires between control characters, dpa's way with their heads.

SOH  eca0003 3 i 380  dpa 0045           service and number, priority, category, words, agency
     Switzerland/migration/UN/           the slug
STX  REFILE                              marks of the version
     Switzerland joins list of ...       the headline
     By dpa correspondents =             the byline; the sign ends the head
     Geneva (dpa) - Switzerland is ...   the copy
     # Notebook ...                      notes to editors, to the end
ETX  212322 GMT Nov 18                   day, hour, zone, month, year
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from layout.imports.dates import Moment, version_of
from layout.imports.item import Given, Status
from layout.imports.source import Source
from layout.imports.wires.dates import hour_of_day, month_of
from layout.imports.wires.dispatch import Dispatch, Line, corrected, given_of, note
from layout.imports.wires.editing import tidy
from layout.imports.wires.plain_copy import copy_of_text
from layout.imports.wires.text_wires.characters import text_of_wire
from layout.imports.wires.topics import category_name
from slots.finding import Finding, Severity, Where

HEADER = re.compile(
    r"(?P<service>[a-z]{2,4}) ?(?P<number>\d{3,4}) +(?P<priority>[1-9]) +(?P<category>[a-z]{1,3})"
    r" +(?P<words>\d{1,5})?(?P<rest>[^\r\n]*)",
    re.I,
)
_MESSAGE = re.compile(r"\x01([^\x01]*)")
_END = re.compile(
    r"(?P<day>\d{2})(?P<hour>\d{4}) *(?P<zone>[A-Z]{1,4})? +(?P<month>\w{3,4})\.?"
    r" +(?P<year>\d{2,4})"
)


def read_iptc_7901(source: Source) -> Iterator[Given]:
    """The items of a text wire, as many as there are between its control characters."""
    wire, findings = text_of_wire(source)
    yield from findings
    found = False
    for message in _MESSAGE.finditer(wire.text):
        header = HEADER.match(message[1].lstrip())
        if header:
            found = True
            yield from _read(_Message(message[1], header, wire.where_of(message.start())))
    if not found:
        message_text = "a wire of IPTC 7901 without a header that can be read"
        yield Finding("no-items", Severity.WARNING, message_text, source.where)


@dataclass(frozen=True, slots=True)
class _Message:
    """One message of a wire: all its text, its header line, and where it begins."""

    text: str
    header: re.Match[str]
    where: Where


def _read(message: _Message) -> Iterator[Given]:
    before, _, rest = message.text.partition("\x02")
    body, _, after = rest.partition("\x03")
    if not rest:
        before, body = _without_marks(message)
    lines = [tidy(line) for line in before.replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    slug = " ".join(lines[1:])
    sent = _sent(after[:400] or body[-200:])
    dispatch = _sorted_body(body, message, slug)
    agency = tidy(message.header["rest"])
    key_slug = slug or " ".join(line.text for line in dispatch.headlines)
    day = f" {sent:%Y-%m-%d}" if sent else ""
    words = message.header["words"]
    findings = (*dispatch.findings, *_corrections(dispatch, message.where))
    yield from given_of(
        replace(
            dispatch,
            key=f"iptc7901 {_agency(agency)} {key_slug.strip('/ ')}{day}",
            version=version_of(sent) or message.header["number"],
            date=sent,
            urgency=int(message.header["priority"]),
            category=category_name(message.header["category"]),
            credit=_agency(agency),
            keywords=tuple(part for part in slug.split("/") if part.strip()),
            slug=slug,
            words=int(words) if words else None,
            findings=findings,
        )
    )


def _without_marks(message: _Message) -> tuple[str, str]:
    """Header and text of a message whose control characters got lost on their way."""
    head, _, body = message.text.partition("\n")
    return head, body


_AGENCY = re.compile(r"\b([A-Za-zÀ-þ]{2,}(?:-[a-z]+)?)\b")


def _agency(rest: str) -> str:
    """The agency of a header: "ccccb   dpa 099" is "dpa"."""
    names = [name for name in _AGENCY.findall(rest) if not re.fullmatch("c+[a-z]?", name)]
    return names[0] if names else ""


def _sent(after: str) -> Moment | None:
    """When a message was sent: "212322 GMT Nov 18" is the 21st at 23:22."""
    for found in _END.finditer(after):
        year = int(found["year"])
        try:
            day = datetime.date(
                year + 2000 if year < 100 else year,
                month_of(found["month"]) or 0,
                int(found["day"]),
            )
        except ValueError:
            continue
        return hour_of_day(day, found["hour"], found["zone"] or "") or day
    return None


_MARK = re.compile(
    r"(?:\d+(?:ST|ND|RD|TH) )?(?:LEAD|REFILE|EXTRA|EIL|EILMELDUNG|BLITZ|FLASH|URGENT|BREAKING|"
    r"UPDATE|CORRECTION|CORRECTED|KORREKTUR|KORR|BERICHTIGUNG|ADVISORY|KILL|MANDATORY KILL|"
    r"WITHDRAWAL|ACHTUNG|HINTERGRUND|BACKGROUND|FEATURE|ROUNDUP|PREVIEW|NEWS FEATURE|ANALYSIS|"
    r"\d+\. ?MELDUNG)"
    r"[A-Z0-9 .:,-]{0,20}"
)
_KILL = re.compile(r"(?:MANDATORY )?KILL|WITHDRAWAL")
_EMBARGO = re.compile(r"\W*(?:sperrfrist|embargo|embargoed|hold for release)\b", re.I)
_BYLINE = re.compile(r"(?:By|Von|Por|Par|Di) \S", re.I)
_MOST_HEAD = 12
_LONGEST_HEADLINE = 30


def _sorted_body(body: str, message: _Message, slug: str) -> Dispatch:
    """The copy of a message and the lines of its head."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head, rest = _head_and_rest(lines)
    copy_lines, noted = _without_notebook(rest)
    where = message.where
    marks = [line for line in head if _MARK.fullmatch(line)]
    bylines = [line for line in head if _BYLINE.match(line)][:1]
    held = [line for line in head if _EMBARGO.match(line)]
    titles = [line for line in head if line not in (*marks, *bylines, *held)]
    if not titles and marks and not any(map(_KILL.fullmatch, marks)):
        titles = [marks.pop()]
    headline = " ".join(titles).rstrip(" =") or slug.strip("/ ")
    notes = [note(mark, where, "a mark of the version") for mark in marks]
    notes += [note(line.rstrip(" ="), where) for line in (*held, " ".join(noted))]
    killed = any(_KILL.fullmatch(mark) for mark in marks)
    copy = copy_of_text("\n".join(copy_lines))
    return Dispatch(
        "",
        where,
        kind="an article",
        copy=copy,
        headlines=(Line(headline),),
        byline=bylines[0].rstrip(" =") if bylines else "",
        notes=tuple(notes),
        status=Status.KILLED if killed else Status.PUBLISHED,
    )


def _head_and_rest(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the head and those of the copy: up to the sign "=", else up to the first blank
    line, where what stands above it is short."""
    texts = [tidy(line) for line in lines]
    filled = [index for index, text in enumerate(texts) if text]
    for index in filled[:_MOST_HEAD]:
        if texts[index].endswith("="):
            head = [texts[each] for each in filled if each <= index]
            return head, lines[index + 1 :]
    if not filled:
        return [], []
    blank = next((i for i in range(filled[0], len(texts)) if not texts[i]), len(texts))
    head = [texts[each] for each in filled if each < blank]
    short = sum(len(line.split()) for line in head) <= _LONGEST_HEADLINE
    if short and any(texts[blank:]):
        return head, lines[blank:]
    return [], lines


_NOTEBOOK = re.compile(r"# (?:Notebook|Notizblock|Notizblock:|Redaktioneller Hinweis.*)", re.I)


def _without_notebook(lines: list[str]) -> tuple[list[str], list[str]]:
    """The copy, and the lines of the notebook after it, with the initials that close it."""
    for index, line in enumerate(lines):
        if _NOTEBOOK.fullmatch(tidy(line)):
            return lines[:index], [text for each in lines[index:] if (text := tidy(each))]
    last = max((i for i, line in enumerate(lines) if tidy(line)), default=-1)
    if last >= 0 and _CLOSING.fullmatch(tidy(lines[last])):
        return lines[:last], [tidy(lines[last])]
    return lines, []


_CLOSING = re.compile(r"[a-z]{2,4}(?:[ /][a-z]{1,4}){1,8}|\w{3,5} [a-z]{2,3}")


def _corrections(dispatch: Dispatch, where: Where) -> Iterator[Finding]:
    for each in dispatch.notes:
        if re.match(r"CORREC|KORR|BERICHTIGUNG", each.text):
            yield corrected(where)
            return

"""The head of a plain-text story: kicker, headline, date line, byline and deck.

POLITICS                       kicker: up to four words, all in capitals
Ferry returns to the bay       headline: the first text, up to 30 words
By Ana Torres                  date lines, in any order and on any number of lines
Dec 16, 2022 | 6 comments
Boats sail again on Monday     deck, if it is one (see `_is_deck`)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from layout.story.plain.chunks import Chunk
from layout.story.text.dates import DateLine, read_date_line
from layout.story.text.marker_lines import Mark
from slots.finding import Finding, Severity, Where

_HEADLINE_WORDS = 30
_KICKER_WORDS = 4
_DECK_WORDS = 60
_REPEATED_WORDS = 5
_SENTENCE_END = '.!?…”"»'
_WORDS = re.compile(r"\w+")


_NO_DATE_LINE = DateLine()


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the body: slots before the headline, the parts, where the body starts."""

    slots: tuple[Chunk, ...] = ()
    kicker: str = ""
    headline: str = ""
    deck: Chunk | None = None
    date_line: DateLine = _NO_DATE_LINE
    body: int = 0
    findings: tuple[Finding, ...] = ()


def read_head(chunks: tuple[Chunk, ...], source: str, day_first: bool | None) -> Head:
    """The head of chunks; what it cannot place it leaves to the body."""
    head = _past_slots(chunks, Head())
    head = _with_dates(chunks, head, source, day_first)
    head = _with_headline(chunks, head, source)
    head = _with_dates(chunks, head, source, day_first)
    head = _with_deck(chunks, head)
    return _with_dates(chunks, head, source, day_first)


def _past_slots(chunks: tuple[Chunk, ...], head: Head) -> Head:
    """Past the ads a page shows above its headline."""
    count = 0
    while _mark_at(chunks, count) is Mark.SLOT:
        count += 1
    return replace(head, slots=chunks[:count], body=count)


def _mark_at(chunks: tuple[Chunk, ...], at: int) -> Mark | None:
    return chunks[at].mark if at < len(chunks) else None


def _with_headline(chunks: tuple[Chunk, ...], head: Head, source: str) -> Head:
    """The head with kicker and headline, or with a finding that there is none."""
    at = head.body
    if _is_kicker(chunks, at):
        head = replace(head, kicker=chunks[at].text, body=at + 1)
    at = head.body
    if _mark_at(chunks, at) is Mark.TEXT and len(chunks[at].text.split()) <= _HEADLINE_WORDS:
        return replace(head, headline=chunks[at].text, body=at + 1)
    where = Where(source or None, chunks[at].line if at < len(chunks) else None)
    missing = Finding(
        "no-headline",
        Severity.WARNING,
        f"no headline: the story does not open with a text of up to {_HEADLINE_WORDS} words",
        where,
        "put the headline on the first line, then a blank line",
    )
    return replace(head, findings=(*head.findings, missing))


def _is_kicker(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether short capitals stand over a headline and that over more text."""
    marks = [_mark_at(chunks, at + ahead) for ahead in range(3)]
    if marks[:2] != [Mark.TEXT, Mark.TEXT] or marks[2] not in (Mark.TEXT, Mark.DATE_LINE):
        return False
    kicker, headline = chunks[at].text, chunks[at + 1].text
    if not kicker.isupper() or len(kicker.split()) > _KICKER_WORDS:
        return False
    return (
        len(headline.split()) <= _HEADLINE_WORDS and headline[-1] != "." and not headline.isupper()
    )


def _with_dates(chunks: tuple[Chunk, ...], head: Head, source: str, day_first: bool | None) -> Head:
    """The head with the date lines that follow, as far as they add something."""
    while _mark_at(chunks, head.body) is Mark.DATE_LINE:
        chunk = chunks[head.body]
        line = read_date_line(chunk.text, day_first)
        merged = line and _merged(head.date_line, line)
        if not line or not merged:
            return head
        found = _date_findings(line, chunk, source)
        head = replace(
            head, date_line=merged, body=head.body + 1, findings=(*head.findings, *found)
        )
    return head


def _merged(old: DateLine, new: DateLine) -> DateLine | None:
    """Both lines in one; None if both have the same part."""
    parts = {part.name: getattr(new, part.name) for part in fields(DateLine)}
    given = {name: value for name, value in parts.items() if value not in ("", None)}
    if any(getattr(old, name) not in ("", None) for name in given):
        return None
    return replace(old, **given)


def _date_findings(line: DateLine, chunk: Chunk, source: str) -> tuple[Finding, ...]:
    if not line.problem:
        return ()
    message = f'date "{line.date_text}" {line.problem}: printed as written, not used for sorting'
    hint = "write it with month and year in words, such as 16 December 2022"
    where = Where(source or None, chunk.line)
    return (Finding("unclear-date", Severity.WARNING, message, where, hint),)


def _with_deck(chunks: tuple[Chunk, ...], head: Head) -> Head:
    """The head with its deck if the next text is one."""
    at = head.body
    if not head.headline or not _is_deck(chunks, at):
        return head
    return replace(head, deck=chunks[at], body=at + 1)


def _is_deck(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether a text under the headline is its deck and not the first paragraph.

    It needs text after it, and one of these signs: a date line or byline follows it; it is a
    phrase of 6 to 60 words without a full stop before a paragraph that has one; or the next
    paragraph opens with the same five words, as the summary of a news page repeats its lede.
    """
    if _mark_at(chunks, at) is not Mark.TEXT:
        return False
    deck, after = chunks[at].text, _mark_at(chunks, at + 1)
    if after is Mark.DATE_LINE:
        return len(deck.split()) <= _DECK_WORDS
    return after is Mark.TEXT and (
        _is_phrase(deck, chunks[at + 1].text) or _repeats(deck, chunks[at + 1].text)
    )


def _is_phrase(deck: str, lede: str) -> bool:
    count = len(deck.split())
    return 6 <= count <= _DECK_WORDS and deck[-1] not in _SENTENCE_END and lede[-1] in _SENTENCE_END


def _repeats(deck: str, lede: str) -> bool:
    """Whether two texts open with the same five words; case and punctuation do not matter."""
    opening = _opening(deck)
    return len(opening) == _REPEATED_WORDS and opening == _opening(lede) and deck != lede


def _opening(text: str) -> list[str]:
    return _WORDS.findall(text[:200].lower())[:_REPEATED_WORDS]

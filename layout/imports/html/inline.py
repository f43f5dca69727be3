"""The looks of text in a line: which elements make it bold, italic or a link, and what is written
in place of elements that no story has.

    10<sup>2</sup>  10²     <q>well</q>  “well”     pier<sup><a href="#n1">1</a></sup>  pier[1]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from layout.imports.html.element import Element
from layout.imports.html.reading import Look, Reading
from layout.story.markdown.inline_tokens import folded
from layout.story.run import Emphasis, Run, Runs, plain

_ITALIC = frozenset("i em cite dfn var".split())
_BOLD = frozenset(("b", "strong"))
_WEIGHT = re.compile(r"font-weight\s*:\s*([a-z0-9]+)", re.IGNORECASE)
_SLANT = re.compile(r"font-style\s*:\s*([a-z]+)", re.IGNORECASE)
_HEAVY = ("bold", "bolder", "600", "700", "800", "900")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FEW = 12
"""Characters of a raised number, and elements in it: one with more is something else."""
_NUMBER = re.compile(r"[0-9]{1,11}")
_NOTE = re.compile(r"\[?\s*([0-9]{1,4}|[a-z]|[*†‡])\s*\]?", re.IGNORECASE)


class _Marks(NamedTuple):
    """A pair of quotation marks."""

    opening: str
    closing: str


QUOTES = (_Marks("“", "”"), _Marks("‘", "’"))
"""The quotation marks of a <q>, and those of one in another."""


def look_in(element: Element, look: Look, reading: Reading) -> Look:
    """The look of text in an element that stands in text of this look."""
    emphasis = look.emphasis
    if element.name in _ITALIC:
        emphasis |= Emphasis.ITALIC
    elif element.name in _BOLD:
        emphasis |= Emphasis.BOLD
    style = element.get("style")
    if style:
        emphasis = _styled(style, emphasis)
    href = look.href
    if element.name == "a" and "href" in element.attributes:
        href = reading.link(element)
    quotes = look.quotes + (element.name == "q")
    if (emphasis, href, quotes) == (look.emphasis, look.href, look.quotes):
        return look
    return Look(emphasis, href, quotes)


def _styled(style: str, emphasis: Emphasis) -> Emphasis:
    weight, slant = _WEIGHT.search(style), _SLANT.search(style)
    if weight:
        bold = weight[1].lower() in _HEAVY
        emphasis = emphasis | Emphasis.BOLD if bold else emphasis & ~Emphasis.BOLD
    if slant:
        italic = slant[1].lower() in ("italic", "oblique")
        emphasis = emphasis | Emphasis.ITALIC if italic else emphasis & ~Emphasis.ITALIC
    return emphasis


def note_of(element: Element) -> str:
    """The "[1]" of a link to a note below, "" where an element is none."""
    if element.name == "a":
        link: Element | None = element
    elif element.name == "sup":
        first = islice(element.elements(), _FEW)
        link = next((one for one in first if one.name == "a"), None)
    else:
        return ""
    if link is None or not _leads_to_note(link, element):
        return ""
    number = _NOTE.fullmatch(element.text_seen(_FEW))
    return f"[{number[1]}]" if number else ""


def _leads_to_note(link: Element, around: Element) -> bool:
    href = link.get("href")
    if "#" not in href:
        return False
    raised = around.name == "sup" or any(one.name == "sup" for one in islice(link.elements(), _FEW))
    names = f"{href.partition('#')[2]} {' '.join(link.classes)} {link.get('role')}".lower()
    return (raised and href.startswith("#")) or "noteref" in names or "_ftn" in names


def raised(element: Element) -> str | None:
    """Digits of a <sup> or <sub> as Unicode has them, None where it has none."""
    text = element.text_seen(_FEW)
    if not _NUMBER.fullmatch(text):
        return None
    return text.translate(_SUPERSCRIPT if element.name == "sup" else _SUBSCRIPT)


def settled(runs: Iterable[Run]) -> Runs:
    """Runs as a story has them: white space folded, and none at the edges of emphasis or links,
    where Markdown could not write it."""
    listed = [run for run in runs if run.text]
    if len(listed) > 1 or any(run.emphasis or run.href for run in listed):
        listed = _edges_out(_alike(listed))
    return folded(tuple(listed))


def _edges_out(runs: Iterable[Run]) -> list[Run]:
    """White space at the edges of runs that stand out, put between them."""
    out: list[Run] = []
    for run in runs:
        if run.emphasis is Emphasis.NONE and run.href is None:
            out.append(run)
            continue
        bare = run.text.strip()
        if not bare:
            out.append(Run(run.text))
            continue
        start = run.text.index(bare)
        before, after = run.text[:start], run.text[start + len(bare) :]
        out.extend((*plain(before), Run(bare, run.emphasis, run.href), *plain(after)))
    return out


def _alike(listed: Sequence[Run]) -> Runs:
    """White space between two runs of the same look belongs to them."""
    out: list[Run] = []
    for at, run in enumerate(listed):
        if out and run.text.isspace() and at + 1 < len(listed):
            before, after = out[-1], listed[at + 1]
            both = (before.emphasis & after.emphasis, before.href)
            if before.href == after.href and both[0]:
                out.append(Run(run.text, *both))
                continue
        out.append(run)
    return _joined(out)


def _joined(runs: Iterable[Run]) -> Runs:
    together: list[Run] = []
    for (emphasis, href), alike in groupby(runs, lambda run: (run.emphasis, run.href)):
        together.append(Run("".join(run.text for run in alike), emphasis, href))
    return tuple(together)


# --- line breaks: which of them begin a paragraph, and which are but a space ----------------------
#
# The ferry sails again<br>on Monday.       one paragraph
# Pier 4<br>Puerto Alba<br>Tel. 555-0100    a paragraph a line
# One text.<br><br>Another.                 two paragraphs


BREAK = "\u2028"
"""A line break, while lines are gathered: the reader takes this character out of all texts."""
_SHORT = 60
_TWO_LINES = 2
_ENDINGS = tuple(".!?:;…”\"'»)")


def lines_of(runs: Sequence[Run], keep: bool) -> Iterator[Runs]:
    """The paragraphs of a stretch of runs with breaks in it. `keep`: each line is one."""
    if not any(BREAK in run.text for run in runs):
        yield tuple(runs)
        return
    lines = list(_lines(runs))
    texts = ["".join(run.text for run in line).strip() for line in lines]
    if keep or _is_verse([text for text in texts if text]):
        yield from lines
        return
    gathered: list[Run] = []
    for at, line in enumerate(lines):
        if gathered and _begins(texts, at):
            yield tuple(gathered)
            gathered = []
        gathered.extend((*([Run(" ")] if gathered else []), *line))
    yield tuple(gathered)


def _lines(runs: Sequence[Run]) -> Iterator[Runs]:
    line: list[Run] = []
    for run in runs:
        first, *more = run.text.split(BREAK)
        line.append(Run(first, run.emphasis, run.href))
        for text in more:
            yield tuple(line)
            line = [Run(text, run.emphasis, run.href)]
    yield tuple(line)


def _is_verse(texts: Sequence[str]) -> bool:
    """Whether lines are a poem, an address or the like: more than two, and all short."""
    return len(texts) > _TWO_LINES and all(len(text) <= _SHORT for text in texts)


def _begins(texts: Sequence[str], at: int) -> bool:
    """Whether a line begins a paragraph: after an empty one, or after a sentence's end."""
    before, text = texts[at - 1], texts[at]
    if not before or not text:
        return True
    return before.endswith(_ENDINGS) and len(before) > _SHORT and not text[0].islower()

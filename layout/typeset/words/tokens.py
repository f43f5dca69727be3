"""Copy cut into tokens: shaped words, and how each joins the next.

    “We     pledge     on-|line     help”,     he     said     10     km
       SPACE      SPACE   ^BREAK  SPACE  GLUED   SPACE       SPACE  HELD    (“help” bold, the comma
                                                                            roman; U+00A0)
A token ends where a line may end, where the cut changes, or at a space that gives. A no-break space
(U+00A0) gives in justified lines as the others do, as in TeX's tie; in ragged ones it is a glyph
like any other, and narrow ones (U+202F) and those of figures (U+2007) always are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from layout.story.run import Run, Runs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.shaped_word import Word
from layout.typeset.words.style import Align, TypeStyle

# Joins are compared in the innermost loop: plain integers, those with a space up to 0.
HELD, SPACE, BREAK, GLUED = -1, 0, 1, 2

NO_BREAK_SPACES = ("\u00a0", "\u202f", "\u2007")

# A line may end after a hyphen, dash, ellipsis or slash inside a word, when letters stand on both
# sides (UAX 14 would also break "1-2" and "-x"; a newspaper would not). In addresses also after
# what parts them, with no hyphen, which would be read as theirs; a bare one is any token with a
# point between small letters.
_HINTS = re.compile(r"[-‐–—…/\u200b\u2e80-\uffdc]|[.@?&=_#~+\\:](?=\w)")
_ADDRESS = re.compile(r"://|^\W?www\.|\w@\w|[a-z]\.[a-z]{2,}/")
_TIES = re.compile(r"(?<=\S)\u00a0(?=\S)")

_BREAKS = re.compile(
    r"(?<=[^\W\d_]{2}[-‐–])(?=[^\W\d_]{2})|(?<=\d[-‐–])(?=[^\W\d_]{3})"
    r"|(?<=[a-z]{3}\.)(?=[a-z]{2})|(?<=\w{2}[_\\])(?=\w{2})"
    r"|(?<=\w—)(?=[\w“‘\"'])|(?<=[”’.,!?]—)(?=[\w“‘])|(?<=…)(?=\w)"
    r"|(?<=\w/)(?=\w{3})|(?<=\u200b)"
    r"|(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])(?=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff])"
)

_PARTS = re.compile(
    r"(?<=\w{2}[/.@?&=_#~+%-])(?=\w{2})|(?<=\w/)(?=\w)|(?<=://)(?=\w)|(?<=/\?)(?=\w)"
)
"""Where an address may be broken: two letters or figures at least stay on both sides of most."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of one paragraph: `joins[i]` says how word i joins the next (the last: SPACE)."""

    words: tuple[Word, ...]
    joins: tuple[int, ...]


def tokenize(runs: Runs, style: TypeStyle, foundry: Foundry) -> Tokens:
    """Runs as tokens in a style. Leading and trailing spaces are dropped; no-break spaces do not
    break."""
    words: list[Word] = []
    joins: list[int] = []
    for i, run in enumerate(runs):
        closed = i + 1 == len(runs) or run.text.endswith(" ") or runs[i + 1].text.startswith(" ")
        if run.text.startswith(" ") and joins:
            joins[-1] = SPACE
        _add_run(run, closed, _Setter(style, foundry, words, joins))
    if joins:
        joins[-1] = SPACE
    return Tokens(tuple(words), tuple(joins))


@dataclass(frozen=True, slots=True)
class _Setter:
    style: TypeStyle
    foundry: Foundry
    words: list[Word]
    joins: list[int]


def _add_run(run: Run, closed: bool, to: _Setter) -> None:
    """Add a run's tokens; a run that is not closed is glued to what follows."""
    cut = to.style.cuts[run.emphasis]
    holds = any(map(run.text.__contains__, NO_BREAK_SPACES))  # at which `split` parts, too
    texts = run.text.strip(" ").split(" ") if holds else run.text.split()
    shaped = to.foundry.words_of(to.foundry.face(cut))
    size, tracking = to.style.size, to.style.tracking
    last = len(texts) - 1
    for i, text in enumerate(texts):
        known = shaped.get((text, size, tracking, False))
        whole = closed or i < last
        if holds and to.style.align is Align.JUSTIFIED and (ties := _TIES.split(text))[1:]:
            for tied in ties[:-1]:
                _add_token(tied, True, run, to)
                to.joins[-1] = HELD
            _add_token(ties[-1], whole, run, to)
        elif known is not None and whole and 0 not in known.glyphs:  # whole words never break
            to.words.append(known)
            to.joins.append(SPACE)
        elif text:
            _add_token(text, whole, run, to)


def _add_token(text: str, whole: bool, run: Run, to: _Setter) -> None:
    parts = _split(text)
    for k, part in enumerate(parts):
        ends = k + 1 == len(parts)
        tight = not ends or not whole
        pieces = to.foundry.pieces(part, to.style.cuts[run.emphasis], to.style, tight)
        to.words.extend(pieces)
        to.joins.extend([GLUED] * (len(pieces) - 1))
        to.joins.append((SPACE if whole else GLUED) if ends else BREAK)


def _split(text: str) -> list[str]:
    """A token's parts between the places inside it where a line may end."""
    if not _HINTS.search(text):
        return [text]
    places = [match.start() for match in _BREAKS.finditer(text)]
    if _ADDRESS.search(text):
        places = [match.start() for match in _PARTS.finditer(text)]
    edges = [0, *places, len(text)]
    return [text[a:b] for a, b in pairwise(edges) if b > a]

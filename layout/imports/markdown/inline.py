"""A text with its emphasis and links as a line of Markdown.

    "5 * 3 = 15"                          5 * 3 = 15
    "5*3*2"                               5\\*3\\*2             the parser would take it for italics
    "ferry " + italic "Alba" + "."        ferry *Alba*.
    "un" + bold "“quoted”"                u&#110;**“quoted”**  CommonMark opens nothing there else

A character gets a backslash only where the parser takes it for more than itself: a line is tried as
it is first, and the parser of stories decides. Source: CommonMark 0.31.2, 6.2 (delimiter runs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import isPunctChar

from layout.story.markdown.inline_tokens import Inline, folded, inline_of
from layout.story.markdown.syntax import grammar
from layout.story.run import Emphasis, Run, Runs, text_of
from slots.finding import NOWHERE

_BOTH = Emphasis.BOLD | Emphasis.ITALIC
_SIGN = re.compile(
    r"(?=[\\`*_<&])"
    r"(?:\\(?=[!-/:-@\[-`{-~\n])|`|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?])|&(?=#?\w+;))"
)
"""Signs that may be more than themselves. A star between spaces opens and closes nothing, nor does
an underscore inside a word; no < before a space opens a tag, no & without its ; is a character."""

_BRACKET = re.compile(r"[\[\]]")
_START = re.compile(
    r"""[#]{1,6}(?=[ ]|$) | > | [-+*](?=[ ]|$) | (?:-[ ]*){3,}$ | (?:_[ ]*){3,}$ | (?:\*[ ]*){3,}$
    | `{3} | ~{3} | <(?=[A-Za-z/!?]) | :{3} | ::\s*$
    | \[(?:[^\[\]\\]|\\.)*\]: | \[\^[^ \]]+\]:""",
    re.VERBOSE | re.MULTILINE,
)
"""What begins a block of another kind at the start of a line. Source: CommonMark 0.31.2, 4 and 5;
colons are the directives of stories."""

_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ ]|$)", re.MULTILINE)
_MOST_TRIED = 40
"""Signs of a text that are tried without backslashes; where there are more they all get one."""


def line_of(runs: Runs, first: bool = True) -> str:
    """The Markdown of a text that stands on one line; `first`: at the start of a block's line,
    where "1986. A good year" would be a list. A newline in a run stays one."""
    atoms = tuple(_escapable(runs))
    careful = _written(atoms, True)
    bare = _written(atoms, False)
    if first:
        careful, bare = _started(careful), _started(bare)
    if bare == careful or len(careful) - len(bare) > _MOST_TRIED:
        return careful
    return bare if _looks(_read(bare).runs) == _looks(runs) else careful


def _looks(runs: Runs) -> Runs:
    """Runs as they look; where links lead is not seen."""
    return folded(tuple(replace(run, href="#" if run.href else None) for run in runs))


def picture_of(alt: str, address: str) -> str:
    """The Markdown of an image. The address is written as it is.

    >>> picture_of("Boats [2019]", "pier.jpg")
    '![Boats [2019]](pier.jpg)'
    """
    bare = f"![{alt}]({address})"
    if not _SIGN.search(alt) and not _BRACKET.search(alt) and not alt.endswith("\\"):
        return bare
    images = _read(bare).images
    if len(images) == 1 and images[0].alt == alt and not _read(bare).runs:
        return bare
    careful = _BRACKET.sub(r"\\\g<0>", _SIGN.sub(r"\\\g<0>", alt))
    return f"![{_shut(careful, ']')}]({address})"


def _started(line: str) -> str:
    """A line with a backslash where its start alone would make it something else."""
    if _START.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def settled(runs: Iterable[Run]) -> Runs:
    """The runs as the story reader gives them: white space folded, and white space at the edge of
    an emphasis or link outside of it, where nobody sees a difference."""
    kept = [run for run in folded(tuple(runs)) if run.text]
    if all(run.emphasis is Emphasis.NONE and run.href is None for run in kept):
        return tuple(kept)
    return folded(tuple(_edged(kept)))


def _edged(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs whose white space at the edges has no looks that the text beyond it has not."""
    inked = [run for run in runs if run.text.strip()]
    met = 0
    for run in runs:
        core = run.text.strip()
        before = inked[max(met - 1, 0)]
        met += bool(core)
        after = inked[min(met, len(inked) - 1)]
        lead = run.text[: len(run.text) - len(run.text.lstrip())]
        trail = run.text[len(lead) + len(core) :]
        yield _shared(replace(run, text=lead), before, run if core else after)
        yield replace(run, text=core)
        yield _shared(replace(run, text=trail), run, after)


def _shared(space: Run, before: Run, after: Run) -> Run:
    """White space with those of its looks that the texts on both sides have, too."""
    emphasis = space.emphasis & before.emphasis & after.emphasis
    href = space.href if before.href == after.href == space.href else None
    return Run(space.text, emphasis, href)


# --- atoms: what is text, and what is markup ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of the line: words, which may want escapes, or markup, which stays as it is.

    A mark of emphasis has its `emphasis`, whether it `opens` it, and the number of its `pair`.
    """

    text: str
    words: bool = False
    linked: bool = False
    emphasis: Emphasis = Emphasis.NONE
    opens: bool = False
    pair: int = 0


@dataclass(slots=True)
class _Nesting:
    """One text under way: runs with equal addresses are a link, emphasis goes around what has it,
    the longer outside. Lives as long as one call."""

    pairs: int = 0

    def atoms(self, units: Sequence[Runs], worn: Emphasis, linked: bool) -> Iterator[_Atom]:
        """The atoms of units, in an emphasis that is `worn` already."""
        at = 0
        while at < len(units):
            wanted = _common(units[at]) & ~worn
            end = at + 1
            if wanted:
                wanted, end = _longest(units, at, wanted)
            if not wanted or not text_of(units[at]).strip():
                yield from self.unit(units[at], worn, linked)
                end = at + 1
            elif end == at + 1 and units[at][0].href is not None:
                yield from self.unit(units[at], worn, linked)
            else:
                yield from self.emphasised(units[at:end], worn, wanted, linked)
            at = end

    def unit(self, unit: Runs, worn: Emphasis, linked: bool) -> Iterator[_Atom]:
        """A link with all in it, or plain words."""
        href = unit[0].href
        if href is None or linked:
            yield _Atom(unit[0].text, words=True, linked=linked)
            return
        yield _Atom("[")
        yield from self.atoms([(replace(run, href=None),) for run in unit], worn, True)
        yield _Atom(f"]({destination(href)})")

    def emphasised(
        self, units: Sequence[Runs], worn: Emphasis, emphasis: Emphasis, linked: bool
    ) -> Iterator[_Atom]:
        """Units between two marks; white space at their edges stands outside."""
        inner = list(units)
        lead, inner[0] = _without_space(inner[0], 0)
        trail = ""
        while not text_of(inner[-1]).strip():
            trail = f"{text_of(inner.pop())}{trail}"
        more, inner[-1] = _without_space(inner[-1], -1)
        self.pairs += 1
        mark = _Atom("", emphasis=emphasis, pair=self.pairs)
        yield from _words(lead, linked)
        yield replace(mark, opens=True)
        yield from self.atoms(inner, worn | emphasis, linked)
        yield mark
        yield from _words(f"{more}{trail}", linked)


def _words(text: str, linked: bool) -> Iterator[_Atom]:
    if text:
        yield _Atom(text, words=True, linked=linked)


def _without_space(unit: Runs, side: int) -> tuple[str, Runs]:
    """The white space at one side of a unit, and the unit without it; a link keeps its own."""
    run = unit[0]
    if run.href is not None:
        return "", unit
    bare = run.text.lstrip() if side == 0 else run.text.rstrip()
    cut = len(run.text) - len(bare)
    space = run.text[:cut] if side == 0 else run.text[len(bare) :]
    return space, (replace(run, text=bare),)


def _common(unit: Runs) -> Emphasis:
    """The emphasis that all of a unit has."""
    total = _BOTH
    for run in unit:
        total &= run.emphasis
    return total


def _longest(units: Sequence[Runs], at: int, wanted: Emphasis) -> tuple[Emphasis, int]:
    """Of the emphasis wanted from a unit on that which goes on longest, and where it ends."""
    ends = {one: _end_of(units, at, one) for one in Emphasis if one and one in wanted}
    furthest = max(ends.values())
    total = Emphasis.NONE
    for one, end in ends.items():
        total |= one if end == furthest else Emphasis.NONE
    return total, furthest


def _end_of(units: Sequence[Runs], at: int, emphasis: Emphasis) -> int:
    while at < len(units) and emphasis in _common(units[at]):
        at += 1
    return at


def _escapable(runs: Runs) -> Iterator[_Atom]:
    """The atoms of a text, marks of emphasis spelt out so that the parser takes them for such."""
    if all(run.emphasis is Emphasis.NONE and run.href is None for run in runs):
        yield from _words(text_of(runs), False)
        return
    units: list[Runs] = []
    for href, group in groupby(runs, lambda run: run.href):
        same = tuple(group)
        units.extend([same] if href is not None else [(run,) for run in same])
    atoms = list(_Nesting().atoms(units, Emphasis.NONE, False))
    yield from _parted(_spelt(atoms))


def _spelt(atoms: Sequence[_Atom]) -> list[_Atom]:
    """The atoms with each mark's characters: stars, and an underscore for italics right beside
    another mark, with which its stars would run together."""
    touching = {
        mark.pair
        for one, two in pairwise(atoms)
        if one.emphasis and two.emphasis
        for mark in (one, two)
    }
    return [
        replace(atom, text=_signs(atom.emphasis, atom.pair in touching)) if atom.emphasis else atom
        for atom in atoms
    ]


def _signs(emphasis: Emphasis, touching: bool) -> str:
    if emphasis is Emphasis.BOLD:
        return "**"
    if emphasis is Emphasis.ITALIC:
        return "_" if touching else "*"
    return "***"


def _parted(atoms: list[_Atom]) -> list[_Atom]:
    """The atoms, and letters right outside of a mark that opens or closes nothing there, written
    as character references: after "&#110;" any mark may open, before it any may close."""
    changed = True
    while changed:
        changed = False
        at = 0
        while at < len(atoms):
            if atoms[at].emphasis and not _works(atoms, at):
                at += _spell_neighbour(atoms, at)
                changed = True
            at += 1
    return atoms


def _works(atoms: Sequence[_Atom], at: int) -> bool:
    """Whether a mark opens or closes where it stands, as the parser sees it."""
    mark = atoms[at]
    before = atoms[at - 1].text[-1] if at else " "
    after = atoms[at + 1].text[0] if at + 1 < len(atoms) else " "
    outer, inner = (before, after) if mark.opens else (after, before)
    if outer.isspace() or isPunctChar(outer):
        return True
    return not isPunctChar(inner) and mark.text != "_"


def _spell_neighbour(atoms: list[_Atom], at: int) -> int:
    """Puts a reference in place of the letter outside of a mark; how many atoms came before it."""
    if atoms[at].opens:
        words = atoms[at - 1]
        rest = [replace(words, text=words.text[:-1])] if len(words.text) > 1 else []
        atoms[at - 1 : at] = [*rest, _Atom(f"&#{ord(words.text[-1])};")]
        return len(rest)
    words = atoms[at + 1]
    rest = [replace(words, text=words.text[1:])] if len(words.text) > 1 else []
    atoms[at + 1 : at + 2] = [_Atom(f"&#{ord(words.text[0])};"), *rest]
    return 0


# --- escapes ------------------------------------------------------------------------------------


def _written(atoms: Sequence[_Atom], careful: bool) -> str:
    """The line; `careful` puts a backslash before all characters that may be more than
    themselves."""
    plain = "".join(atom.text for atom in atoms if atom.words)
    paired = "](" in plain or plain.count("[") > _MOST_TRIED  # a reader looks for the end of each
    parts: list[str] = []
    for at, atom in enumerate(atoms):
        text = atom.text
        if atom.words:
            if careful:
                text = _SIGN.sub(r"\\\g<0>", text)
            if careful and (atom.linked or paired):
                text = _BRACKET.sub(r"\\\g<0>", text)
            text = _shut(text, atoms[at + 1].text if at + 1 < len(atoms) else "")
        parts.append(text)
    return "".join(parts)


def _shut(text: str, after: str) -> str:
    """A text whose last character does nothing to what comes after it."""
    if after and (len(text) - len(text.rstrip("\\"))) % 2:
        return f"{text}\\"
    if after.startswith("[") and text.endswith("!"):
        return f"{text[:-1]}\\!"
    return text


_UNFIT = re.compile(r"[\s\x7f<>`]")
_REFERENCE = re.compile(r"&(?=#?\w+;)")


def destination(address: str) -> str:
    """An address as it stands between the brackets of a link: what would end it is spelt out.

    >>> destination("https://x.org/Alba_(port)"), destination("pier 1.jpg"), destination("a)b")
    ('https://x.org/Alba_(port)', 'pier%201.jpg', 'a\\\\)b')
    """
    fit = _REFERENCE.sub(r"\\&", spelt(address).replace("\\", "%5C"))
    return fit if _balanced(fit) else re.sub(r"[()]", r"\\\g<0>", fit)


def spelt(address: str) -> str:
    """An address in one word: blanks, and what no address may hold, in per cent encoding."""
    return _UNFIT.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)


def _balanced(address: str) -> bool:
    depth = 0
    for sign in re.findall(r"[()]", address):
        depth += 1 if sign == "(" else -1
        if depth not in range(3):
            return False
    return depth == 0


@cache
def _parser() -> MarkdownIt:
    return grammar()


def _read(line: str) -> Inline:
    """What the story reader makes of a line."""
    tokens = _parser().parseInline(line)
    return inline_of([child for token in tokens for child in token.children or ()], NOWHERE)

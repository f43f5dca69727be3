"""Knuth-Plass total fit: the breaks of a whole paragraph with the least demerits, not line by line.

After D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (Software: Practice and
Experience 11, 1981), as a shortest path over break opportunities taken from left to right. As in
TeX: badness 100 |r|^3, demerits (10 + badness + penalty)^2, hyphen penalties, looseness. Ours:
what a line, a hyphen, a ladder costs is `slots.prices_of_taste`'s, letters give as spaces do (their
widths and what is between them, within the bounds of the style: Hàn Thế Thành, "Micro-typographic
extensions to the TeX typesetting system", TUGboat 21, 2000), a ladder of hyphens is limited exactly
(the state knows its height), and an emergency pass always ends: it lets lines be loose and breaks
what is wider than the measure anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import Any

from layout.typeset.breaks.hyphenate import Hyphenator
from layout.typeset.words.foundry import shape
from layout.typeset.words.shaped_word import Word, clusters_of, offsets_in
from layout.typeset.words.style import Align, TypeStyle
from layout.typeset.words.tokens import BREAK, GLUED, HELD, SPACE, Tokens
from slots.frozen import light_by_identity
from slots.prices_of_taste import LinePrices

LADDER = 2  # hyphens at most at the end of consecutive lines: three in a row are seen as a ladder
STRETCH, SHRINK = 0.55, 0.30
"""Of a space, at a ratio of 1: it may shrink by no more, or words run together; beyond a stretch of
1 badness grows with the cube."""

FLOOR = 0.8
"""A line less full than this share of its measure is left to the emergency pass: nearly all breaks
that are never chosen end here, untried."""

_ALL_LINES = 1 << 30
WHOLE = -1  # the line ends behind a token, not inside it
_CAPITAL_NOUNS = ("de", "lb")

# The end of a line in a token: width to it with its hyphen, width of what the next line starts
# after, penalty, index of the character that the next line starts with; what the letters to it give
# with the hyphen, and without.
_Candidate = tuple[int, int, float, int, float, float]

# Cost so far, node before, token and character that the next line starts with, width to skip in
# that token, ladder, number of the line.
_Node = tuple[float, Any, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Measures:
    """(indent, width) of the first lines and of all others, in millipoints.

    A paragraph's indent or a drop cap makes the first lines narrower than the rest; `left` is the
    indent of the rest (a quote, a list).
    """

    rest: int
    first: tuple[tuple[int, int], ...] = ()
    left: int = 0

    def line(self, number: int) -> tuple[int, int]:
        """(indent, width) of a line, counted from 0."""
        return self.first[number] if number < len(self.first) else (self.left, self.rest)


@light_by_identity
class Break:
    """Where a line ends: behind a token, or in front of a character inside it, with a hyphen."""

    token: int
    character: int = WHOLE


@dataclass(frozen=True, slots=True)
class Broken:
    """A paragraph with its breaks. Its tokens are those given, unless some had to be shattered."""

    tokens: Tokens
    breaks: tuple[Break, ...]
    emergency: bool = False


def break_lines(
    tokens: Tokens, measures: Measures, style: TypeStyle, hyphens: Candidates, looseness: int = 0
) -> Broken:
    """The breaks of the best paragraph there is; the last one ends the text.

    With `looseness` the paragraph is that many lines longer (shorter when negative) than the best
    one where that can be had without an emergency, or as near to it as can be.
    """
    if not tokens.words:
        return Broken(tokens, ())
    if HELD in tokens.joins:
        tokens = _untied(tokens, measures, style)
    ends = _Pass(tokens, measures, style, hyphens).run(looseness != 0, False)
    if ends:
        return Broken(tokens, _trace(_choose(ends, looseness)))
    tokens = shatter(tokens, measures)
    most = _ALL_LINES
    if looseness:  # lines may be as short as a letter now: those that no choice needs are not tried
        best = _choose(_Pass(tokens, measures, style, hyphens).run(False, True), 0)
        most = best[6] + 2 * abs(looseness)
    ends = _Pass(tokens, measures, style, hyphens, most).run(looseness != 0, True)
    assert ends, "the emergency pass always ends"
    return Broken(tokens, _trace(_choose(ends, looseness)), True)


def _untied(tokens: Tokens, measures: Measures, style: TypeStyle) -> Tokens:
    """Tokens in which what is held together but wider than the narrowest line is not: the copy of
    some systems has a no-break space between any two words."""
    narrowest = min([measures.rest, *(width for _, width in measures.first)])
    space, joins = space_of(style, tokens.words[0]), list(tokens.joins)
    start, width = 0, 0
    for at, join in enumerate(tokens.joins):
        width += tokens.words[at].width + (space if join == HELD else 0)
        if join in (SPACE, BREAK):
            if width > narrowest:
                tied = range(start, at)
                joins[start:at] = [SPACE if joins[k] == HELD else joins[k] for k in tied]
            start, width = at + 1, 0
    return Tokens(tokens.words, tuple(joins))


def shatter(tokens: Tokens, measures: Measures) -> Tokens:
    """Tokens in which each word wider than the narrowest line is cut between all its clusters."""
    narrowest = min([measures.rest, *(width for _, width in measures.first)])
    words: list[Word] = []
    joins: list[int] = []
    for word, join in zip(tokens.words, tokens.joins, strict=True):
        pieces = clusters_of(word) if word.width > narrowest else (word,)
        words.extend(pieces)
        joins.extend([BREAK] * (len(pieces) - 1))
        joins.append(join)
    return Tokens(tuple(words), tuple(joins))


def _choose(ends: list[_Node], looseness: int) -> _Node:
    best = min(ends, key=lambda node: node[0])
    if not looseness:
        return best
    wanted = best[6] + looseness
    return min(ends, key=lambda node: (abs(node[6] - wanted), node[0]))


def _trace(end: _Node) -> tuple[Break, ...]:
    breaks: list[Break] = []
    node: _Node | None = end
    while node is not None and node[1] is not None:
        _, before, token, character, _, _, _ = node
        breaks.append(Break(token, character) if character else Break(token - 1))
        node = before
    return tuple(reversed(breaks))


class Candidates:
    """Where lines may end inside the words of a language, and what lines cost: a memo for one
    run.

    Names cost more than other words. A language that capitalises its nouns has no such names.
    """

    def __init__(self, hyphenator: Hyphenator, prices: LinePrices) -> None:
        self._hyphenator, self.prices = hyphenator, prices
        self._nouns = hyphenator.language.split("-")[0] in _CAPITAL_NOUNS
        self._known: dict[Letters | None, dict[Word, tuple[_Candidate, ...]]] = {}

    def of(self, word: Word, style: TypeStyle) -> tuple[_Candidate, ...]:
        """The word's hyphens in a style, from left to right.

        Where lines are justified a hyphen's place is known from the whole word's advances: what
        kerning at the hyphen changes goes into the spaces. Ragged lines have nothing that gives,
        so there the beginning of the word is measured as it will be set.
        """
        return self.in_words((word,), style)[0]

    def in_words(self, words: tuple[Word, ...], style: TypeStyle) -> list[tuple[_Candidate, ...]]:
        """The hyphens of each of some words."""
        if not style.hyphenate:
            return [()] * len(words)
        letters = Letters.of(style)
        known = self._known.get(letters)
        if known is None:
            known = self._known[letters] = {}
        for word in words:
            if word not in known:
                known[word] = self._inside(word, letters)
        return [known[word] for word in words]

    def _inside(self, word: Word, letters: Letters | None) -> tuple[_Candidate, ...]:
        places = self._hyphenator.breaks(word.text)
        if not places:
            return ()
        offsets = offsets_in(word)
        name = not self._nouns and word.text.lstrip("“‘\"'(¿¡")[:1].isupper()
        penalty = float(self.prices.name_hyphen if name else self.prices.hyphen)
        places = tuple([place for place in places if place in offsets])
        if letters is None:
            return tuple([(_width_to(word, p), offsets[p], penalty, p, 0.0, 0.0) for p in places])
        hyphen = word.face.hyphen * word.size // word.face.upem + word.tracking * word.size // 1000
        found = []
        for place in places:
            width, glyphs = offsets[place], bisect_left(word.clusters, place)
            resumed = letters.give(width, glyphs * word.size)
            ending = letters.give(width + hyphen, (glyphs + 1) * word.size)
            found.append((width + hyphen, width, penalty, place, ending, resumed))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Letters:
    """How far the letters of justified lines give: in width (per mille), and in what is between
    them (thousandths of an em)."""

    scaling: int
    spacing: int

    @staticmethod
    def of(style: TypeStyle) -> Letters | None:
        """Those of a style; None where its lines are ragged."""
        justified = style.align is Align.JUSTIFIED
        return Letters(style.scaling, style.letterspacing) if justified else None

    def give(self, width: int, ems: int) -> float:
        """What glyphs give at most, either way, that are so wide, and whose ems together are so
        wide, in millipoints."""
        return (width * self.scaling + ems * self.spacing) / 1000


def _width_to(word: Word, place: int) -> int:
    """The width of a word's beginning with its hyphen, shaped as it will be set."""
    return shape(word.text[:place] + "-", word.face, word.size, word.tracking).width


class _Give:
    """What a paragraph on one endless line gives: to where each token starts, and to where it
    ends."""

    def __init__(self, letters: list[float], spaces: list[float]) -> None:
        steps = [letter + space for letter, space in zip(letters, spaces, strict=True)]
        self.starts = [0.0, *accumulate(steps)]
        self.ends = [start + letter for start, letter in zip(self.starts, letters, strict=False)]


class _Pass:
    """One run over a paragraph. Nodes wait in buckets by the token that their line starts in.

    In a bucket a node's key is its state: (line number as far as it counts, character, ladder) in
    one integer, so that a bucket in order of keys is in order of the text. Paragraphs of over
    `most` lines are not looked for.
    """

    def __init__(
        self,
        tokens: Tokens,
        measures: Measures,
        style: TypeStyle,
        hyphens: Candidates,
        most: int = _ALL_LINES,
    ) -> None:
        self.tokens, self.measures, self.most = tokens, measures, most
        self.hyphens, self.style = hyphens, style
        words, joins = tokens.words, tokens.joins
        space = space_of(style, words[0])
        after = [0 if join > SPACE else space for join in joins]
        steps = [word.width + gap for word, gap in zip(words, after, strict=True)]
        self.starts = [0, *accumulate(steps)]
        self.ends = [start + word.width for start, word in zip(self.starts, words, strict=False)]
        letters = Letters.of(style)
        give = letters.give if letters else lambda width, ems: 0.0
        gives = [give(word.width, len(word.glyphs) * word.size) for word in words]
        spaces = [float(gap) for gap in after]
        self.looser = _Give(gives, [each * STRETCH for each in spaces])
        self.tighter = _Give(gives, [each * SHRINK if letters else 0.0 for each in spaces])
        prices = hyphens.prices
        self.tight = (prices.tight / prices.loose) ** (1 / 3) if prices.loose else 1.0
        self.shortest = shortest_last_line(style)
        self.buckets: list[dict[int, _Node]] = []
        self.candidates: list[tuple[_Candidate, ...]] = []

    def run(self, count_lines: bool, emergency: bool) -> list[_Node]:
        """All ways to end the paragraph that are worth knowing; none if some line cannot be set.

        A line's number is part of the state only as far as it matters: up to the last special
        measure, or to the end when lines are counted for looseness.
        """
        counted = _ALL_LINES if count_lines else max(0, len(self.measures.first) - 1)
        self.buckets = [{} for _ in range(len(self.tokens.words) + 1)]
        self.candidates = self.hyphens.in_words(self.tokens.words, self.style)
        self.buckets[0][0] = (0.0, None, 0, 0, 0, 0, 0)
        for bucket in self.buckets[:-1]:
            if bucket:
                seen, nodes = list(bucket.values()), _undominated(bucket)
                self._extend(nodes, counted, emergency)
                if len(bucket) > len(seen):
                    self._extend_new(bucket, seen, counted, emergency)
        return list(self.buckets[-1].values())

    def _extend_new(
        self, bucket: dict[int, _Node], seen: list[_Node], counted: int, emergency: bool
    ) -> None:
        """Extend what came into a bucket while it was worked on: lines that end in the very word
        they start in, as in a column hardly wider than a word. From left to right, one by one."""
        known = {id(node) for node in seen}
        while fresh := [node for node in bucket.values() if id(node) not in known]:
            node = min(fresh, key=itemgetter(3, 5))
            seen.append(node)  # keeps it alive, so that no other gets its id
            known.add(id(node))
            self._extend([node], counted, emergency)

    def _extend(self, nodes: list[_Node], counted: int, emergency: bool) -> None:  # noqa: C901
        """Try each end of the lines that start at the nodes of a token. The inner loop: one piece,
        for speed.

        base           floor                  measure
         |--------------|----------------------|-- shrink
         token  token  to|ken  token  to-ken  token
                      from here on ...          ... until one is too wide
        """
        starts, ends, joins = self.starts, self.ends, self.tokens.joins
        candidates, buckets, last = self.candidates, self.buckets, len(self.tokens.joins) - 1
        stretch_to, stretch_with = self.looser.starts, self.looser.ends
        shrink_to, shrink_with = self.tighter.starts, self.tighter.ends
        prices = self.hyphens.prices
        each, loose, under = float(prices.line), float(prices.loose), float(prices.ladder)
        tight = self.tight
        for node in nodes:
            cost, _, token, character, skipped, ladder, number = node
            measure = self.measures.line(number)[1]
            base, floor = starts[token] + skipped, 0.0 if emergency else measure * FLOOR
            line, stretched, shrunk = number + 1, stretch_to[token], shrink_to[token]
            if character:
                had = next(each[5] for each in candidates[token] if each[3] == character)
                stretched, shrunk = stretched + had, shrunk + had
            if line > self.most:
                continue
            state, found = (line if line < counted else counted) << 24, not emergency
            hyphens, height = ladder < LADDER, ladder + 1
            for index in range(bisect_left(ends, base + floor, token, last), last + 1):
                inside = candidates[index] if hyphens else ()
                if inside:
                    before = starts[index] - base
                    stretch, shrink = stretch_to[index] - stretched, shrink_to[index] - shrunk
                for width, resume, penalty, place, give, _ in inside:
                    natural = before + width
                    slack = measure - natural
                    if slack < 0:
                        room = shrink + give
                        if slack < -room and found:
                            break
                        ratio = -slack / (room + 1.0) * tight
                    elif natural < floor or (index == token and place <= character):
                        continue
                    else:
                        ratio = slack / (stretch + give + 1.0)
                    badness = each + loose * ratio * ratio * ratio + penalty
                    total = cost + badness * badness + (under if ladder else 0.0)
                    found, bucket, key = True, buckets[index], state | place << 4 | height
                    known = bucket.get(key)
                    if known is None or total < known[0]:
                        bucket[key] = (total, node, index, place, resume, height, line)
                natural = ends[index] - base
                slack = measure - natural
                if slack < 0:
                    room = shrink_with[index] - shrunk
                    if slack < -room and found:
                        break
                    ratio = -slack / (room + 1.0) * tight
                elif natural < floor and index != last:
                    continue
                else:
                    ratio = slack / (stretch_with[index] - stretched + 1.0)
                if joins[index] == GLUED or joins[index] == HELD:
                    continue
                extra = 0.0
                if index == last:
                    extra = self._last_demerits(ladder, natural)
                    ratio = 0.0 if slack >= 0 else ratio
                badness = each + loose * ratio * ratio * ratio
                total = cost + badness * badness + extra
                found, bucket = True, buckets[index + 1]
                known = bucket.get(state)
                if known is None or total < known[0]:
                    bucket[state] = (total, node, index + 1, 0, 0, 0, line)

    def _last_demerits(self, ladder: int, natural: int) -> float:
        prices = self.hyphens.prices
        hyphen = float(prices.last_hyphen) if ladder else 0.0
        return hyphen + (float(prices.short_last_line) if natural < self.shortest else 0.0)


def _undominated(bucket: dict[int, _Node]) -> list[_Node]:
    """The nodes of a bucket in order of the text, without those that a node at the same break with
    a lower ladder beats in cost: whatever they can do, it can do as well."""
    if len(bucket) == 1:
        return list(bucket.values())
    kept: list[_Node] = []
    place, least = -1, 0.0
    for key in sorted(bucket):
        node = bucket[key]
        if key >> 4 != place:
            place, least = key >> 4, node[0]
        elif node[0] >= least:
            continue
        else:
            least = node[0]
        kept.append(node)
    return kept


def shortest_last_line(style: TypeStyle) -> int:
    """The width that the last line of a paragraph has at least where it can be had: it must be seen
    to go on beneath the indent of the next."""
    return style.indent + 2 * style.size


def space_of(style: TypeStyle, word: Word) -> int:
    """The natural space of a style beside a word, in millipoints."""
    return (
        round(word.face.space * style.size / word.face.upem) + style.tracking * style.size // 1000
    )

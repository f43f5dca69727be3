"""Shortest path for display type: headlines and decks, flush left, unhyphenated, broken by sense.

As few lines as will hold the words, and among these the break that reads best: lines of even
length, no lone word on the last line, no article, preposition or conjunction left hanging at the
end of a line where another break does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from layout.story.text.spoken import has_words, phrases
from layout.typeset.breaks.break_paragraph import Break, Broken, Measures, shatter, space_of
from layout.typeset.words.style import TypeStyle
from layout.typeset.words.tokens import GLUED, SPACE, Tokens
from slots.prices_of_taste import HeadPrices

_SHORT_LAST_SHARE = 0.34  # a last line shorter than this share of the measure looks lost


@cache  # called for every headline, with the program's own data
def hanging_words(language: str) -> frozenset[str]:
    """The small words that no line of a headline should end in; none in a language without words.

    >>> "the" in hanging_words("en"), "el" in hanging_words("es-EC"), hanging_words("nl")
    (True, True, frozenset())
    """
    if not has_words(language):
        return frozenset()
    return frozenset(phrases(language)["headlines"]["dangling"].split())


def break_ragged(
    tokens: Tokens,
    measure: int,
    style: TypeStyle,
    language: str,
    prices: HeadPrices,
    even: bool = True,
) -> Broken:
    """The best ragged break. With `even` all lines are of like length (headlines); without, lines
    are filled and only the last may be short (decks). A word wider than the measure is broken."""
    if not tokens.words:
        return Broken(tokens, ())
    if max(word.width for word in tokens.words) > measure:
        tokens = shatter(tokens, Measures(measure))
    space = space_of(style, tokens.words[0])
    dangling = hanging_words(language)
    ends = _shortest(_Lines(tokens, measure, space, _Sense(dangling, prices, even)))
    return Broken(tokens, tuple(Break(end) for end in ends))


@dataclass(frozen=True, slots=True)
class _Sense:
    """What offends the sense: the words that must not hang at the end of a line, and what that and
    a lost last line cost, in hundredths of the square of an empty line; `even` as in
    `break_ragged`."""

    dangling: frozenset[str]
    prices: HeadPrices
    even: bool


class _Lines:
    """What a line from one token to another costs."""

    def __init__(self, tokens: Tokens, measure: int, space: int, sense: _Sense) -> None:
        self.tokens, self.measure, self.space = tokens, measure, space
        self.dangling, self.even = sense.dangling, sense.even
        self.hangs, self.lone = sense.prices.dangling_word / 100, sense.prices.lone_word / 100
        self.short = sense.prices.short_last_line / 100
        self.count = len(tokens.words)
        self._before = [0, *accumulate(word.width for word in tokens.words)]
        self._gaps = [0, *accumulate(join == SPACE for join in tokens.joins)]

    def width(self, first: int, last: int) -> int:
        """Natural width of tokens first..last on one line: sums are taken once for all lines."""
        gaps = self._gaps[last] - self._gaps[first]
        return self._before[last + 1] - self._before[first] + gaps * self.space

    def cost(self, first: int, last: int, width: int) -> float:
        """The square of the empty share, and what offends the sense."""
        empty = max(0.0, (self.measure - width) / self.measure)
        if last == self.count - 1:
            cost = empty * empty if self.even else 0.0
            lone = first == last and first > 0
            short = width < self.measure * _SHORT_LAST_SHARE and first > 0
            return cost + (self.lone if lone else 0.0) + (self.short if short else 0.0)
        hangs = self.tokens.words[last].text.lower().strip("“”‘’\"'") in self.dangling
        return empty * empty + (self.hangs if hangs else 0.0)


def _shortest(lines: _Lines) -> list[int]:
    """The last token of each line on the best path: fewest lines first, then least cost."""
    best: list[tuple[int, float, int]] = [(0, 0.0, -1)]
    for last in range(lines.count):
        options = []
        for first in range(last, -1, -1):
            width = lines.width(first, last)
            if width > lines.measure and first < last:
                break
            if first and lines.tokens.joins[first - 1] == GLUED:
                continue
            count, cost, _ = best[first]
            options.append((count + 1, cost + lines.cost(first, last, width), first))
        closed = lines.tokens.joins[last] != GLUED or last == lines.count - 1
        best.append(min(options) if options and closed else (1 << 30, 0.0, last))
    ends = []
    at = lines.count
    while at > 0:
        ends.append(at - 1)
        at = best[at][2]
    return ends[::-1]

"""The placement problem: which gaps are open, what a choice is worth, and what fits together.

A *chain* is a choice: (gap, content) pairs from top to bottom, at most one content in a gap.
Rules about which contents may be chosen at all are here, those about where they stand to each
other in `slots.problem.between_boxes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from slots.frozen import light
from slots.published_limits import BETTER_ADS_DESKTOP_STICKY_VIDEO, better_ads_share, density_over
from slots.rules.terms import AD, PageTerms, Terms
from slots.strip.content import Content
from slots.strip.distance import Axis, Need, Ruler
from slots.strip.refusal import Kind, Obstacle, Rule
from slots.units import Length, Unit

Chain = tuple[tuple[int, int], ...]

POINT = 1000
"""The objective counts thousandths of a point of value."""

MUST = 10**12
"""What a slot's `min` is worth for each content up to it: more than all values together."""


@light
class RequiredDistance:
    """A distance that a rule requires, as a need on each strip."""

    rule: Rule
    needs: tuple[Need, ...]


Needs = tuple[RequiredDistance, ...]
"""All distances that one content requires of another."""


@light
class Spaced:
    """The distance that an ad with `ads` above it keeps from the nearest of them, on each strip."""

    ads: int
    needs: tuple[Need, ...]


@light
class Limit:
    """Contents of which at most `most` stand."""

    contents: tuple[int, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Contents of one story, the terms they stand on, and the strips they must fit.

    `page` has of `fewer_ads` what is about stories as short as this one;
    `holds` is what the slot of each content holds, `margins` its margin on each strip in
    millipoints, `categories` those of its advertisers. `shut` has the gaps that are closed to each
    content, whatever else is placed, and `bars` the conditions that the story does not meet
    (`slots.problem.barriers` has the other obstacles); `needs[a][b]` the distances required with a
    above b: the rule's name and the need on each strip. `beside` marks the contents that stand in
    the rail beside their gap and move nothing; `least` is how many of each content's slot come
    before anything else; `spacing` the distances between ads by the number of ads above; `fixed`
    the height of an ad that stays in view, on each strip; `far` the distance on each axis beyond
    which no two contents require anything of each other; `steps` how many steps of relaxation each
    content has taken. A content that may also stand on other terms is there once for each of them,
    one after the other, and `limits` lets only one of these stand.
    """

    contents: tuple[Content, ...]
    terms: tuple[Terms, ...]
    holds: tuple[str, ...]
    page: PageTerms
    rulers: tuple[Ruler, ...]
    shut: tuple[frozenset[int], ...]
    bars: tuple[tuple[Obstacle, ...], ...]
    needs: tuple[tuple[Needs, ...], ...]
    margins: tuple[tuple[int, ...], ...]
    beside: tuple[bool, ...]
    least: tuple[int, ...]
    categories: tuple[tuple[str, ...], ...]
    spacing: tuple[Spaced, ...]
    fixed: tuple[int, ...]
    far: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def end(self) -> int:
        """The gap at the end."""
        return len(self.rulers[0].strip.items)

    def open(self, content: int, gap: int) -> bool:
        """Whether a gap is open to a content as long as nothing else is placed."""
        return gap not in self.shut[content]

    def ad(self, content: int) -> bool:
        """Whether a content is an ad."""
        return self.holds[content] == AD

    def lift(self, content: int, gap: int, strip: int) -> int:
        """How far below the mark its box begins: margin beyond the natural white."""
        if self.beside[content]:
            return 0
        return max(0, self.margins[content][strip] - self.rulers[strip].white[gap])

    def growth(self, content: int, gap: int, strip: int) -> int:
        """How far everything below moves down; nothing does for a box beside the copy."""
        if self.beside[content]:
            return 0
        box = self.contents[content].sizes[strip][1] + self.margins[content][strip]
        return self.lift(content, gap, strip) + box


def worth(problem: Problem, content: int, gap: int) -> int:
    """What a content is worth in a gap of the first strip: its value, less the decay of depth.

    In thousandths of a point (`POINT`). Decay is linear: `decay` of the value for each screen of
    copy above, in reading length; never below a tenth of it.
    """
    terms, ruler = problem.terms[content], problem.rulers[0]
    full = terms.value * POINT
    screen = ruler.strip.viewport[1]
    if not terms.decay.value or screen <= 0:
        return full
    share = terms.decay.value / 100
    depth = ruler.scales[Axis.READING][gap] * ruler.strip.line
    lost = full * depth * share.numerator // (screen * share.denominator)
    return max(full - lost, full // 10)


def stretch(problem: Problem, upper: int, lower: int) -> int:
    """The cost of a stretch of copy without a slot, between two depths in reading length.

    Evenness x (share of copy)², in thousandths of a point: squares are least when all stretches are
    equal, and splitting one never costs more.
    """
    whole = problem.rulers[0].whole[Axis.READING]
    evenness = problem.page.evenness * POINT
    return evenness * (lower - upper) ** 2 // (whole * whole) if whole > 0 else 0


def objective(problem: Problem, chain: Chain) -> int:
    """What a chain is worth, in thousandths of a point: values, plus evenness, less disorder; each
    `min` kept comes first."""
    depths = problem.rulers[0].scales[Axis.READING]
    stops = (0, *(depths[gap] for gap, _ in chain), problem.rulers[0].whole[Axis.READING])
    total = stretch(problem, 0, stops[-1])
    total -= sum(stretch(problem, a, b) for a, b in pairwise(stops))
    order = [content for _, content in chain]
    disorder = sum(b < a for place, a in enumerate(order) for b in order[place + 1 :])
    total -= disorder * problem.page.source_order * POINT
    total += sum(worth(problem, content, gap) for gap, content in chain)
    return total + MUST * presence(problem, order)


def presence(problem: Problem, members: Sequence[int]) -> int:
    """How many of the members count towards the `min` of their slots."""
    counts: dict[str, int] = {}
    for member in members:
        counts[problem.contents[member].slot] = counts.get(problem.contents[member].slot, 0) + 1
    least = {problem.contents[m].slot: problem.least[m] for m in members}
    return sum(min(count, least[slot]) for slot, count in counts.items())


def count_of(problem: Problem, chain: Chain, slot: str) -> int:
    """How many contents of a slot a chain places."""
    return sum(problem.contents[content].slot == slot for _, content in chain)


def clashes(problem: Problem, members: tuple[int, ...]) -> Iterator[Obstacle]:
    """Every rule that these contents break together, wherever they stand."""
    yield from _quotas(problem, members)
    if any(problem.ad(m) for m in members):
        yield from _density(problem, members)
    yield from _promotion(problem, members)
    for group in problem.page.never_together:
        here = [m for m in members if _named(problem, m, group)]
        if len({_one_of(problem, m, group) for m in here}) > 1:
            names = tuple(problem.contents[m].id for m in here)
            yield Obstacle(Rule(Kind.NEVER_TOGETHER), group, names)


def _named(problem: Problem, member: int, group: tuple[str, ...]) -> bool:
    slot, categories = problem.contents[member].slot, problem.categories[member]
    return slot in group or any(f"#{category}" in group for category in categories)


def _one_of(problem: Problem, member: int, group: tuple[str, ...]) -> str:
    """What counts once in a group: a slot that it names, or each content of a category."""
    content = problem.contents[member]
    return f"slot {content.slot}" if content.slot in group else content.id


def _quotas(problem: Problem, members: tuple[int, ...]) -> Iterator[Obstacle]:
    slots = [problem.contents[m].slot for m in members]
    most = {problem.contents[m].slot: problem.terms[m].max for m in members}
    for slot, limit in most.items():
        if limit is not None and slots.count(slot) > limit:
            yield Obstacle(Rule(Kind.MAX, (slot,)), limit, slots.count(slot))
    ads = sum(problem.ad(m) for m in members)
    if problem.page.max_ads is not None and ads > problem.page.max_ads:
        yield Obstacle(Rule(Kind.MAX_ADS), problem.page.max_ads, ads)
    fewer = [each for each in problem.page.fewer_ads if ads > each.most]
    if fewer:
        words = min(each.words for each in fewer)
        rule = Rule(Kind.FEWER_ADS, (str(words),))
        yield Obstacle(rule, min(each.most for each in fewer), ads)


def density_limit(page: PageTerms) -> Fraction | None:
    """The density that is allowed: the page's own, and with a sticky video at most 30 %."""
    limit = page.density.value / 100 if page.density else None
    with_video = BETTER_ADS_DESKTOP_STICKY_VIDEO
    if not page.sticky_video:
        return limit
    return with_video if limit is None else min(limit, with_video)


def _density(problem: Problem, members: tuple[int, ...]) -> Iterator[Obstacle]:
    limit = density_limit(problem.page)
    if limit is None:
        return
    parts = [density_parts(problem, members, strip) for strip in range(len(problem.rulers))]
    if any(density_over(ads, content, limit) for ads, content in parts):
        yield Obstacle(Rule(Kind.DENSITY), _percent(limit), _over(_worst(parts)))


def density_parts(problem: Problem, members: tuple[int, ...], strip: int) -> tuple[int, int]:
    """Heights of all ads, and of the copy with the ads placed in it, on one strip.

    Ads the copy has already count as ads, and an ad that stays in view once. Air, modules and all
    that stands beside the copy are left out of the content, so that no other reading of "main
    content" gives a higher density.
    """
    ruler = problem.rulers[strip]
    ads, content = ruler.ads + problem.fixed[strip], ruler.strip.height
    for member in members:
        if problem.holds[member] == AD:
            height = problem.contents[member].sizes[strip][1]
            ads += height
            content += 0 if problem.beside[member] else height
    return ads, content


def _promotion(problem: Problem, members: tuple[int, ...]) -> Iterator[Obstacle]:
    """Google publisher policies: no more ads and promotion than content of the publisher's."""
    limit = problem.page.promotion
    promotional = [m for m in members if not problem.ad(m) and problem.terms[m].promotional]
    if limit is None or not (promotional or any(problem.ad(m) for m in members)):
        return
    whole = limit.value / 100
    parts = [_promotion_parts(problem, members, strip) for strip in range(len(problem.rulers))]
    if any(density_over(ads, content, whole) for ads, content in parts):
        yield Obstacle(Rule(Kind.PROMOTION), _percent(whole), _over(_worst(parts)))


def _worst(parts: list[tuple[int, int]]) -> Fraction:
    """The highest share of ads in content. Pairs are compared as whole numbers and only the highest
    becomes a fraction, for the search calls this for every set that is too dense."""
    most = parts[0]
    for ads, content in parts[1:]:
        if ads * most[1] > most[0] * content:
            most = ads, content
    return better_ads_share(*most)


def _promotion_parts(problem: Problem, members: tuple[int, ...], strip: int) -> tuple[int, int]:
    """Heights of all ads and promotion, and of the copy with what of them is placed in it."""
    ads, content = density_parts(problem, members, strip)
    promotional = [m for m in members if not problem.ad(m) and problem.terms[m].promotional]
    boxes = sum(problem.contents[m].sizes[strip][1] for m in promotional)
    inside = sum(problem.contents[m].sizes[strip][1] for m in promotional if not problem.beside[m])
    return ads + boxes, content + inside


def _percent(limit: Fraction) -> Length:
    return Length(limit * 100, Unit.PERCENT)


def _over(share: Fraction) -> Fraction:
    """A share over a limit, rounded up to a tenth of a percent so that it stays over."""
    return Fraction(-(-share.numerator * 1000 // share.denominator), 1000)

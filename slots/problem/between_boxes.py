"""Binary constraints: order, distance, spacing and ads per screen, between the contents of a chain.

Two boxes of a chain on one strip, with everything that stands between them:

        ┬─┐ a
        ┴─┘ ─┬─
             │ a's margin
             │ copy from a's mark ...                         distance(a, b): from the
             │ boxes between, each with its growth            foot of a to the head of
             │ ... to b's mark                                b, in the final flow
             │ lift: b's margin where that is more than
             │       the natural white above b's mark
        ┬─┐ ─┴─ b
        ┴─┘

A box beside the copy has its head at the mark and moves nothing. Two of them are measured from foot
to head, in the rail; one of them and a box in the copy from its head, since they pass each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from slots.problem.choices import Chain, Problem, RequiredDistance
from slots.strip.distance import Axis, Need
from slots.strip.in_view import most_in_view
from slots.strip.measured_flow import Standing
from slots.strip.refusal import Kind, Obstacle, Rule
from slots.units import Length, Unit

ONE_SCREEN = Length(Fraction(1), Unit.SCREEN)


@dataclass(frozen=True, slots=True)
class Weak:
    """Contents of a chain that break a rule among themselves: pairs that are too near, and ads that
    ads above are too near to. A box between them can hold them apart."""

    pairs: tuple[tuple[int, int], ...] = ()
    ads: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs or self.ads)


def weak_without(problem: Problem, others: Chain) -> Weak:
    """The contents that are too near to each other in a chain from which a box was taken."""
    places = range(len(others))
    ads = (others[n][1] for n in places if next(_among_ads(problem, others, n, True), None))
    return Weak(tuple(_too_near_pairs(problem, others)), tuple(ads))


def _too_near_pairs(problem: Problem, chain: Chain) -> Iterator[tuple[int, int]]:
    """The contents of each two boxes of a chain that are too near to each other."""
    strips = range(len(problem.rulers))
    for above in range(len(chain)):
        for below in range(above + 1, len(chain)):
            part = chain[above : below + 1]
            if not _far_enough(problem, part):
                yield chain[above][1], chain[below][1]
            if beyond(problem, part, min(_from_foot(problem, part, strip) for strip in strips)):
                break


def conflicts(problem: Problem, chain: Chain, place: int) -> Iterator[Obstacle]:
    """Every rule that the content at a place of a chain breaks by where the others stand."""
    near = _near(problem, chain, place)
    for other in range(len(chain)) if problem.page.order else near:
        if other != place:
            yield from _order(problem, chain, place, other)
            if other in near:
                yield from _apart(problem, chain, place, other)
    if problem.ad(chain[place][1]) and (problem.spacing or problem.page.max_per_screen):
        yield from _among_ads(problem, chain, place)
        for ad in range(place + 1, len(chain)):
            for obstacle in _among_ads(problem, chain, ad):
                yield _of_the_other(problem, (chain[place][1], chain[ad][1]), obstacle)


def _of_the_other(problem: Problem, pair: tuple[int, int], obstacle: Obstacle) -> Obstacle:
    """An obstacle of the lower ad of a pair, as that of the upper one: against the lower ad. Where
    a third ad is in its way, the lower one becomes the rule's `third`."""
    own, below = (problem.contents[content].id for content in pair)
    if obstacle.against == own:
        return replace(obstacle, against=below)
    return replace(obstacle, rule=replace(obstacle.rule, third=below))


def _near(problem: Problem, chain: Chain, place: int) -> range:
    """The places around one beyond which no other content requires a distance from it."""
    strips = range(len(problem.rulers))
    first, last = place, place
    while first > 0:
        first -= 1
        part = chain[first : place + 1]
        if beyond(problem, part, min(_from_foot(problem, part, strip) for strip in strips)):
            break
    while last < len(chain) - 1:
        last += 1
        part = chain[place : last + 1]
        if beyond(problem, part, min(_from_foot(problem, part, strip) for strip in strips)):
            break
    return range(first, last + 1)


def loosened(problem: Problem, chain: Chain, place: int, weak: Weak) -> Iterator[Obstacle]:
    """Every distance between the others of a chain that is too small with this one where it is.

    A box counts in the distance of the boxes around it, so it can hold two others apart; `weak`
    are those that it does hold apart.
    """
    places = {content: at for at, (_, content) in enumerate(chain)}
    for above, below in weak.pairs:
        upper = problem.contents[above].id
        for obstacle in _apart(problem, chain, places[above], places[below]):
            yield replace(obstacle, rule=replace(obstacle.rule, third=upper))
    reported_from = place if problem.ad(chain[place][1]) else len(chain)
    for content in weak.ads:
        if places[content] < reported_from:
            for obstacle in _among_ads(problem, chain, places[content]):
                rule = replace(obstacle.rule, third=problem.contents[content].id)
                yield replace(obstacle, rule=rule)


def last_fits(problem: Problem, chain: Chain) -> bool:
    """Whether the last of a chain keeps order with, and distance from, all above it."""
    last = len(chain) - 1
    if not all(ordered(problem, above, chain[last][1]) for _, above in chain[:last]):
        return False
    for other in range(last - 1, -1, -1):
        part = chain[other:]
        if not _far_enough(problem, part):
            return False
        strips = range(len(problem.rulers))
        if beyond(problem, part, min(_from_foot(problem, part, strip) for strip in strips)):
            break
    return next(_among_ads(problem, chain, last, True), None) is None


def beyond(problem: Problem, chain: Chain, distance: int) -> bool:
    """Whether nothing above the first of a chain requires a distance from anything below its last,
    which stands `distance` below the first: no need is as great, on any axis."""
    if distance < problem.far[Axis.MPT]:
        return False
    (upper, _), (lower, _) = chain[0], chain[-1]
    scales = problem.rulers[0].scales
    counted = (Axis.WORDS, Axis.PARAGRAPHS, Axis.CHARACTERS)
    return all(
        not problem.far[axis] or scales[axis][lower] - scales[axis][upper] >= problem.far[axis]
        for axis in counted
    )


def ordered(problem: Problem, above: int, below: int) -> bool:
    """Whether `page.order` lets one content stand above another."""
    order = problem.page.order
    first, second = problem.contents[above].slot, problem.contents[below].slot
    if first == second or first not in order or second not in order:
        return True
    return order.index(first) < order.index(second)


def apart(problem: Problem, chain: Chain, axis: Axis, strip: int) -> int:
    """The distance from the first box of a chain to its last on an axis (see the drawing above)."""
    (upper, first), (lower, last) = chain[0], chain[-1]
    if axis is not Axis.MPT:
        scale = problem.rulers[strip].scales[axis]
        return scale[lower] - scale[upper]
    distance = _from_mark(problem, chain, strip)
    if not problem.beside[first]:
        return problem.margins[first][strip] + distance
    return distance - (problem.contents[first].sizes[strip][1] if problem.beside[last] else 0)


def _from_mark(problem: Problem, chain: Chain, strip: int) -> int:
    """From where the copy goes on after the first of a chain (its mark, below its box and margin if
    it stands in the copy) down to the head of the last."""
    scale = problem.rulers[strip].scales[Axis.MPT]
    (upper, _), (lower, last) = chain[0], chain[-1]
    distance = scale[lower] - scale[upper] + problem.lift(last, lower, strip)
    if len(chain) == 2:
        return distance
    return distance + sum([problem.growth(content, gap, strip) for gap, content in chain[1:-1]])


def _from_foot(problem: Problem, chain: Chain, strip: int) -> int:
    """From the foot of the first of a chain to the head of its last, wherever they stand: what
    decides whether a screen can show both. Negative where one stands beside the other."""
    first = chain[0][1]
    distance = _from_mark(problem, chain, strip)
    if problem.beside[first]:
        return distance - problem.contents[first].sizes[strip][1]
    return problem.margins[first][strip] + distance


def spacing_after(problem: Problem, ads: int) -> tuple[Need, ...] | None:
    """The distance that an ad with `ads` above it keeps from the nearest of them, on each strip."""
    fitting = [each.needs for each in problem.spacing if each.ads <= ads]
    return fitting[-1] if fitting and ads else None


def _order(problem: Problem, chain: Chain, place: int, other: int) -> Iterator[Obstacle]:
    above, below = min(place, other), max(place, other)
    if not ordered(problem, chain[above][1], chain[below][1]):
        opponent = problem.contents[chain[other][1]].id
        here, there = ("above", "below") if place == above else ("below", "above")
        yield Obstacle(Rule(Kind.ORDER), there, here, opponent)


def _far_enough(problem: Problem, chain: Chain) -> bool:
    """Whether the first and the last of a chain keep the distances they require of each other."""
    return all(
        apart(problem, chain, need.axis, strip) >= need.amount
        for distance in problem.needs[chain[0][1]][chain[-1][1]]
        for strip, need in enumerate(distance.needs)
    )


def _apart(problem: Problem, chain: Chain, place: int, other: int) -> Iterator[Obstacle]:
    above, below = min(place, other), max(place, other)
    for distance in problem.needs[chain[above][1]][chain[below][1]]:
        opponent = problem.contents[chain[other][1]].id
        yield from _too_near(problem, chain[above : below + 1], distance, opponent)


def _too_near(
    problem: Problem,
    chain: Chain,
    distance: RequiredDistance,
    opponent: str,
    quick: bool = False,
) -> Iterator[Obstacle]:
    """The strip on which the first and the last of a chain fall furthest short of a need, if they
    do on any; if `quick`, the first on which they do."""
    needs = distance.needs
    short: tuple[int, int] | None = None
    for strip, need in enumerate(needs):
        actual = apart(problem, chain, need.axis, strip)
        if actual < need.amount and (
            short is None or actual * needs[short[1]].amount < short[0] * need.amount
        ):
            short = actual, strip
            if quick:
                break
    if short is not None:
        yield Obstacle(distance.rule, needs[short[1]], short[0], opponent, short[1])


def _among_ads(
    problem: Problem, chain: Chain, place: int, quick: bool = False
) -> Iterator[Obstacle]:
    """What the content at a place breaks of the rules about ads, with the ads above it; `quick`
    where it is enough to know that it does."""
    page = problem.page
    if not (problem.spacing or page.max_per_screen) or not problem.ad(chain[place][1]):
        return
    above = [other for other in range(place) if problem.ad(chain[other][1])]
    needs = spacing_after(problem, len(above))
    if needs:
        part = chain[above[-1] : place + 1]
        yield from _too_near(
            problem, part, RequiredDistance(Rule(Kind.SPACING), needs), _id(problem, part), quick
        )
    if page.max_per_screen:
        yield from _crowded(problem, chain, place, above, quick)


def _crowded(
    problem: Problem, chain: Chain, place: int, above: list[int], quick: bool
) -> Iterator[Obstacle]:
    """Too many ads in view: a screen shows two boxes if the distance from the foot of one to the
    head of the other is less than its height. The obstacle names the strip on which most are
    shown."""
    limit = problem.page.max_per_screen
    assert limit is not None
    crowd: tuple[str, ...] = ()
    for strip, ruler in enumerate(problem.rulers):
        others = ruler.strip.standing
        if len(above) + len(others) < limit:
            continue
        screen = ruler.strip.viewport[1]
        near = [o for o in above if _from_foot(problem, chain[o : place + 1], strip) < screen]
        if others:
            met = _met(problem, chain, (*near, place), strip)
        else:
            met = tuple(_id(problem, chain[other:]) for other in near)
        if len(met) > len(crowd):
            crowd, worst = met, strip
            if quick and len(crowd) >= limit:
                break
    if len(crowd) >= limit:
        yield Obstacle(Rule(Kind.MAX_PER_SCREEN), limit, len(crowd) + 1, crowd[-1], worst)


def _met(problem: Problem, chain: Chain, ads: tuple[int, ...], strip: int) -> tuple[str, ...]:
    """The most ads that a screen shows together with the last of `ads` (places in the chain), those
    outside the copy included; one in the copy comes last, where there is one."""
    boxes: list[Standing] = []
    moved = 0
    for at, (gap, content) in enumerate(chain[: ads[-1] + 1]):
        top = problem.rulers[strip].scales[Axis.MPT][gap] + moved
        top += problem.lift(content, gap, strip)
        if at in ads:
            name, (_, height) = problem.contents[content].id, problem.contents[content].sizes[strip]
            boxes.append(Standing(name, top, top + height))
        moved += problem.growth(content, gap, strip)
    it, own = problem.rulers[strip].strip, boxes.pop()
    met = most_in_view((*it.standing, *boxes), own, it.viewport[1])
    return tuple(each.id for each in met)


def _id(problem: Problem, chain: Chain) -> str:
    return problem.contents[chain[0][1]].id

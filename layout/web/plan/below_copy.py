"""Ads after the copy, in its column: they are main content, so the limit of density holds for them.

The copy is placed first. What its ads leave of the limit is shared by those that follow it: each
has the largest size with which the page keeps the limit at every width, or is left out.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from layout.web.plan.ad_density import Arrangement, column_parts, room_for_ads
from layout.web.plan.box_sizes import Option
from layout.web.plan.measured_breakpoint import MeasuredBreakpoint
from slots.problem.choices import density_limit
from slots.published_limits import better_ads_share
from slots.regions.rail import sized
from slots.regions.share_room import Claim, fit
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import Length, Unit


def ads_after_copy(
    breakpoint: MeasuredBreakpoint, bare: Arrangement, ads: tuple[Content, ...]
) -> tuple[dict[str, int], tuple[Refusal, ...]]:
    """The option of each ad after the copy that may stay, as an index by its id, and refusals of
    the larger ones.

    `bare` is the page with the ads' homes, and the ads themselves of no height.
    """
    room = room_for_ads(bare, grows=True)
    if room is None:
        return {content.id: 0 for content in ads}, ()
    claims = tuple(
        Claim(
            breakpoint.terms(content).value,
            tuple(
                _uses(breakpoint, bare, content, option)
                for option in _options(breakpoint, bare, content)
            ),
        )
        for content in ads
    )
    choice = fit(claims, room)
    taken = [claim.options[at] for claim, at in zip(claims, choice, strict=True) if at is not None]
    used = tuple(map(sum, zip(*taken, strict=True))) or tuple(0 for _ in room)
    refusals: list[Refusal] = []
    for content, claim, at in zip(ads, claims, choice, strict=True):
        own = claim.options[at] if at is not None else tuple(0 for _ in room)
        others = tuple(a - b for a, b in zip(used, own, strict=True))
        for place, option in enumerate(claim.options[: len(claim.options) if at is None else at]):
            size = _options(breakpoint, bare, content)[place].creative
            refusals.append(_refusal(bare, content, size, option, others))
    return {c.id: at for c, at in zip(ads, choice, strict=True) if at is not None}, tuple(refusals)


def _options(
    breakpoint: MeasuredBreakpoint, bare: Arrangement, content: Content
) -> tuple[Option, ...]:
    home = bare.homes[content.id]
    assert home, "only what has a home is asked for"
    return breakpoint.options(content, home)


def _uses(
    breakpoint: MeasuredBreakpoint, bare: Arrangement, content: Content, option: Option
) -> tuple[int, ...]:
    """The height an option adds to the column of the copy on each screen."""
    inside = bare.homes[content.id] is Region.END
    return tuple(
        height if inside or index not in breakpoint.railed else 0
        for index, height in enumerate(option.heights)
    )


def _refusal(
    bare: Arrangement,
    content: Content,
    size: tuple[int, int] | None,
    option: tuple[int, ...],
    others: tuple[int, ...],
) -> Refusal:
    limit = density_limit(bare.breakpoint.task.rules.page_terms(bare.breakpoint.name))
    assert limit is not None
    shares = []
    for index, (own, rest) in enumerate(zip(option, others, strict=True)):
        ads, copy = column_parts(bare, index)
        shares.append(better_ads_share(ads + own + rest, copy + own + rest))
    most, worst = _percent(limit), _percent(max(shares), up=True)
    found = Refusal(Region.END.value, content.id, Rule(Kind.DENSITY), most, worst)
    return replace(found, against=sized(size), size=size)


def _percent(share: Fraction, up: bool = False) -> Length:
    """A share in percent with at most one decimal, rounded up where it must stay over a limit."""
    tenths = -(-share * 1000 // 1) if up else share * 1000 // 1
    return Length(Fraction(tenths, 10), Unit.PERCENT)

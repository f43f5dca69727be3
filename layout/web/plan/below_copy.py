"""What follows the copy in its column: ads there are main content, so density limits them too.

The copy is placed first; what its ads leave of the limit is shared by those that follow it, each at
the largest size that keeps the page within it at every width, or not there at all.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from layout.web.plan.ad_density import Arrangement, column_parts, spare
from layout.web.plan.box_sizes import Option
from layout.web.plan.measured_breakpoint import Span
from slots.policy import better_ads_share
from slots.problem.choices import density_limit
from slots.regions.rail import sized
from slots.regions.share_room import Claim, fit
from slots.rules.terms import Region
from slots.strip.content import Content
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import Length, Unit


def after_of(
    span: Span, bare: Arrangement, ads: tuple[Content, ...]
) -> tuple[dict[str, int], tuple[Refusal, ...]]:
    """The option of each ad after the copy that may stay, by its id, and refusals of sizes.

    `bare` is the page with the ads' homes, and the ads themselves of no height.
    """
    room = spare(bare, grows=True)
    if room is None:
        return {content.id: 0 for content in ads}, ()
    claims = tuple(
        Claim(
            span.terms(content).value,
            tuple(_uses(span, bare, content, option) for option in _options(span, bare, content)),
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
            size = _options(span, bare, content)[place].creative
            refusals.append(_refusal(bare, content, size, option, others))
    return {c.id: at for c, at in zip(ads, choice, strict=True) if at is not None}, tuple(refusals)


def _options(span: Span, bare: Arrangement, content: Content) -> tuple[Option, ...]:
    home = bare.homes[content.id]
    assert home, "only what has a home is asked for"
    return span.options(content, home)


def _uses(span: Span, bare: Arrangement, content: Content, option: Option) -> tuple[int, ...]:
    """The height an option adds to the column of the copy on each screen."""
    inside = bare.homes[content.id] is Region.END
    return tuple(
        height if inside or index not in span.railed else 0
        for index, height in enumerate(option.heights)
    )


def _refusal(
    bare: Arrangement,
    content: Content,
    size: tuple[int, int] | None,
    option: tuple[int, ...],
    others: tuple[int, ...],
) -> Refusal:
    limit = density_limit(bare.span.task.rules.page_terms(bare.span.name))
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

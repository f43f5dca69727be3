"""Preferences ("rather") that an edition does not meet, each with its price: of stories and ads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from layout.edition.stacked_ads import Stacked
from layout.makeup.edition.all_pages import EditionPlan
from layout.story.decided import AdDecided, Decisions
from layout.work.terminal.report import listed
from slots.finding import Finding, Severity
from slots.stacking.task.ad_decision import FREE


@dataclass(frozen=True, slots=True)
class Unmet:
    """A preference for a `story`, or for an `ad`, that is not met: its `keys` in pages.toml, the
    pages it is for (none: any), and those that it stands `on` instead (none: on no page). `price`
    is what it may cost in points; `cost` what it would (None: not known, of stories, or some ads
    would have no place, those that are `lost`, or the ad itself)."""

    story: str | None
    ad: str | None
    keys: tuple[str, ...]
    pages: tuple[int, ...]
    on: tuple[int, ...]
    price: int
    cost: int | None = None
    lost: tuple[str, ...] = ()


def unmet_as_data(
    plan: EditionPlan, stacked: Stacked, decisions: Decisions
) -> list[dict[str, Any]]:
    """Stories, then ads, as reports have them."""
    every = (*_unmet_of_stories(plan, stacked, decisions), *_unmet_of_ads(stacked))
    return [
        {name: [*value] if isinstance(value, tuple) else value for name, value in one.items()}
        for one in map(asdict, every)
    ]


def _unmet_of_stories(plan: EditionPlan, stacked: Stacked, decisions: Decisions) -> Iterator[Unmet]:
    """The stories that begin on none of the pages they would rather begin on, or on no page. Of
    those on closed pages nothing is said, nor of pages that the edition does not have, which are
    refused."""
    there = {page.number for page in stacked.pages}
    price = stacked.theme.prices.stories.elsewhere
    for slug, one in decisions.stories.items():
        pages = tuple(number for number in one.pages if number in there)
        page = plan.page_of.get(slug)
        if not one.rather or not pages or page in pages:
            continue
        if page is not None or slug in plan.held:
            keys = ("page", "lead") if one.lead else ("page",)
            yield Unmet(slug, None, keys, pages, (page,) if page else (), price)


def unmet_findings(plan: EditionPlan, stacked: Stacked, decisions: Decisions) -> Iterator[Finding]:
    """A note for each story that does not begin where it rather should; those of ads are told with
    the stack."""
    for one in _unmet_of_stories(plan, stacked, decisions):
        assert one.story is not None
        named = listed([f"page {page}" for page in one.pages], "or")
        message = f'"{one.story}" does not begin on {named}, as it rather should: '
        message += f"no plan was found in which that costs less than {one.price:,} points"
        where, hint = decisions.where(one.story, "rather"), "take out rather to decide it"
        yield Finding("unmet-preference", Severity.INFO, message, where, hint)


def _unmet_of_ads(stacked: Stacked) -> Iterator[Unmet]:
    price = stacked.theme.prices.ads.rather
    for one in stacked.preferences:
        if one.met:
            continue
        said = stacked.decisions.ads[one.id]
        on = tuple(place.page for place in stacked.plan.places if place.id == one.id)
        yield Unmet(None, one.id, _keys(said), said.pages, on, price, one.cost, one.lost)


def _keys(said: AdDecided) -> tuple[str, ...]:
    there: Sequence[tuple[str, bool]] = (
        ("page", bool(said.pages)),
        ("side", bool(said.side)),
        ("place", said.spot != FREE),
    )
    return tuple(key for key, is_said in there if is_said)

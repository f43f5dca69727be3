"""Preferences ("rather") that an edition does not meet, each with its price: of stories and ads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from layout.edition.decided.heads_and_pictures import in_pages_toml
from layout.edition.decided.refused_in_words import (
    form_words,
    page_words,
    place_words,
    rest_words,
    turn_words,
)
from layout.edition.decided.try_preferences import Missed, Preferred
from layout.edition.stacked_ads import Stacked
from layout.makeup.edition.all_pages import EditionPlan
from layout.story.decided import AdDecided, Decided, Decisions, Place, Rest
from layout.work.terminal.report import listed
from slots.finding import Finding, Severity
from slots.stacking.task.ad_decision import FREE


@dataclass(frozen=True, slots=True)
class Unmet:
    """A preference for a `story`, or for an `ad`, that is not met: its `keys` in pages.toml, the
    pages it is for (none: any), and those that it stands `on` instead (none: on no page). `price`
    is what it may cost in points; `cost` what it would (None: not known, of the page of a story, or
    it cannot be so: some ads would have no place, those that are `lost`, or the ad itself)."""

    story: str | None
    ad: str | None
    keys: tuple[str, ...]
    pages: tuple[int, ...]
    on: tuple[int, ...]
    price: int
    cost: int | None = None
    lost: tuple[str, ...] = ()


def unmet_as_data(
    preferred: Preferred, stacked: Stacked, decisions: Decisions
) -> list[dict[str, Any]]:
    """Stories, then ads, as reports have them."""
    plan = preferred.made.plan
    elsewhere = _unmet_of_stories(plan, stacked, decisions)
    others = (_unmet_otherwise(one, plan, stacked) for one in preferred.missed)
    every = (*elsewhere, *others, *_unmet_of_ads(stacked))
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


def unmet_findings(
    preferred: Preferred, stacked: Stacked, decisions: Decisions
) -> Iterator[Finding]:
    """A note for each story that does not begin where it rather should, and for each other thing
    that is preferred of one and is not so; those of ads are told with the stack."""
    for one in _unmet_of_stories(preferred.made.plan, stacked, decisions):
        assert one.story is not None
        named = listed([f"page {page}" for page in one.pages], "or")
        message = f'"{one.story}" does not begin on {named}, as it rather should: '
        message += f"no plan was found in which that costs less than {one.price:,} points"
        where, hint = decisions.where(one.story, "rather"), "take out rather to decide it"
        yield Finding("unmet-preference", Severity.INFO, message, where, hint)

    price = stacked.theme.prices.stories.rather
    for missed in preferred.missed:
        yield _missed(missed, price, decisions)


def _missed(one: Missed, price: int, decisions: Decisions) -> Finding:
    """A note that something which is preferred of a story is not so."""
    slug, key = one.wanted.story, one.wanted.key
    why = f"no plan was found in which that costs less than {price:,} points"
    if one.why:
        why = f"it cannot: {one.why}"
    elif one.cost is not None:
        why = f"it would cost {one.cost:,} points, and not less than {price:,}"
    message = f"{_not_so(slug, key, decisions.of(slug))}, as it rather should: {why}"
    where, hint = decisions.where(slug, key), f"take {key} out of rather to decide it"
    return Finding("unmet-preference", Severity.INFO, message, where, hint)


def _not_so(slug: str, key: str, said: Decided) -> str:
    """That something which is decided of a story is not so."""
    place, rest = said.place or Place(), said.rest or Rest()
    if key in ("together", "apart"):
        others = listed(
            [f'"{one}"' for one in (said.together if key == "together" else said.apart)]
        )
        return f'"{slug}" does not stand {"with" if key == "together" else "apart from"} {others}'
    if key == "sidebar":
        beside = listed([f'"{one}"' for one in said.sidebar])
        return f'"{slug}" does not stand with {beside} as in a package'
    if key == "jump":
        on = f"go on on {turn_words(said)}" if said.turns else "stay on one page"
        return f'"{slug}" does not {on}'
    if key == "rest":
        there = rest_words(rest)
        return f'the rest of "{slug}" does not stand {there} of {turn_words(said)}'
    if key in ("region", "place"):
        own = Place(region=place.region) if key == "region" else Place(place.column, place.row)
        return f'"{slug}" does not stand {place_words(own)} of {page_words(said.pages)}'
    of_each = [name for name in said.form.decided if in_pages_toml(name) == key]
    words = [form_words(name, said.form.value(name)) for name in of_each]
    return f'"{slug}" does not stand {listed(words or [form_words(key, said.cut)])}'


def _unmet_otherwise(one: Missed, plan: EditionPlan, stacked: Stacked) -> Unmet:
    slug, page = one.wanted.story, plan.page_of.get(one.wanted.story)
    price = stacked.theme.prices.stories.rather
    return Unmet(slug, None, (one.wanted.key,), (), (page,) if page else (), price, one.cost)


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

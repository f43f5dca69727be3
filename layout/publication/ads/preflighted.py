"""Artwork held against the profile that a publication names in [preflight]: what it breaks, with
the ad's id, the page of its file, the place there in mm, and the rule; where the ad has its place,
also the page of the newspaper, and the place there.

Only PDF files are: of pictures all there is to know is told with their shape and resolution. What a
file breaks is remembered by its content and the profile's, between runs too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from layout.page.grid import Grid
from layout.preflight.findings import finding_of
from layout.preflight.profile import Profile, profile_named
from layout.preflight.run import Broken, Verdict, preflight
from layout.press.pictures.artwork import Artwork, bytes_of
from layout.press.standard.press_settings import Mend
from layout.publication.ads.mended import as_mended
from layout.publication.ads.printed_artwork import alike, printed_at
from layout.publication.settings.newsgrid_toml import House
from layout.work.memory.memory import Memory, at_hand
from layout.work.memory.remembered import remembered_each
from layout.work.processes.crew import cores, shared_out
from slots.book.booking import Booking
from slots.finding import AdSpot, BadInput, Finding, Spot
from slots.rulebook.load import read_text
from slots.stacking.task.ad_plan import AdPlace


def profile_of(house: House) -> tuple[Profile | None, tuple[Finding, ...]]:
    """The profile that a publication asks for, None for none; and what is wrong with it."""
    named = house.publication.preflight
    if not named:
        return None, ()
    folder = house.folder or Path()
    try:
        if not named.endswith(".toml"):
            return profile_named(named), ()
        file = folder / named
        return profile_named(named, read_text(file, root=folder), file), ()
    except BadInput as error:
        return None, error.findings


class Arrived(NamedTuple):
    """An ad whose artwork is there: its booking, and what is known of the artwork."""

    booking: Booking
    artwork: Artwork


@dataclass(frozen=True, slots=True)
class HeldAd:
    """An ad whose artwork was held against a profile: its booking, what is known of the artwork,
    what it breaks, and what is mended of that on its way to the press."""

    booking: Booking
    artwork: Artwork
    verdict: Verdict
    mend: Collection[Mend] = ()

    def findings(self, places: Sequence[AdPlace], grid: Grid) -> Iterator[Finding]:
        """What the artwork breaks, with the page of the newspaper where the ad has a place."""
        booking = self.booking
        for broken in self.verdict.broken:
            spot = AdSpot(booking.id, _on_artwork(broken), self._printed(broken, places, grid))
            at = f" on {spot.printed}" if spot.printed else ""
            named = f'{booking.id} ({booking.advertiser}){at}: artwork "{booking.artwork}"'
            finding = replace(finding_of(broken, booking.where, named), spot=spot)
            yield as_mended(finding, broken, self.mend)

    def _printed(self, broken: Broken, places: Sequence[AdPlace], grid: Grid) -> Spot | None:
        """Where that is printed: only the first page of a file is."""
        trim, size = self.verdict.trim, self.artwork.proportions
        share = None
        if broken.page == 1 and broken.places and trim and all(trim) and alike(trim, size):
            share = broken.places[0].x / trim[0], broken.places[0].y / trim[1]
        return printed_at(self.booking, places, grid, size, share)


def _on_artwork(broken: Broken) -> Spot | None:
    if broken.page is None:
        return None
    first = broken.places[0] if broken.places else None
    return Spot(broken.page, *((first.x, first.y) if first else ()))


def held_ads(
    ads: Sequence[Arrived], profile: Profile, mend: Collection[Mend] = ()
) -> tuple[HeldAd, ...]:
    """Ads held against a profile, those whose artwork is a PDF: the others are left out. What
    `mend` has is mended on its way to the press."""
    documents = [one for one in ads if one.artwork.kind == "PDF"]
    verdicts = _verdicts([one.artwork for one in documents], profile)
    return tuple(HeldAd(*one, verdicts[one.artwork], mend) for one in documents)


@remembered_each(lambda artwork, profile: (artwork.digest, profile.digest), form=Verdict)
def _verdicts(artworks: Sequence[Artwork], profile: Profile) -> Sequence[Verdict]:
    """What a profile makes of files of artwork, by several processes at a time."""
    found: dict[int, Verdict] = {}
    with shared_out(partial(_verdict, profile), artworks, cores()) as results:
        found.update(results)
    return [found[index] for index in range(len(artworks))]


def _verdict(profile: Profile, artwork: Artwork) -> Verdict:
    return preflight(bytes_of(artwork.file), profile)


@contextmanager
def remembering(house: House) -> Iterator[None]:
    """What is found is remembered between runs, where nobody else has a memory at hand."""
    folder = house.folder
    if at_hand() is not None or folder is None or not house.publication.preflight:
        yield
        return
    memory = Memory(folder)
    with memory.making():
        yield
    memory.save(all_=False)

"""Artwork held against the profile that a publication names in [preflight]: what it breaks, with
the ad's id, the page of its file, the place there in mm, and the rule.

Only PDF files are: of pictures all there is to know is told with their shape and resolution. What a
file breaks is remembered by its content and the profile's, between runs too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from layout.preflight.findings import findings_of
from layout.preflight.profile import Profile, profile_named
from layout.preflight.run import Verdict, preflight
from layout.press.pictures.artwork import Artwork, bytes_of
from layout.press.standard.press_settings import Mend
from layout.publication.ads.mended import as_mended
from layout.publication.settings.newsgrid_toml import House
from layout.work.memory.memory import Memory, at_hand
from layout.work.memory.remembered import remembered
from slots.book.booking import Booking
from slots.finding import BadInput, Finding
from slots.rulebook.load import read_text


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


def preflight_findings(
    booking: Booking, artwork: Artwork, profile: Profile, mend: Collection[Mend] = ()
) -> tuple[Finding, ...]:
    """What an ad's artwork breaks of a profile; nothing for a picture. What `mend` has is mended on
    its way to the press: a note that says so."""
    if artwork.kind != "PDF":
        return ()
    named = f'{booking.id} ({booking.advertiser}): artwork "{booking.artwork}"'
    verdict = _verdict(artwork, profile)
    told = zip(verdict.broken, findings_of(verdict, booking.where, named), strict=True)
    return tuple(as_mended(finding, broken, mend) for broken, finding in told)


@remembered(lambda artwork, profile: (artwork.digest, profile.digest), form=Verdict)
def _verdict(artwork: Artwork, profile: Profile) -> Verdict:
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

"""Creatives: what may stand in an ad's bed, as creatives.toml says it, with the files it needs.

    house     pictures or markup of the newspaper's own: in the page, without script
    frame     a page of HTML of its own, shut into a sandboxed frame
    gpt       a unit of Google Ad Manager
    adsense   a unit of Google AdSense
    prebid    bidders first, then a unit of Google Ad Manager with their bids

Everything here is read from files once (`layout.publication.creatives.read_creatives`) and serves
all stories.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from layout.story.audience import EVERYBODY, Audience, Cap
from slots.rules.size import Size

CALM, BUSY = 0, 10
"""The priorities of house creatives and of all others where creatives.toml names none."""


@dataclass(frozen=True, slots=True, eq=False)
class Asset:
    """A file that goes beside the page: its address in the page's folder, and its bytes."""

    href: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Artwork:
    """A picture of a creative, its size in px of the file."""

    asset: Asset
    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class HousePicture:
    """Pictures of one advertisement in several shapes: each bed shows the one that fills it most.

    `link` is where it leads, "" for nowhere.
    """

    artworks: tuple[Artwork, ...]
    alt: str
    link: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class HouseMarkup:
    """Clean HTML in the language of our own house ads; `text` is what it says, for the fonts."""

    html: str
    text: str
    assets: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A page of HTML for a sandboxed frame. `hosts` are those it may load from, `scripts` whether
    its own may run; without hosts it sends no request outside, and needs no consent."""

    page: Asset
    title: str = ""
    hosts: tuple[str, ...] = ()
    scripts: bool = False
    assets: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True)
class Gpt:
    """A Google Ad Manager unit: "/1234/section/inline", and its key-values."""

    unit: str
    targeting: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class AdSense:
    """An AdSense unit: "ca-pub-..." and the number of the ad slot."""

    client: str
    unit: str


@dataclass(frozen=True, slots=True)
class Prebid:
    """A unit with header bidding: bidders come first. `bidders` are (name, parameters as JSON)."""

    unit: str
    bidders: tuple[tuple[str, str], ...]
    targeting: tuple[tuple[str, tuple[str, ...]], ...] = ()


Matter = HousePicture | HouseMarkup | Frame | Gpt | AdSense | Prebid


@dataclass(frozen=True, slots=True, eq=False)
class Creative:
    """One creative and the terms it is served on.

    `slots` are names of slots.toml. `sizes` are those it is made for, none for all of a slot.
    `share` weighs it against others of the same `priority`; of the creatives that may stand in a
    bed only those of the highest priority take part. `since` and `until` are the first and last
    day of an edition that shows it, `audience` and `cap` the readers whom it is shown to. After
    `refresh` seconds in view another is asked for in its place; 0: never.
    """

    name: str
    matter: Matter
    slots: tuple[str, ...]
    sizes: tuple[Size, ...] = ()
    categories: tuple[str, ...] = ()
    share: int = 1
    priority: int = CALM
    since: datetime.date | None = None
    until: datetime.date | None = None
    audience: Audience = EVERYBODY
    cap: Cap | None = None
    refresh: int = 0

    @property
    def for_some(self) -> bool:
        """Whether only the reader's page can say if it may be shown."""
        return self.audience != EVERYBODY or self.cap is not None

    @property
    def asked(self) -> bool:
        """Whether the script asks for it: it is not in the page itself."""
        return self.outside or self.for_some

    @property
    def outside(self) -> bool:
        """Whether it sends requests to another host: only then are a script and consent needed."""
        if isinstance(self.matter, Frame):
            return bool(self.matter.hosts)
        return isinstance(self.matter, Gpt | AdSense | Prebid)

    @property
    def dated(self) -> bool:
        """Whether it runs on some days only."""
        return bool(self.since or self.until)

    def runs_on(self, day: datetime.date | None) -> bool:
        """Whether it may be shown in an edition of this day; a dated one never where none is known.

        >>> ad = Creative("fair", HousePicture((), ""), (), until=datetime.date(2026, 12, 24))
        >>> ad.runs_on(datetime.date(2026, 12, 24)), ad.runs_on(datetime.date(2026, 12, 25))
        (True, False)
        """
        if day is None:
            return not self.dated
        return (self.since or day) <= day <= (self.until or day)

    def fitting(self, sizes: Iterable[Size]) -> tuple[Size, ...]:
        """Those of a bed's sizes that it is made for."""
        return tuple(size for size in sizes if not self.sizes or size in self.sizes)

    def assets(self) -> Iterator[Asset]:
        """The files it needs beside the page."""
        if isinstance(self.matter, HousePicture):
            yield from (artwork.asset for artwork in self.matter.artworks)
        elif isinstance(self.matter, HouseMarkup):
            yield from self.matter.assets
        elif isinstance(self.matter, Frame):
            yield self.matter.page
            yield from self.matter.assets


@dataclass(frozen=True, slots=True, eq=False)
class Networks:
    """How ad networks are used: the addresses of their scripts, the hosts that the page's policy
    allows them, the seconds after which the house ad stays for good, and how far before the screen
    an ad is requested, in hundredths of the screen's height."""

    gpt: str
    adsense: str
    prebid: str
    hosts: tuple[str, ...] = ()
    timeout: int = 8
    lazy: int = 100


TCF = "tcf"
"""IAB's Transparency and Consent Framework."""


@dataclass(frozen=True, slots=True, eq=False)
class Consent:
    """The script that answers for the reader: a file of ours or an address, and its hosts; and the
    frameworks in which services answer: "tcf", "gpp", "usp"."""

    script: Asset | str = ""
    hosts: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = (TCF,)


@dataclass(frozen=True, slots=True)
class Seller:
    """A line of ads.txt: who may sell the publication's space. `certification` may be ""."""

    domain: str
    account: str
    relationship: str = "DIRECT"
    certification: str = ""


@dataclass(frozen=True, slots=True)
class Owners:
    """The variables of ads.txt, "" where there is none."""

    contact: str = ""
    owner: str = ""
    manager: str = ""


GPT = "https://securepubads.g.doubleclick.net/tag/js/gpt.js"
ADSENSE = "https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js"


@dataclass(frozen=True, slots=True, eq=False)
class Creatives:
    """All that creatives.toml says. Without one there is nothing in it, and beds show our own.

    `reader` is the script that tells a page who reads it."""

    all: tuple[Creative, ...] = ()
    networks: Networks = Networks(GPT, ADSENSE, "")
    consent: Consent = Consent()
    reader: Asset | None = None
    sellers: tuple[Seller, ...] = ()
    owners: Owners = Owners()

    def running(self, day: datetime.date | None) -> tuple[Creative, ...]:
        """Those that an edition of this day may show, in the order of the file."""
        return tuple(creative for creative in self.all if creative.runs_on(day))


NONE = Creatives()

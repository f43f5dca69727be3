"""The keys of creatives.toml, as pydantic models. `docs/creatives.md` explains each.

[creative.fair]      one creative: kind, slots, and what its kind needs
[network]            how networks are asked
[consent]            who answers for the reader
[reader]             who tells a page who reads it
[[seller]]           ads.txt: who may sell the publication's space; [ads_txt] its contacts
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr

from layout.publication.creatives.reader_keys import CapText, WhenRead
from slots.rules.frozen_table import Table
from slots.rules.notation import Spelled, Strict, WebSize, worded
from slots.units import Length, Unit, parse_length

_NAME_PATTERN = r"^[a-z0-9][a-z0-9_-]*$"
KINDS = ("house", "html", "gpt", "adsense", "prebid")
_DOMAIN = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"


def _ahead(text: str) -> Length:
    length = parse_length(text)
    if length.unit is not Unit.SCREEN or length.value > 10:
        raise ValueError(f'"{text}" is no distance to load ahead: write it as in "1 screen"')
    return length


_PART = r"[A-Za-z0-9_.*/\\!<:()-]+"
_PictureFile = Annotated[
    str, worded(r"[^\s:][^:\n]*\.(jpe?g|png|webp|gif|avif)", "a picture", "house/summer.jpg")
]
_HtmlFile = Annotated[str, worded(r"[^\s:][^:\n]*\.html?", "a file of HTML", "house/summer.html")]
_AnyFile = Annotated[str, worded(r"[^\s:][^:\n]*", "a file of the publication", "ads/fair/sky.jpg")]
_Link = Annotated[
    str, worded(r"(https?://|mailto:|/)\S+", "an address", "https://shop.example/offer")
]
_Host = Annotated[
    str,
    worded(
        rf"https?://(\*\.)?({_DOMAIN}|localhost|127\.0\.0\.1)(:\d+)?",
        "a host",
        "https://cdn.example",
    ),
]
_Script = Annotated[
    str,
    worded(
        r"(https?://[^\s\"'<>;,]+|[^\s:/][^:\n]*\.js)",
        "an address or a script of the publication",
        "consent.js",
        "https://cmp.example/cmp.js",
    ),
]
_OwnScript = Annotated[
    str, worded(r"[^\s:/][^:\n]*\.js", "a script of the publication", "reader.js")
]
_Address = Annotated[
    str, worded(r"https?://[^\s\"'<>;,]+", "an address", "https://cdn.example/tag.js")
]
_AdUnit = Annotated[
    str,
    worded(
        rf"/?\d+(,\d+)?(/{_PART})+",
        "an ad unit of Google Ad Manager",
        "/1234/section/inline",
    ),
]
_Client = Annotated[str, worded(r"ca-pub-\d{16}", "an AdSense client", "ca-pub-1234567890123456")]
_AdSlot = Annotated[str, worded(r"\d{6,12}", "the number of an AdSense ad unit", "1234567890")]
_Domain = Annotated[str, worded(_DOMAIN, "a domain in small letters", "google.com")]
_Account = Annotated[
    str, worded(r"[^\s,;#=]+", "an account without spaces and commas", "pub-1234567890123456")
]
_Certification = Annotated[
    str, worded(r"[A-Za-z0-9]+", "a certification authority's id", "f08c47fec0942fa0")
]
_Contact = Annotated[
    str, worded(r"[^\s,;#]+", "an e-mail address or a page", "ads@gazette.example")
]
_Category = Annotated[str, worded(r"[^\s#][^\n#]*", "the name of a category", "airline")]
_Ahead = Annotated[
    Length,
    Spelled(_ahead, Length, r"^\s*\d+(\.\d+)?\s*screens?\s*$", "screens ahead", ("1 screen",)),
]
_Positive = Annotated[StrictInt, Field(ge=1, le=1_000)]
_InView = Annotated[StrictInt, Field(ge=30, le=3_600)]
_Value = StrictStr | tuple[StrictStr, ...]


class Common(Strict):
    """What every creative says."""

    slots: tuple[StrictStr, ...] = Field(
        ..., min_length=1, description="the slots of slots.toml it may stand in"
    )
    sizes: tuple[WebSize, ...] = Field(
        default=(), description="the sizes it is made for; none: all of its slots"
    )
    categories: tuple[_Category, ...] = Field(
        default=(), description="the advertiser's categories, for the rules of slots.toml"
    )
    share: _Positive = Field(
        default=1, description="how often, beside others of the same priority: 2 is twice 1"
    )
    priority: Annotated[StrictInt, Field(ge=-100, le=100)] | None = Field(
        default=None,
        description="those of the highest priority take part; 0 for house ads, 10 for others",
    )
    since: datetime.date | None = Field(
        default=None, alias="from", description="the first day of an edition that shows it"
    )
    until: datetime.date | None = Field(
        default=None, description="the last day of an edition that shows it"
    )
    when: WhenRead = Field(
        default=WhenRead(), description="whom it is for, asked in the reader's page"
    )
    cap: CapText | None = Field(
        default=None, description="how often one reader sees it at most; needs consent"
    )


class House(Common):
    """An ad of the newspaper's own: pictures, or a template of HTML."""

    kind: Literal["house"] = Field(..., description="the newspaper's own: works without script")
    image: _PictureFile | None = Field(default=None, description="a picture, for beds of any size")
    images: tuple[_PictureFile, ...] = Field(
        default=(), description="pictures in several shapes: each bed shows the one that fits"
    )
    alt: StrictStr = Field(
        default="", description="what the pictures say, for those who do not see them"
    )
    link: _Link | None = Field(default=None, description="where the pictures lead")
    template: _HtmlFile | None = Field(
        default=None, description="HTML in place of pictures, in the classes of our house ads"
    )


class Html(Common):
    """A page of HTML of its own, in a sandboxed frame."""

    kind: Literal["html"] = Field(..., description="HTML in a sandboxed frame")
    file: _HtmlFile = Field(..., description="the HTML")
    files: tuple[_AnyFile, ...] = Field(
        default=(), description="the pictures and other files it shows, in the folder of `file`"
    )
    title: StrictStr = Field(default="", description="what the frame is called")
    scripts: StrictBool = Field(default=False, description="its own scripts may run")
    hosts: tuple[_Host, ...] = Field(
        default=(), description="hosts it may load from; it then waits for consent"
    )


class Gpt(Common):
    """A unit of Google Ad Manager, through Google Publisher Tag."""

    kind: Literal["gpt"] = Field(..., description="Google Publisher Tag")
    unit: _AdUnit = Field(..., description="the ad unit's path")
    targeting: Table[_Value] = Field(default_factory=Table, description="key-values of the slot")
    refresh: _InView | None = Field(
        default=None, description="seconds in view after which another is asked for in its place"
    )


class AdSense(Common):
    """A unit of Google AdSense, of fixed size."""

    kind: Literal["adsense"] = Field(..., description="Google AdSense")
    client: _Client = Field(..., description="the publisher's client")
    slot: _AdSlot = Field(..., description="the ad unit's number")


class Prebid(Common):
    """Bidders first, then a unit of Google Ad Manager with their bids."""

    kind: Literal["prebid"] = Field(..., description="Prebid, with Google Publisher Tag")
    unit: _AdUnit = Field(..., description="the ad unit's path")
    targeting: Table[_Value] = Field(default_factory=Table, description="key-values of the slot")
    bidders: Table[Table[Any]] = Field(
        ...,
        description="each bidder's parameters, by its code",
        json_schema_extra={"additionalProperties": {"type": "object"}},
    )
    refresh: _InView | None = Field(
        default=None, description="seconds in view after which another is asked for in its place"
    )


AnyKind = Annotated[House | Html | Gpt | AdSense | Prebid, Field(discriminator="kind")]


class Network(Strict):
    """How requests to networks are made."""

    timeout: Annotated[StrictInt, Field(ge=1, le=60)] = Field(
        default=8, description="seconds until the house ad stays for good"
    )
    lazy: _Ahead = Field(
        default=parse_length("1 screen"),
        description="how far below the screen an ad is asked for",
    )
    gpt: _Address | None = Field(default=None, description="the address of gpt.js")
    adsense: _Address | None = Field(default=None, description="the address of adsbygoogle.js")
    prebid: _Address | None = Field(
        default=None, description="the address of your build of prebid.js"
    )
    hosts: tuple[_Host, ...] = Field(
        default=(), description="further hosts the networks in use load from"
    )


class ConsentSettings(Strict):
    """Who answers for the reader."""

    script: _Script | None = Field(
        default=None, description="the script that asks: a file of the publication, or an address"
    )
    hosts: tuple[_Host, ...] = Field(default=(), description="further hosts it loads from")
    frameworks: tuple[Literal["tcf", "gpp", "usp"], ...] = Field(
        default=("tcf",),
        min_length=1,
        description="in which a consent service answers: IAB's TCF, its GPP, US Privacy",
    )


class ReaderSettings(Strict):
    """Who tells a page where its reader is, and what to the site."""

    script: _OwnScript = Field(
        ..., description="a script of the publication that sets window.newsgridReader"
    )


class SellerSettings(Strict):
    """One line of ads.txt."""

    domain: _Domain = Field(..., description="of the advertising system")
    account: _Account = Field(..., description="the publisher's account there")
    relationship: Literal["DIRECT", "RESELLER"] = Field(
        default="DIRECT", description="whose account it is: the publisher's own, or another's"
    )
    certification: _Certification | None = Field(
        default=None, description="the system's id at a certification authority"
    )


class AdsTxt(Strict):
    """The contacts of ads.txt."""

    contact: _Contact | None = Field(default=None, description="whom to ask about it")
    owner_domain: _Domain | None = Field(default=None, description="of the business that owns it")
    manager_domain: _Domain | None = Field(
        default=None, description="of the business that alone manages its space"
    )


class Book(Strict):
    """Everything that may stand in the beds of ads on web pages."""

    creative: Table[AnyKind] = Field(
        default_factory=Table,
        description="the creatives, by name",
        json_schema_extra={"propertyNames": {"pattern": _NAME_PATTERN}},
    )
    network: Network = Field(default=Network(), description="how networks are asked")
    consent: ConsentSettings = Field(default=ConsentSettings(), description="who answers")
    reader: ReaderSettings | None = Field(default=None, description="who says who reads")
    seller: tuple[SellerSettings, ...] = Field(default=(), description="the lines of ads.txt")
    ads_txt: AdsTxt = Field(default=AdsTxt(), description="the contacts of ads.txt")


BY_KIND: dict[str, type[Common]] = dict(
    zip(KINDS, (House, Html, Gpt, AdSense, Prebid), strict=True)
)

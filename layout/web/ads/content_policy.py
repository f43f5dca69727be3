"""The part of a page's Content-Security-Policy that its ads need: the hosts of the networks in use,
and no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from layout.story.creative import ADSENSE, GPT, AdSense, Consent, Frame, Gpt, Networks, Prebid
from layout.web.ads.in_each_bed import Ads

_GOOGLE = (
    "https://*.googlesyndication.com",
    "https://*.doubleclick.net",
    "https://*.adtrafficquality.google",
    "https://www.google.com",
)
"""The hosts that Google's tags load from; not needed where a publication loads a tag from a host of
its own."""


def ad_policy(ads: Ads) -> str:
    """The part of the page's policy that its ads need, after what holds for every page."""
    if not ads.outside:
        framed = any(isinstance(each.matter, Frame) for each in ads.house)
        return "; frame-src 'self'" if framed else ""
    kinds = {type(each.matter) for each in ads.outside}
    hosts = tuple(_hosts(kinds, ads.creatives.networks))
    asking = tuple(_consent_hosts(ads.creatives.consent))
    if not hosts and not asking:
        return "; frame-src 'self'"
    sources = " ".join(("'self'", *dict.fromkeys((*hosts, *asking))))
    parts = [f"{kind}-src {sources}" for kind in ("script", "connect", "frame")]
    parts.append(f"img-src {sources} data:")
    # networks size their boxes by style attributes; no script comes in by these
    parts.append("style-src 'self' 'unsafe-inline'")
    return "".join(f"; {part}" for part in parts)


def _hosts(kinds: set[type], networks: Networks) -> Iterator[str]:
    """The hosts of the networks in use: Google's own list only where its own addresses are."""
    addresses = [networks.gpt] if kinds & {Gpt, Prebid} else []
    addresses += [networks.adsense] if AdSense in kinds else []
    addresses += [networks.prebid] if Prebid in kinds else []
    yield from map(_origin, addresses)
    if {GPT, ADSENSE} & set(addresses):
        yield from _GOOGLE
    if addresses:
        yield from networks.hosts


def _consent_hosts(consent: Consent) -> Iterator[str]:
    if isinstance(consent.script, str) and consent.script:
        yield _origin(consent.script)
    yield from consent.hosts


def _origin(address: str) -> str:
    """The scheme and host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"

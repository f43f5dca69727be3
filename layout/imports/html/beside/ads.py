"""Places for ads, as the tags of ad servers and the plugins of WordPress leave them in a page.

    <ins class="adsbygoogle" data-ad-slot="1">, <div id="div-gpt-ad-1">, <div class="code-block">

Sources: Google AdSense and Publisher Tag documentation; what Ad Inserter, Advanced Ads and Newspack
write into posts.
"""

from __future__ import annotations

import re

from layout.imports.html.parse.element import Element
from layout.imports.html.reading import Reading
from layout.imports.html.seen import words_in
from layout.story.as_written import SlotAsk
from layout.story.text.pieces import Piece, slot_named

_SLOT = "google-ad"
"""The slot that an ad of another page asks for."""
_SURE_NAMES = ("amp-ad", "amp-embed", "amp-sticky-ad")
_SURE_IDS = re.compile(r"(?:div-gpt-ad|gpt-ad|google_ads_|advads-|aswift_|ad-slot-|taboola-)", re.I)
_SURE_CLASSES = re.compile(
    r"(?:^|\s)(?:adsbygoogle|newspack_global_ad|wp-block-newspack-ads\S*|scaip(?:-\S+)?|advads-\S+|"
    r"google-auto-placed|ai-adsense\S*|trc_related_container|OUTBRAIN)(?:\s|$)",
    re.IGNORECASE,
)
_SURE_DATA = ("data-ad-client", "data-ad-slot", "data-google-query-id", "data-advadsid")
_CLASSES = re.compile(
    r"(?:^|\s)(?:code-block(?:-\d+)?|ads?|adv|adbox|adslot|adunit|dfp|advert(?:s|isements?|ising)?|"
    r"(?:(?:inline|google|dfp|gpt|banner|article|content|story|body|post|mobile|desktop|native|"
    r"side|sidebar|mid|text|in-content|in-article)[-_])?"
    r"ad[-_](?:container|slot|unit|wrapper|wrap|placement|placeholder|banner|box|block|area|zone|"
    r"inserter|label|mobile|desktop|inline|\d+)|"
    r"(?:inline|google|dfp|gpt|banner|article|in-content|in-article)[-_]ads?|"
    r"advert[-_]?(?:container|slot|box|wrapper|unit)|publicidad|anuncio)(?:\s|$)",
    re.IGNORECASE,
)
_FRAMES = re.compile(
    r"googlesyndication\.com|doubleclick\.net|googleads\.|amazon-adsystem\.com|adnxs\.com", re.I
)
_HOLDS = frozenset("div section aside p figure span center ins".split())
_LONGEST = 300
"""Characters in a box that only its class calls an ad; one with more holds something else."""


def ad_place(element: Element, reading: Reading) -> list[Piece] | None:
    """The place of an ad, its own words left out; None for an element that is none."""
    if not (_is_surely_ad(element) or _is_likely_ad(element)):
        return None
    words = words_in(element, reading)
    reading.leave_out("an ad", words, element)
    slot: SlotAsk = slot_named(_SLOT, reading.line(element))
    return [slot]


def _is_surely_ad(element: Element) -> bool:
    attributes = element.attributes
    if element.name in _SURE_NAMES:
        return True
    if not attributes:
        return False
    if element.name == "iframe":
        return bool(_FRAMES.search(element.get("src")))
    if element.name not in _HOLDS:
        return False
    if any(name in attributes for name in _SURE_DATA):
        return True
    return bool(_SURE_IDS.match(element.get("id")) or _SURE_CLASSES.search(element.get("class")))


def _is_likely_ad(element: Element) -> bool:
    """Whether its class calls it an ad, and it holds too little to be anything else."""
    if element.name not in _HOLDS or not _CLASSES.search(element.get("class")):
        return False
    return len(element.text_seen(_LONGEST)) < _LONGEST

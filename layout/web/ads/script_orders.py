"""Our script for ads (ads.js): its file, and its orders, which it reads from the page as JSON: the
setup of the networks once, and what to ask for at each node.

A page whose beds ask for nothing has no script at all. The script has only the parts that a page
needs: what stands between `// if PART` and `// end` is left out of others, between `// else` and
`// end` of those that have it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from layout.story.creative import TCF, AdSense, Asset, Creative, Frame, Gpt, Prebid
from layout.web.ads.beds import AdRequest
from layout.web.ads.in_each_bed import Ads
from layout.web.html.text_markup import TEMPLATES
from layout.web.measure.content_stamp import stamp

_SCRIPT = "ads.js"
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""What a frame may: open its advertiser's page in a new tab. Never the site's origin, nor its
window; scripts only where creatives.toml says so."""


def scripts_of(ads: Ads, label: str, root: str = "") -> tuple[dict[str, str], ...]:
    """The scripts of a page in their order, as {"src", "orders"}; none where no host is asked."""
    if not ads.outside:
        return ()
    script = ads.creatives.consent.script
    consent = root + script.href if isinstance(script, Asset) else script
    reader = ads.creatives.reader if _for_some(ads) else None
    own = {"src": root + _script_file(ads).href, "orders": _setup(ads, label, root)}
    before = [consent] if consent else []
    before += [root + reader.href] if reader else []
    return (*({"src": src, "orders": ""} for src in before), own)


def _for_some(ads: Ads) -> bool:
    """Whether a page asks who reads it."""
    return any(each.for_some for each in ads.outside)


def _parts(ads: Ads) -> frozenset[str]:
    """The parts of our script that a page needs beside those that all have."""
    parts = {"readers"} if _for_some(ads) else set()
    if any(each.refresh for each in ads.outside):
        parts.add("refresh")
    if ads.creatives.consent.frameworks != (TCF,):
        parts.add("frameworks")
    return frozenset(parts)


def _script_file(ads: Ads) -> Asset:
    """Our script with the parts that a page needs, without comments and indentation, named by what
    is in it."""
    source = (TEMPLATES / _SCRIPT).read_text(encoding="utf-8")
    lines = _only(_parts(ads), [line.strip() for line in source.splitlines()])
    lean = "\n".join(line for line in lines if line and not line.startswith("//")).encode()
    return Asset(f"ads-{stamp(lean)}.js", lean)


def _only(parts: frozenset[str], lines: list[str]) -> Iterator[str]:
    """The lines of a script that has these parts."""
    kept = True
    for line in lines:
        if line.startswith("// if "):
            kept = line.removeprefix("// if ") in parts
        elif line == "// else":
            kept = not kept
        elif line == "// end":
            kept = True
        elif kept:
            yield line


def _setup(ads: Ads, label: str, root: str) -> str:
    """What the script has to know of the networks and creatives in use, as JSON."""
    networks = ads.creatives.networks
    kinds, frameworks = (
        {type(each.matter) for each in ads.outside},
        ads.creatives.consent.frameworks,
    )
    addresses = {
        "gpt": networks.gpt if kinds & {Gpt, Prebid} else "",
        "adsense": networks.adsense if AdSense in kinds else "",
        "prebid": networks.prebid if Prebid in kinds else "",
    }
    setup = {
        **{name: address for name, address in addresses.items() if address},
        "timeout": networks.timeout * 1000,
        "lazy": networks.lazy,
        "label": label,
        **({} if frameworks == (TCF,) else {"frameworks": frameworks}),
        "creatives": {each.name: _order(each, label, root) for each in ads.outside},
    }
    return json.dumps(setup, separators=(",", ":"), ensure_ascii=False)


def _order(creative: Creative, label: str, root: str) -> dict[str, Any]:
    """What the script has to know of one creative."""
    order = _matter(creative, label, root)
    when = creative.audience.as_orders()
    if when:
        order["when"] = when
    if creative.cap:
        order["cap"] = [creative.cap.views, creative.cap.seconds]
    if creative.refresh:
        order["refresh"] = creative.refresh
    return order


def _matter(creative: Creative, label: str, root: str) -> dict[str, Any]:
    matter = creative.matter
    if isinstance(matter, AdSense):
        return {"kind": "adsense", "client": matter.client, "slot": matter.unit}
    if isinstance(matter, Gpt):
        return {"kind": "gpt", "unit": matter.unit, "targeting": _targeting(matter)}
    if isinstance(matter, Prebid):
        bids = [{"bidder": name, "params": json.loads(params)} for name, params in matter.bidders]
        targeting = _targeting(matter)
        return {"kind": "prebid", "unit": matter.unit, "targeting": targeting, "bids": bids}
    assert isinstance(matter, Frame)
    return {
        "kind": "html",
        "src": root + matter.page.href,
        "title": matter.title or label,
        "sandbox": sandbox_of(matter),
    }


def _targeting(matter: Gpt | Prebid) -> dict[str, list[str]]:
    return {key: list(values) for key, values in matter.targeting}


def orders_of(requests: tuple[AdRequest, ...]) -> str:
    """What the script asks for at a node: [[from screen, creative, [[width, height], ...]], ...],
    with creative and sizes again for each that others see; "" where it never asks."""
    if not any(request.creative for request in requests):
        return ""
    orders: list[list[Any]] = []
    for request in requests:
        asked: list[Any] = []
        for each in (request, *request.others):
            sizes = [[size.width, size.height] for size in each.sizes]
            asked += [each.creative.name if each.creative else "", sizes]
        if not orders or orders[-1][1:] != asked:
            orders.append([request.first, *asked])
    return json.dumps(orders, separators=(",", ":"))


def sandbox_of(frame: Frame) -> str:
    """The rights of a frame, as its `sandbox` attribute has them."""
    return f"allow-scripts {_SANDBOX}" if frame.scripts else _SANDBOX


def ad_files(ads: Ads) -> Iterator[tuple[str, bytes]]:
    """The files that the ads of a page need beside it, each once: path and bytes."""
    assets = [asset for creative in (*ads.house, *ads.outside) for asset in creative.assets()]
    if ads.outside:
        script = ads.creatives.consent.script
        assets += [script] if isinstance(script, Asset) else []
        reader = ads.creatives.reader if _for_some(ads) else None
        assets += [reader] if reader else []
        assets.append(_script_file(ads))
    yield from {asset.href: (asset.href, asset.data) for asset in assets}.values()

"""What earlier runs found out about the shapes of stories: of one that is as it was, they need not
be worked out to know where it may stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from layout.makeup.edition.shapes.setting import ShapeFacts
from layout.makeup.edition.tiling.section_layout import LaidSection
from layout.work.store.cache import keep, kept
from layout.work.store.folder import CacheFolder

_FILE = "shapes.json"


def known_facts(cache: CacheFolder, code: str) -> dict[str, ShapeFacts]:
    """The facts that were kept, where the same code found them."""
    data = kept(cache, _FILE)
    found = json.loads(data) if data is not None else None
    if found is None or found["code"] != code:
        return {}
    return {
        key: ShapeFacts(rows, name, tuple(costs))
        for key, (rows, name, costs) in found["facts"].items()
    }


def keep_facts(
    cache: CacheFolder,
    code: str,
    sections: Iterable[LaidSection],
    known: Mapping[str, ShapeFacts],
) -> None:
    """Keep the facts of sections for the next run, where they are not those known already."""
    facts = {key: one for section in sections for key, one in section.facts.items()}
    if facts != known:
        told = {key: [one.rows, one.key, one.costs] for key, one in sorted(facts.items())}
        text = json.dumps({"code": code, "facts": told}, separators=(",", ":"))
        keep(cache, _FILE, text.encode())

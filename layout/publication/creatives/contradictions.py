"""What a creatives.toml says that cannot be, or cannot be meant, though every key is well spelt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from slots.finding import Severity
from slots.rules.mistake import Mistake, suggestion

if TYPE_CHECKING:
    from layout.publication.creatives.allowed_keys import AnyKind, Book
    from slots.rules.terms import Rules
    from slots.text.source_map import Path as KeyPath

_GOOGLE = "google.com"


def lints(book: Book, data: dict[str, Any], rules: Rules | None) -> Iterator[Mistake]:
    """Mistakes between keys, between creatives and networks, and between creatives and slots.

    `data` is the whole file, in which slots are named by creatives with other mistakes too.
    """
    if rules is not None:
        yield from _slots(data, rules)
    for name, said in book.creative.items():
        yield from _days(name, said)
        yield from _house(name, said)
        if rules is not None:
            yield from _sizes(name, said, rules)
    yield from _prebid(book)
    yield from _consent(book)
    yield from _sellers(book)


def _days(name: str, said: AnyKind) -> Iterator[Mistake]:
    if said.since and said.until and said.since > said.until:
        message = f"until: {said.until} is before from, {said.since}: it would never be shown"
        yield Mistake("never-shown", ("creative", name, "until"), message, "swap the two")


def _house(name: str, said: AnyKind) -> Iterator[Mistake]:
    if said.kind != "house":
        return
    path = ("creative", name)
    pictured = bool(said.image or said.images)
    if pictured and said.template:
        message = f"[creative.{name}] has pictures and a template: it can be only one of them"
        yield Mistake("two-artworks", (*path, "template"), message, "drop one, or make it two")
    if not pictured and not said.template:
        message = f"[creative.{name}] needs image, images or template"
        yield Mistake("missing-key", path, message, 'add image = "house/summer.jpg"', key=True)
    if pictured and not said.alt.strip():
        message = (
            f"[creative.{name}] needs alt: its pictures say nothing to those who hear the page"
        )
        yield Mistake("missing-key", path, message, 'add alt = "what they say"', key=True)
    if said.template and (said.link or said.alt):
        key = "link" if said.link else "alt"
        message = f"{key}: a template has its own links and words"
        yield Mistake("unused-key", (*path, key), message, "write it in the template")


def _slots(data: dict[str, Any], rules: Rules) -> Iterator[Mistake]:
    ads = [slot for slot, rule in rules.slot.items() if rule.holds == "ad"]
    for path, slot in _named(data):
        if slot not in rules.slot:
            message = f'unknown slot "{slot}"{suggestion(slot, ads)}'
            yield Mistake("unknown-slot", path, message, f"one of {', '.join(ads)}")
        elif slot not in ads:
            message = f'slot "{slot}" holds {rules.slot[slot].holds}, not an ad'
            yield Mistake("no-ad-slot", path, message, f"one of {', '.join(ads)}")


def _named(data: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """All slots that creatives name, with the places of the names."""
    creatives = data.get("creative")
    for name, said in creatives.items() if isinstance(creatives, dict) else ():
        slots = said.get("slots") if isinstance(said, dict) else None
        for index, slot in enumerate(slots if isinstance(slots, list) else ()):
            if isinstance(slot, str):
                yield ("creative", name, "slots", index), slot


def _sizes(name: str, said: AnyKind, rules: Rules) -> Iterator[Mistake]:
    """Sizes that no slot of the creative serves at any breakpoint."""
    slots = [slot for slot in said.slots if slot in rules.slot]
    served = {
        size
        for slot in slots
        for point in rules.breakpoints
        for size in rules.terms(slot, point).sizes
    }
    if not served:
        return
    for index, size in enumerate(said.sizes):
        if size not in served:
            listed = ", ".join(map(str, sorted(served, key=lambda each: (each.width, each.height))))
            message = f"size {size} is served by none of its slots: they serve {listed}"
            hint = "add it to the slot's sizes in slots.toml, or drop it here"
            path = ("creative", name, "sizes", index)
            yield Mistake("size-not-served", path, message, hint, Severity.WARNING)


def _prebid(book: Book) -> Iterator[Mistake]:
    users = [name for name, said in book.creative.items() if said.kind == "prebid"]
    if users and not book.network.prebid:
        message = f"[creative.{users[0]}] needs prebid in [network]: there is no common prebid.js"
        hint = 'add prebid = "https://cdn.example/prebid.js", your own build of it'
        yield Mistake("missing-key", ("creative", users[0], "kind"), message, hint)


def _consent(book: Book) -> Iterator[Mistake]:
    outside = [name for name, said in book.creative.items() if _outside(said)]
    if outside and not book.consent.script:
        message = (
            f"[creative.{outside[0]}] asks another host, and nobody answers for the reader: "
            "it is never asked, and house ads stay"
        )
        hint = "name the script that asks under [consent], as docs/creatives.md shows"
        path = ("creative", outside[0], "kind")
        yield Mistake("no-consent", path, message, hint, Severity.WARNING)


def _outside(said: AnyKind) -> bool:
    return said.kind in ("gpt", "adsense", "prebid") or (said.kind == "html" and bool(said.hosts))


def _sellers(book: Book) -> Iterator[Mistake]:
    """Networks that sell space without a line in ads.txt: buyers then pass it over."""
    accounts = {each.account for each in book.seller if each.domain == _GOOGLE}
    for name, said in book.creative.items():
        path = ("creative", name, "kind")
        if said.kind in ("gpt", "prebid", "adsense") and not accounts:
            message = f"ads.txt has no line for {_GOOGLE}, through which [creative.{name}] is sold"
            hint = f'add a [[seller]] with domain = "{_GOOGLE}" and your account'
            yield Mistake("no-seller", path, message, hint, Severity.WARNING)
        elif said.kind == "adsense" and said.client.removeprefix("ca-") not in accounts:
            account = said.client.removeprefix("ca-")
            message = f"ads.txt has no line for {_GOOGLE} with the account {account}"
            hint = f'add a [[seller]] with account = "{account}"'
            yield Mistake("no-seller", path, message, hint, Severity.WARNING)

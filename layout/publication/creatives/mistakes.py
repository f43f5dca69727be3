"""What is wrong with a creatives.toml, in sentences with remedies: what pydantic finds in its keys;
and what cannot be, or cannot be meant, though each key by itself is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from layout.publication.creatives.allowed_keys import (
    BY_KIND,
    KINDS,
    AdsTxt,
    Book,
    Common,
    ConsentSettings,
    Network,
    ReaderSettings,
    SellerSettings,
)
from layout.publication.creatives.reader_keys import WhenRead
from slots.finding import Severity
from slots.rules.mistake import (
    MOST_MISTAKES,
    Mistake,
    as_mistake,
    nearest,
    rest_of,
    shown,
    suggested,
    table_name,
)
from slots.text.source_map import Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from layout.publication.creatives.allowed_keys import AnyKind
    from slots.rules.terms import Rules
    from slots.text.source_map import Path as KeyPath


_EXAMPLES = {
    "slots": '["inline-ad"]',
    "file": '"ads/fair.html"',
    "unit": '"/1234/section/inline"',
    "client": '"ca-pub-1234567890123456"',
    "slot": '"1234567890"',
    "bidders": "{ appnexus = { placementId = 1 } }",
    "domain": '"google.com"',
    "script": '"reader.js"',
    "account": '"pub-1234567890123456"',
}

_GOOGLE = "google.com"


def mistakes_of(errors: Sequence[ErrorDetails], data: dict[str, Any]) -> Iterator[Mistake]:
    """What pydantic found, in sentences, with suggestions from the keys that are known."""
    seen: set[Path] = set()
    yield from rest_of(errors)
    for error in errors[:MOST_MISTAKES]:
        path = in_file(tuple(error["loc"]))
        if path in seen:  # a value that may be one text or several is wrong as both
            continue
        seen.add(path)
        if error["type"] in ("union_tag_invalid", "union_tag_not_found"):
            yield _kind(path, data)
        elif error["type"] == "extra_forbidden":
            yield _unknown(path, data)
        elif error["type"] == "missing":
            word = str(path[-1])
            message = f"{table_name(path[:-1])} needs {word}"
            hint = f"add {word} = {_EXAMPLES.get(word, '...')}"
            yield Mistake("missing-key", path[:-1], message, hint, key=True)
        elif error["type"].startswith("date"):
            message = (
                f"{path[-1]}: expected a day such as 2026-01-09, found {shown(error['input'])}"
            )
            yield Mistake("bad-value", path, message, "write year-month-day, without quotes")
        elif error["type"] == "model_attributes_type":
            message = f"{table_name(path)} is a table of keys, found {shown(error['input'])}"
            yield Mistake("bad-value", path, message, "write its keys below it")
        else:
            yield as_mistake({**error, "loc": path})


def in_file(loc: Path) -> Path:
    """A path of pydantic's as it is in the file: without the kind that it chose the model by, and
    without the branch of a union that it tried."""
    tagged = len(loc) > 2 and loc[0] == "creative" and loc[2] in KINDS
    path = (*loc[:2], *loc[3:]) if tagged else loc
    return tuple(part for part in path if not str(part).startswith(("str", "tuple[")))


def _kind(path: Path, data: dict[str, Any]) -> Mistake:
    """A creative without a kind, or of one nobody knows."""
    kinds = ", ".join(f'"{kind}"' for kind in KINDS)
    found = _table(path, data).get("kind")
    if found is None:
        message = f"{table_name(path)} needs kind"
        return Mistake("missing-key", path, message, f"add kind, one of {kinds}", key=True)
    near = nearest(found, KINDS) if isinstance(found, str) else ""
    message = f"kind: expected one of {kinds}, found {shown(found)}{suggested(near)}"
    return Mistake("bad-value", (*path, "kind"), message, "write one of these").meaning(near)


def _unknown(path: Path, data: dict[str, Any]) -> Mistake:
    word, table = str(path[-1]), path[:-1]
    known = _fields(table, data)
    near = nearest(word, known)
    message = f'unknown key "{word}" in {table_name(table)}{suggested(near)}'
    hint = _elsewhere(word, table) or f"known here: {', '.join(known)}"
    return Mistake("unknown-key", path, message, hint, key=True).meaning(near)


def _elsewhere(word: str, table: Path) -> str | None:
    """Where a key belongs that is none of its table's."""
    kinds = [kind for kind, model in BY_KIND.items() if word in _keys(model)]
    if kinds and table[:1] == ("creative",):
        return f"{word} is for kind = {' or '.join(kinds)}"
    fixed = [name for name in _FIXED if word in _keys(_FIXED[name])]
    if kinds:
        return f"{word} belongs in [creative.NAME]"
    return f"{word} belongs in [{fixed[0]}]" if fixed else None


_FIXED: dict[str, type[BaseModel]] = {
    "network": Network,
    "consent": ConsentSettings,
    "reader": ReaderSettings,
    "ads_txt": AdsTxt,
    "seller": SellerSettings,
}


def _fields(table: Path, data: dict[str, Any]) -> list[str]:
    """The keys known in a table, by its path."""
    if not table:
        return list(Book.model_fields)
    if table[0] == "creative" and len(table) == 2:
        return _keys(BY_KIND.get(str(_table(table, data).get("kind")), Common))
    if table[0] == "creative" and table[2:] == ("when",):
        return _keys(WhenRead)
    return _keys(_FIXED[str(table[0])]) if table[0] in _FIXED else []


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _table(path: Path, data: dict[str, Any]) -> dict[str, Any]:
    found: Any = data
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def lints(book: Book, data: dict[str, Any], rules: Rules | None) -> Iterator[Mistake]:
    """Mistakes between keys, between creatives and networks, and between creatives and slots.

    `data` is the whole file, in which slots are named by creatives with other mistakes too.
    """
    if rules is not None:
        yield from _slots(data, rules)
    for name, creative in book.creative.items():
        yield from _days(name, creative)
        yield from _house(name, creative)
        yield from _readers(name, creative, book)
        if rules is not None:
            yield from _sizes(name, creative, rules)
    yield from _prebid(book)
    yield from _consent(book)
    yield from _sellers(book)


def _days(name: str, creative: AnyKind) -> Iterator[Mistake]:
    if creative.since and creative.until and creative.since > creative.until:
        message = (
            f"until: {creative.until} is before from, {creative.since}: it would never be shown"
        )
        yield Mistake("never-shown", ("creative", name, "until"), message, "swap the two")


def _house(name: str, creative: AnyKind) -> Iterator[Mistake]:
    if creative.kind != "house":
        return
    path = ("creative", name)
    pictured = bool(creative.image or creative.images)
    if pictured and creative.template:
        message = f"[creative.{name}] has pictures and a template: it can be only one of them"
        yield Mistake("two-artworks", (*path, "template"), message, "drop one, or make it two")
    if not pictured and not creative.template:
        message = f"[creative.{name}] needs image, images or template"
        yield Mistake("missing-key", path, message, 'add image = "house/summer.jpg"', key=True)
    if pictured and not creative.alt.strip():
        message = (
            f"[creative.{name}] needs alt: its pictures say nothing to those who hear the page"
        )
        yield Mistake("missing-key", path, message, 'add alt = "what they say"', key=True)
    if creative.template and (creative.link or creative.alt):
        key = "link" if creative.link else "alt"
        message = f"{key}: a template has its own links and words"
        yield Mistake("unused-key", (*path, key), message, "write it in the template")


def _readers(name: str, creative: AnyKind, book: Book) -> Iterator[Mistake]:
    """Conditions that nobody asks about, or that nobody answers."""
    key = "cap" if creative.cap else "when"
    path = ("creative", name, key)
    audience = creative.when.audience()
    if creative.kind == "house" and _for_some(creative):
        message = f"{key}: a house ad stands in the page itself, for every reader"
        hint = 'write it as kind = "html", which the page\'s script lays over a house ad'
        yield Mistake("house-for-some", path, message, hint)
    elif audience.told and not book.reader:
        message = "when: nobody says where the reader is, or what to the site: it is never shown"
        hint = 'name a script under [reader], as docs/creatives.md shows: script = "reader.js"'
        yield Mistake("nobody-says", path, message, hint, Severity.WARNING)


def _for_some(creative: AnyKind) -> bool:
    return creative.cap is not None or creative.when != WhenRead()


def _slots(data: dict[str, Any], rules: Rules) -> Iterator[Mistake]:
    ads = [slot for slot, rule in rules.slot.items() if rule.holds == "ad"]
    for path, slot in _named(data):
        if slot not in rules.slot:
            near = nearest(slot, ads)
            message = f'unknown slot "{slot}"{suggested(near)}'
            yield Mistake("unknown-slot", path, message, f"one of {', '.join(ads)}").meaning(near)
        elif slot not in ads:
            message = f'slot "{slot}" holds {rules.slot[slot].holds}, not an ad'
            yield Mistake("no-ad-slot", path, message, f"one of {', '.join(ads)}")


def _named(data: dict[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """All slots that creatives name, with the places of the names."""
    creatives = data.get("creative")
    for name, creative in creatives.items() if isinstance(creatives, dict) else ():
        slots = creative.get("slots") if isinstance(creative, dict) else None
        for index, slot in enumerate(slots if isinstance(slots, list) else ()):
            if isinstance(slot, str):
                yield ("creative", name, "slots", index), slot


def _sizes(name: str, creative: AnyKind, rules: Rules) -> Iterator[Mistake]:
    """Sizes that no slot of the creative serves at any breakpoint."""
    slots = [slot for slot in creative.slots if slot in rules.slot]
    served = {
        size
        for slot in slots
        for point in rules.breakpoints
        for size in rules.terms(slot, point).sizes
    }
    if not served:
        return
    for index, size in enumerate(creative.sizes):
        if size not in served:
            listed = ", ".join(map(str, sorted(served, key=lambda each: (each.width, each.height))))
            message = f"size {size} is served by none of its slots: they serve {listed}"
            hint = "add it to the slot's sizes in slots.toml, or drop it here"
            path = ("creative", name, "sizes", index)
            yield Mistake("size-not-served", path, message, hint, Severity.WARNING)


def _prebid(book: Book) -> Iterator[Mistake]:
    users = [name for name, creative in book.creative.items() if creative.kind == "prebid"]
    if users and not book.network.prebid:
        message = f"[creative.{users[0]}] needs prebid in [network]: there is no common prebid.js"
        hint = 'add prebid = "https://cdn.example/prebid.js", your own build of it'
        yield Mistake("missing-key", ("creative", users[0], "kind"), message, hint)


def _consent(book: Book) -> Iterator[Mistake]:
    outside = [name for name, creative in book.creative.items() if _outside(creative)]
    if outside and not book.consent.script:
        message = (
            f"[creative.{outside[0]}] asks {_what(book.creative[outside[0]])}, and nobody answers "
            "for the reader: it is never asked, and house ads stay"
        )
        hint = "name the script that asks under [consent], as docs/creatives.md shows"
        path = ("creative", outside[0], "kind")
        yield Mistake("no-consent", path, message, hint, Severity.WARNING)


def _what(creative: AnyKind) -> str:
    own = creative.kind == "html" and not creative.hosts
    return "who reads" if own else "another host"


def _outside(creative: AnyKind) -> bool:
    return creative.kind in ("gpt", "adsense", "prebid") or (
        creative.kind == "html" and (bool(creative.hosts) or _for_some(creative))
    )


def _sellers(book: Book) -> Iterator[Mistake]:
    """Networks that sell space without a line in ads.txt: buyers then pass it over."""
    accounts = {each.account for each in book.seller if each.domain == _GOOGLE}
    for name, creative in book.creative.items():
        path = ("creative", name, "kind")
        if creative.kind in ("gpt", "prebid", "adsense") and not accounts:
            message = f"ads.txt has no line for {_GOOGLE}, through which [creative.{name}] is sold"
            hint = f'add a [[seller]] with domain = "{_GOOGLE}" and your account'
            yield Mistake("no-seller", path, message, hint, Severity.WARNING)
        elif creative.kind == "adsense" and creative.client.removeprefix("ca-") not in accounts:
            account = creative.client.removeprefix("ca-")
            message = f"ads.txt has no line for {_GOOGLE} with the account {account}"
            hint = f'add a [[seller]] with account = "{account}"'
            yield Mistake("no-seller", path, message, hint, Severity.WARNING)

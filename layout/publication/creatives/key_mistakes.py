"""What is wrong with a creatives.toml, said for people: errors as sentences, with remedies."""

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
    SellerSettings,
)
from slots.rules.mistake import (
    MOST_MISTAKES,
    Mistake,
    rest_of,
    shown,
    suggestion,
    table_name,
    told,
)
from slots.text.source_map import Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_EXAMPLES = {
    "slots": '["inline-ad"]',
    "file": '"ads/fair.html"',
    "unit": '"/1234/section/inline"',
    "client": '"ca-pub-1234567890123456"',
    "slot": '"1234567890"',
    "bidders": "{ appnexus = { placementId = 1 } }",
    "domain": '"google.com"',
    "account": '"pub-1234567890123456"',
}


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
            yield told({**error, "loc": path})


def in_file(loc: Path) -> Path:
    """A path of pydantic's as it stands in the file: without the kind it went by, nor the branch
    of a value that may be one text or several."""
    tagged = len(loc) > 2 and loc[0] == "creative" and loc[2] in KINDS
    path = (*loc[:2], *loc[3:]) if tagged else loc
    return tuple(part for part in path if not str(part).startswith(("str", "tuple[")))


def _kind(path: Path, data: dict[str, Any]) -> Mistake:
    """A creative without a kind, or of one nobody knows."""
    kinds = ", ".join(f'"{kind}"' for kind in KINDS)
    said = _table(path, data).get("kind")
    if said is None:
        message = f"{table_name(path)} needs kind"
        return Mistake("missing-key", path, message, f"add kind, one of {kinds}", key=True)
    near = suggestion(said, KINDS) if isinstance(said, str) else ""
    message = f"kind: expected one of {kinds}, found {shown(said)}{near}"
    return Mistake("bad-value", (*path, "kind"), message, "write one of these")


def _unknown(path: Path, data: dict[str, Any]) -> Mistake:
    word, table = str(path[-1]), path[:-1]
    known = _fields(table, data)
    message = f'unknown key "{word}" in {table_name(table)}{suggestion(word, known)}'
    hint = _elsewhere(word, table) or f"known here: {', '.join(known)}"
    return Mistake("unknown-key", path, message, hint, key=True)


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
    "ads_txt": AdsTxt,
    "seller": SellerSettings,
}


def _fields(table: Path, data: dict[str, Any]) -> list[str]:
    """The keys known in a table, by its path."""
    if not table:
        return list(Book.model_fields)
    if table[0] == "creative" and len(table) == 2:
        return _keys(BY_KIND.get(str(_table(table, data).get("kind")), Common))
    return _keys(_FIXED[str(table[0])]) if table[0] in _FIXED else []


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _table(path: Path, data: dict[str, Any]) -> dict[str, Any]:
    found: Any = data
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}

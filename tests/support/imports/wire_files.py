"""Files of agencies for tests: read by whatever format tells them, and the corpora of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from support.imports.visible_words import texts_of_copy

from layout.imports.item import Given, Item
from layout.imports.source import source_of
from layout.imports.wires.tell_apart import (
    ANPA_1312,
    IPTC_7901,
    NEWSML,
    NEWSML_G2,
    NINJS,
    NITF,
    REUTERS_LIST,
    RITZAU,
    WENN,
)
from slots.finding import Finding

WIRES = (NINJS, NEWSML_G2, NEWSML, NITF, IPTC_7901, ANPA_1312, RITZAU, WENN, REUTERS_LIST)
"""All formats of agencies."""

CORPORA = next(
    (
        each / "shared" / "corpora" / "imports"
        for each in Path(__file__).parents
        if (each / "shared" / "corpora" / "imports").is_dir()
    ),
    None,
)
"""The agencies' files that nobody here wrote; None where they are not at hand."""

FOLDERS = ("wires", "newsml-g2", "ninjs")


def corpus_files(*folders: str) -> Iterator[Path]:
    """The files of folders of the corpora, in the order of their names."""
    for folder in folders or FOLDERS:
        if CORPORA:
            yield from sorted(CORPORA.joinpath(folder).iterdir())


def format_names(data: bytes | str) -> list[str]:
    """The names of the formats that tell a file."""
    source = source_of(data.encode() if isinstance(data, str) else data, "wire")
    return [each.name for each in WIRES if each.recognises(source)]


def read(data: bytes | str, name: str = "wire") -> list[Given]:
    """What the one format that tells a file gives of it."""
    source = source_of(data.encode() if isinstance(data, str) else data, name)
    (told,) = [each for each in WIRES if each.recognises(source)]
    return list(told.read(source))


def items_in(data: bytes | str) -> list[Item]:
    """The items of a file."""
    return [each for each in read(data) if isinstance(each, Item)]


def item_in(data: bytes | str) -> Item:
    """The only item of a file."""
    (item,) = items_in(data)
    return item


def findings_in(data: bytes | str) -> list[Finding]:
    """The findings of a file, those that its items carry too."""
    found: list[Finding] = []
    for each in read(data):
        found += [each] if isinstance(each, Finding) else each.copy.findings
    return found


def texts(item: Item) -> list[str]:
    """The texts of an item's pieces, in order."""
    return texts_of_copy(item.copy)


def left_out(item: Item) -> dict[str, list[str]]:
    """What an item left out: words by what they were."""
    found: dict[str, list[str]] = {}
    for each in item.copy.left_out:
        found.setdefault(each.what, []).append(each.text)
    return found

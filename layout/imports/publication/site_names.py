"""The names of sites that titles of their pages end in: "Ferry returns | Gazette".

    titles of all pages ──by host──▶ most of them end alike? ──▶ recorded ──▶ off the headlines

One page does not show which of its words are its site's name; all pages of one import do, by their
titles alone, which stand in their first bytes. A name that was found once is recorded and holds for
good, so that one page more, or one page alone, does not change the headlines of others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from layout.imports.item import Format, Item, LeftOut, Title
from layout.imports.opening.open_sources import Opened, Opening
from layout.imports.opening.zip_files import Damaged
from layout.imports.publication.disk import Disk
from layout.imports.publication.record import HOME
from layout.imports.titles import shared_tail, without_site_name
from layout.story.run import plain, text_of
from slots.files.door import STDIN, Unopened
from slots.finding import BadInput

_FILE = f"{HOME}/site-names.txt"


@dataclass(frozen=True, slots=True)
class SiteNames:
    """Names of sites by their hosts; under "" that of pages that do not say where they are."""

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, opened: Opened) -> tuple[str, ...]:
        """The names that the title of a source may end in."""
        title = _title(opened)
        return self.names.get(title.host, ()) if title else ()


def site_names(disk: Disk, given: Sequence[Path | str], formats: Sequence[Format]) -> SiteNames:
    """The names that are recorded in a publication, and those that most pages of files, folders and
    zips share. What comes from stdin and the network is opened once only, so no name is taken from
    it."""
    names = _recorded(disk)
    titles: dict[str, list[str]] = {}
    for title in _titles(disk, given, formats):
        titles.setdefault(title.host, []).append(title.text)
    for host, texts in titles.items():
        tail = shared_tail(texts)
        if tail and tail not in names.get(host, ()):
            names[host] = (*names.get(host, ()), tail)
    if names:
        lines = (json.dumps([host, *each], ensure_ascii=False) for host, each in names.items())
        disk.refresh(_FILE, "".join(f"{line}\n" for line in sorted(lines)).encode())
    return SiteNames(names)


def _recorded(disk: Disk) -> dict[str, tuple[str, ...]]:
    """What an earlier import found; nothing of a line that says nothing."""
    names: dict[str, tuple[str, ...]] = {}
    for line in (disk.read(_FILE) or b"").splitlines():
        with suppress(ValueError, RecursionError):
            match json.loads(line):
                case [str(host), *rest]:
                    names[host] = tuple(name for name in rest if isinstance(name, str))
    return names


def _titles(disk: Disk, given: Sequence[Path | str], formats: Sequence[Format]) -> Iterator[Title]:
    """The titles of all pages; what cannot be opened is reported when it is read."""
    entitled = [each for each in formats if each.title]
    files = [each for each in given if isinstance(each, Path) and each is not STDIN]
    if not entitled:
        return
    with Opening(entitled, disk.root) as opening:
        for file in files:
            with suppress(BadInput, Damaged, Unopened):
                for found in opening.opened(file):
                    if isinstance(found, Opened) and (title := _title(found)):
                        yield title


def _title(opened: Opened) -> Title | None:
    return opened.format.title(opened.source) if opened.format.title else None


def without_tail(item: Item, names: Sequence[str]) -> Item:
    """An item without these names in its headline; they are left out, and name its site."""
    headline = item.head.headline
    whole = " ".join(text_of(headline).split())
    bare = without_site_name(whole, names)
    if not names or bare == whole or len(headline) > 1:
        return item
    before, _, after = whole.partition(bare)
    left = LeftOut("the site's name", f"{before} {after}".strip(), item.where)
    copy = replace(item.copy, left_out=(left, *item.copy.left_out))
    head = replace(item.head, headline=plain(bare))
    return replace(item, head=head, copy=copy, site=item.site or names[0])

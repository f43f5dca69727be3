"""Writing a site: only what changed, each file whole or as it was, the home page last.

Files are written in this order, so that no page ever names a file that is not there yet: what pages
share, pages of stories, feeds and sitemaps, fronts, the home page. Then files that no page names
any more are deleted, if the manifest says that we made them. The manifest is written twice: before
the first file with all names that will be ours and what each new page is made of, so that a crash
leaves no file we would not know, and the next run makes only pages that did not get into the
folder (each is believed by its digest alone); and at the end as it is then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from layout.publication.digests import digest, digest_at
from layout.site.manifest import (
    NAME,
    Manifest,
    manifest_bytes,
    stays_inside,
)
from layout.web.cards.addresses import ASSETS, FRONT
from layout.work.terminal.output import write_each, write_file
from slots.files.door import is_file, is_inside


@dataclass(frozen=True, slots=True)
class Written:
    """What writing came to: names of files written, as they were, and taken away."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def intact(folder: Path, outputs: Mapping[str, str]) -> bool:
    """Whether all these files are there with these digests; no file has the digest ""."""
    return all(value and digest_at(folder / path) == value for path, value in outputs.items())


def write_site(
    folder: Path, files: Mapping[str, bytes], kept: Iterable[str], old: Manifest, new: Manifest
) -> Written:
    """Writes a site: `files` by their paths, beside those `kept` as they are.

    Raises BadInput where a file cannot be written.
    """
    ordered = sorted(files, key=_order)
    assert all(map(stays_inside, ordered)), "a path never leaves the site"
    changed = [path for path in ordered if digest_at(folder / path) != digest(files[path])]
    gone = sorted(set(old.outputs) - set(new.outputs))
    gone = [path for path in gone if is_file(folder / path)]
    if changed or gone:
        both = {**old.outputs, **new.outputs}
        write_file(folder / NAME, manifest_bytes(replace(new, outputs=both)))
    write_each({folder / path: files[path] for path in changed})
    for path in gone:
        _remove(folder, path)
    last = manifest_bytes(new)
    if digest_at(folder / NAME) != digest(last):
        write_file(folder / NAME, last)
    same = sorted({*kept, *files} - set(changed), key=_order)
    return Written(tuple(changed), tuple(same), tuple(gone))


def _order(path: str) -> tuple[int, str]:
    """What is named by others comes before these: assets, pages, all else, fronts, the home
    page."""
    if path == FRONT:
        return 4, path
    if path.endswith(f"/{FRONT}"):
        return 3, path
    if path.startswith(f"{ASSETS}/"):
        return 0, path
    return (1 if path.endswith(".html") else 2), path


def _remove(folder: Path, path: str) -> None:
    """Takes a file away, and the folders that are empty without it; a link is not followed."""
    file = folder / path
    if not is_inside(file.parent, folder):
        return
    file.unlink(missing_ok=True)
    for parent in file.relative_to(folder).parents:
        if parent.parts:
            with suppress(OSError):  # it holds something else
                (folder / parent).rmdir()

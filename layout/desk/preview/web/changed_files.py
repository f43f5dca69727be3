"""Walking: what lies below a folder and how it was last written, without opening any of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from layout.publication.story_files import is_publication, is_text
from layout.site.manifest import NAME as MANIFEST
from slots.files.door import Unopened, is_inside, listed
from slots.finding import Finding, Severity, Where

Stamp = tuple[int, int, int]
"""When a file was written and changed, in nanoseconds, and its bytes: where it is the same, so is
the file."""

_UNSEEN = (".pdf", "~", "edition.plan.json", "edition.plan.json.old")
"""Endings of names that no page depends on: what is printed, how, and what editors leave."""

Walked = dict[str, Stamp]
"""Files by their names below the folder."""


def stamp_of(file: Path) -> Stamp | None:
    """The stamp of a file, None where it is not there."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size


def walk(folder: Path, out: list[str] | None = None) -> Walked:
    """All files below a folder but for hidden ones and the sites that newsgrid wrote into it.

    A link that leads out of the folder is none of its files: the desk shows nobody what lies there.
    The names of such links are added to `out`.
    """
    found: Walked = {}
    away: list[str] = [] if out is None else out
    waiting = [("", str(folder))]
    while waiting:
        prefix, here = waiting.pop()
        try:
            entries = list(listed(Path(here)))
        except Unopened:  # it is reported where the folder's files are listed
            continue
        if prefix and any(entry.name == MANIFEST for entry in entries):
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_symlink() and not is_inside(Path(entry.path), folder):
                    away.append(name)
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{name}/", entry.path))
                elif entry.is_file():  # a pipe has no end to read to
                    its = entry.stat()
                    found[name] = its.st_mtime_ns, its.st_ctime_ns, its.st_size
            except OSError:  # it went away meanwhile; a link that leads to itself
                continue
    return found


def stories_among(walked: Walked, folder: Path) -> tuple[str, ...]:
    """The stories among files, in the order of `shelf.stories_in`."""
    texts = [name for name in walked if is_text(name.rpartition("/")[2])]
    texts.sort(key=lambda name: name.split("/"))
    if not is_publication(folder):
        return tuple(texts)
    beside = (name for name in texts if "/" not in name)
    return (*beside, *(name for name in texts if name.startswith("stories/")))


def left_out(folder: Path) -> tuple[Finding, ...]:
    """The stories that are links out of a folder, as findings: nothing is made of them."""
    out: list[str] = []
    walked = walk(folder, out)
    stories = stories_among({**walked, **dict.fromkeys(out, (0, 0, 0))}, folder)
    message = "this is a link out of the folder, which is not followed"
    hint = "put the story itself here, not a link to it"
    return tuple(
        Finding("link-out", Severity.WARNING, message, Where(name), hint)
        for name in stories
        if name in out
    )


def unlike_stories(walked: Walked, stories: Iterable[str]) -> Walked:
    """What is left without stories: all that their pages may share."""
    own = set(stories)
    return {
        name: stamp
        for name, stamp in walked.items()
        if name not in own and not name.endswith(_UNSEEN)
    }

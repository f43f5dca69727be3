"""A picture file that is handed to a story: kept with the publication's, named in its text.

    bytes ──a picture that newsgrid reads?──▶ stories/media/pier.jpg, the next free name
    words ──Markdown──▶ in the story's text, read back: just that picture is new, or nothing is kept

A file that is there is never written over. Taken back, the text is as it was, and the file is gone,
unless somebody else has come to use it.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from layout.desk.preview.access import writable_files
from layout.desk.preview.lists.kept_files import check_ours, kept, taken_away
from layout.imports.markdown.blocks import paragraphs_of
from layout.imports.markdown.fit import Fitting, fitted
from layout.imports.publication.disk import Disk
from layout.imports.publication.media_files import looked_at
from layout.imports.publication.stories_here import STORIES
from layout.story.as_written import Story
from layout.story.block import Picture, Tagged
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.pictures.paths import depth_of
from layout.story.pictures.unreadable import Unreadable
from layout.story.read.suffixes import MARKDOWN_SUFFIXES
from layout.story.run import plain
from layout.story.text.pieces import Piece, pieces_of
from layout.story.text.spoken import phrases
from slots.finding import BadInput, Where, bad_input

_SUFFIXES = frozenset({".jpg", ".png", ".webp", ".gif", ".tif", ".avif"})
"""What the files end in that are kept here: nothing else is taken away."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What comes with a picture file: the story it is for, the name it had, its alternative text,
    caption and credit; `at` is the file of a picture of the story ("": none) that it stands beside,
    or in whose place, `instead`."""

    file: str
    name: str
    alt: str
    caption: str = ""
    credit: str = ""
    at: str = ""
    instead: bool = False


def hand_in(folder: Path, handed: Handed, data: bytes) -> dict[str, Any]:
    """Keeps a picture and names it in its story: {"before", "after", "revision", "picture",
    "digest"}. Raises BadInput with what is wrong, Conflict where the story changed meanwhile;
    nothing is kept then."""
    _check(handed, data)
    before = writable_files.read(folder, handed.file)
    try:
        suffix = looked_at(data).suffix
    except Unreadable as error:
        hint = error.hint.replace("JPEG, PNG or PDF", "JPEG or PNG")  # a story has no PDF
        raise bad_input("unprintable-picture", error.why, Where(handed.name), hint) from None
    disk = Disk(folder)
    home = _home(before.text, handed.file, folder)
    name = kept(disk, home, PurePosixPath(handed.name).stem, suffix, data)
    try:
        text = with_picture(before.text, handed, _way(name, handed.file), _depth(folder, handed))
        after = writable_files.write(folder, handed.file, text, before.revision)
    except BaseException:
        disk.drop(name)
        raise
    digest = hashlib.sha256(data).hexdigest()
    texts = {"before": before.text, "after": after.text, "revision": after.revision}
    return {**texts, "picture": name, "digest": digest}


@dataclass(frozen=True, slots=True)
class Back:
    """What is taken back: the story's file, the text that it had, and its revision now; the file of
    the picture, and its digest."""

    file: str
    text: str
    revision: str
    picture: str
    digest: str


def take_back(folder: Path, back: Back) -> dict[str, Any]:
    """Gives a story the text that it had before, and takes the picture's file away where nobody
    else names it, and it is what was handed in: {"revision", "kept": whether it stays}. Raises
    Conflict where the story changed since."""
    check_ours(back.picture, _SUFFIXES)
    now = writable_files.write(folder, back.file, back.text, back.revision)
    kept_ = not taken_away(folder, back.picture, back.digest)
    return {"revision": now.revision, "kept": kept_}


def _check(handed: Handed, data: bytes) -> None:
    """Raises BadInput where something is missing."""
    if not handed.alt.strip():
        hint = "say in a few words what the picture shows, for those who do not see it"
        raise bad_input("no-alt-text", "the picture has no alternative text", Where("alt"), hint)
    if not data:
        hint = "choose the picture itself, or save it again"
        raise bad_input("empty-file", "the file is empty", Where(handed.name), hint)
    if PurePosixPath(handed.file).suffix.lower() not in MARKDOWN_SUFFIXES:
        hint = "save the story as .md, and hand the picture to that"
        message = "a story of plain text has no pictures"
        raise bad_input("plain-story", message, Where(handed.file), hint)


def _depth(folder: Path, handed: Handed) -> int:
    return depth_of(folder / handed.file)


def _home(text: str, file: str, folder: Path) -> str:
    """The folder of a story's pictures: that of its first, else the publication's, as imports
    have it."""
    story, _ = parse_markdown(text, file, depth_of(folder / file))
    own = next((each for each in story.body if isinstance(each, Picture)), None)
    if own is None:
        return f"{STORIES}/media"
    way = posixpath.join(posixpath.dirname(file), posixpath.dirname(own.src))
    return posixpath.normpath(way).removeprefix(".")  # never above the folder: readers see to that


def _way(name: str, file: str) -> str:
    """The path of a picture from the file of a story."""
    return posixpath.relpath(name, posixpath.dirname(file) or ".")


# --- the text of a story -------------------------------------------------------------------------


def with_picture(text: str, handed: Handed, src: str, depth: int) -> str:
    """The text of a story with a picture, all else as it was written: beside the picture that is
    named, or in its place; else after its last one, or above its first paragraph. Raises BadInput
    where it does not say just that afterwards: what is written is read back first."""
    story, _ = parse_markdown(text, handed.file, depth)
    pieces = pieces_of(story)
    paragraphs, new = _written(story, handed, src)
    for place in _places(text, pieces, handed):
        written = _with_lines(text, place, paragraphs)
        wanted = (*pieces[: place.at], new, *pieces[place.at + place.taken :])
        if _says(written, story, wanted, handed.file, depth):
            return written
    hint = "give it a caption, put it elsewhere, or write it into the story's source"
    message = "the picture cannot be written there with certainty"
    raise bad_input("odd-story", message, Where(handed.file), hint)


def _written(story: Story, handed: Handed, src: str) -> tuple[tuple[str, ...], Picture]:
    """The paragraphs of a picture in Markdown, and the picture that they are read as."""
    line = {name: " ".join(each.split()) for name, each in asdict(handed).items() if name in _WORDS}
    photo = str(phrases(story.language)["story"]["photo"])
    bare = Picture(src, line["alt"], plain(line["caption"]), line["credit"])
    (new,) = tuple(fitted((bare,), Fitting(handed.file, photo=photo)))
    assert isinstance(new, Picture)
    return tuple(paragraphs_of((new,))), new


_WORDS = ("alt", "caption", "credit")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a picture may stand: from and to a line of the text that it takes the place of, counted
    from 0, the piece before which it comes, and how many pieces it takes the place of."""

    start: int
    end: int
    at: int
    taken: int = 0


def _places(text: str, pieces: tuple[Piece, ...], handed: Handed) -> Iterator[_Place]:
    """Where it may stand, the likeliest first."""
    pictures = [at for at, each in enumerate(pieces) if isinstance(_bare(each), Picture)]
    if handed.at:
        pictures = [at for at in pictures if _named(pieces[at], handed.at)]
        if not pictures:
            hint = "hand it to the story itself: pictures in boxes stand in their source"
            message = f'the story has no picture "{handed.at}" in its text'
            raise bad_input("no-such-picture", message, Where(handed.file), hint)
        pictures = pictures[:1]
    lines = text.split("\n")
    if pictures:
        at = pictures[-1]
        start = _bare(pieces[at]).line - 1
        ends = list(_ends(lines, start))
        if handed.instead:
            yield from (_Place(start, end, at, 1) for end in reversed(ends))
        else:
            yield from (_Place(end, end, at + 1) for end in ends)
        return
    first = next((at for at, each in enumerate(pieces) if _bare(each).line), None)
    if first is not None:
        start = _bare(pieces[first]).line - 1
        yield _Place(start, start, first)


def _ends(lines: list[str], start: int) -> Iterator[int]:
    """The ends of the first two paragraphs from a line on: of a picture, and of its cutline."""
    at = start
    for _ in range(2):
        while at < len(lines) and not lines[at].strip():
            at += 1
        while at < len(lines) and lines[at].strip():
            at += 1
        yield at


def _bare(piece: Piece) -> Any:
    """A piece without its tags."""
    return piece.block if isinstance(piece, Tagged) else piece


def _named(piece: Piece, name: str) -> bool:
    return bool(PurePosixPath(_bare(piece).src).name == name)


def _with_lines(text: str, place: _Place, paragraphs: tuple[str, ...]) -> str:
    """A text with paragraphs in place of some of its lines, blank lines around them, each line
    ended as in the text."""
    start, end = place.start, place.end
    lines, back = text.split("\n"), "\r" if "\r\n" in text else ""
    new = [f"{line}{back}" for line in "\n\n".join(paragraphs).split("\n")]
    if start and lines[start - 1].strip():
        new.insert(0, back)
    if end < len(lines) and lines[end].strip():
        new.append(back)
    elif end >= len(lines):
        new.append("")
    return "\n".join((*lines[:start], *new, *lines[end:]))


def _says(text: str, was: Story, wanted: tuple[Piece, ...], file: str, depth: int) -> bool:
    """Whether a text says the same as a story, with these pieces."""
    try:
        now, _ = parse_markdown(text, file, depth)
    except BadInput:
        return False
    return _unplaced((pieces_of(now), _head(now))) == _unplaced((wanted, _head(was)))


def _head(story: Story) -> Story:
    return replace(story, body=(), asks=(), block_tags=())


def _unplaced(said: object) -> str:
    """All that is said, on whatever lines of its file."""
    return re.sub(r"\bline=\d+", "line", repr(said))

"""What a publication is made of is never written over: `-o` names something else, or is refused.

A file that is there already counts as a source, whatever name it is reached by (a link, a second
name, another spelling), where it is

- what the command was given: the story, the settings, the rules
- a text in the publication's folder itself or in stories/; in a folder of stories alone, any text
- in a folder that is read whole: modules, theme, creatives, media, ads, templates
- named by one of its texts: a picture, artwork, the page of a creative

PDFs that newsgrid printed, its ads.txt, the sites it wrote and files named by their content's
stamp are results wherever they lie.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from layout.publication.settings.newsgrid_toml import FILE, find_publication
from layout.publication.story_files import is_publication, stories_in
from layout.site.manifest import NAME as MANIFEST
from layout.story.read.suffixes import SUFFIXES
from layout.web.measure.content_stamp import stamp
from layout.work.terminal.console import STDOUT
from slots.files.door import ARTWORK, SETTINGS, STDIN, STORY, Kind, Unopened, read_file, shown
from slots.finding import BadInput, Finding, Severity, Where

_TEXTS = frozenset({".toml", ".csv", *SUFFIXES})
_NAMED = (FILE, "creatives.toml", "pages.toml", "ads.csv", "ads.toml")
"""The files of a publication, beside its stories, that name others."""

_READ_WHOLE = ("modules", "media", "creatives", "ads", "templates")
_MARKS = (b"<pdf:Producer>newsgrid<", b"# Who may sell the advertising space of this site")
"""In what newsgrid writes: the PDFs it prints, the ads.txt of a site."""

_STAMPED = re.compile(r"-([0-9a-f]{10})$")
"""What the name of a web page's picture or style sheet ends in."""

_Identity = tuple[int, int]
"""A file's identity: device and inode number."""


def refuse_sources(targets: Iterable[Path], given: Path, *others: Path) -> None:
    """Raises BadInput where one of the files to be written is a source of the publication that a
    command was given, or of the story; `others` are files that it reads besides."""
    sources = _Sources(given, others)
    targets = (target for target in targets if target is not STDOUT)
    hint = "choose another one with -o: this one would be lost"
    found = [
        Finding("own-source", Severity.ERROR, message, Where(shown(target)), hint)
        for target in targets
        if (message := sources.what(target))
    ]
    if found:
        raise BadInput(found)


@dataclass(slots=False)
class _Sources:
    """What a command reads."""

    given: Path
    others: tuple[Path, ...]
    _folders: dict[Path, Path] = field(default_factory=dict)

    def what(self, target: Path) -> str:
        """What is wrong with writing to a file; "" where nothing is."""
        try:
            known = target.stat()
        except (OSError, ValueError):
            return ""  # there is nothing to be lost
        if not stat.S_ISREG(known.st_mode):
            return ""
        identity = known.st_dev, known.st_ino
        if identity in self._read:
            return "is a file that this very command reads"
        names = [self._real(target)]
        if known.st_nlink > 1:
            names += [file for file, each in self._files() if each == identity]
        for name in names:
            if self._is_source(name):
                own = os.path.relpath(name, self.home)
                return f"is one of the publication's own files, {shown(own)}"
        return ""

    @cached_property
    def home(self) -> Path:
        """The publication's folder, or that of a story that has none."""
        folder = self.given if self.given.is_dir() else self.given.parent
        if not self.given.is_dir() and self.given.name != FILE:
            found = find_publication(self.given)
            folder = found.parent if found else folder
        return Path(os.path.realpath(folder))

    @cached_property
    def _read(self) -> frozenset[_Identity]:
        """The files that were named."""
        found = set()
        for file in (self.given, *self.others):
            with suppress(OSError, ValueError):
                known = file.stat()
                if stat.S_ISREG(known.st_mode):
                    found.add((known.st_dev, known.st_ino))
        return frozenset(found)

    def _real(self, target: Path) -> Path:
        """A file with all links resolved; each folder is resolved once."""
        if target.is_symlink():
            return Path(os.path.realpath(target))
        parent = target.parent
        if parent not in self._folders:
            self._folders[parent] = Path(os.path.realpath(parent))
        return self._folders[parent] / target.name

    def _is_source(self, file: Path) -> bool:
        if not file.is_relative_to(self.home) or _is_made(file):
            return False
        below = file.relative_to(self.home).parts[:-1]
        read = not below or below[0] == "stories" or self._is_stories
        if read and file.suffix.lower() in _TEXTS:
            return True
        if any(file.is_relative_to(folder) for folder in self._whole):
            return True
        if self._is_site(file.parent):
            return False
        return any(_names(text, place, file, self.home) for place, text in self._texts)

    def _is_site(self, folder: Path) -> bool:
        """Whether a folder of the publication is, or lies in, a site that was written there."""
        return folder != self.home and (
            (folder / MANIFEST).is_file() or self._is_site(folder.parent)
        )

    @cached_property
    def _is_stories(self) -> bool:
        """Whether a folder was given that is no publication: then all texts in it are stories."""
        return self.given.is_dir() and not is_publication(self.home)

    @cached_property
    def _whole(self) -> tuple[Path, ...]:
        """Folders all files of which are read."""
        if not is_publication(self.home):
            return ()
        own: list[str] = []
        with suppress(Unopened, ValueError, RecursionError):
            data = tomllib.loads(read_file(self.home / FILE, SETTINGS, self.home).decode())
            own = [each for key in ("theme", "modules") if isinstance(each := data.get(key), str)]
        folders = (self.home / name for name in (*_READ_WHOLE, *own) if "\0" not in name)
        return tuple(folder for folder in map(_behind, folders) if folder != self.home)

    @cached_property
    def _texts(self) -> tuple[tuple[Path, bytes], ...]:
        """Texts that name other files: each with the folder from which it names them."""
        if not is_publication(self.home) and not self.given.is_dir():
            return () if self.given is STDIN else tuple(_text(self.given, STORY))
        stories = (each for file in stories_in(self.home) for each in _text(file, STORY))
        named = (each for name in _NAMED for each in _text(self.home / name, STORY))
        return (*stories, *named)

    def _files(self) -> Iterator[tuple[Path, _Identity]]:
        """All files of the folder, but for hidden ones and sites that were written into it."""
        for place, below, names in os.walk(self.home):
            if MANIFEST in names and Path(place) != self.home:
                below.clear()
                continue
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                with suppress(OSError):
                    known = (Path(place) / name).lstat()
                    yield Path(place) / name, (known.st_dev, known.st_ino)


def _behind(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def _text(file: Path, kind: Kind) -> Iterator[tuple[Path, bytes]]:
    with suppress(Unopened):
        yield _behind(file.parent), read_file(file, kind)


def _names(text: bytes, place: Path, file: Path, home: Path) -> bool:
    """Whether a text in a folder names a file: from there, or from the publication's folder."""
    names = {os.path.relpath(file, place), os.path.relpath(file, home)}
    spelled = {os.fsencode(each) for name in names for each in (name, quote(os.fsencode(name)))}
    return any(
        each in text and re.search(rb"(?<![\w/.-])(\./)*" + re.escape(each) + rb"(?![\w/-])", text)
        for each in spelled
    )


def _is_made(file: Path) -> bool:
    """Whether a file is one that newsgrid wrote, or one whose name has the stamp of its content:
    what is written under such a name is the same."""
    suffix, stamped = file.suffix.lower(), _STAMPED.search(file.stem)
    if not stamped and suffix not in (".pdf", ".txt"):
        return False
    try:
        data = read_file(file, ARTWORK)
    except Unopened:
        return False
    if stamped and stamp(data) == stamped[1]:
        return True
    return (
        _MARKS[0] in data if suffix == ".pdf" else suffix == ".txt" and data.startswith(_MARKS[1])
    )

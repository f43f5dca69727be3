"""Directory listing: files in folders, in a fixed order; whatever is passed over is reported.

What is named like a file that is looked for is found, whatever it is: a pipe, a link to nowhere, a
link that leads out. Whoever reads it through the door reports what is wrong with it, in the same
words for every command. What hides files, so that nobody would notice that they are missing, is
reported here:

    unreadable-folder    its content is not known
    outside              a folder, or a link to one, that lies outside the publication
    folder-link          a link to a folder, which is not followed: links may lead in circles
    too-many-files       more than anybody's publication has
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from os import DirEntry
from pathlib import Path

from slots.files.door import Unopened, is_folder, is_inside, listed, there
from slots.finding import Finding, Severity, Where

MOST = 100_000
"""The most files and folders that are looked at below a folder."""

_PEEKED = 1_000
"""The most that are looked at behind a link to a folder, to see whether a wanted file is there."""

_Wanted = Callable[[str], bool]
"""Whether a file of this name is looked for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Files in the order of their paths, and what may have kept others from being found."""

    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: Listing) -> Listing:
        return Listing((*self.files, *other.files), (*self.findings, *other.findings))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings after which it is not known which files there are."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)


def files_in(folder: Path, wanted: _Wanted, root: Path | None = None) -> Listing:
    """The files of a folder, not those of folders in it; none where it is not there."""
    search = _Search(wanted, root)
    entries = search.entries(folder)
    return search.listing([Path(entry.path) for entry in entries if wanted(entry.name)])


def files_below(folder: Path, wanted: _Wanted, root: Path | None = None) -> Listing:
    """The files of a folder and of all folders in it; none where it is not there.

    Links to files are followed, links to folders are not. With a `root` the folder must lie in it,
    links followed.
    """
    search = _Search(wanted, root)
    return search.listing(list(search.below(folder)))


def folders_in(folder: Path) -> Listing:
    """The folders in a folder, also those that links lead to."""
    search = _Search(lambda _: False, None)
    return search.listing([Path(e.path) for e in search.entries(folder) if is_folder(Path(e.path))])


@dataclass(slots=True)
class _Search:
    """One search: what it looks for, where, what it found on the way, how many entries it has
    seen."""

    wanted: _Wanted
    root: Path | None
    findings: list[Finding] = field(default_factory=list)
    seen: int = 0

    def listing(self, files: list[Path]) -> Listing:
        """What was found, in its order."""
        ordered = sorted(self.findings, key=lambda each: each.where.file or "")
        return Listing(tuple(sorted(files)), tuple(ordered))

    def entries(self, folder: Path) -> list[DirEntry[str]]:
        """What lies in a folder; nothing, and a finding, where it cannot be listed."""
        if self.root is not None and there(folder) and not is_inside(folder, self.root):
            self.add_error("outside", "lies outside the publication", folder, _PUT)
            return []
        try:
            found = list(listed(folder))
        except Unopened as error:
            self.add_error(error.code, error.why, folder, error.hint)
            return []
        self.seen += len(found)
        return found

    def below(self, folder: Path) -> Iterator[Path]:
        """The files below a folder, in no order."""
        waiting = [folder]
        while waiting:
            here = waiting.pop()
            for entry in self.entries(here):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif not self._leads_to_folder(entry) and self.wanted(entry.name):
                    yield Path(entry.path)
            if self.seen > MOST:
                message = f"more than {MOST:,} files: those beyond are not looked at"
                hint = "name a publication, of which only stories/ is searched"
                self.add_error("too-many-files", message, folder, hint)
                return

    def _leads_to_folder(self, entry: DirEntry[str]) -> bool:
        """Whether something is a link to a folder, or might have been one. It is reported where
        files may be missed because of it."""
        if not entry.is_symlink():
            return False
        path = Path(entry.path)
        if not is_folder(path):
            lost = "." not in entry.name and not _mode_known(path)
            if lost:
                self.warn("missing-folder", "is a link that leads nowhere", path, _MEND)
            return lost
        if self.root is not None and not is_inside(path, self.root):
            self.warn("outside", "is a link to a folder outside the publication", path, _PUT)
        elif self._holds_any(path):
            message = "is a link to a folder, and what lies behind it is not searched"
            self.warn("folder-link", message, path, _MOVE)
        return True

    def _holds_any(self, folder: Path) -> bool:
        """Whether a wanted file lies behind a link; taken to be so where there is too much to look
        at."""
        waiting, seen = [folder], 0
        while waiting:
            try:
                found = list(listed(waiting.pop()))
            except Unopened:
                return True
            seen += len(found)
            if seen > _PEEKED or any(self.wanted(each.name) for each in found):
                return True
            waiting += [Path(e.path) for e in found if e.is_dir(follow_symlinks=False)]
        return False

    def add_error(self, code: str, message: str, where: Path, hint: str) -> None:
        """An error of a folder."""
        self.findings.append(Finding(code, Severity.ERROR, message, Where(str(where)), hint))

    def warn(self, code: str, message: str, where: Path, hint: str) -> None:
        """A warning of one."""
        self.findings.append(Finding(code, Severity.WARNING, message, Where(str(where)), hint))


_PUT = "put the folder itself into the publication, or take the link away"
_MOVE = "put the folder itself here, or take the link away"
_MEND = "mend the link, or take it away"


def _mode_known(path: Path) -> bool:
    """Whether a link leads to anything."""
    try:
        path.stat()
    except OSError:
        return False
    return True

"""The manifest of a site: what each page was made of, kept in the output as data.

    .newsgrid-manifest.json     {"version", "context", "outputs", "fonts", "stories"}

With it a story that has not changed is not composed again, and a page whose story is gone can be
told apart from a file that someone else put there. It holds no date, so that the same publication
always has the same manifest.

It is read as untrusted data: a damaged manifest costs time and nothing else, since every file is
compared by its digest before it is kept, and no path leads out of the folder. Only the cards are
believed, for whoever can write here can write pages too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from layout.typeset.words.style import Cut
from slots.files.door import MANIFEST, Unopened, read_file
from slots.finding import Edit, Finding, Severity, Where

if TYPE_CHECKING:
    from layout.site.printed_links import PrintedLink
    from layout.web.cards.story_card import Card
    from layout.web.html.web_fonts import FontFile

NAME = ".newsgrid-manifest.json"
_VERSION = 3


@dataclass(frozen=True, slots=True, eq=False)
class StoryRecord:
    """What is known of a story: `source` is the digest of its file, `key` that of all its page is
    made of, `pictures` those of the files it shows, by path ("" where there was none).

    `outputs` are the digests of its page and its own files, by path in the site; `css` is the name
    of its style sheet, `links` its page's links to assets as HTML, `read_on` the digest of those to
    other stories; `printed` are the links that the paper prints addresses for.
    """

    source: str
    key: str
    pictures: Mapping[str, str]
    outputs: Mapping[str, str]
    links: str
    read_on: str
    css: str
    used: Mapping[Cut, str]
    card: Card
    findings: tuple[Finding, ...] = ()
    printed: tuple[PrintedLink, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Fonts:
    """The fonts of a site without their bytes, and the digest of what they were cut for."""

    key: str = ""
    files: tuple[FontFile, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Manifest:
    """All that is known of a site: digests of its files by path, its fonts, its stories by file."""

    context: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    fonts: Fonts = Fonts()
    stories: Mapping[str, StoryRecord] = field(default_factory=dict)


def stays_inside(path: str) -> bool:
    """Whether a path of a manifest stays in the site's folder, and is spelled as we spell them."""
    parts = PurePosixPath(path).parts
    return bool(parts) and path == "/".join(parts) and ".." not in parts and "\\" not in path


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a site's folder; an empty one where there is none that can be used."""
    try:
        data = json.loads(read_file(folder / NAME, MANIFEST))
        return _manifest(data) if data["version"] == _VERSION else Manifest()
    except (Unopened, RecursionError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def _manifest(data: dict[str, Any]) -> Manifest:
    from layout.web.html.web_fonts import FontFile

    outputs = {
        str(path): str(value) for path, value in data["outputs"].items() if stays_inside(path)
    }
    fonts = Fonts(
        str(data["fonts"]["key"]),
        tuple(FontFile(data=b"", **each) for each in data["fonts"]["files"]),
    )
    stories = {str(file): _entry(entry) for file, entry in data["stories"].items()}
    return Manifest(str(data["context"]), outputs, fonts, stories)


def manifest_bytes(manifest: Manifest) -> bytes:
    """A manifest as its file has it."""
    fonts = [
        {key: value for key, value in asdict(each).items() if key != "data"}
        for each in manifest.fonts.files
    ]
    data = {
        "version": _VERSION,
        "context": manifest.context,
        "outputs": dict(sorted(manifest.outputs.items())),
        "fonts": {"key": manifest.fonts.key, "files": fonts},
        "stories": {file: _data(entry) for file, entry in sorted(manifest.stories.items())},
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    # names of files may be no UTF-8: \\udce9 is how JSON spells what Python makes of such a byte
    return f"{text}\n".encode("utf-8", "backslashreplace")


def named_below(findings: Iterable[Finding], folder: Path) -> tuple[Finding, ...]:
    """Findings whose files are named from a folder on, so that a manifest is the same wherever that
    lies."""
    return tuple(_renamed(finding, _name_below, folder) for finding in findings)


def named_in(findings: Iterable[Finding], folder: Path) -> tuple[Finding, ...]:
    """Such findings with whole paths again, those of the files where the folder is now."""
    return tuple(_renamed(finding, _name_at, folder) for finding in findings)


def _renamed(finding: Finding, name: Callable[[str, Path], str], folder: Path) -> Finding:
    where = finding.where
    if where.file is None:
        return finding
    return replace(finding, where=replace(where, file=name(where.file, folder)))


def _name_below(file: str, folder: Path) -> str:
    return Path(file).relative_to(folder).as_posix() if Path(file).is_relative_to(folder) else file


def _name_at(file: str, folder: Path) -> str:
    return str(folder / file)


def _data(entry: StoryRecord) -> dict[str, Any]:
    from layout.web.cards.story_card import card_data

    return {
        "source": entry.source,
        "key": entry.key,
        "pictures": dict(sorted(entry.pictures.items())),
        "outputs": dict(sorted(entry.outputs.items())),
        "links": entry.links,
        "read_on": entry.read_on,
        "css": entry.css,
        "used": [[asdict(cut), text] for cut, text in entry.used.items()],
        "card": card_data(entry.card),
        "findings": [_finding_data(finding) for finding in entry.findings],
        "printed": [list(pair) for pair in entry.printed],
    }


def _entry(data: dict[str, Any]) -> StoryRecord:
    from layout.site.printed_links import PrintedLink
    from layout.web.cards.story_card import card_from

    return StoryRecord(
        source=str(data["source"]),
        key=str(data["key"]),
        pictures={str(path): str(value) for path, value in data["pictures"].items()},
        outputs={
            str(path): str(value) for path, value in data["outputs"].items() if stays_inside(path)
        },
        links=str(data["links"]),
        read_on=str(data["read_on"]),
        css=str(data["css"]),
        used={_cut(cut): str(text) for cut, text in data["used"]},
        card=card_from(data["card"]),
        findings=tuple(map(_finding, data["findings"])),
        printed=tuple(PrintedLink(str(target), str(leads)) for target, leads in data["printed"]),
    )


def _cut(data: dict[str, Any]) -> Cut:
    return Cut(**{**data, "features": tuple(data["features"])})


def _finding_data(finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "where": [where.file, where.line, where.column],
        "hint": finding.hint,
        "edits": [astuple(edit) for edit in finding.edits],
    }


def _finding(data: dict[str, Any]) -> Finding:
    where = Where(*data["where"])
    severity = Severity(data["severity"])
    found = Finding(data["code"], severity, data["message"], where, data["hint"])
    return replace(found, edits=tuple(Edit(*edit) for edit in data["edits"]))

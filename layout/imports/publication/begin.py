"""A publication for what is imported where there is none: its settings, rules and modules.

newsgrid.toml is written at the end of the first import, when it is known which sections there are;
a folder that has a record of imports and no newsgrid.toml is one whose first import was stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from layout.imports.item import Item
from layout.imports.publication.disk import Disk
from layout.imports.publication.record import HOME
from layout.imports.source import Source
from layout.publication.settings.newsgrid_toml import FILE, RULES
from layout.story.text.language import is_language
from layout.story.text.sanitise import fold, sanitise
from slots.files.door import Unopened, is_folder, listed, there
from slots.finding import Where, bad_input

_MODULES = ("blue_box.txt", "newsletter.txt")
_MOST_SECTIONS = 40
_LONGEST_NAME = 60


def is_new(folder: Path) -> bool:
    """Whether a publication is to be begun in a folder: it is not there, empty, or was begun by an
    import that was stopped.

    Raises BadInput where something else is in it, or it is no folder.
    """
    if not there(folder):
        return True
    if not is_folder(folder):
        hint = "name the folder of a publication, or a new one"
        raise bad_input("in-the-way", "there is a file of that name", Where(str(folder)), hint)
    if there(folder / FILE):
        return False
    if there(folder / HOME):
        return True
    try:
        names = [entry.name for entry in listed(folder) if not entry.name.startswith(".")]
    except Unopened as error:
        raise error.at(Where(str(folder))) from None
    if names:
        message = f"is no publication: there is no {FILE} in it, and it is not empty"
        hint = "name a publication with -o, or a new folder, in which one is begun"
        raise bad_input("no-publication", message, Where(str(folder)), hint)
    return True


@dataclass(slots=True)
class Gathered:
    """What a new publication learns from its stories: how many there are of each section, language
    and site, and by what name their sites call themselves."""

    sections: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    stories: int = 0

    def add(self, item: Item, source: Source) -> None:
        """Counts a story."""
        self.stories += 1
        head = item.head
        if _clean(item.site):
            self.names[_clean(item.site)] += 1
        if head.section:
            self.sections[head.section] += 1
        if head.language and is_language(head.language):
            self.languages[head.language] += 1
        for word in (source.address, *item.key.split()):
            host = _site(word)
            if host:
                self.sites[host] += 1
                break


def _site(word: str) -> str:
    """The site of an address, with https as newsgrid.toml wants it; "" where a word is none."""
    if not word.startswith(("http://", "https://")):
        return ""
    try:
        host = urlsplit(word).hostname or ""
        return f"https://{host}" if "." in host else ""
    except ValueError:
        return ""


def begin(disk: Disk, gathered: Gathered) -> None:
    """Writes what a publication needs, where it is not there. newsgrid.toml comes last."""
    templates = files("templates")
    own = {RULES: (templates / RULES).read_bytes()}
    own |= {f"modules/{name}": (templates / "modules" / name).read_bytes() for name in _MODULES}
    own[FILE] = _settings(disk.root, gathered).encode()
    for name, data in own.items():
        if not disk.exists(name):
            disk.put(name, data, None)


def _settings(folder: Path, gathered: Gathered) -> str:
    """The text of newsgrid.toml."""
    name = _first(gathered.names)
    if 2 * gathered.names[name] <= gathered.stories:
        name = _title(folder.absolute().name)
    lines = [
        "# A publication of newsgrid, begun by newsgrid import.",
        "# Every key with an example: docs/publication.md",
        "",
        f"name = {_quoted(name)}",
        f"language = {_quoted(_first(gathered.languages) or 'en')}",
    ]
    site = _first(gathered.sites)
    if 2 * gathered.sites[site] > gathered.stories:
        lines.append(f"site = {_quoted(site)}")
    counts = gathered.sections
    ordered = sorted(counts, key=lambda each: (-counts[each], each))
    sections = list(dict.fromkeys(filter(None, map(_clean, ordered))))[:_MOST_SECTIONS]
    if sections:
        lines += ["", "[web]", "sections = [", *(f"    {_quoted(each)}," for each in sections), "]"]
    return "\n".join(lines) + "\n"


def _first(counts: Counter[str]) -> str:
    """The commonest; of several the first by the alphabet."""
    return min(counts, key=lambda each: (-counts[each], each), default="")


def _title(name: str) -> str:
    """A folder's name as a masthead: "harbour-gazette" is "Harbour Gazette"."""
    words = _clean(name.replace("-", " ").replace("_", " "))
    return words.title() if words.islower() else words or "newsgrid"


def _clean(text: str) -> str:
    return fold(sanitise(text, "")[0]).strip()[:_LONGEST_NAME].strip()


def _quoted(text: str) -> str:
    """A text as TOML has it: JSON's escapes are TOML's, but for one that stays bare there."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

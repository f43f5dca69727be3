"""Files of small cases: a few lines of input, and the page they make, one case under the other.

    === a deck stands under its headline
    : columns=3 rows=14
    # Ferry runs again

    {40 words}
    ==>
    | what is drawn of the page |

The line after the name has the settings of the case, if it has any; `{40 words}` is so much copy,
`{3 paragraphs of 40 words}` more of it.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "golden" / "pages"
NAME, SETTINGS, DRAWN = "=== ", ": ", "==>"
SENTENCES = (
    "The ferry will sail again on Monday, the harbour council said.",
    "Boats leave the old quay every hour until nine at night.",
    "Engineers have mended the northern pier, which stood on timber for ninety years.",
    "Storms broke it in a week of rain, and nobody could cross the bay.",
    "A single ticket costs two crowns and is sold on the pier.",
    "Fishermen who lent their boats all winter were thanked by the mayor.",
    "She said that the work had cost less than was feared.",
    "Two councillors voted against it and asked for a bridge instead.",
)
COPY = re.compile(r"\{(?:(\d+) paragraphs of )?(\d+) words\}")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the file it stands in, its name, its settings and input, and what is expected."""

    file: Path
    name: str
    settings: dict[str, str] = field(default_factory=dict)
    text: str = ""
    expected: str = ""

    @property
    def id(self) -> str:
        """What pytest calls it: heads/a deck stands under its headline."""
        return f"{self.file.stem}/{self.name}"

    def number(self, name: str, otherwise: int) -> int:
        """A setting that is a number."""
        return int(self.settings.get(name, otherwise))

    @property
    def copy(self) -> str:
        """The input with its words written out, each of them from another sentence on."""
        starts = iter(range(10_000))

        def written(found: re.Match[str]) -> str:
            count = int(found[1] or 1)
            return "\n\n".join(words(int(found[2]), next(starts)) for _ in range(count))

        return COPY.sub(written, self.text)


def words(count: int, start: int = 0) -> str:
    """So many words of the copy, from one of its sentences on."""
    turned = SENTENCES[start % len(SENTENCES) :] + SENTENCES[: start % len(SENTENCES)]
    found = " ".join(turned).split()
    chosen = [found[at % len(found)] for at in range(count)]
    return f"{' '.join(chosen).rstrip('.,')}."


def cases_in(folder: str) -> list[object]:
    """All cases of a folder of golden/pages, as parameters of a test."""
    files = sorted((PAGES / folder).glob("*.txt"))
    found = [case for file in files for case in _cases(file)]
    assert len({case.id for case in found}) == len(found), "cases of a file have names of their own"
    return [pytest.param(case, id=case.id) for case in found]


def _cases(file: Path) -> Iterator[Case]:
    for part in f"\n{file.read_text(encoding='utf-8')}".split(f"\n{NAME}")[1:]:
        name, _, rest = part.partition("\n")
        text, _, expected = rest.partition(f"\n{DRAWN}\n")
        settings: dict[str, str] = {}
        while text.startswith(SETTINGS):
            line, _, text = text.partition("\n")
            settings |= dict(each.split("=", 1) for each in line[len(SETTINGS) :].split())
        yield Case(file, name, settings, text, expected.strip("\n"))


def compare(case: Case, drawn: str, request: pytest.FixtureRequest) -> None:
    """Fails where the page is not as its case expects; --update-golden writes the page there."""
    drawn = "\n".join(line.rstrip() for line in drawn.strip("\n").split("\n"))
    if request.config.getoption("--update-golden"):
        _write(case, drawn)
    elif drawn != case.expected:
        difference: Callable[[str, str, str], str] = request.getfixturevalue("difference")
        pytest.fail(difference(f"pages/{case.id}", case.expected, drawn), pytrace=False)


def _write(case: Case, drawn: str) -> None:
    """Puts a page into its case; another process may be at the next case of the file."""
    with case.file.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        before, name, rest = f"\n{file.read()}".partition(f"\n{NAME}{case.name}\n")
        own, following, after = rest.partition(f"\n{NAME}")
        text = own.partition(f"\n{DRAWN}\n")[0].rstrip("\n").removesuffix(f"\n{DRAWN}")
        whole = f"{before}{name}{text}\n{DRAWN}\n{drawn}\n{following}{after}"
        file.seek(0)
        file.truncate()
        file.write(whole[1:])

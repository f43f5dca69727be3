"""The article of a saved page, beside trafilatura and readability-lxml: words found, words right.

python -m benchmarks.page_words [--venv DIR] [--pages FOLDER] [--json]

Each page of ../shared/corpora/imports/html (mozilla/readability's, each with the article that
Firefox's reader shows) is read by all three in one run. Precision is the share of the words given
that are in the expected article, recall the share of its words that are given, both as bags of
words; a page counts by the mean of the two, whatever its length. Words are told alike for all.

Ours is what is printed of a story: deck and body. Its headline and byline do not count, since
expected.html has neither, nor do boxes, sign-up forms and digests, which stand beside a story and
which the others throw away. Trafilatura is asked as it does best here: for recall, without
comments. Rules of ours are tuned on two thirds of the pages; every third by name is held out, and
stands in a line of its own.

The other two are not among newsgrid's own packages: they go into a venv of their own, DIR, or one
made in build/ with the versions below.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from layout.imports.item import Item
from layout.imports.pages.read_page import HTML
from layout.imports.source import source_of
from layout.story.as_written import SlotAsk
from layout.story.block import Tagged
from layout.story.module import Module
from layout.story.reading_order import texts_of_block
from layout.story.run import text_of

ROOT = Path(__file__).parents[1]
PAGES = ROOT.parent / "shared" / "corpora" / "imports" / "html"
OURS = "newsgrid"
PINNED = ("trafilatura==2.3.1", "readability-lxml==0.9", "lxml_html_clean==0.4.6")
HELD_OUT = 3
"""Every third page by name is held out."""

_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\w+")
_BLOCKS = frozenset(
    "address article aside blockquote br button caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe img label legend li main nav "
    "ol option p pre section select summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = ("script", "style", "noscript", "template")
_OTHERS = """
import json, logging, sys
from pathlib import Path
import trafilatura
from readability import Document
logging.disable(logging.CRITICAL)
for name in sys.stdin.read().split("\\n"):
    text = Path(name).read_bytes().decode("utf-8", "replace")
    told = trafilatura.extract(text, favor_recall=True, include_comments=False) or ""
    try:
        shown = Document(text).summary()
    except Exception:  # a page it cannot read has no words
        shown = ""
    print(json.dumps({"trafilatura": told, "readability-lxml": shown}))
"""


@dataclass(frozen=True, slots=True)
class Score:
    """How one tool did on one page."""

    page: str
    precision: float
    recall: float

    @property
    def mean(self) -> float:
        """The mean of precision and recall."""
        return (self.precision + self.recall) / 2

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """How one tool did on a group of pages: means over them, each page alike."""

    tool: str
    pages: str
    count: int
    precision: float
    recall: float
    mean: float
    f1: float


def our_text(file: Path) -> str:
    """What we take for the text of a page's article: deck and body, "" where we find none."""
    given = HTML.read(source_of(file.read_bytes(), str(file)))
    item = next((each for each in given if isinstance(each, Item)), None)
    if item is None:
        return ""
    texts = [text_of(item.head.deck)]
    for piece in item.copy.pieces:
        block = piece.block if isinstance(piece, Tagged) else piece
        if not isinstance(block, Module | SlotAsk):
            texts += texts_of_block(block)
    return "\n".join(texts)


def scored(page: str, text: str, expected: str) -> Score:
    """A text against the expected one, as bags of words."""
    given, wanted = _words(text), _words(expected)
    right = (given & wanted).total()
    return Score(page, right / max(given.total(), 1), right / max(wanted.total(), 1))


def our_scores(pages: Iterable[Path]) -> list[Score]:
    """How we do on pages, each a folder with source.html and expected.html."""
    return [
        scored(page.name, our_text(page / "source.html"), expected_text(page)) for page in pages
    ]


def expected_text(page: Path) -> str:
    """The text of the article that is expected of a page."""
    return _text_of_html((page / "expected.html").read_text(encoding="utf-8"))


def all_pages(folder: Path = PAGES) -> tuple[Path, ...]:
    """The pages, by name."""
    return tuple(sorted(file.parent for file in folder.glob("*/source.html")))


def is_held_out(number: int) -> bool:
    """Whether a page is kept from tuning, by its number among all by name."""
    return number % HELD_OUT == HELD_OUT - 1


def lines_of(tool: str, scores: list[Score]) -> list[Line]:
    """The means of a tool's scores: over all pages, those tuned on, and those held out."""
    groups = {
        "all": scores,
        "tuned on": [each for number, each in enumerate(scores) if not is_held_out(number)],
        "held out": [each for number, each in enumerate(scores) if is_held_out(number)],
    }
    return [_line(tool, name, group) for name, group in groups.items() if group]


def _line(tool: str, name: str, scores: list[Score]) -> Line:
    means = (fmean(getattr(each, key) for each in scores) for key in ("precision", "recall"))
    precision, recall = means
    mean, f1 = fmean(each.mean for each in scores), fmean(each.f1 for each in scores)
    return Line(tool, name, len(scores), precision, recall, mean, f1)


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _text_of_html(text: str) -> str:
    from lxml import html

    if not text.strip():
        return ""
    return "".join(_texts(html.fromstring(text)))


def _texts(element: object) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    gap = " " if element.tag in _BLOCKS else ""
    yield gap + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield gap


def _python_of(folder: Path | None) -> Path:
    """The Python of a venv with the other two, made anew where none is given and none is there."""
    if folder is not None:
        return folder / "bin" / "python"
    where = ROOT / "build" / "page_words"
    python, whole = where / "bin" / "python", where / "whole"
    if not whole.exists():  # an old pip fails on what readability-lxml asks for
        venv.create(where, clear=True, with_pip=True, upgrade_deps=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINNED], check=True)
        whole.touch()
    return python


def _scores_of_others(pages: tuple[Path, ...], python: Path) -> dict[str, list[Score]]:
    files = "\n".join(str(page / "source.html") for page in pages)
    command = [str(python), "-c", _OTHERS]
    done = subprocess.run(command, input=files, capture_output=True, text=True, check=True)
    scores: dict[str, list[Score]] = {"trafilatura": [], "readability-lxml": []}
    for page, line in zip(pages, done.stdout.splitlines(), strict=True):
        found, expected = json.loads(line), expected_text(page)
        shown = _text_of_html(found["readability-lxml"])
        scores["trafilatura"].append(scored(page.name, found["trafilatura"], expected))
        scores["readability-lxml"].append(scored(page.name, shown, expected))
    return scores


def _table(scores: dict[str, list[Score]]) -> Iterator[str]:
    yield f"{'':18}{'pages':>17}{'precision':>11}{'recall':>9}{'mean':>9}{'F1':>9}"
    for tool, each in scores.items():
        for line in lines_of(tool, each):
            figures = (line.precision, line.recall, line.mean, line.f1)
            shown = "".join(f"{figure:9.4f}" for figure in figures)
            yield f"{tool:18}{line.pages:>11} ({line.count:2})  {shown}"
    for tool, each in scores.items():
        worst = sorted(each, key=lambda score: (score.mean, score.page))[:5]
        told = ", ".join(f"{score.page} {score.mean:.3f}" for score in worst)
        yield f"worst of {tool}: {told}"


def main(words: list[str]) -> int:
    """Measures and prints; 1 where ours is not the best of the three."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.page_words")
    asked.add_argument("--venv", type=Path, help="a venv with trafilatura and readability-lxml")
    asked.add_argument("--pages", type=Path, default=PAGES, help="folders with source, expected")
    asked.add_argument("--json", action="store_true", help="each page's figures as data")
    options = asked.parse_args(words)
    pages = all_pages(options.pages)
    if not pages:
        print(f"no pages in {options.pages}: see ../shared/corpora/README.md")
        return 2
    scores = {OURS: our_scores(pages), **_scores_of_others(pages, _python_of(options.venv))}
    if options.json:
        print(json.dumps({tool: [asdict(one) for one in each] for tool, each in scores.items()}))
    else:
        print("\n".join(_table(scores)))
    means = {tool: fmean(one.mean for one in each) for tool, each in scores.items()}
    return 0 if max(means, key=lambda tool: means[tool]) == OURS else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

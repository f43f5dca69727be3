"""A small newspaper to which things happen late: after pages of it were closed."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from support.newspapers.sample_newspaper import (
    BOOK,
    LENGTHS,
    SETTINGS,
    book_of,
    newspaper,
    picture,
    sentences,
    story,
    usual_stories,
)

from layout.edition.closed.closing import closing_of
from layout.edition.last_plan import RECORD, Record, read_record
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.print_edition import edition_pdf, keep_edition, page_pdf, print_edition
from layout.edition.workshop import Workshop
from layout.publication.closed_pages import keep_closed, opened, read_closed, take_away
from layout.publication.decisions.write_decisions import Edit, with_edits
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET
from slots.finding import BadInput

CLOSINGS = ((1,), (2,), (3,), (4,), (1, 3), (2, 4), (1, 2), (3, 4), (2, 3, 4))
"""Pages that are closed at first; where some of them share a story, those that it is on."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happens: its name in CHANGES, and two numbers that say to whom and how."""

    kind: str
    which: int
    how: int


@dataclass(frozen=True, slots=True)
class Size:
    """How large a publication is: its sheet, the columns of that, how many per cent of the usual
    words its stories have, and of the usual depth its ads; the words of the one that may jump, and
    which it does without."""

    format: str
    columns: int
    words: int = 100
    depth: int = 100
    longest: int = 330
    without: tuple[str, ...] = ("news-4",)
    promos: int = 0
    pages: int = 4


LARGE = Size("a4", 4)
SMALL = Size("a5", 3, words=35, depth=60, longest=115)
"""A third of the words of the large one, on as many pages of as many sections."""
JUMPING = Size("a5", 3, words=35, depth=60, longest=360, without=("news-4", "news-0"))
"""The same with a story that begins on page one and goes on on page two."""
PROMOTING = Size("a4", 4, words=70, depth=80, longest=230, promos=2, pages=8)
"""The small one on twice as many pages, page one with promos, and every story with a picture."""


@dataclass(slots=True)
class LatePaper:
    """A publication on disk, and the PDFs of its closed pages as they were when they closed. What
    is printed is worked out with a `memory`; where that is None, with one that is new each time, of
    what the last kept on disk."""

    folder: Path
    size: Size = LARGE
    memory: Memory | None = None
    was: dict[int, bytes] = field(default_factory=dict)
    count: int = 0

    def printed(self, fresh: bool = False) -> tuple[Newspaper, bytes]:
        """The edition as the files are now, and its PDF. Raises BadInput."""
        order, shop = self._order(fresh)
        made, pdf = print_edition(order, shop, lambda made: edition_pdf(made, shop))
        keep_edition(order, made, shop)
        return made, pdf

    def made_up(self) -> Newspaper:
        """The same, of which nothing is painted."""
        order, shop = self._order()
        with shop.memory.making():
            made = make_newspaper(order, shop)
        keep_edition(order, made, shop)
        return made

    def _order(self, fresh: bool = False) -> tuple[Order, Workshop]:
        memory = Memory(self.folder) if self.memory is None else self.memory
        return Order(self.folder, fresh=fresh), Workshop(memory, QUIET)

    def copied(self, folder: Path) -> LatePaper:
        """The same publication in another folder."""
        shutil.copytree(self.folder, folder)
        return LatePaper(folder, self.size, self.memory, dict(self.was), self.count)

    def close(self, numbers: tuple[int, ...]) -> bool:
        """Closes pages; whether that could be done."""
        made = self.made_up()
        try:
            done = closing_of(made, numbers, lambda number: page_pdf(made, number))
        except BadInput:
            return False
        keep_closed(self.folder, done.closed, done.pdfs)
        self.was |= done.pdfs
        return True

    def open(self, number: int) -> None:
        """Opens a page, where that can be done."""
        closed = read_closed(self.folder)
        try:
            left = opened(closed, [number])
        except BadInput:
            return
        keep_closed(self.folder, left, {})
        take_away(self.folder, [number])
        del self.was[number]

    def change(self, change: Change) -> None:
        """Lets something happen."""
        CHANGES[change.kind](self, change.which, change.how)

    def last(self) -> Record:
        """What stood where when it was printed last."""
        return read_record(self.folder / RECORD)[0]

    def page(self, which: int) -> int:
        """One of its pages."""
        return 1 + which % self.size.pages

    # --- its files --------------------------------------------------------------------------------

    def story(self, which: int) -> Path | None:
        """One of its stories."""
        files = sorted((self.folder / "stories").glob("*.md"))
        return files[which % len(files)] if files else None

    def edit(self, which: int, changed: Callable[[str], str]) -> None:
        """Changes the text of one."""
        if file := self.story(which):
            file.write_text(changed(file.read_text()))

    def book(self, changed: Callable[[list[dict[str, str]]], object]) -> None:
        """Changes the rows of the ad book."""
        file = self.folder / "ads.csv"
        rows = list(csv.DictReader(io.StringIO(file.read_text())))
        names = BOOK.splitlines()[0].split(",")
        changed(rows)
        out = io.StringIO()
        writer = csv.DictWriter(out, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        file.write_text(out.getvalue())

    def decide(self, *edits: Edit) -> None:
        """Decides; what contradicts what is decided already is not written, as in the desk."""
        from layout.publication.decisions.pages_toml import read_decisions

        file = self.folder / "pages.toml"
        text = with_edits(file.read_text() if file.exists() else "", edits)
        if read_decisions(text, file)[0] is not None:
            file.write_text(text)


def late_paper(folder: Path, size: Size = LARGE, memory: Memory | None = None) -> LatePaper:
    """A publication in a folder, printed once."""
    stories = usual_stories() if size is LARGE else _short_stories(size)
    stories["news-1"] = story("news-1", "News", size.longest, "jump: true\n", rank=1)
    last = story("sport-3", "Sport", 150 * size.words // 100, rank=4)
    stories["sport-3"] = last.replace("cut: 0", "cut: 2")
    for name in size.without:
        del stories[name]
    if size.promos:
        stories = {name: text + _PICTURE for name, text in stories.items()}
    settings = SETTINGS.replace('"a4"', f'"{size.format}"')
    settings = settings.replace("columns = 4", f"columns = {size.columns}")
    half = size.pages // 2
    settings = settings.replace("pages = 4", f"pages = {size.pages}")
    settings = settings.replace("pages = 2", f"pages = {half}")
    settings = settings.replace('price = "£1"', f'price = "£1"\npromos = {size.promos}')
    book = BOOK if size is LARGE else _SMALL_BOOK
    paper = LatePaper(newspaper(folder, stories, book, settings), size, memory)
    for across, down in _SHAPES:
        picture(folder / "stories" / _named(across, down), across, down)
    paper.printed()
    return paper


def _short_stories(size: Size) -> dict[str, str]:
    return {
        f"{section.lower()}-{number}": story(
            f"{section.lower()}-{number}",
            section,
            words * size.words // 100,
            rank=1 + min(number, 3),
        )
        for section, lengths in LENGTHS.items()
        for number, words in enumerate(lengths * (size.pages // 4))
    }


_SHAPES = ((900, 600), (600, 900), (700, 700))
"""Pixels of the pictures that stories may have."""


def _named(across: int, down: int) -> str:
    return f"picture-{across}x{down}.png"


def _shown(across: int, down: int) -> str:
    return f'\n![The quay]({_named(across, down)} "The quay. Photo: M. Loft")\n'


_PICTURE = _shown(*_SHAPES[0])

_SMALL_BOOK = book_of(
    "A1,Quay Bank,bank,2x36mm,News,2,,flood,,300,,art.png",
    "A2,Tide Motors,cars,1x30mm,News,1,,,,200,,art.png",
    "A3,Pier Foods,food,3x40mm,Sport,,,,,400,,strip.png",
    "A4,Loft Tea,tea,1x30mm,Sport,,,,,80,,art.png",
)


# --- what may happen ------------------------------------------------------------------------------

_TRADES = ("bank", "cars", "food", "tea", "")
_SECTIONS = ("News", "Sport", "")
_LENGTHS = (15, 40, 80, 120, 200, 420)


def _size(size: Size, how: int, depth: int) -> str:
    return f"{1 + how % size.columns}x{depth * size.depth // 100}mm"


def _words(size: Size, how: int) -> int:
    return max(15, _LENGTHS[how % len(_LENGTHS)] * size.words // 100)


def _ad(paper: LatePaper, which: int, how: int) -> None:
    paper.count += 1
    row = dict.fromkeys(BOOK.splitlines()[0].split(","), "")
    row |= {
        "id": f"L{paper.count}",
        "advertiser": f"Late {which % 3}",
        "category": _TRADES[which % len(_TRADES)],
        "size": _size(paper.size, how, 20 + 10 * (which % 6)),
        "section": _SECTIONS[how % 3],
        "price": str(which * 7),
        "away_from": "flood" if how % 5 == 0 else "",
        "artwork": "art.png",
    }
    paper.book(lambda rows: rows.append(row))


def _ad_gone(paper: LatePaper, which: int, _: int) -> None:
    paper.book(lambda rows: rows and rows.pop(which % len(rows)))


def _ad_changed(paper: LatePaper, which: int, how: int) -> None:
    def changed(rows: list[dict[str, str]]) -> None:
        if rows:
            rows[which % len(rows)]["size"] = _size(paper.size, how, 20 + 10 * (how % 7))

    paper.book(changed)


def _correct(paper: LatePaper, which: int, how: int) -> None:
    paper.edit(which, lambda text: text.replace("harbour", ("port", "haven", "x")[how % 3], 1))


def _length(paper: LatePaper, which: int, how: int) -> None:
    words = _words(paper.size, how)
    paper.edit(which, lambda text: text[: text.rindex("---") + 5] + sentences(words, how) + "\n")


def _picture(paper: LatePaper, which: int, how: int) -> None:
    """A story has a picture more, or another, or none any more."""

    def changed(text: str) -> str:
        without = _PICTURES.sub("", text)
        return without if how % 4 == 3 else without + _shown(*_SHAPES[how % 4])

    paper.edit(which, changed)


_PICTURES = re.compile(r"\n!\[.*\)\n")


def _kill(paper: LatePaper, which: int, _: int) -> None:
    if (file := paper.story(which)) and len(list(file.parent.glob("*.md"))) > 3:
        file.unlink()


def _new(paper: LatePaper, which: int, how: int) -> None:
    paper.count += 1
    name, section = f"late-{paper.count}", _SECTIONS[which % 2]
    head = "jump: true\n" if how % 4 == 0 else "tags: [flood]\n" if how % 4 == 1 else ""
    text = story(name, section, _words(paper.size, how), head, 1 + which % 4)
    (paper.folder / "stories" / f"{name}.md").write_text(text)


def _section(paper: LatePaper, which: int, how: int) -> None:
    old, new = _SECTIONS[:2][:: 1 if how % 2 else -1]
    paper.edit(which, lambda text: text.replace(f"section: {old}", f"section: {new}", 1))


def _rank(paper: LatePaper, which: int, how: int) -> None:
    paper.edit(
        which,
        lambda t: "".join(
            f"rank: {1 + how % 4}\n" if line.startswith("rank:") else line
            for line in t.splitlines(keepends=True)
        ),
    )


def _decide(paper: LatePaper, which: int, how: int) -> None:
    if file := paper.story(which):
        keys: Mapping[int, tuple[str, bool | int | str]] = {
            0: ("page", paper.page(which)),
            1: ("page", paper.page(how)),
            2: ("lead", True),
            3: ("hold", True),
            4: ("columns", 1 + which % 4),
            5: ("cut", which % 3),
            6: ("jump", bool(which % 2)),
        }
        key, value = keys[how % 7]
        paper.decide(Edit("story", file.stem, key, value))


def _decide_page(paper: LatePaper, which: int, how: int) -> None:
    if file := paper.story(which):
        number = str(paper.page(how))
        edits = (
            Edit("page", number, "only", True),
            Edit("page", number, "house_ads", False),
            Edit("page", number, "lead", file.stem),
        )
        paper.decide(edits[how % 3])


def _decide_ad(paper: LatePaper, which: int, how: int) -> None:
    with (paper.folder / "ads.csv").open() as file:
        names = [row["id"] for row in csv.DictReader(file)]
    if names:
        keys: Mapping[int, tuple[str, bool | int | str]] = {
            0: ("page", paper.page(which)),
            1: ("page", paper.page(how)),
            2: ("side", ("left", "right")[which % 2]),
            3: ("place", ("foot", "left", "outside, foot", "column 2, foot")[which % 4]),
            4: ("hold", True),
            5: ("lock", True),
        }
        key, value = keys[how % 6]
        paper.decide(Edit("ad", names[which % len(names)], key, value))


def _decide_furniture(paper: LatePaper, which: int, how: int) -> None:
    number = str(paper.page(which))
    slug = file.stem if (file := paper.story(which)) else ""
    edits = (
        Edit("page", number, "ads", False),
        Edit("page", number, "house_ads", ["tip", "letters"]),
        Edit("page", "1", "index", False),
        Edit("page", "1", "promos", [slug]),
    )
    paper.decide(edits[how % 4])


def _page_moved(paper: LatePaper, which: int, how: int) -> None:
    """The stories of a page move to another, as the desk has it."""
    paper.decide(*_contents(paper, paper.page(which), paper.page(how)))


def _pages_swapped(paper: LatePaper, which: int, how: int) -> None:
    """Two pages change their stories."""
    one, other = paper.page(which), paper.page(how)
    paper.decide(*_contents(paper, one, other), *_contents(paper, other, one))


def _contents(paper: LatePaper, from_: int, to: int) -> list[Edit]:
    stood = paper.last().stories
    return [Edit("story", slug, "page", to) for slug, page in stood.items() if page == from_]


def _ads_swapped(paper: LatePaper, which: int, how: int) -> None:
    """Two ads change their pages."""
    if ads := paper.last().ads:
        one, other = ads[which % len(ads)], ads[how % len(ads)]
        paper.decide(Edit("ad", one.id, "page", other.page), Edit("ad", other.id, "page", one.page))


def _take_back(paper: LatePaper, which: int, _: int) -> None:
    file = paper.folder / "pages.toml"
    if file.exists():
        data = tomllib.loads(file.read_text())
        decided = [
            (table, name, key)
            for table, named in data.items()
            for name, keys in named.items()
            for key in keys
        ]
        if decided:
            paper.decide(Edit(*decided[which % len(decided)], None))


def _close(paper: LatePaper, which: int, _: int) -> None:
    paper.close((paper.page(which),))


def _open(paper: LatePaper, which: int, _: int) -> None:
    if len(paper.was) > 1:
        paper.open(sorted(paper.was)[which % len(paper.was)])


CHANGES: Mapping[str, Callable[[LatePaper, int, int], None]] = {
    "ad": _ad,
    "ad gone": _ad_gone,
    "ad changed": _ad_changed,
    "corrected": _correct,
    "length": _length,
    "picture": _picture,
    "killed": _kill,
    "new": _new,
    "section": _section,
    "rank": _rank,
    "decided": _decide,
    "page decided": _decide_page,
    "ad decided": _decide_ad,
    "furniture decided": _decide_furniture,
    "page moved": _page_moved,
    "pages swapped": _pages_swapped,
    "ads swapped": _ads_swapped,
    "taken back": _take_back,
    "closed": _close,
    "opened": _open,
}
"""What may happen, by its name."""

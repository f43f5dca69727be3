"""The shapes of milled stories, and the mill that takes each block from the samples and changes it.

A shape is a function from a mill to blocks of Markdown: news, a list article, heading after
heading, a gallery, ... `SHAPES` has them all.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.story_blocks import KINDS, Pool
from layout.story.text.picture_options import SHOWN

SALT = (
    *("24/7", "and/or", "1998–2004", "$5.3-billion", "12.5%", "US$1,200.50", "vis-à-vis", "(sic)"),
    "https://www.example.org/2025/03/14/news/harbour-council?utm_source=feed&utm_medium=rss#top",
    *("www.puertoalba.example/agenda", "desk+letters@puertoalba.example", "e.g.", "3:45pm", "½"),
    *("twenty-first-century", "ex-president’s", "O’Brien", "’80s", "50–50", "20°C", "−5", "€3,50"),
    *(
        "Electroencefalografista",
        "antidisestablishmentarianism-and-other-uncommonly-long-compounds",
    ),
    *(
        "internacionalización",
        "contrarrevolucionario",
        "“quoted”",
        "«comillas»",
        "¿qué?",
        "100 km/h",
    ),
    *("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "#puertoalba", "[...]", "№ 5"),
    *(
        "…",
        "—",
        "– no –",
        "9.000.000,00",
        "3×4",
        "18.5.2025",
        "km²",
        "co-operative",
        "naïve",
        "Ñandú",
    ),
)
ADDRESSES = (
    "https://video.example.org/watch?v=harbour-2025",
    "https://www.radio.example.org/live/channel-16",
    "https://a-very-long-host-name-of-a-small-newspaper.puertoalba.example/2025/03/14/1234567890",
    "https://example.org/",
)
"""Where embeds lead to."""
_SENTENCE = re.compile(r"(?<=[.!?”»]) (?=[A-ZÁÉÍÓÚÑ¿¡“«])")
_WORD = re.compile(r"\w[\w’]*")


@dataclass(frozen=True, slots=True)
class Mill:
    """What makes one story: a die of its own, the blocks to take from, and the pictures there.

    `displays` is another die, for how pictures are shown.
    """

    dice: random.Random
    pool: Pool
    pictures: tuple[str, ...]
    displays: random.Random

    def one(self, kind: str) -> str:
        """A block of a kind, changed a little."""
        if kind == "paragraph":
            return self._paragraph()
        if kind == "picture":
            return self._picture()
        if kind == "divider":
            return "---"
        if kind == "embed":
            return self._embed()
        block = self.dice.choice(self.pool.blocks[kind])
        if kind == "table":
            return self._table(block)
        if kind in ("bullets", "numbers"):
            return self._listing(block)
        return block

    def some(self, kind: str, least: int, most: int) -> Iterator[str]:
        """So many blocks of a kind."""
        for _ in range(self.dice.randint(least, most)):
            yield self.one(kind)

    def marked(self, text: str, share: float) -> str:
        """Text with a share of its words in emphasis, links, or followed by salt."""
        if any(sign in text for sign in "*[`<_|"):
            return text

        def mark(found: re.Match[str]) -> str:
            word = found[0]
            if self.dice.random() >= share:
                return word
            forms = (f"*{word}*", f"**{word}**", f"***{word}***", f"[{word}](https://example.org/)")
            return self.dice.choice((*forms, f"{word} {self.dice.choice(SALT)}"))

        return _WORD.sub(mark, text)

    def _paragraph(self) -> str:
        text = self.dice.choice(self.pool.blocks["paragraph"])
        chance = self.dice.random()
        if "*" not in text and "[" not in text:
            sentences = _SENTENCE.split(text)
            if chance < 0.4:
                text = " ".join(sentences[: self.dice.randint(1, len(sentences))])
            elif chance < 0.5:
                text = f"{text} {self.dice.choice(self.pool.blocks['paragraph'])}"
        return self.marked(text, self.dice.choice((0, 0, 0.02, 0.02, 0.06)))

    def _picture(self) -> str:
        place = self.dice.choice(self.pictures)
        cutline = self.dice.choice(self.pool.blocks["cutline"])
        forms = ("", f"\n\n{cutline}", f"\n\n{cutline}", f"\n\n{cutline[:-1]} Photo: T. Aguirre*")
        return f"![A sketch of the town]({place}){self._display()}{self.dice.choice(forms)}"

    def _display(self) -> str:
        """Half of the pictures say how they are displayed."""
        return f"{{.{self.displays.choice(SHOWN)}}}" if self.displays.random() < 0.5 else ""

    def _embed(self) -> str:
        titles = (*self.pool.heads["headline"], *self.pool.heads["deck"], "Watch", "")
        title, address = self.dice.choice(titles), self.dice.choice(ADDRESSES)
        return f"::: embed {address} {title or address}"

    def _table(self, block: str) -> str:
        head, line, *rows = block.splitlines()
        taken = [self.dice.choice(rows) for _ in range(self.dice.randint(1, 2 * len(rows)))]
        if self.dice.random() < 0.5:
            cells = [row.strip("|").split("|") for row in (head, line, *taken)]
            kept = self.dice.randint(1, len(cells[0]))
            head, line, *taken = (f"|{'|'.join(row[:kept])}|" for row in cells)
        return "\n".join((head, line, *taken))

    def _listing(self, block: str) -> str:
        items = [line for line in block.splitlines() if not line.startswith(" ")]
        taken = self.dice.sample(items, self.dice.randint(1, len(items)))
        if self.dice.random() < 0.2:
            taken = [f"{item} {self.dice.choice(SALT)}" for item in taken]
        if items[0][0].isdigit():
            first = self.dice.choice((1, 1, 1, 8, 98))
            texts = (item.split(" ", 1)[1] for item in taken)
            return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, first))
        return "\n".join(taken)


def _news(mill: Mill) -> Iterator[str]:
    """What most stories are like."""
    yield from mill.some("paragraph", 2, 4)
    extras = ["picture", "bullets", "quote", "table", "embed", "pull", "numbers", "module"]
    mill.dice.shuffle(extras)
    for kind in extras[: mill.dice.randint(1, 6)]:
        if mill.dice.random() < 0.6:
            yield mill.one("heading")
        yield from mill.some("paragraph", 1, 4)
        yield mill.one(kind)
    yield from mill.some("paragraph", 1, 4)


def _list_article(mill: Mill) -> Iterator[str]:
    """N things, each with a heading, and hardly two paragraphs on end."""
    yield from mill.some("paragraph", 0, 2)
    for number in range(1, mill.dice.randint(5, 14)):
        yield f"### {number}. {mill.one('subheading').lstrip('#. 0123456789')}"
        yield from mill.some("paragraph", 1, 2)
        yield from mill.some("bullets", 0, 1)
        if mill.dice.random() < 0.3:
            yield mill.one("picture")


def _headings(mill: Mill) -> Iterator[str]:
    """Heading after heading after heading."""
    for _ in range(mill.dice.randint(4, 9)):
        yield from mill.some("heading", 1, 2)
        yield from mill.some("subheading", 1, 3)
        yield from mill.some("paragraph", 0, 2)
    yield mill.one("paragraph")


def _gallery(mill: Mill) -> Iterator[str]:
    """Runs of pictures of all shapes."""
    for _ in range(mill.dice.randint(2, 4)):
        yield from mill.some("paragraph", 1, 3)
        yield from mill.some("picture", 2, 6)
    yield mill.one("paragraph")


def _brief(mill: Mill) -> Iterator[str]:
    """One paragraph."""
    yield mill.one("paragraph")


def _long(mill: Mill) -> Iterator[str]:
    """Some 8,000 px of nothing but paragraphs, and two headings."""
    yield from mill.some("paragraph", 20, 26)
    yield mill.one("heading")
    yield from mill.some("paragraph", 16, 22)
    yield mill.one("subheading")
    yield from mill.some("paragraph", 12, 18)


def _tables(mill: Mill) -> Iterator[str]:
    """Tables, some right after each other."""
    for _ in range(mill.dice.randint(2, 4)):
        yield mill.one(mill.dice.choice(("heading", "paragraph", "subheading")))
        yield from mill.some("table", 1, 2)
        yield from mill.some("paragraph", 0, 2)
    yield mill.one("paragraph")


def _live(mill: Mill) -> Iterator[str]:
    """A live page: many entries, most of them short."""
    for _ in range(mill.dice.randint(8, 16)):
        yield mill.one("subheading")
        text = mill.one("paragraph")
        yield text if "*" in text or "[" in text else _SENTENCE.split(text)[0]
        if mill.dice.random() < 0.3:
            yield mill.one(mill.dice.choice(("embed", "picture", "quote", "bullets", "divider")))


def _voices(mill: Mill) -> Iterator[str]:
    """Quotes and pull quotes, also one after the other."""
    for _ in range(mill.dice.randint(3, 6)):
        yield from mill.some("paragraph", 1, 2)
        yield from mill.some("quote", 1, 2)
        yield from mill.some("pull", 0, 1)
    yield mill.one("paragraph")


def _letters(mill: Mill) -> Iterator[str]:
    """A letter column: dividers, signatures, lists."""
    for _ in range(mill.dice.randint(3, 7)):
        yield mill.one("heading")
        yield from mill.some("paragraph", 1, 2)
        yield from mill.some("numbers", 0, 1)
        yield "*Eusebio Larrea, San Telmo*"
        yield "---"
    yield mill.one("bullets")


def _links(mill: Mill) -> Iterator[str]:
    """Embeds and rich links, one below the other."""
    for _ in range(mill.dice.randint(2, 5)):
        yield from mill.some("paragraph", 1, 2)
        yield from mill.some("embed", 1, 3)
    yield mill.one("paragraph")


def _salted(mill: Mill) -> Iterator[str]:
    """Every paragraph full of emphasis, links, addresses, figures and long words."""
    for _ in range(mill.dice.randint(6, 14)):
        yield mill.marked(mill.dice.choice(mill.pool.blocks["paragraph"]), 0.22)
        if mill.dice.random() < 0.25:
            yield mill.marked(mill.dice.choice(mill.pool.blocks["quote"]), 0.15)


def _everything(mill: Mill) -> Iterator[str]:
    """Every kind of block, in any order."""
    kinds = [*(kind for _, kind in KINDS), *["paragraph"] * 8] * 2
    mill.dice.shuffle(kinds)
    yield mill.one("paragraph")
    for kind in kinds:
        yield mill.one(kind)


SHAPES: tuple[Callable[[Mill], Iterator[str]], ...] = (
    *(_news, _list_article, _headings, _gallery, _brief, _long, _tables, _live),
    *(_voices, _letters, _links, _salted, _everything),
)
"""The shapes a story may have, in turn: story 0 is news, story 1 a list article, ..."""

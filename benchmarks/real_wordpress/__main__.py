"""Whether a story is the same from an export, from REST and on the page that WordPress serves.

    python -m benchmarks.real_wordpress [EXPORT]

Without an export, the official test data of the corpora. Exit code 1 where anything differs.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from lxml import html

from benchmarks.real_wordpress.server import Server, installed, running
from layout.imports.item import Copy, Item, Status
from layout.imports.source import Source, source_of
from layout.imports.wordpress.rest import REST
from layout.imports.wordpress.wxr import WXR
from layout.story.block import Embed, Tagged
from layout.story.text.pieces import Piece

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.imports.visible_words import texts_of_copy, visible_words, words_left_out  # noqa: E402
from support.imports.wordpress_words import plain_words, words_given  # noqa: E402

_EXPORT = "/work/shared/corpora/imports/wxr/themeunittestdata.wordpress.xml"
_ANSWERS = ("posts", "pages", "media", "users", "categories", "tags")
_NOT_OF_THE_STORY = (
    "//*[contains(@class, 'post-nav-links') or contains(@class, 'wp-block-calendar')"
    " or contains(@class, 'components-placeholder')]"
)
"""Links to a post's other pages, the month of the day it is looked at, and what WordPress says
where it has no network."""
_CONTENT = "//*[contains(concat(' ', @class, ' '), ' wp-block-post-content ')]"


def _items(given: Iterable[object]) -> dict[str, Item]:
    return {each.key: each for each in given if isinstance(each, Item)}


def _answered(kind: str, answers: Mapping[str, bytes]) -> Source:
    beside = {f"{name}.json": data for name, data in answers.items()}
    plain = source_of(answers[kind], f"{kind}.json")
    return Source(plain.name, plain.start, plain.stream, beside.get)


def _kinds(copy: Copy) -> list[str]:
    return [type(_bare(piece)).__name__ for piece in copy.pieces]


def _bare(piece: Piece) -> Piece:
    return piece.block if isinstance(piece, Tagged) else piece


def _differences(export: Item, answer: Item, page: str) -> list[str]:
    """What differs between a story's three sources."""
    found = []
    told = [_texts(each.copy) for each in (export, answer)]
    if sorted(told[0]) != sorted(told[1]):  # a gallery may ask for an order by chance
        apart = Counter(told[0]) - Counter(told[1]), Counter(told[1]) - Counter(told[0])
        found.append(f"texts: only export {list(apart[0])[:4]}, only REST {list(apart[1])[:4]}")
    if export.head.headline != answer.head.headline:
        found.append(f"headline: {export.head.headline} {answer.head.headline}")
    for name in ("section", "tags", "date", "slug", "rank", "deck"):
        if getattr(export.head, name) != getattr(answer.head, name):
            one, other = getattr(export.head, name), getattr(answer.head, name)
            found.append(f"{name}: {one} {other}")
    if _kinds(export.copy) != _kinds(answer.copy):
        found.append(f"kinds: {_kinds(export.copy)} {_kinds(answer.copy)}")
    filled = plain_words(words_left_out(answer.copy))
    for name, item in (("export", export), ("REST", answer)):
        lost = Counter(_seen(page)) - Counter(words_given(item)) - Counter(filled)
        if lost:
            found.append(f"on the page, not in {name}: {dict(lost.most_common(8))}")
    return found


def _seen(page: str) -> list[str]:
    """The words of a post on its page."""
    tree = html.fromstring(page)
    for other in tree.xpath(_NOT_OF_THE_STORY):
        other.drop_tree()
    content = tree.xpath(_CONTENT)
    found = visible_words(html.tostring(content[0], encoding="unicode")) if content else []
    return plain_words(found)


def _texts(copy: Copy) -> list[str]:
    """The texts of all pieces; of embeds their address, as only the network knows titles."""
    pieces = tuple(
        replace(piece, title=piece.href) if isinstance(piece, Embed) else piece
        for piece in map(_bare, copy.pieces)
    )
    return texts_of_copy(replace(copy, pieces=pieces))


def main(export: str = _EXPORT) -> int:
    """Prints what differs, story by story, and a sum."""
    with running(ROOT / "build" / "wordpress", installed()) as server:
        server.run("fill.php", export)
        whole = server.run("give.php", "export")
        answers = {name: server.run("give.php", name) for name in _ANSWERS}
        exported = _items(WXR.read(source_of(whole, "export.xml")))
        told = _items(REST.read(_answered("posts", answers))) | _items(
            REST.read(_answered("pages", answers))
        )
        return _compared(exported, told, server)


def _compared(exported: Mapping[str, Item], told: Mapping[str, Item], server: Server) -> int:
    same = words = locked = 0
    for key in told:
        if key not in exported:
            print(f"{key}: not in the export")
            continue
        if exported[key].status is Status.PRIVATE:
            locked += 1  # REST does not tell what stands behind a password
            continue
        number = int(key.rsplit("=", 1)[-1]) if key.rsplit("=", 1)[-1].isdigit() else 0
        page = server.page(number, exported[key].kind)
        found = _differences(exported[key], told[key], page)
        same += not found
        words += len(words_given(exported[key])) - len(words_left_out(exported[key].copy))
        for each in found:
            print(f"{key}: {each}")
    asked = len(told) - locked
    print(
        f"{same} of {asked} stories are the same from all three, {words:,} words; {locked} locked"
    )
    return int(same < asked)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

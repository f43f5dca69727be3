"""Ghost's cards, each as what it shows, and posts of exports that are old, cut or too large."""

from __future__ import annotations

import datetime
import json

import pytest

from layout.imports.item import Given, Item
from layout.imports.others_markdown.ghost import GHOST
from layout.imports.source import source_of
from layout.story.block import Crosshead, Paragraph, Picture
from layout.story.module import Module
from layout.story.run import Emphasis, Run, text_of
from slots.finding import Finding, Severity


def exported(post: dict[str, object]) -> bytes:
    users = [{"id": "8", "name": "Luis Paz"}]
    data = {"posts": [{"id": "1", "title": "Ferry returns", **post}], "users": users}
    return json.dumps({"db": [{"meta": {"exported_on": 1}, "data": data}]}).encode()


def item_in(**post: object) -> Item:
    (item,) = GHOST.read(source_of(exported(post), "ghost.json"))
    assert isinstance(item, Item)
    return item


def card(kind: str, **values: str) -> tuple[object, ...]:
    """The pieces that a card alone in a post becomes."""
    root = {"root": {"children": [{"type": kind, **values}]}}
    return item_in(lexical=json.dumps(root)).copy.pieces


def lines(pieces: tuple[object, ...]) -> list[tuple[str, str | None]]:
    """The runs of paragraphs, each with its address."""
    found: list[Run] = []
    for piece in pieces:
        assert isinstance(piece, Paragraph | Crosshead)
        found += piece.runs
    return [(run.text, run.href) for run in found]


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_a_recording_is_a_link_by_its_title_or_its_files_name(kind: str) -> None:
    shown = lines(card(kind, src="/a.mp4", fileName="boat.mp4", caption="The boat"))
    assert shown == [("boat.mp4", "/a.mp4"), ("The boat", None)]
    assert lines(card(kind, src="/a.mp4", title="The boat", fileName="boat.mp4")) == [
        ("The boat", "/a.mp4")
    ]


def test_a_file_is_a_link_with_its_caption() -> None:
    shown = card("file", src="/t.pdf", fileTitle="Times", fileName="t", fileCaption="Boats & <b>")
    assert lines(shown) == [("Times", "/t.pdf"), (" Boats & <b>", None)]


def test_markdown_that_nobody_can_read_keeps_its_words() -> None:
    assert lines(card("markdown", markdown="It *sails*.")) == [
        ("It ", None), ("sails", None), (".", None),
    ]  # fmt: skip
    ((text, _),) = lines(card("markdown", markdown=">" * 200 + " deep words"))
    assert text.endswith("deep words")


@pytest.mark.parametrize("kind", ["code", "codeblock"])
def test_code_is_text_with_its_caption(kind: str) -> None:
    assert lines(card(kind, code="a < b", caption="In short")) == [
        ("a < b", None), ("In short", None),
    ]  # fmt: skip


def boxed(pieces: tuple[object, ...]) -> Module:
    (module,) = pieces
    assert isinstance(module, Module)
    assert module.kind == "blue_box"
    return module


def test_a_product_is_a_box_with_its_picture_and_its_button() -> None:
    pass_ = {"productTitle": "Boat <b>pass</b>", "productDescription": "<p>All day.</p>"}
    more = {"productImageSrc": "/p.png", "productUrl": "https://x/", "productButton": "Buy"}
    module = boxed(card("product", **pass_, **more))
    picture, text, button = module.blocks
    assert text_of(module.title) == "Boat pass"
    assert isinstance(picture, Picture) and isinstance(text, Paragraph)
    assert isinstance(button, Paragraph)
    assert lines((text, button)) == [("All day.", None), ("Buy", "https://x/")]
    assert lines(boxed(card("product", **pass_)).blocks) == [("All day.", None)]


@pytest.mark.parametrize(("head", "line"), [("heading", "subheading"), ("header", "subheader")])
def test_a_header_is_a_crosshead_with_its_line_and_its_button(head: str, line: str) -> None:
    words = {head: "What changes", line: "From Monday"}
    with_button = card("header", **words, buttonText="More", buttonUrl="https://x/")
    assert isinstance(with_button[0], Crosshead)
    assert lines(with_button)[1:] == [("From Monday", None), ("More", "https://x/")]
    assert lines(card("header", **words)) == [("What changes", None), ("From Monday", None)]


def test_a_call_to_action_is_a_box() -> None:
    words = {"sponsorLabel": "<p>Sponsored</p>", "textValue": "<p>Join us</p>"}
    module = boxed(card("call-to-action", **words, buttonText="Join", buttonUrl="https://x/"))
    assert lines(module.blocks) == [("Sponsored", None), ("Join us", None), ("Join", "https://x/")]
    assert lines(boxed(card("call-to-action", textValue="<p>Join us</p>")).blocks) == [
        ("Join us", None)
    ]


def test_a_break_of_a_line_keeps_words_apart() -> None:
    texts = ({"type": "text", "text": text} for text in ("one", "two"))
    first, second = texts
    paragraph = {"type": "paragraph", "children": [first, {"type": "linebreak"}, second]}
    item = item_in(lexical=json.dumps({"root": {"children": [paragraph]}}))
    assert [text for text, _ in lines(item.copy.pieces)] == ["one two"]


def test_pictures_breaks_and_atoms_of_mobiledoc() -> None:
    atom = [[1, [], 0, place] for place in (0, 1, 9, "x")]
    markers = [[0, [], 0, "one"], atom[0], [0, [0], 1, "two "], *atom[1:]]
    document = {
        "sections": [[2, "/p.png"], [1, "p", markers]],
        "atoms": [["soft-return", "", {}], ["mention", "@ada", {}]],
        "markups": [["strong"]],
    }
    picture, paragraph = item_in(mobiledoc=json.dumps(document)).copy.pieces
    assert isinstance(picture, Picture) and isinstance(paragraph, Paragraph)
    assert text_of(paragraph.runs) == "one two @ada"
    assert [one.text for one in paragraph.runs if one.emphasis is Emphasis.BOLD] == ["two"]


def test_an_old_export_has_its_author_in_the_post_and_times_in_milliseconds() -> None:
    moment = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
    head = item_in(html="<p>x</p>", author_id="8", published_at=int(moment.timestamp() * 1000)).head
    assert (head.byline, head.date) == ("By Luis Paz", moment)
    assert item_in(html="<p>x</p>", published_at=True).head.date is None


BEGIN, END = "<!--kg-card-begin: email-->", "<!--kg-card-end: email-->"


@pytest.mark.parametrize(
    ("html", "copy", "mail"),
    [
        (f"<p>One</p>{BEGIN}<p>Dear</p>{END}<p>two</p>", ["One", "two"], ["Dear"]),
        (f"<p>One</p>{BEGIN}<p>two</p>", ["One", "two"], []),
        (f"<p>One</p>{BEGIN}<p>Dear</p>{BEGIN}<p>Ada</p>{END}<p>two</p>", ["One", "two"],
         ["Dear Ada"]),
    ],
    ids=["closed", "never closed", "one in another"],
)  # fmt: skip
def test_words_for_readers_of_mail(html: str, copy: list[str], mail: list[str]) -> None:
    item = item_in(html=html)
    assert [text for text, _ in lines(item.copy.pieces)] == copy
    assert [one.text for one in item.copy.left_out] == mail


def test_only_boxes_of_ghost_are_boxes() -> None:
    html = '<div class="kg-callout-card"><div>Mind the step</div></div><div class="x">On.</div>'
    module, paragraph = item_in(html=html).copy.pieces
    assert isinstance(module, Module) and isinstance(paragraph, Paragraph)


def test_an_export_over_the_limit_of_bytes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = exported({"html": "<p>x</p>"})

    def read(most: int) -> Given:
        monkeypatch.setattr("layout.imports.others_markdown.ghost._MOST_BYTES", most)
        (found,) = GHOST.read(source_of(data, "ghost.json"))
        return found

    assert isinstance(read(len(data)), Item)
    told = read(len(data) - 1)
    assert isinstance(told, Finding)
    assert told.severity is Severity.ERROR and f"over {len(data) - 1:,} bytes" in told.message

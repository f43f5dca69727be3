"""The chapters of others' Markdown by themselves."""

from __future__ import annotations

from layout.imports.others_markdown.cards import Aside, lexical_html, mobiledoc_html
from layout.imports.others_markdown.others_front import front_of, is_of_others
from layout.imports.others_markdown.shortcodes import written_out
from layout.imports.others_markdown.to_html import html_of


def test_front_matter_and_its_tables() -> None:
    front = front_of("---\nparams: {subtitle: A}\nCover: {image: b.jpg}\n---\n\n\nHi\n")
    assert (front.first("subtitle"), front.first("cover.image"), front.text) == (
        "A",
        "b.jpg",
        "Hi\n",
    )
    assert front.lines == 6
    assert is_of_others("+++\n")
    assert not is_of_others("---\nheadline: x\n---\n")


def test_tags_nobody_knows_are_noted_with_their_line() -> None:
    out = written_out("a\n{{< odd >}}\n{% comment %}never closed", {})
    assert [line for line, _ in out.unknown] == [2, 3]
    assert "never closed" in out.text


def test_markdown_to_html() -> None:
    made = html_of(
        "::: blue_box Before\nNow.\n:::\n\n::: slot google-ad\n\na[^1]\n\n[^1]: n\n", "", 0
    )
    assert '<newsgrid-module kind="blue_box" title="Before">' in made
    assert '<newsgrid-slot name="google-ad"></newsgrid-slot>' in made
    assert "a[1]" in made
    assert "[1] n" in made


def test_documents_of_ghost_that_are_none() -> None:
    assert lexical_html({}, Aside()) == ""
    assert mobiledoc_html({"sections": 3}, Aside()) == ""

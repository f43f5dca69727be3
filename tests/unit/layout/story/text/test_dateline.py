"""Datelines: where a story was reported from, in capitals before its first words."""

from __future__ import annotations

import pytest

from layout.story.block import Crosshead, Paragraph
from layout.story.run import Emphasis, Run, plain, text_of
from layout.story.text.dateline import with_dateline


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("PUERTO ALBA — The ferry sails.", "PUERTO ALBA", "The ferry sails."),
        ("PUERTO ALBA (AP) — The ferry.", "PUERTO ALBA (AP)", "The ferry."),
        ("QUITO.- El ferry.", "QUITO", "El ferry."),
        ("SAN JOSÉ, Costa Rica – The ferry.", "SAN JOSÉ, Costa Rica", "The ferry."),
        ("L’AQUILA -- The ferry.", "L’AQUILA", "The ferry."),
        ("ÉVORA - The ferry.", "ÉVORA", "The ferry."),
    ],
)
def test_a_dateline_is_taken_off(text, place, rest):
    found, (first, second) = with_dateline((Paragraph(plain(text), 3), Paragraph(plain("More."))))
    assert (found, text_of(first.runs), first.line) == (place, rest, 3)
    assert text_of(second.runs) == "More."


@pytest.mark.parametrize(
    "text",
    [
        "The ferry — it sails.",
        "Puerto Alba — The ferry.",
        "PUERTO ALBA The ferry.",
        "PUERTO ALBA — ",
        "A — The ferry.",
    ],
)
def test_other_openings_stay(text):
    body = (Paragraph(plain(text)),)
    assert with_dateline(body) == ("", body)


def test_it_stands_in_the_first_paragraph_alone_and_never_in_a_link():
    crosshead = (Crosshead(plain("PUERTO ALBA — The ferry.")), Paragraph(plain("QUITO — One.")))
    assert with_dateline(crosshead) == ("", crosshead)
    linked = (Paragraph((Run("PUERTO ALBA — The ferry.", href="https://a.example"),)),)
    assert with_dateline(linked) == ("", linked)
    assert with_dateline(()) == ("", ())


def test_emphasis_after_it_is_kept():
    runs = (Run("QUITO — "), Run("Boats", Emphasis.ITALIC), Run(" sail."))
    found, (first,) = with_dateline((Paragraph(runs),))
    assert found == "QUITO"
    assert first.runs == (Run("Boats", Emphasis.ITALIC), Run(" sail."))

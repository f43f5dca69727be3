"""An edition as it is heard: every word of each story once, in order, whole at line ends."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from support.editions.heard import heard_by_pdfium, heard_by_poppler, written, written_on

from layout.edition.make_edition import Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import Workshop
from layout.preflight.accessible.check import accessible_findings
from layout.preflight.accessible.tree import tree_of

SETTINGS = """\
name = "The Heard Gazette"
language = "en"
[edition]
date = 2026-11-26
[print]
pages = 4
"""
TEXT = (
    "The councillors unanimously reconsidered their extraordinarily well-intentioned harbour-side "
    "redevelopment on Monday—and/or Tuesday—notwithstanding an overwhelming recommendation. "
)
SPANISH = (
    "El ayuntamiento reconsideró extraordinariamente la recomendación de los representantes "
    "internacionales sobre el desenvolvimiento portuario. "
)
LIST = "- Extraordinary recommendations, overwhelmingly reconsidered by representatives\n- Two\n"
TABLE = "| Town | Votes |\n|---|--:|\n| San Joaquín | 1,204 |\n| Else | 9 |\n"


def story(folder: Path, slug: str, body: str, language: str = "en") -> None:
    head = f"---\nheadline: All is well in {slug}\nlanguage: {language}\n---\n\n"
    (folder / "stories" / f"{slug}.md").write_text(head + body + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """A made edition of two pages, and its PDF."""
    folder = tmp_path_factory.mktemp("heard") / "paper"
    (folder / "stories").mkdir(parents=True)
    (folder / "newsgrid.toml").write_text(SETTINGS, encoding="utf-8")
    long = "\n\n".join(TEXT * (1 + part % 3) for part in range(14))
    story(folder, "first", f"{long}\n\n## Next\n\n{LIST}\n\n{TEXT}\n\n{TABLE}\n\n{TEXT}")
    story(folder, "second", long)
    story(folder, "tercero", "\n\n".join(SPANISH * 2 for _ in range(8)), "es")
    for number in range(6):
        story(folder, f"more-{number}", "\n\n".join(TEXT * 2 for _ in range(12)))
    shop = Workshop()
    made, data = print_edition(Order(folder, fresh=True), shop, lambda one: edition_pdf(one, shop))
    file = folder / "edition.pdf"
    file.write_bytes(data)
    return made.document, file


def test_poppler_hears_each_story_whole_and_in_order(heard):
    document, file = heard
    expected, found = list(written(document).values()), heard_by_poppler(file)
    assert len(expected) > 5 and sum(len(each.words) for each in expected) > 1000
    assert [each.words for each in found] == [each.words for each in expected]
    assert [each.all_words for each in found] == [each.all_words for each in expected]


def test_pdfium_hears_every_word_of_a_page_once(heard):
    document, file = heard
    assert heard_by_pdfium(file) == [written_on(page) for page in document.pages]


def test_it_claims_to_be_accessible_and_is(heard):
    _, file = heard
    data = file.read_bytes()
    assert b"pdfuaid:part" in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert accessible_findings(pdf) == ()
        elements = tree_of(pdf).elements
        assert {"Art", "H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"} <= {
            each.tag for each in elements
        }
        languages = [each.language for each in elements if each.tag == "Art"]
        assert languages.count("es") == 1 and set(languages) == {"en", "es"}
        assert [page.label for page in pdf.pages] == ["1", "2", "3", "4"]

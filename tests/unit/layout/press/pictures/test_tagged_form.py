"""Boxes with tags, placed: numbers go on from the page's, whatever the box says is kept."""

from __future__ import annotations

import io

import pikepdf
from support.press.sample_documents import DATE

from layout.press.frames.skeleton import Frame, frames_pdfs
from layout.press.ink.pdf_objects import Objects
from layout.press.ink.tagged_parts import Marking, TaggedForm, TaggedPart
from layout.press.pictures.tagged_form import tagged_form
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


def placed(html: str, marking: Marking) -> tuple[TaggedForm, bytes, int]:
    """A box as a form, the content of that, and its key in the parent tree."""
    (data,) = frames_pdfs((Frame("digest", html, 90_000, 90_000),), THEME, FOUNDRY, DATE, "en")
    objects = Objects()
    form = tagged_form(data, objects, marking)
    root = objects.add(f"<</Type/Catalog/Form {form.number} 0 R/Pages<</Kids[]/Count 0>>>>")
    with pikepdf.open(io.BytesIO(objects.file(root, objects.add("<<>>")))) as pdf:
        made = pdf.Root.Form
        return form, made.read_bytes(), int(made.StructParents)


def marks(content: bytes) -> list[int]:
    with pikepdf.new() as pdf:
        parsed = pikepdf.parse_content_stream(pdf.make_stream(content))
        return [int(it.operands[1].MCID) for it in parsed if str(it.operator) == "BDC"]


def test_marks_go_on_from_those_of_the_page():
    figure = '<svg role="img" aria-label="A gull" width="9" height="9"><path d="M0 0h2v2z"/></svg>'
    html = f'<h2>Head</h2><p lang="es">Hola</p><table><tr><th>A</th></tr></table>{figure}'
    form, content, key = placed(html, Marking(7, 3, "Aside"))
    head, text, table, picture = form.parts
    assert head == TaggedPart("H1", (7,))
    assert text == TaggedPart("P", (8,), language="es")
    (cell,) = table.parts[0].parts
    assert "/Scope /Column" in cell.attributes and cell.marks == (9,)
    assert (picture.tag, picture.alternative, picture.marks) == ("Figure", "A gull", (10,))
    left, foot, right, top = picture.edges
    assert 0 < left < right < 90 and 0 < foot < top < 90
    assert marks(content) == [7, 8, 9, 10] and (form.marks, key) == (4, 3)


def test_a_box_without_tags_is_one_mark():
    form, content, key = placed('<p style="opacity: .5">pale</p>', Marking(2, 5, "Aside"))
    assert (form.parts, form.marks, key) == ((), 1, 5)
    assert content.startswith(b"/Aside<</MCID 2>>BDC") and content.endswith(b"EMC")
    assert marks(content) == [2]

"""A 50,000-word edition, 5 columns on 280 x 400 mm: newsgrid, Typst and WeasyPrint side by side.

The same words, the same font file, size and leading, justified and hyphenated; each tool as a cold
process. Typst and WeasyPrint get a static instance of the body cut, so none pays for cutting it.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.prose import paragraphs

WORDS = 50_000
TYPST = """\
#set page(width: 280mm, height: 400mm, columns: 5,
  margin: (x: 12mm, top: 14mm, bottom: 14mm))
#set columns(gutter: 4mm)
#set text(font: "{family}", size: {size}pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: {gap}pt, spacing: {gap}pt, first-line-indent: {size}pt)
{text}
"""
HTML = """<!doctype html><html lang="en"><style>
@font-face {{ font-family: Body; src: url("{font}") }}
@page {{ size: 280mm 400mm; margin: 14mm 12mm }}
body {{ font: {size}pt/{leading}pt Body; text-align: justify; hyphens: auto;
  columns: 5; column-gap: 4mm; orphans: 2; widows: 2 }}
p {{ margin: 0; text-indent: 1em }}
</style><body>{text}</body></html>
"""


def prepare(folder: Path) -> dict[str, Sequence[str]]:
    """Writes the inputs of all three into a folder; the command of each."""
    copy = paragraphs(WORDS)
    (folder / "edition.txt").write_text(
        "An edition of fifty thousand words\n\n" + "\n\n".join(copy) + "\n"
    )
    family, size, leading, face = instance_of(folder)
    gap = leading - 0.7 * size  # Typst counts leading from baseline to cap height
    escaped = "\n\n".join(text.replace("#", "\\#").replace("*", "\\*") for text in copy)
    (folder / "edition.typ").write_text(
        TYPST.format(family=family, size=size, gap=round(gap, 3), text=escaped)
    )
    text = "".join(f"<p>{html.escape(text)}</p>\n" for text in copy)
    (folder / "edition.html").write_text(
        HTML.format(font=face.name, size=size, leading=leading, text=text)
    )
    python = sys.executable
    typst = "import typst; typst.compile('edition.typ', output='typst.pdf', font_paths=['.'])"
    weasy = "import weasyprint; weasyprint.HTML('edition.html').write_pdf('weasyprint.pdf')"
    newsgrid = str(Path(python).with_name("newsgrid"))
    sheet = ["--format", "compact", "--columns", "5"]
    return {
        "newsgrid": [newsgrid, "print", "edition.txt", *sheet, "-o", "newsgrid.pdf"],
        "typst": [python, "-c", typst],
        "weasyprint": [python, "-c", weasy],
    }


def instance_of(folder: Path) -> tuple[str, float, float, Path]:
    """Family name, size, leading, and a static font file of the theme's body cut."""
    from layout.press.frames.font_instances import instance
    from layout.typeset.words.face import open_face
    from layout.typeset.words.theme import load_theme

    style = load_theme().styles["body"]
    face = open_face(style.cuts[0])
    file = folder / "body.ttf"
    file.write_bytes(instance(face))
    return face.family, style.size / 1000, style.leading / 1000, file

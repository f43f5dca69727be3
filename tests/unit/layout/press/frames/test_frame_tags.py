"""The structure of frames: what their markup says, in order, each word once."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from support.press.sample_documents import DATE

from layout.preflight.accessible.check import barriers_of_part
from layout.press.frames.frame_elements import told_elements
from layout.press.frames.frame_tags import Untold
from layout.press.frames.skeleton import Frame, frames_pdfs
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)
SQUARE = '<path d="M0 0h2v2z"/></svg>'
DRAWN = '<svg width="9" height="9" viewBox="0 0 2 2"'


def drawn(*markup: str, role: str = "digest") -> tuple[bytes, ...]:
    """The PDF of a frame for each markup."""
    frames = tuple(Frame(role, html, 120_000, 4_000_000) for html in markup)
    return frames_pdfs(frames, THEME, FOUNDRY, DATE, "en")


def told(data: bytes) -> list:
    """The elements of a frame: (tag, what they say or hold)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert barriers_of_part(pdf) == ()
        texts = _texts(pdf)
        found = _elements(pdf.Root.StructTreeRoot.K, texts)
        assert not texts, "every mark is in one element"
        return found


def _elements(holder, texts: dict[int, str]) -> list:
    made = []
    for kid in holder.K:
        if isinstance(kid, int):
            said = texts.pop(kid)
            if made and isinstance(made[-1], str):
                made[-1] += said
            else:
                made.append(said)
            continue
        tag = str(kid.S)[1:]
        if "/A" in kid and "/Scope" in kid.A:
            tag += f" {str(kid.A.Scope)[1:]}"
        for key in ("/Alt", "/Lang"):
            if key in kid:
                tag += f" {kid[key]}"
        made.append((tag, *_elements(kid, texts)))
    return [each.strip() if isinstance(each, str) else each for each in made]


def _texts(pdf: pikepdf.Pdf) -> dict[int, str]:
    """What each mark of a frame's content says, by the fonts' ToUnicode alone; soft hyphens and
    word joiners taken out."""
    page = pdf.pages[0].obj
    maps = {name: _codes(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: dict[int, str] = {}
    mark, font = None, {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                mark = int(operands[1].MCID)
                texts[mark] = ""
            case "BMC":
                mark = None
            case "Tf":
                font = maps[str(operands[0])]
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String) and mark is not None:
                        codes = bytes(part).hex()
                        said = "".join(font[codes[i : i + 4]] for i in range(0, len(codes), 4))
                        texts[mark] += re.sub("[\u00ad\u2060]", "", said)
    return texts


def _codes(font) -> dict[str, str]:
    pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes().decode())
    return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def test_markup_is_told_as_what_it_is():
    (data,) = drawn(
        '<div class="plain"><h2>A <b>title</b></h2><h5>Deeper</h5>'
        "<p>It rained, <i>nolens</i> <b>volens</b></p>"
        '<ul class="entries"><li>One</li><li><p>Two</p><p>more</p></li></ul>'
        '<div role="list"><div><div role="listitem">Three</div><div></div></div></div>'
        "<div>Loose <p>and whole</p></div>"
        "<blockquote><p>Said</p><footer>by me</footer></blockquote>"
        '<span role="paragraph"><p>in two</p><p>lines</p></span></div>'
    )
    assert told(data) == [
        ("H1", "A title"),
        ("H2", "Deeper"),
        ("P", "It rained, nolens volens"),
        ("L", ("LI", ("LBody", "One")), ("LI", ("LBody", ("P", "Two"), ("P", "more")))),
        ("L", ("LI", ("LBody", "Three"))),
        ("P", "Loose"),
        ("P", "and whole"),
        ("BlockQuote", ("P", "Said"), ("P", "by me")),
        ("P", "in two lines"),
    ]


def test_tables_have_rows_cells_and_heads_with_their_scope():
    head = "<tr><th>Town</th><th colspan=2>Votes</th></tr>"
    rows = "<tr><th>Ness</th><td>9</td><td></td></tr>"
    ragged = "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>"
    data, bad = drawn(f"<table>{head}{rows}</table>", ragged)
    assert told(data) == [
        (
            "Table",
            ("TR", ("TH Column", "Town"), ("TH Column", "Votes")),
            ("TR", ("TH Row", "Ness"), ("TD", "9"), ("TD",)),
        )
    ]
    assert told(bad) == [("P", "a b c")], "rows that are not alike are no table"


def test_pictures_are_described_or_no_matter():
    caption = "<figcaption>Below <b>it</b></figcaption>"
    data, bare = drawn(
        f'<p>Look {DRAWN} role="img" aria-label="A gull">{SQUARE} there</p>'
        f'<figure>{DRAWN} role="img" aria-label="A boat">{SQUARE}{caption}</figure>'
        f'{DRAWN}>{SQUARE}<p aria-hidden="true">Unsaid</p>'
        f"<figure><p>No picture</p>{caption}</figure>",
        f'{DRAWN} role="img">{SQUARE}',
    )
    figure = ("Figure A boat", "", ("Caption", "Below it"))
    assert told(data) == [
        ("P", ("Span", "Look"), ("Figure A gull", ""), ("Span", "there")),
        figure,
        ("P", "No picture"),
        ("P", "Below it"),
    ]
    with pikepdf.open(io.BytesIO(bare)) as pdf:
        assert [each.rule for each in barriers_of_part(pdf)] == ["figure-undescribed"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figure = pdf.Root.StructTreeRoot.K.K[1]
        left, foot, right, top = (float(edge) for edge in figure.A.BBox)
        assert right - left == pytest.approx(6.75) and top - foot == pytest.approx(6.75)
        assert 0 < left < 120 and 3800 < foot < 4000


def test_a_part_may_be_in_another_language():
    (data,) = drawn(
        '<p lang="es">Hola</p><p>Say <span lang="la">nolens <b>volens</b></span> so</p>'
    )
    assert told(data) == [
        ("P es", "Hola"),
        ("P", ("Span", "Say"), ("Span la", "nolens volens"), ("Span", "so")),
    ]


def test_what_cannot_be_told_whole_has_no_tags():
    (data,) = drawn('<h2>Seen</h2><p style="opacity: .5">pale</p>')
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "BDC" not in {
            str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])
        }


def test_a_frame_in_which_nothing_is_drawn_says_nothing():
    assert told_elements(ElementTree.fromstring("<section><p>Unseen</p></section>"), ()) == []
    assert issubclass(Untold, Exception)
    (data,) = drawn('<p style="visibility: hidden">Unseen</p>')
    assert told(data) == []


def test_words_are_whole_where_lines_end():
    text = (
        "An extraordinarily well-intentioned recommendation—and/or reconsideration—of "
        "international representatives, overwhelmingly notwithstanding unanimously"
    )
    (data,) = drawn(f'<p style="width: 60pt">{text}</p>')
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps = "".join(
            font.ToUnicode.read_bytes().decode() for font in pdf.pages[0].Resources.Font.values()
        )
    assert "<00ad>" in maps and "2060>" in maps, "lines do end within words"
    assert told(data) == [("P", text)]


WORDS = st.text("abcdefgh", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
INLINE = st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i> ", '<span lang="la">{}</span>'])
LINES = st.lists(st.tuples(INLINE, TEXTS), min_size=1, max_size=3).map(
    lambda parts: " ".join(form.format(text) for form, text in parts)
)
BLOCK = st.sampled_from(
    [
        "<p>{}</p>",
        "<h2>{}</h2>",
        "<h4>{}</h4>",
        "<ul><li>{}</li></ul>",
        "<div>{}</div>",
        "<table><tr><td>{}</td></tr></table>",
        "<figure>{}</figure>",
        '<div role="list">{}</div>',
    ]
)
BLOCKS = st.recursive(
    st.tuples(BLOCK, LINES).map(lambda pair: pair[0].format(pair[1])),
    lambda inner: st.tuples(
        st.sampled_from(["<div>{}</div>", "<blockquote>{}</blockquote>", "<ol><li>{}</li></ol>"]),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ).map(lambda pair: pair[0].format(pair[1])),
    max_leaves=5,
)


MARKUP = st.lists(BLOCKS, min_size=1, max_size=4).map("".join)


@settings(max_examples=4, deadline=None, phases=[Phase.generate])  # rendering is slow
@given(st.lists(MARKUP, min_size=15, max_size=20))
def test_every_word_is_told_once_and_in_order(markup: list[str]):
    def words(parts) -> list[str]:
        return [
            word
            for part in parts
            for word in (part.split() if isinstance(part, str) else words(part[1:]))
        ]

    for html, data in zip(markup, drawn(*markup), strict=True):
        assert words(told(data)) == re.sub("<[^>]*>", " ", html).split()

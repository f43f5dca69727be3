"""Boxes and pictures kept between runs: the same bytes with and without, and less work."""

from dataclasses import replace

import pytest
from press_documents import DATE, text_page, with_boxes
from press_pictures import corners, image_in, saved
from test_press_pdf import boxed_document

from layout.page.document import Box, Document
from layout.page.rect import Rect
from layout.press.frames import cached_frames
from layout.press.frames.cached_frames import FrameKeys, KeptFrames
from layout.press.frames.fetching import picture_address
from layout.press.frames.skeleton import Frame, frame_depths
from layout.press.pdf import write_pdf
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.work.store.cache import keep, kept
from slots.finding import BadInput

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


class Shelf:
    """A cache that counts; `wrong` makes it give back other bytes than it was given."""

    def __init__(self, wrong=None) -> None:
        self.held: dict[str, bytes] = {}
        self.hits, self.wrong = 0, wrong

    def get(self, key: str) -> bytes | None:
        found = self.held.get(key)
        self.hits += found is not None
        return self.wrong(found) if found is not None and self.wrong else found

    def put(self, key: str, data: bytes) -> None:
        assert all(sign.isalnum() or sign in ".-" for sign in key)
        self.held[key] = data


@pytest.fixture
def rendered(monkeypatch) -> list[int]:
    """How many frames each call of WeasyPrint had to render."""
    counts: list[int] = []
    real = cached_frames.frames_pdfs

    def counted(frames, *rest):
        counts.append(len(frames))
        return real(frames, *rest)

    monkeypatch.setattr(cached_frames, "frames_pdfs", counted)
    return counts


def document(tmp_path) -> Document:
    boxed = boxed_document(THEME, FOUNDRY)
    large = image_in(tmp_path, "large.jpg", saved(corners(3000, 1500), "JPEG"))
    return replace(boxed, pages=(boxed.pages[0], replace(boxed.pages[1], images=(large,))))


def changed(made: Document) -> Document:
    """The document with one more box in it, whose glyphs no other box has."""
    page = made.pages[0]
    box = Box("blue_box", "new", Rect(40_000, 900_000, 200_000, 80_000), "<p>Žluťoučký kůň</p>")
    return replace(made, pages=(with_boxes(page, (*page.boxes, box)), *made.pages[1:]))


def test_cold_warm_and_half_warm_give_the_same_bytes(tmp_path, rendered):
    first, second = document(tmp_path), changed(document(tmp_path))
    plain = [write_pdf(it, THEME, FOUNDRY) for it in (first, second)]
    shelf = Shelf()
    assert write_pdf(first, THEME, FOUNDRY, cache=shelf) == plain[0]
    assert shelf.hits == 0 and len(shelf.held) == 4  # three boxes and a picture
    assert write_pdf(first, THEME, FOUNDRY, cache=shelf) == plain[0]
    assert write_pdf(second, THEME, FOUNDRY, cache=shelf) == plain[1]
    assert shelf.hits == 4 + 4
    assert rendered == [3, 4, 3, 1]


@pytest.mark.parametrize(
    "wrong", [lambda data: data[:-1], lambda data: data[:40] + b"x" + data[41:], lambda data: b""]
)
def test_what_comes_back_damaged_is_made_anew(wrong, tmp_path, rendered):
    made, shelf = document(tmp_path), Shelf(wrong)
    first = write_pdf(made, THEME, FOUNDRY, cache=shelf)
    assert write_pdf(made, THEME, FOUNDRY, cache=shelf) == first
    assert shelf.hits == 4
    assert rendered == [3, 3]


def test_a_box_twice_is_rendered_once(rendered):
    box = Box("blue_box", "b", Rect(40_000, 90_000, 200_000, 80_000), "<p>News</p>")
    page = with_boxes(
        text_page(THEME, FOUNDRY), (box, replace(box, rect=Rect(1, 2, 200_000, 80_000)))
    )
    write_pdf(Document("x", "en", DATE, (page, page)), THEME, FOUNDRY)
    assert rendered == [1]


def test_keys_are_made_from_all_that_shows(tmp_path):
    keys = FrameKeys(THEME, FOUNDRY, "en")
    frame = Frame("blue_box", "<p>News</p>", 200_000, 80_000)
    others = (
        replace(frame, role="digest"),
        replace(frame, html="<p>Olds</p>"),
        replace(frame, width=200_001),
        replace(frame, height=80_001),
    )
    assert len({keys.key(it) for it in (frame, *others)}) == 5
    assert keys.key(frame) == FrameKeys(THEME, Foundry(THEME.fallback), "en").key(frame)
    assert keys.key(frame) != FrameKeys(THEME, FOUNDRY, "es").key(frame)
    inks = {**THEME.colours, "blue": replace(THEME.colours["blue"], cmyk=(1, 2, 3, 4))}
    assert keys.key(frame) != FrameKeys(replace(THEME, colours=inks), FOUNDRY, "en").key(frame)


def test_pictures_in_boxes_count_by_their_content(tmp_path):
    file = tmp_path / "a picture.png"

    def key() -> str | None:
        html = f'<img src="{picture_address(file)}">'
        return FrameKeys(THEME, FOUNDRY, "en").key(Frame("blue_box", html, 200_000, 80_000))

    missing = key()
    file.write_bytes(saved(corners(), "PNG"))
    first = key()
    file.write_bytes(saved(corners(300, 100), "PNG"))
    assert len({missing, first, key()}) == 3


@pytest.mark.parametrize(
    "html",
    [
        '<img src="drawing.svg">',
        "<div style='background: url(\"drawing.svg\")'></div>",
        '<style>@import "more.css";</style>',
        '<link rel="stylesheet" href="more.css">',
        "<object data=more.pdf></object>",
    ],
)
def test_what_may_lead_to_more_files_is_not_kept(html):
    assert FrameKeys(THEME, FOUNDRY, "en").key(Frame("ad", html, 200_000, 80_000)) is None


def test_what_cannot_be_rendered_is_not_kept():
    html = '<img src="file:///nowhere/gone.png">'
    box = Box("blue_box", "b", Rect(40_000, 90_000, 200_000, 80_000), html)
    page = with_boxes(text_page(THEME, FOUNDRY), (box,))
    shelf = Shelf()
    with pytest.raises(BadInput):
        write_pdf(Document("x", "en", DATE, (page,)), THEME, FOUNDRY, cache=shelf)
    assert shelf.held == {}


def test_kept_is_what_was_put():
    shelf = Shelf()
    keep(shelf, "key", b"data")
    assert kept(shelf, "key") == b"data"
    assert kept(shelf, "other") is None
    assert kept(None, "key") is None
    keep(None, "key", b"data")


def test_depths_are_kept_too(rendered, monkeypatch):
    words = ("One.", "Two.", "One.", "And many more words than one line of it holds. " * 3)
    frames = tuple(Frame("blue_box", f"<p>{it}</p>", 150_000) for it in words)
    plain = frame_depths(frames, THEME, FOUNDRY, DATE, "en")
    assert len(set(plain)) == 2
    measured: list[int] = []
    real = cached_frames.frame_depths

    def counted(missing, *rest):
        measured.append(len(missing))
        return real(missing, *rest)

    monkeypatch.setattr(cached_frames, "frame_depths", counted)
    shelf, once = Shelf(), KeptFrames(THEME, FOUNDRY, DATE, "en")
    assert once.depths(frames[:2], shelf)() == plain[:2]
    assert once.depths(frames, shelf)() == once.depths(frames, shelf)() == plain
    assert measured == [2, 1]
    assert once.pdfs(frames[:0], shelf)() == {} and once.depths((), None)() == ()
    assert once.depths(frames, None)() == plain
    sized = [Frame(it.role, it.html, it.width, 90_000) for it in frames]
    assert len(once.pdfs(sized, shelf)()) == 3
    assert rendered == [3]

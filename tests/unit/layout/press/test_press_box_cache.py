"""Boxes and pictures kept between runs: the same bytes with and without, and less work."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from support.press.sample_documents import DATE, text_page, with_boxes
from support.press.sample_pictures import corners, image_in, saved
from test_press_pdf import boxed_document

from layout.page.document import Box, Document
from layout.page.rect import Rect
from layout.press.frames import cached_frames
from layout.press.frames.cached_frames import FrameKeys, FrameSetup, depths, pdfs
from layout.press.frames.fetching import picture_address
from layout.press.frames.skeleton import Frame, frame_depths
from layout.press.pdf import write_pdf
from layout.press.pictures import document_images
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.work.memory.folder import folder_of
from layout.work.memory.memory import Memory
from slots.finding import BadInput

pytestmark = pytest.mark.slow

THEME = load_theme()
FOUNDRY = Foundry(THEME.fallback)


@contextmanager
def run(paper):
    """A run with the memory of a publication, which it leaves for the next one."""
    memory = Memory(paper)
    with memory.making():
        yield
    memory.save()


def held(paper) -> int:
    """How many values lie there."""
    folder = folder_of(paper)
    return len(list(folder.iterdir())) - 1 if folder.exists() else 0


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
    for number, count in ((0, 4), (0, 4), (1, 5)):  # three boxes and a picture, then one box more
        with run(tmp_path):
            assert write_pdf((first, second)[number], THEME, FOUNDRY) == plain[number]
        assert held(tmp_path) == count
    assert rendered == [3, 4, 3, 1]


def test_pictures_are_brought_down_once(tmp_path, monkeypatch):
    made, calls = document(tmp_path), []
    real = document_images.smaller_bitmap
    monkeypatch.setattr(
        document_images, "smaller_bitmap", lambda *task: calls.append(task) or real(*task)
    )
    for _ in range(2):
        with run(tmp_path):
            write_pdf(made, THEME, FOUNDRY)
    assert len(calls) == 1


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


def test_what_cannot_be_rendered_is_not_kept(tmp_path):
    html = '<img src="file:///nowhere/gone.png">'
    box = Box("blue_box", "b", Rect(40_000, 90_000, 200_000, 80_000), html)
    page = with_boxes(text_page(THEME, FOUNDRY), (box,))
    with run(tmp_path), pytest.raises(BadInput):
        write_pdf(Document("x", "en", DATE, (page,)), THEME, FOUNDRY)
    assert held(tmp_path) == 0


def test_depths_are_kept_too(tmp_path, rendered, monkeypatch):
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
    press = FrameSetup(THEME, FOUNDRY, DATE, "en")
    whole = dict(zip(frames, plain, strict=True))
    for some in (frames[:2], frames, frames):
        with run(tmp_path):
            assert depths(some, press) == {frame: whole[frame] for frame in some}
    assert measured == [2, 1]
    assert pdfs(frames[:0], press) == {} and depths((), press) == {}
    assert depths(frames, press) == whole
    sized = [Frame(it.role, it.html, it.width, 90_000) for it in frames]
    with run(tmp_path):
        assert len(pdfs(sized, press)) == 3
    assert rendered == [3]

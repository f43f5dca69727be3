"""Pictures of items as files: found, looked at, named by content, never written over."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from support.imports.copy_desk import COPY_DESK, sheet, story

from layout.imports.item import Copy, Head, Item
from layout.imports.markdown_of import markdown_of
from layout.imports.publication.disk import Disk
from layout.imports.publication.import_all import Imported, Order, Wishes, import_all
from layout.imports.publication.media_files import MediaFiles, MediaFolder
from layout.imports.source import source_of
from layout.story.block import Embed, Paragraph, Picture, Tagged
from layout.story.module import Module
from layout.story.run import plain
from slots.finding import Finding, Severity, Where


def picture(colour: str = "red", kind: str = "JPEG", frames: int = 1) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), colour)
    others = [Image.new("RGB", (40, 30), (n, 9, 9)) for n in range(1, frames)]
    more = {"save_all": True, "append_images": others} if others else {}
    image.save(out, kind, **more)
    return out.getvalue()


def take(root: Path, *items: dict, fetch=None, **wishes) -> Imported:
    (root / "export").write_bytes(sheet(*items))
    order = Order([root / "export"], root / "paper", Wishes(**wishes), (COPY_DESK,), markdown_of)
    if fetch:
        order = Order(
            order.given, order.publication, order.wishes, order.formats, order.write, None, fetch
        )
    return import_all(order)


def media(root: Path) -> list[str]:
    folder = root / "paper" / "stories" / "media"
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def codes(done: Imported) -> list[str]:
    return [each.code for each in done.findings.all()]


def with_data(key: str, src: str, data: bytes) -> dict:
    return story(key, "Text of it.", pictures=[src], data={src: data.hex()})


def test_kinds_by_content_names_made_clean_twins_once(tmp_path: Path) -> None:
    items = [
        with_data("a", "../../Évil Pier.exe", picture()),
        with_data("b", "https://x.example/2024/pier.png?w=1", picture("blue")),
        with_data("c", "other/pier.jpeg", picture("blue")),
        with_data("d", "other/pier.gif", picture("green", "PNG")),
        with_data("e", "pier.jpg", picture("green")),
    ]
    done = take(tmp_path, *items)
    found = media(tmp_path)
    assert found[0] == "evil-pier.jpg" and "pier.jpg" in found and "pier.png" in found
    assert len(found) == 4 and any(name.startswith("pier-") for name in found)
    assert done.tallies[0].pictures == 4
    text = (tmp_path / "paper/stories/about-c.md").read_text()
    assert "](media/pier.jpg)" in text
    before = {name: (tmp_path / "paper/stories/media" / name).stat().st_mtime_ns for name in found}
    assert take(tmp_path, *items).made == []
    assert before == {
        name: (tmp_path / "paper/stories/media" / name).stat().st_mtime_ns for name in found
    }


def test_a_picture_that_is_known_need_not_be_at_hand_again(tmp_path: Path) -> None:
    uploads = tmp_path / "uploads" / "2024" / "05"
    uploads.mkdir(parents=True)
    (uploads / "pier.jpg").write_bytes(picture())
    item = story("a", "Text.", pictures=["https://x.example/wp/2024/05/pier-300x200.jpg"])
    first = take(tmp_path, item)
    assert codes(first) == ["missing-media", "pictures-missing"] and media(tmp_path) == []
    assert "::: embed https://x.example" in (tmp_path / "paper/stories/about-a.md").read_text()
    done = take(tmp_path, item, media=tmp_path / "uploads")
    assert media(tmp_path) == ["pier-300x200.jpg"] and done.tallies[0].of() == 0
    assert take(tmp_path, item).made == [] and codes(take(tmp_path, item)) == []


def test_the_folder_of_media_by_path_then_by_name(tmp_path: Path) -> None:
    for name, colour in {"2024/a.jpg": "red", "2025/a.jpg": "blue", "one/b.jpg": "green"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(picture(colour))
    folder = MediaFolder(tmp_path)
    assert folder.found("https://x.example/wp/2025/a.jpg") == picture("blue")
    assert folder.found("elsewhere/b.jpg") == picture("green")
    assert folder.found("a.jpg") is None  # there are two
    assert folder.found("c.jpg") is None is folder.found("https://x.example/")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<html>not found</html>", "no picture"),
        (picture()[:200], "damaged"),
        (b"", "no picture"),
    ],
)
def test_what_is_no_picture_stays_out_and_is_told(tmp_path: Path, data: bytes, word: str) -> None:
    done = take(tmp_path, with_data("a", "https://x.example/p.svg", data))
    (told,) = (each for each in done.findings.all() if each.code == "left-picture")
    assert word in told.message and told.severity is Severity.WARNING and told.hint
    assert media(tmp_path) == []
    assert "x.example/p.svg" in (tmp_path / "paper/stories/about-a.md").read_text()


def test_a_picture_that_moves_comes_in_and_is_told(tmp_path: Path) -> None:
    done = take(tmp_path, with_data("a", "p.gif", picture("red", "GIF", frames=3)))
    assert media(tmp_path) == ["p.gif"] and "moving-picture" in codes(done)


def test_pictures_are_fetched_where_there_is_leave(tmp_path: Path) -> None:
    asked = []

    def fetch(address: str) -> bytes | Finding:
        asked.append(address)
        if "gone" in address:
            return Finding("not-there", Severity.WARNING, "is not there", Where(), "check it")
        return picture()

    item = story("a", "Text.", pictures=["https://x.example/a.jpg", "https://x.example/gone.jpg"])
    done = take(tmp_path, item, fetch=fetch)
    assert media(tmp_path) == ["a.jpg"] and len(asked) == 2
    assert any("is not there" in each.message for each in done.findings.all())
    take(tmp_path, item, fetch=fetch)
    assert asked[2:] == ["https://x.example/gone.jpg"]  # what is here is not asked for again


def test_no_word_of_a_picture_that_is_left_out_is_lost(tmp_path: Path) -> None:
    shot = Picture("gone.jpg", "A pier", plain("Boats on Friday"), "Photo: Ana")
    linked = Picture("https://x.example/g.jpg", "", plain("Boats on Monday"), "Photo: Eva")
    box = Module("blue_box", "blue-box", plain("Box"), blocks=(shot,))
    pieces = (Tagged(shot, ("faq",)), box, linked)
    item = Item("k", "", Where("x"), Head(), Copy(pieces))
    made = MediaFiles(Disk(tmp_path), "stories").illustrated(item, source_of(b"", "x"), None)
    *tagged, module, link, credit = made.item.copy.pieces
    assert [each.block for each in tagged] == [
        Paragraph(plain("A pier")),
        Paragraph(plain("Boats on Friday")),
        Paragraph(plain("Photo: Ana")),
    ]
    assert len(module.blocks) == 3 and link == Embed("https://x.example/g.jpg", "Boats on Monday")
    assert credit == Paragraph(plain("Photo: Eva")) and len(made.findings) == 2

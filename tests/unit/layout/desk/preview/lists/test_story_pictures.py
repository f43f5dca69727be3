"""A picture file handed to a story: kept under a free name, written into the text with all else as
it was, or nothing; taken back, text and file are as before."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support.newspapers.sample_newspaper import newspaper, picture, spoiled_picture
from support.processes.aside import aside

from layout.desk.preview.access.writable_files import Conflict
from layout.desk.preview.lists.new_stories import CopyBench
from layout.desk.preview.lists.picture_routes import PICTURE_ROUTES
from layout.desk.preview.lists.story_pictures import Back, Handed, hand_in, take_back, with_picture
from layout.story.block import Picture
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.run import text_of
from slots.finding import BadInput

FILE = "stories/flood.md"
BARE = "---\nheadline: Flood\n---\n\nIt rose.\n\n::: blue_box Numbers\nTwo\n:::\n\nIt fell.\n"
SHOWN = (
    "---\nheadline: Flood\n---\n\n![Tall](tall.png)\n\n*The tower. Photo: Ann*\n\nIt rose.\n\n"
    "![Low](low.png){keep=1,2,90,80}\n*The ford*\n\nIt fell.\n"
)
GIVEN = Handed(FILE, "Pier 1.JPEG", "Boats at a pier", "Boats *home*.", "Ann Lee")
WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=40)


def png() -> bytes:
    file = io.BytesIO()
    Image.new("L", (40, 30), 120).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    paper = newspaper(tmp_path / "paper", stories={"flood": BARE, "shown": SHOWN, "plain.txt": "A"})
    for name in ("tall.png", "low.png"):
        picture(paper / "stories" / name, 60, 90)
    return paper


def of(text: str) -> list[str]:
    story, _ = parse_markdown(text, FILE, 1)
    return [each.src if isinstance(each, Picture) else "…" for each in story.body]


def test_it_is_kept_and_stands_above_the_text_with_its_words(folder: Path) -> None:
    done = hand_in(folder, GIVEN, png())
    assert done["picture"] == "stories/media/pier-1.png"
    assert (folder / done["picture"]).read_bytes() == png()
    assert done["before"] == BARE
    assert done["after"] == (folder / FILE).read_text()
    assert done["after"] == BARE.replace(
        "\n\nIt rose.",
        "\n\n![Boats at a pier](media/pier-1.png)\n\n*Boats \\*home\\*. Photo: Ann Lee*"
        "\n\nIt rose.",
    )
    story, findings = parse_markdown(done["after"], FILE, 1)
    assert not findings
    (shown,) = [each for each in story.body if isinstance(each, Picture)]
    assert (shown.alt, text_of(shown.cutline), shown.credit) == (
        "Boats at a pier", "Boats *home*.", "Photo: Ann Lee"
    )  # fmt: skip


def test_a_name_that_is_taken_gets_the_next_free_one(folder: Path) -> None:
    (folder / "stories/media").mkdir()
    (folder / "stories/media/pier-1.png").write_bytes(b"mine")
    assert hand_in(folder, GIVEN, png())["picture"] == "stories/media/pier-1-2.png"
    assert hand_in(folder, GIVEN, png())["picture"] == "stories/media/pier-1-3.png"
    assert (folder / "stories/media/pier-1.png").read_bytes() == b"mine"


def test_a_story_with_pictures_has_it_beside_them(folder: Path) -> None:
    done = hand_in(folder, Handed("stories/shown.md", "../../x.png", "X"), png())
    assert done["picture"] == "stories/x.png"
    assert of(done["after"]) == ["tall.png", "…", "low.png", "x.png", "…"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_stands_beside_the_picture_that_is_named_or_in_its_place(end: str) -> None:
    shown = SHOWN.replace("\n", end)
    for at, instead, wanted in (
        ("tall.png", False, ["tall.png", "x.png", "…", "low.png", "…"]),
        ("tall.png", True, ["x.png", "…", "low.png", "…"]),
        ("low.png", False, ["tall.png", "…", "low.png", "x.png", "…"]),
        ("low.png", True, ["tall.png", "…", "x.png", "…"]),
    ):
        handed = Handed(FILE, "x.png", "X", at=at, instead=instead)
        written = with_picture(shown, handed, "x.png", 1)
        assert of(written) == wanted
        assert written.count("\n") == written.count(end)
        assert ("The tower" in written) == (at != "tall.png" or not instead)


@given(WORDS, WORDS, WORDS, st.sampled_from(["", "tall.png", "low.png"]), st.booleans())
def test_it_says_just_that_afterwards_or_is_refused(
    alt: str, caption: str, credit: str, at: str, instead: bool
) -> None:
    handed = Handed(FILE, "x.png", alt, caption, credit, at, instead and bool(at))
    try:
        written = with_picture(SHOWN, handed, "x.png", 1)
    except BadInput as error:
        assert error.findings[0].hint
        return
    story, _ = parse_markdown(written, FILE, 1)
    others = [each for each in of(written) if each != "x.png"]
    assert others == [each for each in of(SHOWN) if each != at or not instead]
    (new,) = [each for each in story.body if isinstance(each, Picture) and each.src == "x.png"]
    assert new.alt == " ".join(alt.split())


def test_taken_back_text_and_file_are_as_before(folder: Path) -> None:
    done = hand_in(folder, GIVEN, png())
    back = Back(FILE, BARE, done["revision"], done["picture"], done["digest"])
    assert take_back(folder, back)["kept"] is False
    assert (folder / FILE).read_text() == BARE
    assert not (folder / done["picture"]).exists()


def test_a_file_that_others_name_or_that_is_another_stays(folder: Path) -> None:
    done = hand_in(folder, GIVEN, png())
    (folder / "stories/other.md").write_text("# O\n\n![P](media/pier-1.png)\n\nText.\n")
    back = Back(FILE, BARE, done["revision"], done["picture"], done["digest"])
    assert take_back(folder, back)["kept"] is True
    (folder / "stories/other.md").unlink()
    done = hand_in(folder, GIVEN, png())
    (folder / done["picture"]).write_bytes(b"drawn over")
    back = Back(FILE, BARE, done["revision"], done["picture"], done["digest"])
    assert take_back(folder, back)["kept"] is True
    assert (folder / done["picture"]).read_bytes() == b"drawn over"


def test_a_story_that_changed_since_is_left_and_so_is_the_picture(folder: Path) -> None:
    done = hand_in(folder, GIVEN, png())
    (folder / FILE).write_text(BARE)
    with pytest.raises(Conflict):
        take_back(folder, Back(FILE, BARE, done["revision"], done["picture"], done["digest"]))
    assert (folder / done["picture"]).exists()


@pytest.mark.parametrize("name", ["newsgrid.toml", "../x.png", ".hidden/x.png", "/x.png"])
def test_nothing_but_pictures_of_the_publication_is_taken_away(folder: Path, name: str) -> None:
    done = hand_in(folder, GIVEN, png())
    with pytest.raises(BadInput, match="no file of the desk"):
        take_back(folder, Back(FILE, BARE, done["revision"], name, done["digest"]))
    assert (folder / FILE).read_text() == done["after"]


def spoiled(folder: Path) -> bytes:
    data = spoiled_picture(folder / "spoiled.png", 40, 30).read_bytes()
    (folder / "spoiled.png").unlink()
    return data


def test_what_cannot_be_is_told_with_its_remedy_and_nothing_is_kept(folder: Path) -> None:
    many = io.BytesIO()
    Image.new("1", (9000, 9000)).save(many, "PNG")
    files = sorted(folder.rglob("*"))
    for handed, data, message in (
        (GIVEN, b"", "is empty"),
        (GIVEN, b"%PDF-1.7", "is no picture that newsgrid can read"),
        (GIVEN, b"<svg xmlns='http://www.w3.org/2000/svg'/>", r"drawing \(SVG\)"),
        (GIVEN, spoiled(folder), "is damaged"),
        (GIVEN, many.getvalue(), "is too large"),
        (Handed(FILE, "a.png", " "), png(), "no alternative text"),
        (Handed("stories/plain.txt", "a.png", "A"), png(), "has no pictures"),
        (Handed(FILE, "a.png", "A", at="b.png"), png(), 'no picture "b.png"'),
    ):
        with pytest.raises(BadInput, match=message) as caught:
            hand_in(folder, handed, data)
        (found,) = caught.value.findings
        assert found.hint
        assert "import" not in found.hint
    assert (folder / FILE).read_text() == BARE
    assert [each for each in sorted(folder.rglob("*")) if each.is_file()] == [
        each for each in files if each.is_file()
    ]


def asked(folder: Path, spot: str, body: bytes, told: set[str], alone: bool = False) -> Any:
    """The answer of a route; `told` are the files that tabs are told of."""

    async def ask() -> Any:
        bench = CopyBench(str(folder))

        async def call(task: str, *arguments: Any) -> Any:
            return getattr(bench, task)(*arguments)

        async def sent() -> bytes:
            return body

        place = SimpleNamespace(alone=alone, story="flood.md")
        events = SimpleNamespace(files_changed=told.update)
        desk = SimpleNamespace(folder=folder, place=place, events=events, writing=asyncio.Lock())
        desk.copy = SimpleNamespace(call=call)
        return await PICTURE_ROUTES[spot](desk, SimpleNamespace(body=sent))  # type: ignore[arg-type]

    return aside(ask())


def test_the_routes_hand_in_and_take_back(folder: Path) -> None:
    told: set[str] = set()
    head = json.dumps({"file": FILE, "name": "Pier.png", "alt": "Boats"}).encode()
    done = asked(folder, "POST /api/story/picture", head + b"\n" + png(), told)
    assert told == {FILE, "stories/media/pier.png"}
    back = {"file": FILE, "text": done["before"], "revision": done["revision"]}
    sent = json.dumps({**back, "picture": done["picture"], "digest": done["digest"]}).encode()
    assert asked(folder, "POST /api/story/picture/back", sent, told)["kept"] is False
    assert (folder / FILE).read_text() == BARE


@pytest.mark.parametrize(
    "head",
    [b"{", b"[]", b'{"file": 1}', b'{"file": "../x.md", "alt": "A"}', b'{"instead": 1}',
     b'{"file": "stories/flood.md", "alt": "' + b"a" * 1001 + b'"}'],
)  # fmt: skip
def test_what_is_no_such_request_is_refused(folder: Path, head: bytes) -> None:
    with pytest.raises(BadInput):
        asked(folder, "POST /api/story/picture", head + b"\n" + png(), set())
    with pytest.raises(BadInput, match="one story alone"):
        asked(folder, "POST /api/story/picture", head + b"\n" + png(), set(), alone=True)

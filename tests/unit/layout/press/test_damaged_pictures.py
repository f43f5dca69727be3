"""Pictures and artwork that cannot be decoded: told by every command, and the rest is made."""

from __future__ import annotations

import io
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support.newspapers.sample_newspaper import HEAD, SETTINGS, newspaper, story
from support.press.damaged_files import saved, shades, whole_files

from layout.desk.command import main
from layout.press.pictures.artwork import open_artwork, sound_artwork
from layout.press.pictures.bitmap import decoded_bitmap
from layout.press.pictures.png import png_file
from layout.story.pictures.pixels import MOST_OF, decoded, examine, glance
from layout.story.pictures.unreadable import MOST_PIXELS, Unreadable

CRASHES = Path(__file__).parents[5] / "shared" / "corpora" / "crashes"


def spoiled_avif() -> bytes:
    """An AVIF whose head is whole and whose pixels are not."""
    data = whole_files()["plain.avif"]
    at = data.index(b"mdat") + 4
    return data[:at] + bytes(len(data) - at)


def chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + checksum


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"") -> bytes:
    """A grey PNG of eight bits that is as large as it says it is, or not."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", pixels or zlib.compress(bytes(height * (width + 1))))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body + chunk(b"IEND", b"")


HUGE = png(30_000, 30_000, pixels=zlib.compress(b"0"))
SPOILED = {
    "a.avif": (spoiled_avif, "is damaged"),
    "a.png": (lambda: HUGE, "is too large"),
    "a.jpg": (lambda: whole_files()["plain.jpg"][:-80], "is damaged"),
    "a.webp": (lambda: whole_files()["plain.webp"][:-60], "is damaged"),
    "b.jpg": (lambda: b"no picture", "is no picture"),
}


def pictured(name: str) -> str:
    return story("it", "News", 200).replace("---\n\n", f"---\n\n![It]({name})\n\n", 1)


@pytest.fixture(params=SPOILED)
def paper(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str]:
    """A publication with a spoiled file as picture and as artwork; its name, what is said of it."""
    made, said = SPOILED[request.param]
    stories = {"it": pictured(request.param), "on": story("on", "Sport", 200)}
    book = f"{HEAD}A1,Mill,,2x60mm,News,,,,,10,,stories/{request.param}\n"
    folder = newspaper(tmp_path / "paper", stories, book, SETTINGS)
    (folder / "stories" / request.param).write_bytes(made())
    return folder, request.param, said


def told(capsys: Any, *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code of a command, and its findings by their message, those that are errors."""
    code = main([*arguments, "--json"])
    report = json.loads(capsys.readouterr().out)
    return code, {one["message"]: one for one in report["findings"] if one["severity"] == "error"}


@pytest.mark.slow
def test_check_says_what_print_says(paper: Any, tmp_path: Path, capsys: Any) -> None:
    folder, name, said = paper
    checked = told(capsys, "check", str(folder))
    printed = told(capsys, "print", str(folder), "-o", str(tmp_path / "e.pdf"))
    assert checked[0] == printed[0] == 1 and (tmp_path / "e.pdf").stat().st_size > 10_000
    assert checked[1] == printed[1] and len(printed[1]) == 2
    picture, artwork = sorted(printed[1], key=lambda message: message.startswith("A1"))
    assert f'picture "{name}" {said}' in picture and f'"stories/{name}" {said}' in artwork
    assert printed[1][picture]["file"].endswith("it.md") and printed[1][picture]["line"]
    assert printed[1][artwork]["file"].endswith("ads.csv")


@pytest.mark.slow
def test_an_edition_as_html_goes_without(paper: Any, tmp_path: Path, capsys: Any) -> None:
    folder, _, _ = paper
    code, found = told(capsys, "print", str(folder), "--html", "-o", str(tmp_path / "pages"))
    assert (code, len(found)) == (1, 2) and list((tmp_path / "pages").iterdir())


@pytest.mark.slow
def test_a_site_goes_without(paper: Any, tmp_path: Path, capsys: Any) -> None:
    folder, name, said = paper
    code, found = told(capsys, "site", str(folder), "-o", str(tmp_path / "site"))
    (message,) = found
    assert code == 1 and f'picture "{name}" is left out: {said}' in message
    pages = [page.read_text() for page in (tmp_path / "site").rglob("index.html")]
    assert len(pages) > 2 and not any(f"/{name}" in page for page in pages)


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--proof",), ("--html",)])
def test_a_lone_story_goes_without(
    paper: Any, options: tuple[str, ...], tmp_path: Path, capsys: Any
) -> None:
    folder, name, said = paper
    file = str(folder / "stories" / "it.md")
    code, found = told(capsys, "print", file, *options, "-o", str(tmp_path / "out"))
    (message,) = found
    assert code == 1 and f'picture "{name}" {said}' in message and (tmp_path / "out").exists()
    code, found = told(capsys, "web", file, "-o", str(tmp_path / "web"))
    assert code == 1 and len(found) == 1 and (tmp_path / "web" / "index.html").exists()


def test_a_proof_of_a_lone_story_with_a_picture(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "a.png").write_bytes(whole_files()["plain.png"])
    (tmp_path / "it.md").write_text("# Head\n\n![It](a.png)\n\nWords of a story.\n")
    code = main(["print", str(tmp_path / "it.md"), "--proof", "-o", str(tmp_path / "proof.pdf")])
    assert code == 0 and capsys.readouterr().err == ""


def test_a_pdf_as_a_lone_storys_picture_is_told(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "a.pdf").write_bytes(whole_files()["drawn.pdf"])
    (tmp_path / "it.md").write_text("# Head\n\n![It](a.pdf)\n\nWords of a story.\n")
    code, (message,) = told(capsys, "print", str(tmp_path / "it.md"), "-o", str(tmp_path / "o.pdf"))
    assert code == 1 and "is a PDF, which is printed in editions only" in message


@pytest.mark.slow
def test_a_picture_that_finds_no_room_is_told_too(tmp_path: Path, capsys: Any) -> None:
    words = story("it", "News", 2).replace("---\n\n", "---\n\n![It](a.avif)\n\n", 1)
    folder = newspaper(tmp_path / "paper", {"it": words}, None)
    (folder / "stories" / "a.avif").write_bytes(spoiled_avif())
    code, found = told(capsys, "print", str(folder), "-o", str(tmp_path / "e.pdf"))
    assert code == 1 and found == told(capsys, "check", str(folder))[1]


# --- what small files unpack to -----------------------------------------------------------------


@pytest.mark.slow
def test_texts_of_a_png_that_unpack_to_much_are_left_packed(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(90_000_000))
    file = tmp_path / "a.png"
    for kind in (b"zTXt", b"iCCP"):
        file.write_bytes(png(40, 30, chunk(kind, b"a\0\0" + bomb)))
        assert open_artwork(file).size == (40, 30)
        with pytest.raises(Unreadable, match="is damaged: Decompressed data too large"):
            sound_artwork(file)


def test_a_png_with_more_than_its_pixels_is_not_passed_on() -> None:
    more = png(40, 30, pixels=zlib.compress(bytes(30 * 41 + 50_000_000)))
    assert not png_file(more).exact() and png_file(png(40, 30)).exact()
    assert not png_file(png(40, 30, pixels=zlib.compress(bytes(30 * 41))[:-9])).exact()
    assert len(decoded_bitmap(more).data) < 200


@pytest.mark.slow
def test_sizes_are_looked_at_before_pixels() -> None:
    gif = bytearray(whole_files()["frames.gif"])
    gif[6:10] = b"\xff\xff\xff\xff"
    with pytest.raises(Unreadable, match="is too large"):
        examine(bytes(gif))
    for kind in MOST_OF:
        assert MOST_OF[kind] < MOST_PIXELS
        with pytest.raises(
            Unreadable, match=r"is too large: 8000 × 7000 px, at most [45]0 million"
        ):
            glance(saved(Image.new("L", (8000, 7000)), kind, quality=1, method=0, speed=10))


def test_a_jpeg_in_a_thousand_passes_is_told() -> None:
    data = saved(Image.new("L", (3000, 2000)), "JPEG", progressive=True)
    at = data.rindex(b"\xff\xda")
    with pytest.raises(Unreadable, match=r"in 100[0-9] passes"):
        decoded(data[:-2] + data[at:-2] * 1000 + data[-2:])
    assert decoded(data).size == (3000, 2000)


def test_only_the_first_of_many_frames_is_decoded() -> None:
    frames = [Image.new("P", (30, 30), number) for number in range(200)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decoded(data).size == (30, 30)


@pytest.mark.parametrize("exif", [b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0", b"\0" * 90])
def test_exif_that_makes_no_sense_turns_nothing(exif: bytes) -> None:
    for kind in ("JPEG", "WEBP"):
        assert glance(saved(shades(), kind, exif=exif)).orientation == 1


@pytest.mark.parametrize("profile", [b"\0" * 9, bytes(200), b"\xff" * 5_000_000])
def test_profiles_that_make_no_sense_are_left_away(profile: bytes, tmp_path: Path) -> None:
    assert decoded_bitmap(saved(shades(), "TIFF", icc_profile=profile)).profile == b""
    (tmp_path / "a.webp").write_bytes(saved(shades(), "WEBP", icc_profile=profile))
    assert sound_artwork(tmp_path / "a.webp").kind == "WEBP"


def test_other_formats_of_pillows_are_not_opened() -> None:
    out = io.BytesIO()
    shades().save(out, "EPS")
    for data in (out.getvalue(), saved(shades(), "BMP"), saved(shades(), "PPM")):
        with pytest.raises(Unreadable, match="is no picture that newsgrid can read"):
            glance(data)


# --- what broke 0.4.0 ---------------------------------------------------------------------------


@pytest.mark.skipif(not CRASHES.is_dir(), reason="needs ../shared/corpora")
def test_files_that_broke_decoders_are_read_or_refused(tmp_path: Path) -> None:
    files = [*(CRASHES / "fuzz").glob("img-*"), CRASHES / "pdf-page-tree" / "a.pdf"]
    assert len(files) > 10
    for file in files:
        try:
            sound_artwork(file)
        except Unreadable as error:
            assert error.why and error.hint

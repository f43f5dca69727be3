"""Input that cannot be used: a message with file, place and remedy, no traceback, no output."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from layout.desk.command import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
PARAGRAPH = "The bridge opened on Friday. It had been closed for two years.\n"

UNUSABLE = {
    "empty.txt": b"",
    "white.md": b" \n\n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.md": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "latin.txt": "Señor\n\nEl puente abrió el viernes.\n".encode("latin-1"),
    "endless.txt": b"word " * 2_000_000,
    "endless.md": b"word " * 2_000_000,
    "headline.txt": b"Bridge opens\n",
    "headline.md": b"# Bridge opens\n",
    "hebrew.txt": "Bridge opens\n\nשלום עולם, the bridge opened on Friday.\n".encode(),
    "arabic.md": "# Bridge opens\n\nافتتح الجسر يوم الجمعة.\n".encode(),
    "unclosed.md": b"---\nheadline: Bridge opens\n\nThe bridge opened.\n",
    "story.docx": b"PK\x03\x04",
}


def newsgrid(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def commands_for(story, folder):
    return (
        ("print", story, "-o", folder / "out.pdf"),
        ("print", story, "-o", folder / "html", "--html"),
        ("web", story, "-o", folder / "web"),
        ("explain", story),
    )


@pytest.mark.parametrize("name", UNUSABLE)
def test_unusable_stories_are_told_by_every_command_with_file_and_remedy(capsys, tmp_path, name):
    story = tmp_path / name
    story.write_bytes(UNUSABLE[name])
    for command in commands_for(story, tmp_path):
        code, out, err = newsgrid(capsys, *command)
        assert (code, out) == (2, "")
        lines = err.splitlines()
        assert lines
        assert all(line.startswith(str(story)) and " (hint: " in line for line in lines)
        assert all(len(line) < 400 for line in lines)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("path", ["missing.md", "folder"])
def test_what_is_not_a_file_is_told(capsys, tmp_path, path):
    (tmp_path / "folder").mkdir()
    code, _, err = newsgrid(capsys, "print", tmp_path / path)
    assert code == 2
    assert err.startswith(f"{tmp_path / path}: ") and " (hint: " in err


def test_glyphs_that_no_font_has_are_findings_with_their_line(capsys, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(f"Bridge opens\n\n{PARAGRAPH}\n橋は金曜日に開通した。 𓀀 opened, too.\n")
    code, out, err = newsgrid(capsys, "print", story, "-o", tmp_path / "out.pdf")
    assert code == 1
    assert err.startswith(f"{story}:5: no glyph for ")
    assert "U+" in err and " (hint: " in err
    assert out.startswith("Wrote ")


def test_a_word_wider_than_the_column_is_set_and_lost_nowhere(capsys, tmp_path):
    import pypdfium2

    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 6
    story = tmp_path / "story.txt"
    story.write_text(f"Bridge opens\n\nThe {word} opened on Friday.\n")
    output = tmp_path / "out.pdf"
    code, _, _ = newsgrid(capsys, "print", story, "-o", output, "--columns", "8")
    assert code in (0, 1)
    with pypdfium2.PdfDocument(output) as document:
        page = document[0].get_textpage()
        text = page.get_text_bounded()
        page.close()
    letters = "".join(character for character in text if character.isalpha())
    assert word in letters.replace("ﬀ", "ff").replace("ﬁ", "fi")
    assert newsgrid(capsys, "web", story, "-o", tmp_path / "web")[0] == 0
    assert word in (tmp_path / "web" / "index.html").read_text().replace("<wbr>", "")


@pytest.fixture
def publication(tmp_path):
    """A folder with a story and a newsgrid.toml to be written."""
    (tmp_path / "story.txt").write_text(f"Bridge opens\n\n{PARAGRAPH}")
    return tmp_path


def test_a_page_too_small_for_its_margins_is_told_where_it_is_written(capsys, publication):
    (publication / "newsgrid.toml").write_text(
        '[print]\nformat = "card"\n[format.card]\nwidth = "60mm"\nheight = "40mm"\ncolumns = 1\n'
        'margins = { side = "28mm", top = "20mm", foot = "20mm" }\n'
    )
    code, _, err = newsgrid(capsys, "print", publication / "story.txt")
    assert code == 2
    lines = err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{publication}/newsgrid.toml:3:9: format card: ") for line in lines)
    assert all("(hint: make the margins smaller" in line for line in lines)


TEN_MISTAKES = """\
[breakpoints]
mobile = "739px..320px"
[defaults]
clearence = "1px"
from_top = "2 fathoms"
margin = 24
[slot.inline-ad]
holds = "ad"
sizes = ["300 by 250"]
max = -1
value = "high"
[slot.inline-ad.print]
sizes = ["3x"]
side = "outer"
[slot.box]
hold = "blue_box"
[page]
density = "130%"
"""


def test_a_rules_file_with_ten_mistakes_is_told_ten_times_with_line_and_column(capsys, publication):
    rules = publication / "slots.toml"
    rules.write_text(TEN_MISTAKES)
    (publication / "newsgrid.toml").write_text("")
    for command in (("print",), ("explain",)):
        code, _, err = newsgrid(capsys, *command, publication / "story.txt")
        assert code == 2
        places = [line.split(": ")[0].removeprefix(f"{rules}:") for line in err.splitlines()]
        assert all(place.count(":") == 1 for place in places)
        lines = {int(place.split(":")[0]) for place in places}
        assert lines >= {2, 4, 5, 6, 9, 10, 11, 13, 14, 16, 18}
    code, out, _ = newsgrid(capsys, "check", rules)
    assert code == 1
    assert 'did you mean "clearance"?' in out


def test_problems_of_all_files_are_told_at_once(capsys, publication):
    (publication / "newsgrid.toml").write_text("nam = 1\n")
    (publication / "story.txt").write_text("")
    code, _, err = newsgrid(capsys, "print", publication / "story.txt")
    assert code == 2
    assert {line.split(":")[0].rsplit("/", 1)[1] for line in err.splitlines()} == {
        "story.txt",
        "newsgrid.toml",
    }


def test_a_bad_shared_module_is_told(capsys, publication):
    (publication / "newsgrid.toml").write_text("")
    (publication / "modules").mkdir()
    (publication / "modules" / "blu_box.md").write_text("Call us.\n")
    code, _, err = newsgrid(capsys, "print", publication / "story.txt")
    assert code == 2
    assert "blu_box.md" in err and "blue_box" in err


def out_of_reach(tmp_path):
    """Places that nothing can be written to."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    yield tmp_path / "file" / "below.pdf"
    yield tmp_path / "folder"
    yield Path("/proc/out.pdf")


def test_output_that_cannot_be_written_is_told_and_leaves_nothing(capsys, publication):
    before = sorted(publication.rglob("*"))
    places = list(out_of_reach(publication))
    for place in places:
        code, out, err = newsgrid(capsys, "print", publication / "story.txt", "-o", place)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1 and " (hint: " in err
    assert (publication / "file").read_text() == "mine"
    created = {publication / "file", publication / "folder"}
    assert set(publication.rglob("*")) == {*before, *created}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_existing_output_is_untouched_when_writing_fails(
    capsys, publication, monkeypatch, error
):
    output = publication / "out.pdf"
    output.write_bytes(b"last week's edition")

    def fails(*_):
        raise error

    monkeypatch.setattr(os, "fsync", fails)
    code, _, err = newsgrid(capsys, "print", publication / "story.txt", "-o", output)
    assert code in (2, 130)
    assert "Traceback" not in err
    assert output.read_bytes() == b"last week's edition"
    assert {entry.name for entry in publication.iterdir()} == {"story.txt", "out.pdf"}


def test_a_web_page_that_cannot_be_written_leaves_the_old_one(capsys, publication, monkeypatch):
    folder = publication / "web"
    assert newsgrid(capsys, "web", publication / "story.txt", "-o", folder)[0] == 0
    (folder / "notes.txt").write_text("not ours")
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    (publication / "story.txt").write_text(f"Another headline\n\n{PARAGRAPH}")
    real = os.fsync
    left = iter([True, True])

    def fails_at_the_third(descriptor):
        if not next(left, False):
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fails_at_the_third)
    code, _, err = newsgrid(capsys, "web", publication / "story.txt", "-o", folder)
    assert code == 2
    assert err.count("\n") == 1
    after = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert {file: after[file] for file in before} == before
    assert not [file for file in after if file.name.startswith(".")]


def test_a_killed_run_leaves_the_old_output(publication):
    output = publication / "out.pdf"
    output.write_bytes(b"last week's edition")
    code = (
        "import os, signal, sys\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from layout.desk.command import main\n"
        "main(sys.argv[1:])\n"
    )
    arguments = [sys.executable, "-c", code, "print", publication / "story.txt", "-o", output]
    done = subprocess.run(list(map(str, arguments)), capture_output=True, cwd=ROOT)
    assert done.returncode == -9
    assert output.read_bytes() == b"last week's edition"


def test_a_web_page_keeps_files_that_are_not_ours(capsys, publication):
    folder = publication / "web"
    folder.mkdir()
    (folder / "ads.txt").write_text("mine")
    assert newsgrid(capsys, "web", publication / "story.txt", "-o", folder)[0] == 0
    assert (folder / "ads.txt").read_text() == "mine"


def test_a_link_keeps_leading_where_it_does_and_devices_stay_devices(capsys, publication):
    story = publication / "story.txt"
    real, link = publication / "real.pdf", publication / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert newsgrid(capsys, "print", story, "-o", link)[0] == 0
    assert link.is_symlink() and real.read_bytes().startswith(b"%PDF")
    assert newsgrid(capsys, "print", story, "-o", "/dev/null")[0] == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_options_that_contradict_each_other_are_told(capsys, publication):
    story = publication / "story.txt"
    assert newsgrid(capsys, "print", story, "--proof", "--html")[0] == 2
    assert newsgrid(capsys, "explain", story, "--edition", "print", "--width", "320")[0] == 2


def test_a_word_that_has_to_be_broken_anywhere_is_named_with_its_place(capsys, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(f"Bridge opens\n\n{PARAGRAPH}\nThe {'x' * 300} opened, and it opened well.\n")
    code, _, err = newsgrid(capsys, "print", story, "-o", tmp_path / "out.pdf")
    assert code == 0
    assert err.startswith(f"{story}:5: warning: “xxxxx")
    assert "(300 characters) is wider than a column" in err and " (hint: " in err
    assert newsgrid(capsys, "print", story, "-o", tmp_path / "out.pdf", "--strict")[0] == 1

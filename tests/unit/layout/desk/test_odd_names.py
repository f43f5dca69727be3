r"""Names that are no UTF-8, or that a terminal would obey: told safely, and no harm to anything.

Every kind of file and folder of a publication has such a name, the publication's own among them.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
from PIL import Image

from layout.desk.command import main
from layout.desk.preview.lists.tasks import ListBench
from layout.desk.preview.web.tasks import WebBench
from slots.finding import Finding, Severity, Where
from slots.legible import legible, legible_json, on_a_line, shown

pytestmark = pytest.mark.slow

TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board.\n\n"
BYTES = b"\xe9\n\x1b[31m\xe2\x80\xae\xc2\x9b"
ODD = os.fsdecode(BYTES)
SPELLED = r"\xe9\n\x1b[31m\u202e\x9b"
NEVER = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no terminal is shown."""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A publication with odd names, in a folder with one."""
    folder = tmp_path / f"paper{ODD}"
    files = {
        "newsgrid.toml": 'name = "The Gazette"\nsite = "https://gazette.example"\n'
        'modules = "mo\\u001b\\u202edules"\n[print]\nformat = "compact"\npages = 4\n',
        "ads.csv": "id,advertiser,size,artwork\nA1,Quay Bank,2x60mm,art\x1b\u202e.png\n",
        "mo\x1b\u202edules/blue_box.en.md": "---\ntitle: Call us\n---\n\nDay and night.\n",
        f"mo\x1b\u202edules/blue_box.{ODD}.md": "---\ntitle: Call us\n---\n\nDay and night.\n",
        f"stories/ferry{ODD}.md": f"# Ferry\n\n{TEXT * 6}\n![A](gone.png)\n\n## Blue Box\n",
        f"stories/{ODD}/goats.md": f"# Goats\n\n{TEXT * 6}\n![Pier](../pi\u202eer.png)\n",
        f"look{ODD}/theme.toml": 'name = "Odd"\n',
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    Image.new("RGB", (600, 400)).save(folder / "art\x1b\u202e.png")
    return folder


def commands(paper: Path) -> dict[str, list[str]]:
    to, story = paper.parent / f"out{ODD}", str(paper / "stories" / f"ferry{ODD}.md")
    return {
        "check": [str(paper)],
        "print": [str(paper), "-o", str(to / f"edition{ODD}.pdf")],
        "site": [str(paper), "-o", str(to / "site"), "--jobs", "1"],
        "simulate": [str(paper), "-o", str(to / "report.html"), "--jobs", "1"],
        "stack": [str(paper)],
        "web": [story, "-o", str(to / "web")],
        "explain": [story],
        "new": [str(to / f"new{ODD}")],
    }


NAMES = ("check", "print", "site", "simulate", "stack", "web", "explain", "new")


@pytest.mark.parametrize("command", NAMES)
def test_a_command_tells_odd_names_safely(
    paper: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    arguments = commands(paper)[command]
    code = main([command, *arguments])
    said = capsys.readouterr()
    assert code == (0 if command in ("stack", "new", "simulate") else 1), said.err
    assert not NEVER.search(said.out + said.err)
    if command not in ("stack", "explain"):
        assert SPELLED in said.out + said.err
    if command != "new":
        named = (str(shown(paper)), "info: ")  # what is no file's has no name before it
        lines = [line for line in said.err.splitlines() if "--verbose tells them" not in line]
        assert all(line.startswith(named) for line in lines)
        assert main([command, *arguments, "--json"]) == code
        told = capsys.readouterr()
        assert not NEVER.search(told.out)
        assert told.out.encode("utf-8") and json.loads(told.out)["exit"] == code
        # check puts findings into its report, site tells those of stories that stayed once
        assert told.err == said.err or command in ("check", "site")


@pytest.mark.parametrize("command", ["print", "site", "simulate", "web"])
def test_what_is_written_is_utf_8_and_obeyed_by_nobody(paper: Path, command: str, capsys) -> None:
    main([command, *commands(paper)[command]])
    written = [file for file in (paper.parent / f"out{ODD}").rglob("*") if file.is_file()]
    texts = [file for file in written if file.suffix in (".html", ".xml", ".json", ".txt", ".css")]
    assert written and (texts or command == "print")
    for file in (*texts, *paper.glob("edition.plan.json")):
        text = file.read_bytes().decode("utf-8")
        if file.suffix != ".json":
            assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff]", text)


def test_a_site_knows_its_stories_again_by_odd_names(
    paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["site", str(paper), "-o", str(paper.parent / "site"), "--jobs", "1", "--json"]
    main(arguments)
    first = json.loads(capsys.readouterr().out)
    main(arguments)
    again = json.loads(capsys.readouterr().out)
    assert (first["made"], again["made"], again["written"]) == (2, 0, [])
    assert again["findings"] == first["findings"] != []


def test_the_desk_lists_what_has_an_odd_name(paper: Path) -> None:
    lists = ListBench(str(paper), False)
    files, stories = lists.files()
    assert f"stories/ferry{ODD}.md" in stories and len(stories) == 2
    assert len(lists.rows(stories)) == 2 and len(lists.checked(files)) == len(files)
    assert WebBench(str(paper), False).publication()["stories"] == stories


@pytest.mark.speaks
def test_an_output_that_knows_no_unicode_has_it_spelled_out(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (paper / "stories" / "año.md").write_text("# Año\n\nText – more.\n\n![x](ñ.png)\n", "utf-8")
    for encoding in ("ascii", "latin-1"):
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["check", str(paper), "--no-stories"]) == 1
        assert main(["check", str(paper), "--no-stories", "--json"]) == 1
        out.flush()
        text, _, told = out.buffer.getvalue().decode(encoding).partition("{")
        assert "1 error" in text or "errors" in text
        assert any("año.md" in file for file in json.loads("{" + told)["checked"])


def test_a_finding_is_one_line_and_finds_its_file() -> None:
    finding = Finding("x", Severity.ERROR, "no", Where(f"a{ODD}.md", 3), "say yes")
    assert str(finding) == f"a{SPELLED}.md:3: no (hint: say yes)"
    assert finding.where.file == f"a{ODD}.md"


def test_texts_are_told_as_far_as_they_can_be() -> None:
    assert shown(ODD) == SPELLED
    assert on_a_line(f"a\tb{ODD}") == rf"a\tb{SPELLED}"
    assert legible(f"Año\n\t– niña{ODD}") == "Año\n\t– niña" + SPELLED.replace(r"\n", "\n")
    document = {"file": f"Año{ODD}\ud800\\"}
    spelled = f"Año{ODD}".replace("\udce9", r"\xe9") + "\\ud800\\"
    assert json.loads(legible_json(json.dumps(document, ensure_ascii=False))) == {"file": spelled}

"""newsgrid import: a publication is begun, the report as text and as data, exit codes, the network
only with leave."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from support.imports.copy_desk import COPY_DESK, sheet, story
from support.schemas.json_schema import wrong

import layout.imports.all_formats
from layout.desk.command import main
from layout.desk.commands.describing.schema import schema_of
from layout.desk.commands.import_stories import COMMAND
from layout.imports.item import Copy, Format, Head, Item
from layout.imports.publication.begin import Gathered, is_new
from layout.imports.source import source_of
from slots.finding import BadInput, Finding, Severity, Where


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(layout.imports.all_formats, "FORMATS", (COPY_DESK,))
    monkeypatch.chdir(tmp_path)
    items = (
        story(
            "https://paper.example/?p=1", "Text one.", section="Town", language="es", left=["aside"]
        ),
        story("b", "Text two.", section="Sport", language="es", date="2025-03-01"),
        story("c", "Text three.", section="Sport", status="draft"),
        story("d", "Text four.", section='Se"ct', date="2020-03-01", pictures=["gone.jpg"]),
    )
    (tmp_path / "export.xml").write_bytes(sheet(*items))
    return tmp_path


def report(capsys, *arguments: str) -> dict:
    code = main(["import", *arguments, "--json"])
    data = json.loads(capsys.readouterr().out)
    assert data["exit"] == code and wrong(data, schema_of("import")) == []
    return data


def test_a_publication_is_begun(here: Path, capsys) -> None:
    data = report(capsys, "export.xml", "-o", "harbour-gazette")
    assert data["begun"] and data["exit"] == 0
    assert data["sources"][0]["new"] == 3 and data["sources"][0]["unpublished"] == 1
    assert data["stories"][0]["left_out"][0]["text"] == "aside"
    settings = tomllib.loads((here / "harbour-gazette/newsgrid.toml").read_text())
    assert settings == {
        "name": "Harbour Gazette",
        "language": "es",
        "web": {"sections": ['Se"ct', "Sport", "Town"]},
    }
    assert main(["check", "harbour-gazette"]) == 0
    capsys.readouterr()
    again = report(capsys, "export.xml", "-o", "harbour-gazette")
    assert again["files"] == [] and not again["begun"] and again["sources"][0]["same"] == 3


def test_wishes(here: Path, capsys) -> None:
    data = report(capsys, "export.xml", "-o", "p", "--since", "2024-01-01", "--drafts", "--dry-run")
    assert data["sources"][0]["earlier"] == 1 and data["sources"][0]["new"] == 3
    assert data["dry_run"] and "stories/about-c.md" in data["files"] and not (here / "p").exists()
    report(capsys, "export.xml", "-o", "p", "--section", "World")
    assert "section: World" in (here / "p/stories/about-b.md").read_text()


def test_the_report_for_people(here: Path, capsys) -> None:
    assert main(["import", "export.xml", "-o", "p"]) == 0
    said = capsys.readouterr()
    assert "copy desk" in said.out and "a new publication" in said.out
    assert "1 word of the sources is in no story" in said.out
    assert "1 story left out: drafts" in said.err and "1 picture not at hand" in said.err
    main(["import", "export.xml", "-o", "p", "--dry-run"])
    assert "as before" in capsys.readouterr().out


def test_people_are_told_the_beginning_and_programs_all(here: Path, capsys, monkeypatch) -> None:
    words = "word " * 200
    finding = Finding("no-story", Severity.WARNING, f"is no story: {words}end")
    format_ = Format("wire", lambda source: True, lambda source: iter((finding,)))
    monkeypatch.setattr(layout.imports.all_formats, "FORMATS", (format_,))
    main(["import", "export.xml", "-o", "p"])
    said = capsys.readouterr().err
    assert "word ... (--json has it whole)" in said and "end" not in said and len(said) < 600
    assert report(capsys, "export.xml", "-o", "p")["findings"][0]["message"].endswith("end")


def test_a_folder_with_nothing_in_it_is_no_mistake(here: Path, capsys) -> None:
    (here / "inbox").mkdir()
    assert main(["import", "inbox", "-o", "p"]) == 0
    assert "nothing there that can be imported" in capsys.readouterr().out


def test_without_a_name_the_publication_here_is_meant(here: Path, capsys, monkeypatch) -> None:
    main(["import", "export.xml", "-o", "p"])
    monkeypatch.chdir(here / "p" / "stories")
    assert main(["import", "../../export.xml"]) == 0
    assert "0 files written" in capsys.readouterr().out


def test_what_cannot_be_used(here: Path, capsys) -> None:
    (here / "x.pdf").write_bytes(b"%PDF-1.7")
    (here / "full").mkdir()
    (here / "full" / "x").write_text("x")
    for arguments in (
        ["none.xml", "-o", "p"],
        ["x.pdf", "-o", "p"],
        ["export.xml", "-o", "full"],
        ["export.xml", "-o", "x.pdf"],
        ["export.xml"],
        ["https://paper.example/", "-o", "p"],
        ["https://paper.example/", "-o", "p", "--allow-network", "a/b"],
        ["export.xml", "-o", "p", "--media", "none"],
    ):
        assert (
            report(capsys, *arguments)["exit"] == 2 if False else main(["import", *arguments]) == 2
        )
        said = capsys.readouterr()
        assert "hint:" in said.err and not said.out
    assert not (here / "p").exists()


def test_a_source_that_is_damaged_in_part(here: Path, capsys) -> None:
    data = (here / "export.xml").read_bytes()
    (here / "export.xml").write_bytes(data.replace(b'"c"', b'"c'))
    assert main(["import", "export.xml", "-o", "p"]) == 1
    assert "export.xml:4: is no item" in capsys.readouterr().err
    assert (here / "p/stories/about-d.md").exists()


def test_hosts_that_were_not_allowed_are_not_asked(here: Path, capsys) -> None:
    code = main(["import", "https://paper.example/", "-o", "p", "--allow-network", "other.example"])
    assert (code == 1 and "was not allowed" in capsys.readouterr().err) or code == 2


def test_its_help_names_what_it_takes(capsys) -> None:
    assert COMMAND.name == "import" and main(["import", "--help"]) == 0
    said = capsys.readouterr().out
    for name in (
        "--allow-network HOST",
        "--dry-run",
        "--since",
        "--media",
        "--drafts",
        "--pages",
        "SOURCE...",
    ):
        assert name in said


def test_where_a_publication_may_begin(here: Path) -> None:
    assert is_new(here / "none")
    (here / "p").mkdir()
    assert is_new(here / "p")
    (here / "p" / "newsgrid.toml").write_text("")
    assert not is_new(here / "p")
    with pytest.raises(BadInput):
        is_new(here)
    gathered = Gathered()
    gathered.add(Item("https://[x/", "", Where(), Head(), Copy()), source_of(b"", "x"))
    assert not gathered.sites and gathered.stories == 1
    for key in ("wordpress http://paper.example/?p=1", "http://localhost/?p=2"):
        gathered.add(Item(key, "", Where(), Head(), Copy()), source_of(b"", "x"))
    assert dict(gathered.sites) == {"https://paper.example": 1}  # as newsgrid.toml wants it

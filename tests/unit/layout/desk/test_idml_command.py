"""newsgrid idml on the command line: what it writes, and what it refuses."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from support.idml.drawing import Drawn, package
from support.newspapers.sample_newspaper import newspaper

from layout.desk.command import main
from layout.desk.commands.describing.schema import schema_of
from layout.desk.commands.idml import COMMAND
from layout.desk.reports.idml.hand_on import hand_on
from layout.desk.reports.idml.take_in import take_in
from layout.edition.make_edition import Order
from layout.idml.make_idml import Wishes
from layout.work.terminal.console import Console

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Path:
    return newspaper(tmp_path_factory.mktemp("idml-command") / "paper")


def run(capsys, *arguments: object) -> tuple[int, dict, str]:
    code = main(["idml", *map(str, arguments), "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out), said.err


def test_an_edition_is_written_and_leaves_no_plan(paper: Path, tmp_path: Path, capsys) -> None:
    to = tmp_path / "friday.idml"
    code, data, _ = run(capsys, paper, "-o", to)
    assert code == 0 and data["files"] == [str(to)]
    assert (data["pages"], data["masters"][0]) == (4, "A-Front page")
    assert set(data) > {"threads", "frames", "graphics", "links", "styles", "fonts"}
    assert "threads" in json.dumps(schema_of("idml"))
    with zipfile.ZipFile(to) as archive:
        assert archive.read("mimetype") == b"application/vnd.adobe.indesign-idml-package"
    assert not (paper / "edition.plan.json").exists()


def test_strict_writes_nothing_with_a_warning(paper: Path, tmp_path: Path) -> None:
    to = tmp_path / "friday.idml"
    report = hand_on(Order(paper), to, Wishes(), Console(strict=True))
    warned = any(finding.severity.value != "info" for finding in report.findings)
    assert to.exists() is not warned and bool(report.data["files"]) is not warned


def test_the_report_of_a_dummy_has_its_regions(paper: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.idml"
    page.write_bytes(package([Drawn(40, 60, 240, 500, text="Copy. " * 60)], 595.276, 841.89))
    report = take_in(paper, page, "1", tmp_path / "x.toml")
    assert report.text.count("lead: lead, columns") == 1 and report.data["page"] == "1"
    assert COMMAND.name == "idml"


def test_a_package_is_a_folder_or_a_zip(paper: Path, tmp_path: Path, capsys) -> None:
    folder, file = tmp_path / "friday", tmp_path / "friday.zip"
    assert run(capsys, paper, "-o", folder, "--package")[0] == 0
    assert run(capsys, paper, "-o", file, "--package")[0] == 0
    assert {each.name for each in folder.iterdir()} == {
        "friday.idml",
        "fonts.txt",
        "Links",
        "Document fonts",
    }
    with zipfile.ZipFile(file) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    there = {
        f"friday/{each.relative_to(folder)}": each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }
    assert packed == there


def test_a_drawn_page_is_a_dummy_of_the_theme(paper: Path, tmp_path: Path, capsys) -> None:
    page, to = tmp_path / "page.idml", tmp_path / "dummies" / "front.toml"
    page.write_bytes(package([Drawn(40, 60, 240, 500, text="Copy. " * 60)], 595.276, 841.89))
    code, data, _ = run(capsys, paper, "--dummy", page, "-o", to)
    assert code == 0 and data["files"] == [str(to)]
    assert [region["takes"] for region in data["regions"]] == ["lead"]
    assert main(["check", str(to)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--dummy", "none.idml", "-o", "x.toml"], "no such file"),
        (["--dummy", "none.idml"], "--dummy needs -o"),
        (["--dummy", "none.idml", "-o", "x.toml", "--lines"], "are for editions"),
        (["--page", "3"], "--page is for --dummy"),
        (["--package", "-o", "-"], "stdout"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    paper: Path, tmp_path: Path, monkeypatch, capsys, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code = main(["idml", str(paper), *arguments])
    assert code == 2
    assert words in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_dummy_needs_a_publication(tmp_path: Path, capsys) -> None:
    page = tmp_path / "page.idml"
    page.write_bytes(package([Drawn(0, 0, 99, 99)], 500, 700))
    code = main(["idml", str(tmp_path), "--dummy", str(page), "-o", str(tmp_path / "x.toml")])
    assert code == 2 and "there is no newsgrid.toml here" in capsys.readouterr().err


def test_a_file_that_is_no_idml_is_refused(paper: Path, tmp_path: Path, capsys) -> None:
    page = tmp_path / "page.idml"
    page.write_bytes(b"%PDF-1.7")
    code = main(["idml", str(paper), "--dummy", str(page), "-o", str(tmp_path / "x.toml")])
    assert code == 2
    said = capsys.readouterr().err
    assert "cannot be read" in said and "Traceback" not in said

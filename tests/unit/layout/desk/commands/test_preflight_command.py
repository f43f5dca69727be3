"""newsgrid preflight on the command line: what it says of files, and what it refuses to do."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from support.preflight.files import made

from layout.desk.command import main
from layout.desk.commands.preflight import COMMAND

BAD = b"1 1 1 1 k 20 20 160 160 re f BT /G 20 Tf 20 50 Td (Quay Bank) Tj ET"
"""Too much ink, which is a warning, and a font that is not embedded, which is an error."""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.pdf"
    file.write_bytes(made())
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.pdf"
    file.write_bytes(made(BAD))
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict, str]:
    code = main(["preflight", *map(str, arguments), "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out), said.err


def test_a_sound_file_is_accepted(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, data, _ = run(capsys, good)
    assert COMMAND.name == "preflight"
    assert (code, data["profile"], data["proof"]) == (0, "gwg-2022-newspaper", None)
    (file,) = data["files"]
    assert (file["file"], file["pages"], file["accepted"]) == (str(good), 1, True)


def test_a_file_is_refused_with_rule_place_and_remedy_and_the_others_are_told_too(
    good: Path, bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, data, _ = run(capsys, bad, good)
    assert code == 1
    assert [file["accepted"] for file in data["files"]] == [False, True]
    broken = data["files"][0]["broken"]
    assert {one["severity"] for one in broken} >= {"error", "warning"}
    assert any("Other" in one["found"] and one["severity"] == "error" for one in broken)
    (ink,) = [one for one in broken if one["rule"] == "R0026"]
    assert "400 %" in ink["found"]
    assert (ink["severity"], ink["page"]) == ("warning", 1)
    assert ink["remedy"] and ink["places"][0]["width_mm"] > 0


def test_people_are_told_file_by_file_and_then_the_sum(
    good: Path, bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", str(bad), str(good)]) == 1
    said = capsys.readouterr().out
    assert f"{bad}: refused" in said and f"{good}: accepted" in said
    assert said.index("refused") < said.index("hint: ") < said.index("2 files held against")
    assert said.rstrip().endswith(": 1 accepted")


def test_another_profile_is_asked_for_by_its_name(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, data, _ = run(capsys, good, "--profile", "pdf-x-1a")
    assert (code, data["profile"], data["files"][0]["accepted"]) == (1, "pdf-x-1a", False)
    assert main(["preflight", str(good), "--profile", "pdf-x-9"]) != 0
    assert "pdf-x-9" in "".join(capsys.readouterr())


def test_the_proof_is_a_pdf_of_all_pages(
    good: Path, bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proof = tmp_path / "proof.pdf"
    _, data, _ = run(capsys, good, bad, "--proof", proof)
    assert data["proof"] == str(proof)
    with pikepdf.open(proof) as pdf:
        assert len(pdf.pages) >= 2


def test_a_proof_is_not_drawn_over_what_is_looked_at(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = good.read_bytes()
    assert main(["preflight", str(good), "--proof", str(good)]) != 0
    assert "is one of the files to look at" in "".join(capsys.readouterr())
    assert good.read_bytes() == before

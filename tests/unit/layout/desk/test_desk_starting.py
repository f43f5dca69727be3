"""newsgrid new: a publication that works at once, and never over what someone wrote."""

import json

import pytest
from support.desk.running_desk import desk_on

from layout.desk.command import main

pytestmark = pytest.mark.slow


@pytest.fixture
def started(tmp_path, capsys):
    """A new publication, and what the command said."""
    folder = tmp_path / "gazette"
    assert main(["new", str(folder)]) == 0
    return folder, capsys.readouterr().out


def test_new_writes_a_publication_and_says_what_to_do_next(started):
    folder, out = started
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert files >= {"newsgrid.toml", "slots.toml", "README.md", "stories/harbour-wall.md"}
    assert all(file in out for file in files)
    assert f"cd {folder}" in out and "newsgrid print" in out and "newsgrid web" in out
    assert out.index("newsgrid preview") < out.index("newsgrid print"), "first of all, a look"


def test_everything_it_says_to_do_next_works(started, capsys, monkeypatch):
    folder, out = started
    monkeypatch.chdir(folder)
    lines = [line.split("   ")[0] for line in out.splitlines() if line.startswith("  newsgrid ")]
    commands = [line.split()[1:] for line in lines]
    assert commands[0] == ["preview"]
    with desk_on(folder) as desk:
        assert desk.ask("GET", "/api/publication").json["name"] == "The Harbour Gazette"
    assert {command[0] for command in commands[1:]} == {"print", "web", "check"}
    for command in commands[1:]:
        assert main([*command, "--strict"]) == 0, capsys.readouterr().err
    assert (folder / "harbour-wall.pdf").read_bytes().startswith(b"%PDF")
    page = (folder / "public" / "index.html").read_text()
    assert "The Harbour Gazette" in page and "Harbour wall to be raised" in page


def test_its_rules_are_those_that_hold_without_a_file(started):
    from slots.rulebook.load import default_rules, load_rules

    assert load_rules(started[0] / "slots.toml") == default_rules()


@pytest.mark.parametrize("name", ["notes.txt", "newsgrid.toml"])
def test_new_refuses_a_folder_with_anything_in_it(tmp_path, capsys, name):
    (tmp_path / name).write_text("mine")
    assert main(["new", str(tmp_path), "--json"]) == 2
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["file"]) == ("in-the-way", str(tmp_path))
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_new_refuses_a_file_and_takes_an_empty_folder(tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    assert main(["new", str(tmp_path / "file")]) == 2
    (tmp_path / "empty").mkdir()
    assert main(["new", str(tmp_path / "empty")]) == 0
    assert capsys.readouterr().err.count("\n") == 1

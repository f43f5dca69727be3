"""A folder of a publication stands for the publication, for every command that takes one."""

import json

import pytest

from layout.desk.command import main
from layout.desk.command_line.named_publication import publication_named
from layout.desk.commands.preview import place_of


@pytest.fixture
def gazette(tmp_path, monkeypatch, capsys):
    """A publication; the working folder is a folder in its stories."""
    assert main(["new", str(tmp_path / "gazette")]) == 0
    (tmp_path / "gazette" / "stories" / "spring").mkdir()
    (tmp_path / "gazette" / "ads.csv").write_text("id,advertiser,size\nA1,Inn,1/4 page\n")
    monkeypatch.chdir(tmp_path / "gazette" / "stories" / "spring")
    capsys.readouterr()
    return tmp_path / "gazette"


def test_the_nearest_publication_above(gazette, tmp_path, monkeypatch):
    from pathlib import Path

    assert publication_named(Path()) == Path("../..")
    assert publication_named(gazette / "stories") == gazette
    assert publication_named(gazette) == gazette
    assert publication_named(Path("../../newsgrid.toml")) == Path("../../newsgrid.toml")
    inner = gazette / "stories" / "inner"
    (inner / "stories").mkdir(parents=True)
    assert publication_named(inner) == inner  # one of its own
    (tmp_path / "loose").mkdir()
    assert publication_named(tmp_path / "loose") == tmp_path / "loose"


def test_the_preview_opens_it(gazette):
    from pathlib import Path

    place = place_of(Path())
    assert place.folder.resolve() == gazette and place.story is None and not place.alone


@pytest.mark.slow
def test_commands_without_a_name_mean_it(gazette, capsys):
    def report(*arguments):
        assert main([*arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert "../../newsgrid.toml" in report("check")["checked"]
    assert report("stack")["booked"] == 1
    assert report("site", "-o", "../../public")["stories"] == 1
    assert report("print", ".")["files"] == ["../../edition.pdf"]


def test_a_folder_of_stories_is_checked_and_simulated_alone(gazette, capsys):
    assert main(["check", "..", "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)["checked"]
    assert checked and all(name.startswith("../") for name in checked)
    assert "../../newsgrid.toml" not in checked

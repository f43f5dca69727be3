"""What may have been meant by a path that is not there, on the command line and in files."""

import shutil

import pytest

from layout.desk.command import main
from layout.publication.settings.newsgrid_toml import read_house
from slots.files.nearby import MOST_NAMES, did_you_mean, meant, nearest_path

STORY = "# Harbour wall\n\nThe wall stands. It has stood for a hundred years.\n"


@pytest.fixture
def gazette(tmp_path, monkeypatch, capsys):
    """A publication, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "gazette"]) == 0
    monkeypatch.chdir(tmp_path / "gazette")
    return tmp_path / "gazette"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("stories/habour-wall.md", "stories/harbour-wall.md"),
        ("stories/harbour_wall.md", "stories/harbour-wall.md"),
        ("stories/Harbour-Wall.MD", "stories/harbour-wall.md"),
        ("stories/harbour-wall", "stories/harbour-wall.md"),
        ("stories/harbour-wall.txt", "stories/harbour-wall.md"),
        ("storys/harbor-wall.md", "stories/harbour-wall.md"),
        ("slots.tml", "slots.toml"),
        ("stories/nothing-like-it.md", None),
        ("stories/harbour-wall.md", None),
        ("nowhere/harbour-wall.md", None),
        ("stories/../stories/harbor-wall.md", "stories/../stories/harbour-wall.md"),
        ("stories/\0.md", None),
        ("x" * 5000, None),
    ],
)
def test_the_nearest_name_of_each_part(gazette, path, found):
    near = nearest_path(gazette / path)
    assert near == (None if found is None else gazette / found)


def test_of_two_stems_alike_the_ending_decides(tmp_path):
    for name in ("ads.csv", "ads.toml", "adverts.csv"):
        (tmp_path / name).write_text("")
    assert nearest_path(tmp_path / "ads.cvs") == tmp_path / "ads.csv"
    assert nearest_path(tmp_path / "ads.tml") == tmp_path / "ads.toml"


def test_nothing_outside_a_publication_is_told(tmp_path):
    (tmp_path / "secret.md").write_text("")
    home = tmp_path / "gazette"
    home.mkdir()
    assert did_you_mean(home / "../secrt.md", home) == ""
    assert did_you_mean(home / "../secrt.md") != ""
    (home / "link.md").symlink_to(tmp_path / "secret.md")
    assert did_you_mean(home / "lnk.md", home) == ""
    assert meant("../secrt.md", home) == ""


def test_a_folder_of_very_many_names_is_not_looked_through(tmp_path):
    for number in range(MOST_NAMES + 1):
        (tmp_path / f"{number}.md").touch()
    (tmp_path / "flood.md").touch()
    assert nearest_path(tmp_path / "floood.md") is None


def test_a_name_that_would_turn_a_terminal_is_told_safely(tmp_path):
    (tmp_path / "flood\x1b[31m.md").touch()
    assert "\x1b" not in did_you_mean(tmp_path / "flood[31m.md")


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["print", "stories/harbor-wall.md"], "stories/harbour-wall.md"),
        (["web", "stories/harbor-wall.md", "-o", "out"], "stories/harbour-wall.md"),
        (["explain", "stories/harbor-wall.md"], "stories/harbour-wall.md"),
        (["check", "stories/harbor-wall.md"], "stories/harbour-wall.md"),
        (["preview", "stories/harbor-wall.md", "--no-open"], "stories/harbour-wall.md"),
        (["print", "storis"], "stories"),
        (["stack", "../gazete"], "../gazette"),
        (["site", "../gazete", "-o", "out"], "../gazette"),
        (["simulate", "../gazete"], "../gazette"),
        (["simulate", ".", "--rules", "slot.toml"], "slots.toml"),
        (["simulate", ".", "--against", "slot.toml"], "slots.toml"),
        (["place", "newsgrid.tom"], "newsgrid.toml"),
    ],
)
def test_every_path_of_the_command_line(gazette, capsys, arguments, meant):
    assert main(arguments) == 2
    assert f'did you mean "{meant}"?' in capsys.readouterr().err


def test_names_in_settings(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / "theme.toml").write_text("")
    _, found = read_house('modules = "shard"\ntheme = "lok"\n', tmp_path / "newsgrid.toml")
    assert [finding.message for finding in found] == [
        'modules "shard" is not there (did you mean "shared"?)',
        'unknown theme "lok" (did you mean "look"?)',
    ]


def test_pictures_artwork_and_creatives(gazette, capsys):
    media = gazette / "media"
    shutil.rmtree(media, ignore_errors=True)
    media.mkdir()
    (media / "boat.jpg").write_bytes(b"")
    (media / "boat.html").write_text("<p>Boats</p>")
    story = gazette / "stories" / "boat.md"
    story.write_text(f"{STORY}\n![A boat](../media/baot.jpg)\n")
    (gazette / "ads.csv").write_text("id,advertiser,size,artwork\nA1,Inn,1/4 page,media/bota.jpg\n")
    assert main(["check", "--no-stories"]) == 1
    told = capsys.readouterr().out
    assert 'picture "../media/baot.jpg" is not there (did you mean "../media/boat.jpg"?)' in told
    assert 'artwork "media/bota.jpg" is not there (did you mean "media/boat.jpg"?)' in told
    (gazette / "creatives.toml").write_text(
        '[creative.a]\nkind = "html"\nslots = ["inline-ad"]\nfile = "media/bot.html"\n'
    )
    assert main(["check", "--no-stories"]) == 1
    told = capsys.readouterr().out
    assert '"media/bot.html": there is no such file (did you mean "media/boat.html"?)' in told

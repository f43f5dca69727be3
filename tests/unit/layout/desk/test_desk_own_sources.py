"""`-o` never names what the publication is made of: refused, and every source is as it was."""

from __future__ import annotations

import json
import os

import pytest
from support.newspapers.sample_newspaper import newspaper

from layout.desk.command import main
from layout.desk.command_line.never_overwrite import refuse_sources
from layout.web.measure.content_stamp import stamp
from slots.finding import BadInput

pytestmark = pytest.mark.speaks

STORY = "---\nheadline: Tide\nsection: Town\n---\n\nIt *turned*.\n\n![A quay](media/quay.png)\n"


@pytest.fixture
def gazette(tmp_path):
    """A publication with a source of each kind."""
    folder = tmp_path / "gazette"
    assert main(["new", str(folder)]) == 0
    settings = folder / "newsgrid.toml"
    settings.write_text(f'theme = "look"\n{settings.read_text()}')
    files = {
        "stories/tide.md": STORY,
        "stories/deep/ebb.txt": "Ebb\n\nIt ebbed.\n",
        "stories/media/quay.png": "png",
        "look/theme.toml": "x = 1\n",
        "look/web/page.html.j2": "x",
        "ads.csv": "id,advertiser,size,artwork\nA1,Quay,2x60mm,strip.pdf\n",
        "strip.pdf": "%PDF somebody else's",
        "creatives.toml": '[creative.b]\nkind = "html"\nfile = "made/bread.html"\n',
        "made/bread.html": "<p>Bread",
        "media/free.png": "png",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def contents(folder):
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


SOURCES = [
    *("stories/harbour-wall.md", "stories/tide.md", "stories/deep/ebb.txt", "newsgrid.toml"),
    *("slots.toml", "ads.csv", "creatives.toml", "modules/blue_box.txt", "look/theme.toml"),
    *("look/web/page.html.j2", "stories/media/quay.png", "media/free.png", "strip.pdf"),
    *("made/bread.html", "README.md"),
]
COMMANDS = {
    "print": "print {gazette}/stories/harbour-wall.md -o {target}",
    "edition": "print {gazette} -o {target}",
    "settings": "print {gazette}/newsgrid.toml -o {target}",
    "simulate": "simulate {gazette} -o {target}",
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_writes_over_a_source(gazette, capsys, command, source):
    before = contents(gazette)
    target = gazette / source
    arguments = COMMANDS[command].format(gazette=gazette, target=target).split()
    assert main([*arguments, "--json"]) == 2
    (finding,) = json.loads(capsys.readouterr().out.split("check\n")[-1])["findings"][:1]
    assert finding["code"] == "own-source" and finding["file"] == str(target)
    assert "-o" in finding["hint"]
    assert contents(gazette) == before


@pytest.mark.parametrize("source", ["stories/media/quay.png", "media/free.png"])
def test_a_proof_of_ads_is_no_source_either(gazette, capsys, source):
    before = contents(gazette)
    assert main(["stack", str(gazette), "--proof", str(gazette / source), "--json"]) == 2
    assert '"own-source"' in capsys.readouterr().out
    assert contents(gazette) == before


def other_spelling(gazette, tmp_path, name):
    return gazette / "stories" / ".." / name


def link(gazette, tmp_path, name):
    (tmp_path / "out.pdf").symlink_to(gazette / name)
    return tmp_path / "out.pdf"


def linked_folder(gazette, tmp_path, name):
    (tmp_path / "way").symlink_to(gazette)
    return tmp_path / "way" / name


def second_name(gazette, tmp_path, name):
    os.link(gazette / name, tmp_path / "out.pdf")
    return tmp_path / "out.pdf"


@pytest.mark.parametrize("way", [other_spelling, link, linked_folder, second_name])
@pytest.mark.parametrize("name", ["stories/harbour-wall.md", "newsgrid.toml", "strip.pdf"])
def test_whatever_way_leads_to_a_source(gazette, tmp_path, way, name):
    before = contents(gazette)
    target = way(gazette, tmp_path, name)
    assert main(["print", str(gazette / "stories/harbour-wall.md"), "-o", str(target)]) == 2
    assert contents(gazette) == before


def sound(gazette):
    """The same without what no page could be made from."""
    for name in ("look/theme.toml", "creatives.toml"):
        (gazette / name).unlink()
    settings = gazette / "newsgrid.toml"
    settings.write_text(settings.read_text().removeprefix('theme = "look"\n'))


@pytest.mark.slow
def test_pages_are_not_written_over_sources(gazette, capsys):
    """A folder that holds one of them, by the name of a file of the page."""
    sound(gazette)
    (gazette / "stories" / "tide.md").write_text(STORY.replace("media/quay.png", "web/index.html"))
    for folder in ("stories/web", "media"):
        (gazette / folder).mkdir(exist_ok=True)
        (gazette / folder / "index.html").write_text("mine")
    before = contents(gazette)
    capsys.readouterr()
    story = str(gazette / "stories" / "harbour-wall.md")
    for folder in ("stories/web", "media"):
        assert main(["web", story, "-o", str(gazette / folder), "--json"]) == 2
        (finding,) = json.loads(capsys.readouterr().out)["findings"]
        assert finding["code"] == "own-source"
        assert finding["file"] == str(gazette / folder / "index.html")
    assert contents(gazette) == before


def test_the_rules_that_are_compared_are_no_place_for_the_report(gazette, tmp_path):
    rules = tmp_path / "other.toml"
    rules.write_bytes((gazette / "slots.toml").read_bytes())
    arguments = ["simulate", str(gazette), "--against", str(rules), "-o", str(rules)]
    assert main(arguments) == 2
    assert rules.read_bytes() == (gazette / "slots.toml").read_bytes()


@pytest.mark.slow
def test_results_are_replaced_as_they_were(gazette, tmp_path):
    sound(gazette)
    before = contents(gazette)
    story = str(gazette / "stories" / "harbour-wall.md")
    for command in (
        ["print", story],
        ["print", story, "--html"],
        ["web", story, "-o", str(gazette / "public")],
        ["web", story, "-o", str(gazette)],
        ["simulate", str(gazette), "-o", str(gazette / "report.html"), "--jobs", "1"],
        ["site", str(gazette), "-o", str(gazette / "site"), "--jobs", "1"],
    ):
        assert main(command) in (0, 1), command
    made = contents(gazette).keys() - before.keys()
    assert len(made) > 50
    refuse_sources((gazette / name for name in made), gazette)
    (gazette / "stories" / "harbour-wall.pdf").rename(gazette / "media" / "wall.pdf")
    link = tmp_path / "link.pdf"
    link.symlink_to(gazette / "media" / "wall.pdf")
    assert main(["print", story, "-o", str(link)]) == 0 and link.is_symlink()
    assert main(["print", story, "-o", "/dev/null"]) == 0


def test_a_picture_named_by_its_content_is_written_again(gazette):
    """`web -o .` puts pictures into the publication's own media/: once more does no harm. A name
    that only looks so keeps its file."""
    data = b"a picture"
    ours = gazette / "media" / f"wall-{stamp(data)}.jpg"
    ours.write_bytes(data)
    refuse_sources((ours,), gazette)
    ours.write_bytes(b"another")
    with pytest.raises(BadInput, match="own files"):
        refuse_sources((ours,), gazette)


@pytest.mark.slow
def test_an_edition_is_printed_over_the_last_one(tmp_path):
    paper = newspaper(tmp_path / "paper")
    for _ in range(2):
        assert main(["print", str(paper)]) == 0
    (tmp_path / "old.pdf").write_bytes(b"not ours, and nobody's source")
    refuse_sources((tmp_path / "old.pdf", tmp_path / "none.pdf", tmp_path), paper)


def test_a_story_alone_and_what_lies_beside_it(tmp_path):
    for name, text in (("a.md", STORY), ("b.txt", "B"), ("media/quay.png", "x"), ("c.pdf", "x")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for name, refused in (("a.md", 1), ("b.txt", 1), ("media/quay.png", 1), ("c.pdf", 0)):
        if not refused:
            refuse_sources((tmp_path / name,), tmp_path / "a.md")
            continue
        with pytest.raises(BadInput):
            refuse_sources((tmp_path / name,), tmp_path / "a.md")


def test_all_texts_of_a_folder_of_stories_are_stories(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.md").write_text(STORY)
    with pytest.raises(BadInput, match=r"deep/a\.md"):
        refuse_sources((tmp_path / "deep" / "a.md",), tmp_path)


@pytest.mark.parametrize("named", ["ad.html", "./ad.html", "promo/ad.html", "ad.htmlx", "bad.html"])
def test_a_name_is_named_whole(gazette, named):
    (gazette / "ad.html").write_text("x")
    (gazette / "creatives.toml").write_text(f'[creative.b]\nkind = "html"\nfile = "{named}"\n')
    if named.removeprefix("./") != "ad.html":
        refuse_sources((gazette / "ad.html",), gazette)
        return
    with pytest.raises(BadInput, match=r"own files, ad\.html"):
        refuse_sources((gazette / "ad.html",), gazette)

"""The same publication gives the same bytes wherever its folder lies, and however it is named."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from layout.desk.command import main
from layout.edition.last_plan import RECORD

pytestmark = pytest.mark.slow

TEXT = "The ferry crossed the bay at seven with forty people, two goats and the post on board.\n\n"
FILES = {
    "newsgrid.toml": 'name = "The Gazette"\n[print]\nformat = "compact"\npages = 4\n',
    "ads.csv": "id,advertiser,size\nA1,Quay Bank,2x60mm\n",
    "stories/ferry.md": f"# Ferry\n\n{TEXT * 6}\n![A pier](gone.png)\n",
    "stories/goats.md": f"# Goats\n\n{TEXT * 6}\n## Blue Box\n",
}


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """One publication three times: in a/paper, deep in b, and there by a link."""
    for name, text in FILES.items():
        file = tmp_path / "a" / "paper" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    shutil.copytree(tmp_path / "a" / "paper", tmp_path / "b" / "deep" / "inside" / "copy")
    (tmp_path / "link").symlink_to(tmp_path / "b" / "deep" / "inside" / "copy")
    return tmp_path


def made(place: Path, named: str) -> dict[str, bytes]:
    """What print and site make of the publication that is named so, and the record of its plan."""
    assert main(["print", named, "-o", str(place / "out" / "edition.pdf")]) == 1
    assert main(["site", named, "-o", str(place / "out" / "site"), "--jobs", "1"]) == 1
    files = {
        file.relative_to(place / "out").as_posix(): file.read_bytes()
        for file in (place / "out").rglob("*")
        if file.is_file()
    }
    shutil.rmtree(place / "out")
    record = Path(named) / RECORD
    files[RECORD] = record.read_bytes()
    record.unlink()
    return files


@pytest.mark.speaks
def test_an_edition_and_a_site_are_the_same_wherever_the_publication_lies(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(places / "a")
    files = made(places, "paper")
    assert {RECORD, "edition.pdf", "site/.newsgrid-manifest.json"} < files.keys()
    assert made(places, str(places / "b" / "deep" / "inside" / "copy")) == files
    assert made(places, str(places / "link")) == files
    monkeypatch.chdir(places / "a" / "paper" / "stories")
    assert made(places, "..") == files


def test_findings_of_pages_that_are_kept_name_the_files_where_they_are_now(
    places: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(places / "a")
    told = []
    for named in ("paper", "paper", str(places / "link")):
        arguments = ["site", named, "-o", str(places / "site"), "--jobs", "1", "--json"]
        assert main(arguments) == 1
        told.append(json.loads(capsys.readouterr().out))
    assert told[0]["written"] and not told[1]["written"] and not told[2]["written"]
    found = [[finding["file"] for finding in each["findings"]] for each in told]
    assert found[0] == found[1] == [*["paper/stories/ferry.md"] * 2, "paper/newsgrid.toml"]
    assert found[2] == [file.replace("paper/", f"{places}/link/") for file in found[0]]


def test_another_publication_of_the_same_name_is_read_by_the_same_process(
    places: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (places / "c").mkdir()
    shutil.copytree(places / "a" / "paper", places / "c" / "paper")
    settings = places / "c" / "paper" / "newsgrid.toml"
    settings.write_text(settings.read_text().replace("Gazette", "Courier"))
    pages = []
    for folder in ("a", "c"):
        monkeypatch.chdir(places / folder)
        assert main(["site", "paper", "-o", "site", "--jobs", "1"]) == 1
        pages.append((places / folder / "site" / "news" / "goats.html").read_text())
        capsys.readouterr()
    assert "The Gazette" in pages[0] and "The Courier" not in pages[0]
    assert "The Courier" in pages[1] and "The Gazette" not in pages[1]


@pytest.mark.speaks
@pytest.mark.parametrize("made", ["story.pdf", "pages"])
def test_a_story_alone_with_pictures_in_boxes_is_the_same_wherever_it_lies(
    places: Path, made: str
) -> None:
    """WeasyPrint names pictures by their addresses; a page for browsers has its own beside it."""
    results = []
    for folder in ("a/paper", "b/deep/inside/copy"):
        story = places / folder / "stories" / "quay.md"
        Image.linear_gradient("L").convert("RGB").save(story.with_name("quay.png"))
        box = "::: blue_box Quay\n- Open again.\n\n![In the box](quay.png)\n:::\n"
        story.write_text(f"# Quay\n\n{TEXT * 6}\n![The quay](quay.png)\n\n{box}")
        out = places / folder / made
        html = () if made.endswith(".pdf") else ("--html",)
        assert main(["print", str(story), "-o", str(out), *html]) == 0
        files = (
            [out] if out.is_file() else sorted(each for each in out.rglob("*") if each.is_file())
        )
        results.append({each.relative_to(places / folder): each.read_bytes() for each in files})
        if html:
            page = (out / "print.html").read_text()
            shown = re.findall(r'<img src="([^"]+)"', page)
            assert len(shown) == 2 and all((out / name).is_file() for name in shown)
            assert str(places) not in page
    assert results[0] == results[1]

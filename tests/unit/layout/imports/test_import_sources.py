"""newsgrid import of real formats: kinds that are no stories, mastheads, names of sites in titles,
and what is told once."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from support.imports.office_files import docx
from support.imports.wordpress_samples import export, item_xml

from layout.desk.command import main
from layout.imports.pages.open_page import title_of_page
from layout.imports.source import START, source_of


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(capsys, *arguments: str) -> dict:
    main(["import", *arguments, "-o", "p", "--json"])
    return json.loads(capsys.readouterr().out)


def headlines(folder: Path) -> list[str]:
    lines = [each.read_text().split("\n") for each in sorted((folder / "p/stories").glob("*.md"))]
    return [
        line.removeprefix("headline: ") for each in lines for line in each if "headline: " in line
    ]


def masthead(folder: Path) -> str:
    return tomllib.loads((folder / "p/newsgrid.toml").read_text())["name"]


KINDS = (
    item_xml("Copy.", number=1, slug="ferry"),
    item_xml("About us.", "About", number=2, kind="page", slug="about"),
    item_xml("A cup.", "Cup", number=3, kind="product", slug="cup"),
    item_xml("To come.", "Later", number=4, kind="page", slug="later", status="draft"),
)


def test_what_is_no_story_comes_in_where_it_is_asked_for(here: Path, capsys) -> None:
    (here / "export.xml").write_bytes(export(*KINDS))
    data = imported(capsys, "export.xml")
    assert data["sources"][0]["new"] == 1 and data["sources"][0]["other_kind"] == 3
    (told,) = [each for each in data["findings"] if each["code"] == "other-kinds"]
    assert told["message"] == "3 items left out that are no stories: 2 page, 1 product"
    assert "--pages" in told["hint"]
    data = imported(capsys, "export.xml", "--pages")
    assert (data["sources"][0]["new"], data["sources"][0]["unpublished"]) == (2, 1)
    assert not [each for each in data["findings"] if each["code"] == "other-kinds"]
    data = imported(capsys, "export.xml")
    assert data["files"] == [] and (here / "p/stories/cup.md").exists()


def test_a_masthead_is_what_most_sources_call_themselves(here: Path, capsys) -> None:
    (here / "export.xml").write_bytes(export(*KINDS))
    imported(capsys, "export.xml")
    assert masthead(here) == "The Gazette"


def test_a_masthead_of_many_sources_is_the_folders_name(here: Path, capsys) -> None:
    for name in ("One", "Two"):
        feed = f"<rss version='2.0'><channel><title>{name}</title><item><title>Ferry {name}</title>"
        (here / f"{name}.xml").write_text(
            f"{feed}<description>{'Copy. ' * 90}</description></item></channel></rss>"
        )
    imported(capsys, "One.xml", "Two.xml")
    assert masthead(here) == "P"


def page(title: str, name: str = "Gazette", host: str = "", site: str = "") -> str:
    link = f'<link rel="canonical" href="https://{host}/{title.lower()}">' if host else ""
    said = f'<meta property="og:site_name" content="{site}">' if site else ""
    copy = "<p>The ferry will sail again on Monday, the harbour says.</p>" * 12
    return (
        f"<!DOCTYPE html><html><head><title>{title} | {name}</title>{link}{said}</head><body>"
        f"<article>{copy}</article></body></html>"
    )


def pages(folder: Path, *titles: str, **more: str) -> None:
    folder.mkdir(exist_ok=True)
    for title in titles:
        (folder / f"{title.lower()}.html").write_text(page(title, **more))


def test_titles_lose_the_name_that_most_pages_of_a_site_end_in(here: Path, capsys) -> None:
    pages(here / "a", "Ferry", "Fog", "Tides", host="paper.example")
    pages(here / "a", "Goal", name="Times", host="other.example")
    data = imported(capsys, "a")
    assert headlines(here) == ["Ferry", "Fog", "Goal | Times", "Tides"]
    assert masthead(here) == "Gazette"
    left = [each["text"] for story in data["stories"] for each in story["left_out"]]
    assert left.count("| Gazette") == 3


def test_one_page_more_or_one_alone_changes_no_headline(here: Path, capsys) -> None:
    pages(here / "a", "Ferry", "Fog", "Tides")
    imported(capsys, "a")
    for title in ("Crab", "Eel", "Gull", "Perch"):
        pages(here / "a", title, name=title)
    data = imported(capsys, "a")
    assert data["sources"][0]["same"] == 3 and data["sources"][0]["new"] == 4
    assert "Ferry" in headlines(here) and "Crab | Crab" in headlines(here)
    pages(here / "b", "Storm")
    imported(capsys, "b/storm.html")
    assert "Storm" in headlines(here)
    assert imported(capsys, "a", "b")["files"] == []


def test_names_that_are_recorded_may_be_damaged(here: Path, capsys) -> None:
    pages(here / "a", "Ferry", "Fog", "Tides")
    imported(capsys, "a")
    record = here / "p/.imported/site-names.txt"
    assert record.read_text() == '["", "Gazette"]\n'
    record.write_text("{}\n" + "[" * 100_000 + '\n["x", 1]\n\n')
    data = imported(capsys, "a")
    assert data["exit"] == 0 and '["", "Gazette"]' in record.read_text()


def test_the_title_of_a_page_is_told_by_its_first_bytes() -> None:
    def told(text: str, address: str = "") -> tuple[str, str] | None:
        title = title_of_page(source_of(text.encode(), "x.html", address))
        return (title.text, title.host) if title else None

    assert told(page("Fog &amp; tides", host="paper.example")) == (
        "Fog & tides | Gazette",
        "paper.example",
    )
    assert told("<title>Fog</title>", "https://paper.example/fog") == ("Fog", "paper.example")
    assert told("<title>Fog</title><link rel=canonical href='https://[x/'>") == ("Fog", "")
    assert told("<title> </title>") is None and told("<p>Fog</p>") is None
    cut = "<title>Niebla | Río</title>" + "é" * START
    assert told(cut) == ("Niebla | Río", "")


def test_a_picture_that_is_not_at_hand_is_told_once(here: Path, capsys) -> None:
    body = (
        "<w:p><w:r><w:t>Ferry returns</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>The ferry is back.</w:t></w:r></w:p><w:p><w:r><w:drawing><wp:inline>"
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link='p1'/></pic:blipFill>"
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    link = ("p1", "image", "https://paper.example/pier.png")
    (here / "story.docx").write_bytes(docx(body, links=(link,)))
    assert main(["import", "story.docx", "-o", "p"]) == 0
    said = capsys.readouterr().err
    assert said.count("pier.png") == 0 and said.count("1 picture not at hand") == 1
    assert main(["import", "story.docx", "-o", "q", "--verbose"]) == 0
    assert 'pier.png" is not at hand' in capsys.readouterr().err


def test_of_warnings_of_a_kind_the_first_are_said(here: Path, capsys) -> None:
    posts = (
        item_xml(f"Copy. [odd-{n}]{n}[/odd-{n}]", f"Story {n}", number=n) for n in range(1, 31)
    )
    (here / "export.xml").write_bytes(export(*posts))
    main(["import", "export.xml", "-o", "p", "--dry-run"])
    said = capsys.readouterr().err
    assert said.count("knows: [odd-") == 10 and "20 more" in said
    data = imported(capsys, "export.xml", "--dry-run")
    assert sum("knows: [odd-" in each["message"] for each in data["findings"]) == 30

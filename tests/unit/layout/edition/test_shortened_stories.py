"""Stories that find too little room: shortened as the publication says, each named, none of their
words lost in silence, and their readers sent to where all of it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.editions.checked_text import told
from support.editions.checker import problems_of
from support.editions.report import printed_edition
from support.newspapers.printed_newspaper import of_code, printer
from support.newspapers.sample_newspaper import LENGTHS, SETTINGS, newspaper, story

from layout.desk.command import main
from layout.desk.preview.print.facts.placed_story import story_facts
from layout.makeup.edition.shortened_stories import Shortened, shortened_findings, shortened_in
from layout.press.boxes.printed_address import story_address
from layout.story.as_written import Story
from layout.story.block import Listing, Paragraph, Picture
from layout.story.decided import AS_FITS, Form
from layout.story.publication import Publication
from layout.story.run import plain
from slots.finding import Severity

pytestmark = pytest.mark.slow


def stories(more: int = 160) -> dict[str, str]:
    """The usual stories, `more` per cent as long, that stand on one page each, and whose writers
    say nothing of cuts."""
    return {
        f"{section.lower()}-{number}": story(
            f"{section.lower()}-{number}", section, words * more // 100, rank=1 + min(number, 3)
        ).replace("cut: 0\n", "jump: false\n")
        for section, lengths in LENGTHS.items()
        for number, words in enumerate(lengths)
    }


def settings(trim: str) -> str:
    """The usual settings with others for trimming."""
    return SETTINGS.replace("pages = 4\n", f"pages = 4\n{trim}", 1)


Run = Callable[..., dict[str, Any]]


@pytest.fixture
def report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Prints a newspaper with these stories and settings; gives its report."""

    def printed(copy: dict[str, str], trim: str = "") -> dict[str, Any]:
        newspaper(tmp_path / "paper", copy, settings=settings(trim))
        return printer(tmp_path, capsys)("--fresh")[1]

    return printed


def test_every_word_is_printed_once_or_named_as_cut(tmp_path: Path) -> None:
    """Read from the PDF, by what shares nothing with the engine."""
    newspaper(tmp_path / "paper", stories())
    made, edition = printed_edition(tmp_path / "paper", tmp_path / "1.pdf")
    named = {
        match[1]: int(match[2])
        for finding in made.findings
        if finding.code == "shortened"
        and (match := re.match(r'"(.+?)" is printed without .*?(\d+) of', finding.message))
    }
    assert len(named) > 2
    held = set(made.plan.held)
    for each in edition.stories:
        if each.slug in held:
            continue
        read = told(edition.document, edition.reading, each)
        printed = " ".join(read.body.replace("\x00", "").split())
        words = [word for block in each.body for word in block.runs[0].text.split()]
        kept = words[: len(words) - named.get(each.slug, 0)]
        assert "".join(printed.split()) == "".join(kept)


def test_the_checker_finds_a_story_cut_in_silence_and_readers_who_are_not_sent_on(tmp_path):
    made, edition = printed_edition(newspaper(tmp_path / "paper", stories()), tmp_path / "1.pdf")
    own = [each for each in problems_of(edition) if each.startswith("story ")]
    assert own == []
    note = next(note for note in made.findings if note.code == "shortened")
    slug = note.message.split('"')[1]
    silent = replace(edition.document, findings=())
    assert any(
        f"story {slug}, page" in each for each in problems_of(replace(edition, document=silent))
    )
    spots = edition.reading.spots
    lost = tuple(s for s in spots if (s.fragment.role, s.fragment.story) != ("read_on", slug))
    found = problems_of(replace(edition, reading=replace(edition.reading, spots=lost)))
    assert f"story {slug}: is shortened, and does not say where all of it is" in found
    whole = next(each.slug for each in edition.stories if each.slug not in str(made.findings))
    spot = next(s for s in spots if s.fragment.role == "read_on")
    sent = replace(spot, fragment=replace(spot.fragment, story=whole))
    found = problems_of(replace(edition, reading=replace(edition.reading, spots=(*spots, sent))))
    assert f"story {whole}: is whole, but sends its readers on" in found


def test_they_are_told_to_people_and_programs(tmp_path, capsys):
    newspaper(tmp_path / "paper", stories())
    main(["print", str(tmp_path / "paper"), "-o", str(tmp_path / "1.pdf"), "--fresh", "--verbose"])
    said = capsys.readouterr()
    code, data, _ = printer(tmp_path, capsys)("--fresh")
    notes = of_code(data, "shortened")
    assert code == 0 and len(notes) == len(data["shortened"]) > 2
    for one, note in zip(data["shortened"], notes, strict=True):
        assert 0 < one["words"] < one["of"] and one["why"] in note["message"]
        assert note["severity"] == "info" and note["file"].endswith(f"{one['id']}.md")
        words = f"{one['words']} of {one['of']} words"
        assert words in note["message"] and f'"{one["id"]}" is printed without' in said.err
    (line,) = re.findall(r"^Shortened: (.*)$", said.out, re.MULTILINE)
    first = data["shortened"][0]
    assert line.startswith(f"{first['id']} by {first['paragraphs']} paragraph")
    assert f"({first['words']} of {first['of']} words)" in line


def test_several_lose_a_little_before_one_loses_much(report):
    data = report(stories())
    assert data["held"] == [] and data["shortened"]
    assert all(one["words"] * 2 <= one["of"] for one in data["shortened"])


def test_where_nothing_is_trimmed_stories_are_whole_or_wait(report):
    data = report(stories(), 'trim = "off"\n')
    assert data["shortened"] == [] and data["held"]


def test_no_story_loses_more_than_the_publication_lets_go(report):
    data = report(stories(), 'trim = "by share"\ntrim_most = "20 %"\n')
    # rows, not words, are counted: the address takes one or two of them
    assert data["shortened"] and all(one["words"] * 4 <= one["of"] for one in data["shortened"])


def test_the_word_of_a_story_goes_before_the_policy(report):
    copy = stories()
    whole = [name for name in copy if name.endswith(("-0", "-1"))]
    copy |= {name: copy[name].replace("rank:", "cut: 0\nrank:", 1) for name in whole}
    data = report(copy)
    assert data["shortened"] and not {one["id"] for one in data["shortened"]} & set(whole)


def test_readers_find_all_of_it_on_the_site(tmp_path, capsys):
    paper = newspaper(tmp_path / "paper", stories())
    made, edition = printed_edition(paper, tmp_path / "1.pdf")
    short = [note.message.split('"')[1] for note in made.findings if note.code == "shortened"]
    main(["site", str(paper), "-o", str(tmp_path / "site"), "--json"])
    capsys.readouterr()
    assert short
    for slug in short:
        lines = [spot.text for spot in edition.reading.of(slug) if spot.fragment.role == "read_on"]
        address = "".join(" ".join(lines).removeprefix("Read on:").split())
        assert address.startswith("quay.example/")
        page = tmp_path / "site" / address.removeprefix("quay.example/") / "index.html"
        (leads,) = re.findall(r'content="0; url=([^"]+)"', page.read_text())
        found = (page.parent / leads).resolve()
        assert f"({slug})" in re.sub(r"\s+", " ", found.read_text())
        address = f"https://quay.example/{found.relative_to(tmp_path / 'site')}"
        assert f'<link rel="canonical" href="{address}">' in page.read_text()


def test_without_an_address_no_line_sends_readers_nowhere(tmp_path):
    text = SETTINGS.replace('site = "https://quay.example"\n', "")
    paper = newspaper(tmp_path / "paper", stories(), settings=text)
    made, _ = printed_edition(paper, tmp_path / "1.pdf")
    assert any(note.code == "shortened" for note in made.findings)
    assert not any(f.role == "read_on" for page in made.document.pages for f in page.fragments)


def test_the_desk_tells_what_is_not_printed_of_a_story(tmp_path):
    made, _ = printed_edition(newspaper(tmp_path / "paper", stories()), tmp_path / "1.pdf")
    note = next(note for note in made.findings if note.code == "shortened")
    slug = note.message.split('"')[1]
    facts = story_facts(made, slug)
    said = note.message.replace(f'"{slug}" is', "It is") + "."
    assert facts and said in facts.sentences


# one story ---------------------------------------------------------------------------------------


def plan(body: tuple, cut: int, stop: int, own: int | None = None, form: Form = AS_FITS) -> Any:
    """A plan with one page on which a story is shortened, in a form that may be decided."""
    gone = Story("pier", plain("Pier"), body, cut=own)
    length = SimpleNamespace(cut=cut, rows=9, paragraphs=cut, stop=stop)
    article = SimpleNamespace(story=gone, bodies=(length,), form=form)
    placed = SimpleNamespace(id="pier", article=article, setting=SimpleNamespace(cut=cut))
    whole = SimpleNamespace(id="pier", article=article, setting=SimpleNamespace(cut=0))
    index = SimpleNamespace(article=None, setting=SimpleNamespace(cut=0))
    return SimpleNamespace(pages=(SimpleNamespace(page=7, placed=(index, whole, placed)),))


def test_a_note_names_the_story_how_much_and_why():
    body = (
        Paragraph(plain("Nobody was hurt.")),
        Paragraph(plain("It is shut.")),
        Picture("pier.jpg", cutline=plain("The pier on Friday")),
        Listing((plain("One boat"), plain("Two"))),
    )
    (note,) = shortened_findings(shortened_in(plan(body, 1, 2)))
    assert note.message == (
        '"pier" is printed without its last paragraph, 3 of 9 words: page 7 has no room for it'
    )
    assert note.severity is Severity.INFO and "cut: 0" in str(note.hint)
    (note,) = shortened_findings(shortened_in(plan(body, 2, 1, own=2)))
    assert "its last 2 paragraphs, 6 of 9 words: page 7 has no room for them" in note.message
    assert note.hint == "its front matter lets 2 paragraphs go"
    (note,) = shortened_findings(shortened_in(plan(body, 1, 2, form=Form(words=(6,)))))
    assert note.message.endswith("3 of 9 words: so it was decided")
    assert note.hint == "take out words and cut_lines to have it as it fits"


def test_its_figures_have_names():
    one = Shortened(Story("pier", (), ()), 2, 1_200, 3_400, 5)
    assert (one.id, one.why) == ("pier", "page 5 has no room for them")
    assert one.what == "its last 2 paragraphs, 1,200 of 3,400 words"


def test_the_address_of_a_story_depends_on_its_slug_alone():
    paper = Publication(short_address="quay.example/r")
    one = story_address(paper, "pier")
    assert one == story_address(paper, "pier") != story_address(paper, "quay")
    assert re.fullmatch(r"quay\.example/r/[2-9a-z]{5}", one)

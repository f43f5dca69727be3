"""A publication is checked in one pass, by however many processes: what is found is what each file
gives by itself, and what its stories give together."""

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import newspaper, story

from layout.checking.one_file import inspect, listed_in
from layout.checking.rules_on_stories import Census, census_of, lints_of
from layout.checking.whole_publication import Checked, check_publication
from layout.edition.publication_mistakes import decided_together
from layout.publication.all_stories import shelf_of
from layout.publication.material import attempt
from layout.publication.slugs_and_sections import repeated_among
from layout.story.read.any_format import read_story
from layout.work.terminal.console import QUIET

RULES = """
[breakpoints]
phone = "400px..400px"

[slot.inline]
holds = "ad"
takes = ["google-ad"]
sizes = ["200x50"]
when = { min_words = 9000 }
"""
LEAD = "decide: {page: 1, lead: true}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A newspaper of a dozen stories, of which some are wrong, alone or beside others."""
    stories = {f"s{number:02}": story(f"s{number}", "News", 60) for number in range(8)}
    stories |= {name: story(name, "News", 60, LEAD) for name in ("quay", "tide")}
    stories["wrong"] = story("wrong", "News", 60, "decide: {colums: 4}\n")
    stories["lost"] = story("lost", "Newz", 60)
    made = newspaper(tmp_path / "paper", stories)
    (made / "stories" / "binary.md").write_bytes(b"\0\1")
    (made / "stories" / "again.md").write_text("---\nslug: quay\n---\n# Again\n\nIt sails.\n")
    (made / "slots.toml").write_text(RULES)
    return made


def checked(folder: Path, jobs: int | None = None) -> Checked:
    return check_publication(folder, listed_in(folder).files, QUIET, True, jobs)


def simply(folder: Path) -> Checked:
    """The same, file by file, each read anew for all that is to be known of it."""
    shelf = shelf_of(folder)
    alone = [found for file in listed_in(folder).files for found in inspect(file, folder)]
    read = {file: attempt(lambda file=file: read_story(file)[0], []) for file in shelf.stories}
    names = {file: story.slug if story else "" for file, story in read.items()}
    own = decided_together(folder, [story for story in read.values() if story])
    census = Census()
    for file in shelf.stories:
        census.add(census_of(shelf, file))
    return Checked((*alone, *repeated_among(names), *own), lints_of(shelf, census))


def test_one_pass_finds_what_each_file_gives(folder: Path) -> None:
    found = checked(folder, 1)
    assert found == simply(folder)
    codes = {each.code for each in found.findings}
    assert codes > {"repeated-story", "unknown-section", "unknown-key", "contradiction"}
    assert {each.code for each in found.rules} == {"never-met"}


@pytest.mark.parametrize("jobs", [2, 3, None])
def test_it_is_the_same_by_however_many_processes(folder: Path, jobs: int | None) -> None:
    assert checked(folder, jobs) == checked(folder, 1)


def test_a_story_in_another_publication_has_that_around_it(folder: Path) -> None:
    within = folder / "stories" / "supplement"
    within.mkdir()
    (within / "newsgrid.toml").write_text('name = "Supplement"\nlanguage = "de"\n')
    (within / "hafen.md").write_text("# Der Hafen\n\nEr ist offen.\n\n::: slot google-ad\n")
    assert checked(folder, 1) == checked(folder, 2) == simply(folder)


def test_each_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from layout.checking import one_file

    read: list[str] = []
    monkeypatch.setattr(
        one_file, "read_story", lambda file, root: read.append(file.stem) or read_story(file, root)
    )
    checked(folder, 1)
    assert sorted(read) == sorted(file.stem for file in shelf_of(folder).stories)


def test_what_keeps_the_settings_from_being_read_is_told_and_nothing_of_rules(folder: Path) -> None:
    (folder / "newsgrid.toml").write_text("name = [\n")
    found = checked(folder, 2)
    assert found.rules == ()
    assert any(each.where.file == str(folder / "newsgrid.toml") for each in found.findings)

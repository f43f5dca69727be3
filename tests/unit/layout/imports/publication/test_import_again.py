"""Importing again: what changed comes in, what was changed here stays, kills, versions, records."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.imports.copy_desk import COPY_DESK, sheet, story

from layout.imports.item import Copy, Head, Item, LeftOut, lasting_key
from layout.imports.markdown_of import markdown_of
from layout.imports.publication.disk import Busy, Disk, disk_of
from layout.imports.publication.import_all import Imported, Order, Wishes, import_all
from layout.imports.publication.media_files import MediaFiles
from layout.imports.publication.outcome import Fate, Findings, count_words
from layout.imports.publication.record import (
    DamagedRecord,
    Kept,
    Record,
    Records,
    State,
    is_older,
)
from layout.imports.publication.stories_here import source_and_slug, stories_here
from layout.imports.publication.take_in import Desk, take_in
from layout.imports.source import source_of
from layout.story.block import Paragraph
from layout.story.read.any_format import read_story
from layout.story.run import plain
from slots.finding import BadInput, Finding, Severity, Where

TEXT = ("The ferry sails again on Monday.", "The last boat leaves at seven.")


class Paper:
    """A publication, and an export that is imported into it."""

    def __init__(self, root: Path) -> None:
        self.root, self.home = root, root / "paper"

    def take(self, *items: dict, trial: bool = False, **wishes) -> Imported:
        export = self.root / "export"
        export.write_bytes(sheet(*items))
        wished = Wishes(trial=trial, whole=True, **wishes)
        return import_all(Order([export], self.home, wished, (COPY_DESK,), markdown_of))

    def fates(self, *items: dict, **wishes) -> list[str]:
        return [each.fate.value for each in self.take(*items, **wishes).outcomes]

    def codes(self, *items: dict, **wishes) -> set[str]:
        return {each.code for each in self.take(*items, **wishes).findings.all()}

    def file(self, name: str) -> Path:
        return self.home / "stories" / name

    @property
    def stories(self) -> list[str]:
        return sorted(file.name for file in (self.home / "stories").rglob("*.md"))

    def files(self) -> dict[str, int]:
        found = (file for file in self.home.rglob("*") if file.is_file())
        return {str(file): file.stat().st_mtime_ns for file in found}

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text()
        assert old in text
        self.file(name).write_text(text.replace(old, new))


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path)


def test_a_second_import_writes_nothing(paper: Paper) -> None:
    items = story("a", *TEXT, left=["words aside"]), story("b", *TEXT, section="Town")
    assert paper.fates(*items) == ["new", "new"]
    before = paper.files()
    assert paper.fates(*items) == ["same", "same"] and paper.files() == before
    assert paper.stories == ["about-a.md", "about-b.md"]
    read, _ = read_story(paper.file("about-a.md"))
    assert len(read.body) == 2
    (left,) = (paper.home / ".imported" / "left-out").iterdir()
    assert "words aside" in left.read_text()
    paper.take(story("a", *TEXT))
    assert not left.exists()


def test_what_changed_on_either_side_or_on_both(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    new = TEXT[0].replace("Monday", "Tuesday")
    assert paper.fates(story("a", new, TEXT[1])) == ["changed"]
    paper.edit("about-a.md", "at seven", "at eight")
    assert paper.fates(story("a", new, TEXT[1])) == ["kept"]
    assert paper.fates(story("a", *TEXT)) == ["merged"]
    assert "on Monday" in paper.file("about-a.md").read_text()
    assert "at eight" in paper.file("about-a.md").read_text()


def test_a_conflict_keeps_both_texts_and_says_where(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    paper.edit("about-a.md", "at seven", "at eight")
    there = story("a", TEXT[0], TEXT[1].replace("seven", "nine"))
    done = paper.take(there)
    assert done.outcomes[0].fate is Fate.CONFLICT
    (told,) = (each for each in done.findings.all() if each.code == "conflict")
    kept = paper.home / ".imported" / "conflicts" / "about-a.md"
    assert "at eight" in paper.file("about-a.md").read_text() and "at nine" in kept.read_text()
    assert (told.where.line or 0) > 1 and "conflicts/about-a.md" in told.message and told.hint
    before = paper.files()
    assert "open-conflict" in paper.codes(there) and paper.files() == before
    paper.edit("about-a.md", "at eight", "at nine")
    paper.take(there)
    assert not kept.exists()


def test_a_renamed_or_moved_story_is_known_again(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    town = paper.home / "stories" / "town"
    town.mkdir()
    paper.file("about-a.md").rename(town / "ferry.md")
    assert paper.fates(story("a", *TEXT, "More of it came in.")) == ["changed"]
    assert paper.stories == ["ferry.md"] and "More of it" in (town / "ferry.md").read_text()


def test_a_story_deleted_here_stays_so_and_is_told_once(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    text = paper.file("about-a.md").read_text()
    paper.file("about-a.md").unlink()
    assert "deleted-here" in paper.codes(story("a", *TEXT))
    assert "deleted-here" not in paper.codes(story("a", "New text of it.", version="2"))
    assert paper.stories == []
    paper.file("back.md").write_text(text)
    assert paper.fates(story("a", *TEXT, version="3")) == ["same"]


def test_a_killed_story_leaves_edited_or_not(paper: Paper) -> None:
    paper.take(story("a", *TEXT, version="1"), story("b", *TEXT, version="1"))
    paper.edit("about-b.md", "at seven", "at eight")
    kills = [story(key, version="2", status="killed") for key in "ab"]
    done = paper.take(*kills)
    told = [each for each in done.findings.all() if each.code == "killed"]
    assert len(told) == 2 and all(each.severity is Severity.WARNING for each in told)
    assert "changed in it here" in told[1].message and "changed" not in told[0].message
    assert paper.stories == []
    killed = paper.home / ".imported" / "killed"
    assert "at eight" in (killed / "about-b.md").read_text()
    before = paper.files()
    assert paper.fates(story("a", *TEXT, version="1"), *kills) == ["older", "killed", "killed"]
    assert paper.files() == before
    assert paper.fates(story("a", *TEXT, version="3")) == ["new"]  # let go again
    assert paper.fates(story("a", version="4", status="killed")) == ["killed"]
    assert len(list(killed.iterdir())) == 3


def test_a_kill_of_nothing_is_told_and_keeps_the_story_out(paper: Paper) -> None:
    assert "unknown-kill" in paper.codes(story("a", version="2", status="killed"))
    assert paper.fates(story("a", *TEXT, version="1")) == ["older"]
    assert paper.fates(story("b", version="", status="killed")) == ["killed"]
    assert paper.fates(story("b", *TEXT)) == ["killed"]


def test_an_older_kill_takes_nothing(paper: Paper) -> None:
    paper.take(story("a", *TEXT, version="3"))
    paper.take(story("a", version="2", status="killed"))
    assert paper.stories == ["about-a.md"]


def test_older_versions_and_twins_stay_out(paper: Paper) -> None:
    two = story("a", "Two of it here.", version="10")
    assert paper.fates(story("a", "One of it here.", version="9"), two) == ["new", "changed"]
    assert paper.fates(two, story("a", "One.", version="9")) == ["same", "older"]
    assert paper.fates(story("c", "This one."), story("c", "Or that.")) == ["new", "twice"]
    before = paper.files()
    assert paper.fates(story("c", "This one."), story("c", "Or that.")) == ["same", "twice"]
    assert paper.files() == before


def test_one_item_takes_the_place_of_another(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    paper.edit("about-a.md", "at seven", "at eight")
    new = story("b", TEXT[0], TEXT[1], "And more of it.", replaces=["a"])
    assert paper.fates(story("a", *TEXT), new) == ["kept", "merged"]
    text = paper.file("about-a.md").read_text()
    assert "at eight" in text and "more of it" in text and "source: b" in text
    before = paper.files()
    assert paper.fates(story("a", *TEXT), new) == ["replaced", "kept"] and paper.files() == before
    # whatever the order in which they come
    other = Paper(paper.root / "other")
    other.root.mkdir()
    assert other.fates(new, story("a", *TEXT)) == ["new", "replaced"]
    chain = story("c", "Third of them.", replaces=["b"])
    assert other.fates(chain, story("b", "x y", replaces=["a"])) == ["changed", "replaced"]
    assert len(other.stories) == 1
    assert "kill-of-replaced" in other.codes(story("b", status="killed"))


def test_a_damaged_record_loses_no_story(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    paper.edit("about-a.md", "at seven", "at eight")
    (record,) = (paper.home / ".imported" / "record").iterdir()
    record.write_bytes(record.read_bytes()[:-9])
    codes = paper.codes(story("a", *TEXT, "New at the source."))
    assert {"damaged-record", "conflict"} <= codes
    assert "at eight" in paper.file("about-a.md").read_text()
    kept = paper.home / ".imported" / "conflicts" / "about-a.md"
    assert "New at the source." in kept.read_text()
    assert "damaged-record" not in paper.codes(story("a", *TEXT, "New at the source."))


def test_a_story_written_before_the_run_was_stopped_is_only_recorded(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    (record,) = (paper.home / ".imported" / "record").iterdir()
    record.unlink()
    (paper.home / "newsgrid.toml").unlink()
    story_before = paper.file("about-a.md").stat().st_mtime_ns
    assert paper.fates(story("a", *TEXT)) == ["same"]
    assert paper.file("about-a.md").stat().st_mtime_ns == story_before and record.exists()
    assert (paper.home / "newsgrid.toml").exists()  # the first import goes on


def test_a_trial_writes_nothing_and_says_what_it_would(paper: Paper) -> None:
    items = story("a", *TEXT, version="1"), story("a", *TEXT, "More came.", version="2")
    done = paper.take(*items, trial=True)
    assert [each.fate.value for each in done.outcomes] == ["new", "changed"]
    assert not paper.home.exists() and "stories/about-a.md" in done.made
    paper.take(*items)
    before = paper.files()
    done = paper.take(story("a", version="3", status="killed"), trial=True)
    assert done.outcomes[0].fate is Fate.KILLED and paper.files() == before


def test_a_file_that_is_no_text_stays(paper: Paper) -> None:
    paper.take(story("a", *TEXT))
    file = paper.file("about-a.md")
    file.write_bytes(file.read_bytes().replace(b"seven", b"s\xe9ven"))
    assert paper.fates(story("a", "Other text of it.")) == ["conflict"]
    assert b"s\xe9ven" in file.read_bytes()


def test_a_story_without_text_is_none(paper: Paper) -> None:
    done = paper.take(story("a"))
    assert done.outcomes[0].fate is Fate.EMPTY and done.outcomes[0].left_out[0].text == "About a"


def test_an_embargo_is_told(paper: Paper) -> None:
    assert "embargo" in paper.codes(story("a", *TEXT, embargo="2030-01-01"))
    assert "embargo" not in paper.codes(story("a", *TEXT, embargo="2030-01-01"))


def test_what_a_reader_found_comes_along_with_the_outcome(paper: Paper, tmp_path: Path) -> None:
    disk = Disk(tmp_path / "other")
    here = stories_here(disk)
    desk = Desk(disk, Records(disk), here, MediaFiles(disk, "stories"), markdown_of)
    found = Finding("odd", Severity.INFO, "odd")
    left = (LeftOut("a menu", "Home News"),)
    copy = Copy((Paragraph(plain("Text of it.")),), left_out=left, findings=(found,))
    source = source_of(b"", "x")
    first = take_in(Item("k", "1", Where("x"), Head(section="Town"), copy), source, desk)
    assert (first.fate, first.words, first.section) == (Fate.NEW, 3, "Town")
    assert found in first.findings and first.left_out == left
    desk.seen.clear()  # another run
    again = take_in(Item("k", "1", Where("x"), Head(section="Town"), copy), source, desk)
    assert again.fate is Fate.SAME and again.findings == first.findings


# --- names, records, the disk ---------------------------------------------------------------------


def test_names_stay_and_are_given_once(paper: Paper) -> None:
    long = "a " * 70 + "end"
    items = [
        story("k1", *TEXT, headline="News"),
        story("k2", *TEXT, headline="News"),
        story("k3", *TEXT, headline=long),
        story("k4", *TEXT, headline="日本"),
        story("k5", *TEXT, headline="x", slug="../../Évil Slug/"),
    ]
    paper.take(*items)
    first = paper.stories
    assert "news.md" in first and "story.md" in first and "evil-slug.md" in first
    assert max(map(len, first)) <= 63 and len(first) == 5
    paper.take(*reversed(items), story("k0", *TEXT, headline="News"))
    assert set(first) < set(paper.stories) and len(paper.stories) == 6


def test_versions_in_their_order() -> None:
    assert is_older("9", "10") and is_older("v1.9", "v1.10") and not is_older("10", "9")
    assert is_older("2024-05-01", "2024-05-02T00:00:00Z")
    assert not is_older("", "3") and not is_older("3", "") and not is_older("3", "3")
    assert is_older("a", "b") and not is_older("b", "a") and is_older("1", "1.1")


def test_records_are_read_as_written_or_are_damaged(tmp_path: Path) -> None:
    records = Records(Disk(tmp_path))
    odd = 'key "with"\n-----\n\u2028 é \udce9'
    record = Record(
        odd, "2", "s", "stories/s.md", State.HERE, "\n-----\ntext\n", (Kept("a", "b", "c"),)
    )
    records.keep(record)
    assert records.of(odd) == record and records.of("other") is None
    (file,) = (tmp_path / ".imported" / "record").iterdir()
    for damaged in (b"", b"x", file.read_bytes().replace(b"text", b"tixt"), b"\xff" * 9):
        file.write_bytes(damaged)
        with pytest.raises(DamagedRecord):
            records.of(odd)


def test_front_matter_says_which_item_a_story_is() -> None:
    assert source_and_slug(b"---\nsource: 'a: b'\nslug: x\n---\n") == {
        "source": "a: b",
        "slug": "x",
    }
    assert source_and_slug(b"---\nsource: [a]\n---\n") == {} == source_and_slug(b"source: a\n")
    assert source_and_slug(b"---\nsource: '\n---\n") == {}


def test_nothing_is_written_over_what_was_saved_meanwhile(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.put("stories/a.md", b"one", None)
    with pytest.raises(Busy):
        disk.put("stories/a.md", b"two", b"other")
    with pytest.raises(Busy):
        disk.put("stories/a.md", b"two", None)
    assert disk.read("stories/a.md") == b"one"
    disk.put("stories/a.md", b"two", b"one")
    (tmp_path / "away").symlink_to(tmp_path.parent)
    with pytest.raises(BadInput):
        disk.put("away/x.md", b"x", None)
    with disk_of(tmp_path, trial=True) as trial:
        trial.move("stories/a.md", "k/a.md")
        assert trial.read("stories/a.md") is None and trial.read("k/a.md") == b"two"
        assert not trial.exists("stories/a.md")
    assert disk.read("stories/a.md") == b"two"


def test_findings_of_a_kind_are_counted_from_a_thousand_on() -> None:
    found = Findings()
    found.add(tuple(Finding("x", Severity.INFO, str(n)) for n in range(1500)))
    assert len(found.all()) == 1001 and "500 more x" in found.all()[-1].message
    assert count_words("two  words\n") == 2


def test_a_story_that_an_editor_saves_meanwhile_is_merged_anew(paper: Paper, monkeypatch) -> None:
    paper.take(story("a", *TEXT))
    put, saved = Disk.put, []

    def late(self: Disk, name: str, data: bytes, known: bytes | None) -> None:
        if not saved and name.endswith(".md"):
            saved.append(name)
            paper.edit("about-a.md", "at seven", "at eight")
        put(self, name, data, known)

    monkeypatch.setattr(Disk, "put", late)
    assert paper.fates(story("a", "The ferry sails on Tuesday.", TEXT[1])) == ["merged"]
    text = paper.file("about-a.md").read_text()
    assert "Tuesday" in text and "at eight" in text


# --- keys that nobody would write ---


@pytest.mark.parametrize(
    "key",
    [
        "ghost a\nb",
        "urn:\n---\n\n::: slot ad",
        " x ",
        "a\x7fb\0c",
        "\ud800",
        "x" * 3_000,
        "\u202ea",
    ],
)
def test_a_story_is_known_again_by_whatever_key(tmp_path: Path, key: str) -> None:
    paper = Paper(tmp_path)
    assert paper.fates(story(key, *TEXT)) == ["new"]
    before = paper.files()
    assert paper.fates(story(key, *TEXT)) == ["same"]
    assert paper.files() == before
    paper.file(paper.stories[0]).rename(paper.file("renamed.md"))
    assert paper.fates(story(key, "The ferry waits.", TEXT[1])) == ["changed"]
    assert paper.stories == ["renamed.md"]
    (outcome,) = paper.take(story(key, *TEXT, version="2")).outcomes
    assert outcome.key == lasting_key(key)
    assert paper.fates(story("heir", *TEXT, replaces=[key])) != ["new"]


def test_two_keys_stay_two_however_they_are_written() -> None:
    keys = ["a b", "a\nb", "a  b", " a b", "a\tb", "a b\0", "x" * 600, "x" * 601, "x " * 400]
    assert len({lasting_key(key) for key in keys}) == len(keys)
    assert all(lasting_key(lasting_key(key)) == lasting_key(key) for key in keys)


def test_a_damaged_record_is_told_though_its_story_is_as_before(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    paper.take(story("ferry", *TEXT))
    (record,) = (paper.home / ".imported" / "record").iterdir()
    record.write_bytes(record.read_bytes()[:40])
    done = paper.take(story("ferry", *TEXT))
    (told,) = [each for each in done.findings.all() if each.code == "damaged-record"]
    assert told not in done.findings.known


def test_a_pipe_among_the_stories_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "newsgrid.toml").write_text('name = "Paper"\n')
    os.mkfifo(tmp_path / "stories" / "pipe.md")
    with disk_of(tmp_path, False) as disk:
        assert stories_here(disk).files == {}

"""What git leaves where two people wrote the same lines is told by name, in any file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from layout.publication.decisions.pages_toml import read_decisions
from layout.story.read.any_format import read_story
from slots.book.csv_book import read_csv
from slots.finding import BadInput
from slots.text.broken_toml import read_toml
from slots.text.unmerged import table_named

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(not GIT, reason="git is not installed")


def merged(folder: Path, name: str, before: str, ours: str, theirs: str) -> str:
    """A file as git leaves it that two people changed, each in a branch."""

    def git(*order: str, may_fail: bool = False) -> None:
        who = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "init.defaultBranch=m")
        done = subprocess.run(["git", *who, *order], cwd=folder, capture_output=True, check=False)
        assert may_fail or not done.returncode, done.stderr

    git("init", "-q")
    for text, branch in ((before, None), (theirs, "evening"), (ours, "morning")):
        if branch:
            git("checkout", "-q", "-b", branch, "m")
        (folder / name).write_text(text)
        git("add", name)
        git("commit", "-q", "-m", "a change")
    git("merge", "-q", "evening", may_fail=True)
    return (folder / name).read_text()


@needs_git
def test_two_decisions_about_one_story_are_told_by_its_name(tmp_path: Path) -> None:
    page = "[story.herons]\npage = 2\n\n[story.oysters]\npage = {}\n".format
    text = merged(tmp_path, "pages.toml", page(4), page(5), page(7))
    assert "<<<<<<< HEAD" in text
    decisions, findings = read_decisions(text, tmp_path / "pages.toml")
    assert decisions is None
    assert [(one.code, one.where.line) for one in findings] == [("merge-conflict", 5)]
    assert findings[0].message == "a merge left two versions of [story.oysters] here, lines 5 to 9"


@needs_git
def test_two_decisions_about_two_stories_are_both_kept(tmp_path: Path) -> None:
    rest = "".join(f"\n[story.s{n}]\npage = {n}\n" for n in range(1, 9))
    page = f"[story.herons]\npage = {{}}\n{rest}\n[story.oysters]\npage = {{}}\n".format
    text = merged(tmp_path, "pages.toml", page(2, 4), page(3, 4), page(2, 5))
    decisions, findings = read_decisions(text, tmp_path / "pages.toml")
    assert not findings and decisions
    assert [decisions.of(slug).pages for slug in ("herons", "oysters")] == [(3,), (5,)]


@needs_git
def test_two_versions_of_an_ad_and_of_a_story(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    book = "id,advertiser,size\nA1,Quay Bank,{}\n".format
    text = merged(tmp_path / "book", "ads.csv", book("1x40mm"), book("2x40mm"), book("1x60mm"))
    entries, findings = read_csv(text, "ads.csv")
    assert not entries
    assert [one.message for one in findings] == [
        "a merge left two versions of A1 here, lines 2 to 6"
    ]
    story = "# Oysters\n\nThe beds are {}.\n".format
    text = merged(tmp_path, "oysters.md", story("open"), story("shut"), story("closed"))
    with pytest.raises(BadInput) as raised:
        read_story(tmp_path / "oysters.md")
    (finding,) = raised.value.findings
    assert finding.message == "a merge left two versions of the story here, lines 3 to 7"


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\n# =======\n# >>>>>>> b",
        'a = """\n<<<<<<< b\n"""',
        "# <<<<<<< HEAD\na = 1\n# =======\n# >>>>>>> b",
    ],
)
def test_what_only_looks_like_a_conflict_is_none(text: str) -> None:
    data, _, findings = read_toml(text, "a.toml")
    assert data and not findings


def test_a_conflict_over_several_tables_names_them_all() -> None:
    lines = ["[a]", "<<<<<<< HEAD", "[b]", "=======", "[[c]]", ">>>>>>> x"]
    assert table_named(lines, 1, 5) == "[b], [c]"

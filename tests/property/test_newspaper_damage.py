"""Whatever happens to the bytes of a publication, printing it ends in a report or in bad input with
remedies: never in a traceback, and never with half a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.newspapers.sample_newspaper import newspaper, picture, story

from layout.desk.reports.edition.print_publication import print_newspaper
from layout.desk.reports.edition.target import Target
from layout.edition.make_edition import Order
from layout.publication.settings.print_grid import Choice
from layout.work.memory.folder import folder_of
from layout.work.terminal.console import Console
from layout.work.terminal.error_boundary import circumstance
from layout.work.terminal.report import Report
from slots.finding import BadInput, Severity

pytestmark = pytest.mark.slow

QUIET = Console()


def stories():
    """A few short stories, one with a picture."""
    lengths = {"News": (110, 70), "Sport": (90, 60)}
    made = {
        f"{section.lower()}-{number}": story(f"{section.lower()}-{number}", section, words)
        for section, counts in lengths.items()
        for number, words in enumerate(counts)
    }
    made["news-0"] = made["news-0"].replace("\n\n", "\n\n![Quay](it.png)\n\n", 1)
    return made


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A publication that was printed once."""
    folder = newspaper(tmp_path_factory.mktemp("damage") / "paper", stories())
    picture(folder / "stories" / "it.png", 300, 200)
    printed(folder)
    return folder


def printed(folder):
    """What printing a publication comes to."""
    order = Order(folder, Choice())
    return print_newspaper(order, Target(folder.parent / "out.pdf"), QUIET)


MEMORY = "what is remembered of it"
NAMES = (
    "newsgrid.toml",
    "ads.csv",
    "art.png",
    "edition.plan.json",
    MEMORY,
    "stories/news-0.md",
    "stories/news-1.md",
    "stories/sport-0.md",
    "stories/it.png",
)


def remembered(folder):
    """What is kept of a publication for its next edition."""
    return sorted(file for file in folder_of(folder).iterdir() if file.name != "publication")


WORDS = (b"", b"\n", b"---\n", b"\0", b"\xff\xfe", b'"', b"[", b"99999999999999999999", b"-1", b",")


@st.composite
def damage(draw):
    """A file, and what is done to it: at a place (per mille) some bytes give way to others."""
    name = draw(st.sampled_from(NAMES))
    at, length = draw(st.integers(0, 1000)), draw(st.sampled_from((0, 1, 3, 40, 100_000)))
    new = draw(st.one_of(st.sampled_from(WORDS), st.binary(max_size=8)))
    return name, at, length, new


def damaged(folder, name, at, length, new):
    """Does damage to a file; of what is remembered, to an entry that `at` chooses."""
    file = folder / name
    if name == MEMORY:
        entries = remembered(folder)
        file = entries[at % len(entries)]
    data = file.read_bytes()
    start = len(data) * at // 1000
    file.write_bytes(data[:start] + new + data[start + length :])


@settings(max_examples=15)
@given(damages=st.lists(damage(), min_size=1, max_size=3))
def test_damage_is_told(whole, tmp_path_factory, damages):
    folder = tmp_path_factory.mktemp("copy") / "paper"
    shutil.copytree(whole, folder)
    shutil.copytree(folder_of(whole), folder_of(folder))
    for each in damages:
        damaged(folder, *each)
    try:
        report = printed(folder)
    except BadInput as error:
        assert all(finding.message for finding in error.findings)
        assert any(finding.severity is Severity.ERROR for finding in error.findings)
        assert not (folder.parent / "out.pdf").exists()
    except OSError as error:  # such as a file name that no system knows
        assert circumstance(error)
    else:
        assert isinstance(report, Report)
        assert (folder.parent / "out.pdf").read_bytes().endswith(b"%%EOF\n")
    finally:
        shutil.rmtree(folder.parent)
        shutil.rmtree(folder_of(folder), ignore_errors=True)


def test_the_files_that_are_damaged_are_there(whole):
    assert all((whole / name).is_file() for name in NAMES if name != MEMORY)
    assert len(remembered(whole)) > 3
    assert Path(whole.parent / "out.pdf").is_file()

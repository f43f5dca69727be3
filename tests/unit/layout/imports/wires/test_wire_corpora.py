"""Agencies' files that nobody here wrote: each gives items or a finding, and no word is lost."""

import pytest
from support.imports.wire_files import CORPORA, corpus_files, format_names, read
from support.imports.wire_words import lost, seen_in

from layout.imports.item import Item
from slots.finding import Finding

pytestmark = [
    pytest.mark.skipif(CORPORA is None, reason="the corpora of imports are not at hand"),
    pytest.mark.slow,
]

NOBODYS = {
    "ninjs4_mock.json",  # answers for a test of another project
    "validation__test_suite__1.0__should_fail__001_no_uri_declared.json",  # {}
}
LEAST_STORIES = {"wires": 41, "newsml-g2": 4, "ninjs": 35}


@pytest.mark.parametrize("folder", LEAST_STORIES)
def test_every_file_gives_items_or_a_finding_and_no_word_is_lost(folder: str) -> None:
    stories = 0
    gone = {}
    for path in corpus_files(folder):
        data = path.read_bytes()
        if path.name in NOBODYS:
            assert format_names(data) == []
            continue
        given = read(data, path.name)
        assert given, path.name
        stories += sum(isinstance(each, Item) for each in given)
        if words := lost(seen_in(data), given):
            gone[path.name] = words
    assert gone == {}
    assert stories >= LEAST_STORIES[folder]


def test_all_that_should_fail_is_told_with_its_place() -> None:
    for path in corpus_files("ninjs"):
        if "should_fail" not in path.name or path.name in NOBODYS:
            continue
        told = [each for each in read(path.read_bytes(), path.name) if isinstance(each, Finding)]
        wrong = [each for each in told if each.code in ("not-ninjs", "broken-json", "not-a-story")]
        assert wrong, path.name
        assert wrong[0].where.line, path.name


def test_nothing_of_what_should_pass_is_called_wrong() -> None:
    for path in corpus_files("ninjs"):
        if "should_pass" in path.name and "bad_datetime" not in path.name:
            told = read(path.read_bytes(), path.name)
            codes = {each.code for each in told if isinstance(each, Finding)}
            assert codes.isdisjoint({"broken-json", "not-ninjs"}), (path.name, told)

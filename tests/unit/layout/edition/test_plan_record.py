"""The record of a plan: read as written, and passed over where it is broken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.edition.last_plan import Record, read_record, record_text
from layout.makeup.edition.assign.last_edition import LastEdition
from slots.finding import Severity
from slots.stacking.task.ad_plan import AdPlace

SMALL = st.integers(0, 99)
PLACES = st.builds(
    AdPlace,
    st.text(max_size=8),
    st.integers(1, 96),
    SMALL,
    SMALL,
    st.integers(1, 9),
    st.integers(1, 2**31 - 1),
)


STORIES = st.dictionaries(st.text(max_size=8), st.integers(1, 96), max_size=5)


@pytest.mark.slow
@given(st.lists(PLACES, max_size=8, unique=True), STORIES)
def test_what_is_written_is_read(tmp_path_factory, places, stories):
    made = LastEdition(
        stories,
        {name: page + 1 for name, page in stories.items()},
        {3: 0},
        {1: "ab"},
        {name: ((1, page), (5, 31)) for name, page in stories.items()},
        {f"{name}>": page for name, page in stories.items()},
    )
    file = tmp_path_factory.mktemp("record") / "edition.plan.json"
    file.write_text(record_text(Record(tuple(places), made)), encoding="utf-8")
    read, findings = read_record(file)
    assert findings == ()
    assert set(read.ads) == set(places)
    assert read.made == made
    backwards = replace(made, pages=dict(reversed(stories.items())))
    assert record_text(read) == record_text(Record(tuple(places[::-1]), backwards)) or (
        len({(each.page, each.column, each.row, each.id) for each in places}) < len(places)
    )


def test_an_ad_has_a_line_and_a_story_too():
    ads = (AdPlace("B", 2, 0, 60, 3, 30), AdPlace("A", 1, 1, 50, 2, 20))
    assert record_text(
        Record(ads, LastEdition({"flood": 3, "bus": 1}, {"flood": 40}, {1: 12}))
    ) == (
        '{\n  "version": 1,\n  "ads": [\n'
        '    {"id": "A", "page": 1, "column": 1, "row": 50, "columns": 2, "rows": 20},\n'
        '    {"id": "B", "page": 2, "column": 0, "row": 60, "columns": 3, "rows": 30}\n'
        '  ],\n  "stories": {\n    "bus": 1,\n    "flood": 3\n  },\n'
        '  "bodies": {\n    "flood": 40\n  },\n'
        '  "costs": {\n    "1": 12\n  },\n  "sections": {}\n}\n'
    )
    empty = {"stories": {}, "bodies": {}, "costs": {}, "sections": {}}
    assert json.loads(record_text(Record())) == {"version": 1, "ads": [], **empty}


def test_no_record_is_no_finding(tmp_path):
    assert read_record(tmp_path / "none.json") == (Record(), ())


def test_a_record_without_stories_and_with_broken_ones(tmp_path):
    file = tmp_path / "edition.plan.json"
    for stories, read in (("[]", {}), ('{"a": 3, "b": "x", "c": true, "d": 0}', {"a": 3})):
        file.write_text(f'{{"version": 1, "ads": [], "stories": {stories}}}')
        assert read_record(file) == (Record((), LastEdition(read)), ())


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "version None"),
        ('{"version": 2, "ads": []}', "version 2, not 1"),
        ('{"version": 1}', "1 of 1 places broken"),
        ('{"version": 1, "ads": [{"id": "A"}, 3]}', "2 of 2 places broken"),
        ("\x00\ufffe", "no JSON"),
    ],
)
def test_a_broken_record_is_a_warning_and_no_plan(tmp_path, text, message):
    file = tmp_path / "edition.plan.json"
    file.write_text(text, encoding="utf-8")
    record, (finding,) = read_record(file)
    assert record == Record()
    assert message in finding.message
    assert finding.severity is Severity.WARNING and finding.hint


def test_a_record_that_is_a_folder_is_a_warning(tmp_path):
    assert [finding.code for finding in read_record(tmp_path)[1]] == ["plan-record"]

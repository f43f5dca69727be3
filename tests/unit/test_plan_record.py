"""The record of a plan: read as written, and passed over where it is broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.desk.plan_record import read_record, record_text
from slots.finding import Severity
from slots.stacking.ad_plan import AdPlace

SMALL = st.integers(0, 99)
PLACES = st.builds(
    AdPlace,
    st.text(max_size=8),
    st.integers(1, 96),
    SMALL,
    SMALL,
    st.integers(1, 9),
    st.integers(1),
)


@given(st.lists(PLACES, max_size=8))
def test_what_is_written_is_read(tmp_path_factory, places):
    file = tmp_path_factory.mktemp("record") / "edition.plan.json"
    file.write_text(record_text(places), encoding="utf-8")
    read, findings = read_record(file)
    assert findings == ()
    assert sorted(read, key=repr) == sorted(places, key=repr)
    assert record_text(read) == record_text(places[::-1]) or len(set(places)) < len(places)


def test_an_ad_has_a_line():
    text = record_text([AdPlace("B", 2, 0, 60, 3, 30), AdPlace("A", 1, 1, 50, 2, 20)])
    assert text == (
        '{\n  "version": 1,\n  "ads": [\n'
        '    {"id": "A", "page": 1, "column": 1, "row": 50, "columns": 2, "rows": 20},\n'
        '    {"id": "B", "page": 2, "column": 0, "row": 60, "columns": 3, "rows": 30}\n'
        "  ]\n}\n"
    )
    assert json.loads(record_text([])) == {"version": 1, "ads": []}


def test_no_record_is_no_finding(tmp_path):
    assert read_record(tmp_path / "none.json") == ((), ())


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
    places, (finding,) = read_record(file)
    assert places == ()
    assert message in finding.message
    assert finding.severity is Severity.WARNING and finding.hint


def test_a_record_that_is_a_folder_is_a_warning(tmp_path):
    assert [finding.code for finding in read_record(tmp_path)[1]] == ["plan-record"]

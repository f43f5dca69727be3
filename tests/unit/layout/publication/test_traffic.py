"""The traffic of stories, from traffic.csv: what is read, what is left out and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.publication.traffic import TRAFFIC, Traffic, read_traffic
from slots.finding import Severity


def read(folder: Path, text: str | bytes):
    data = text if isinstance(text, bytes) else text.encode()
    (folder / TRAFFIC).write_bytes(data)
    return read_traffic(folder)


def test_a_story_is_known_by_its_file_its_address_or_its_slug(tmp_path):
    traffic, findings = read(
        tmp_path,
        "\ufeffStory,Views\nstories/flood.md,100\nhttps://a.example/news/flood.html?x=1,20\n"
        'flood,3\n/news/ferry/index.html,"1,870"\n\n',
    )
    assert findings == ()
    assert traffic.of("stories/flood.md", "mobile") == 123
    assert traffic.of("stories/2026/ferry.md", "desktop") == 1870
    assert traffic.of("stories/other.md", "mobile") == 0
    assert (traffic.has("stories/flood.md"), traffic.has("stories/other.md")) == (True, False)


def test_columns_of_breakpoints_count_on_their_screens(tmp_path):
    traffic, _ = read(tmp_path, "story,views,mobile\nflood,100,70\nferry,50,\n")
    assert traffic.of("flood.md", "mobile") == 70
    assert traffic.of("flood.md", "desktop") == 100
    assert traffic.of("ferry.md", "mobile") == 50


@pytest.mark.parametrize("line", ["flood,many", "flood,", ",12", "flood,-3", "flood,1.5"])
def test_a_line_that_says_nothing_is_left_out_and_told(tmp_path, line):
    traffic, (finding,) = read(tmp_path, f"story,views\n{line}\nferry,50\n")
    assert (finding.where.line, finding.severity) == (2, Severity.WARNING)
    assert "left out" in finding.message
    assert finding.hint
    assert traffic.of("ferry.md", "mobile") == 50


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", b"story,views\n\xff,1\n", 'story,views\n"a,1\n']
)
def test_a_file_that_is_none_is_an_error_and_no_traffic(tmp_path, text):
    traffic, (finding,) = read(tmp_path, text)
    assert finding.severity is Severity.ERROR
    assert not traffic.known


def test_without_a_file_nothing_is_known(tmp_path):
    assert read_traffic(tmp_path) == (Traffic(), ())


@given(st.binary(max_size=200))
def test_whatever_bytes_come_it_never_raises(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("traffic")
    traffic, findings = read(folder, b"story,views\n" + data)
    assert traffic.of("stories/a.md", "mobile") >= 0
    assert all(finding.hint for finding in findings)

"""The metrics of other sites' themes, out of what was measured: without a browser."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.service.foreign.agreement import agreement
from layout.service.foreign.measure_theme import measured_theme, screens_of
from layout.service.foreign.measured_page import (
    Advances,
    MeasuredPage,
    PageAtScreen,
    Sample,
    ScreenSize,
    StandingBlock,
    measured_page,
)
from layout.service.foreign.metrics_toml import metrics_toml
from layout.service.foreign.role_metrics import role_metrics, sample_of
from layout.service.measured.metrics import read_theme
from slots.finding import BadInput
from slots.rulebook.load import default_rules

SCREENS = (ScreenSize(375, 667), ScreenSize(1280, 800))
TYPE = Sample(own=1, size=20, line=30, below=20, after_paragraph=20, before_paragraph=20)
ADVANCES = Advances("ab ab", 2.4, {"a": 0.5, "b": 0.6, " ": 0.25}, "ab ab")
ROLES = {
    "paragraph": TYPE,
    "h2": Sample(own=1, size=26, line=32, above=40, after_paragraph=40),
    "image": Sample(
        own=1,
        padding=5,
        ratio=0.6666,
        scales=False,
        below=20,
        after_paragraph=20,
        before_paragraph=20,
    ),
    "caption": Sample(size=14, line=20, above=13, below=20),
    "rule": Sample(own=1, height=2, after_paragraph=20),
}


def page(column=600, collapse=True, blocks=(), **roles):
    one = {**ROLES, **roles}
    faces = {role: ADVANCES for role, sample in one.items() if sample.size}
    screen = PageAtScreen("main", column, collapse, False, one, faces, blocks, 0, 500, "en")
    return MeasuredPage("post.html", (screen, screen))


def made(*pages):
    return role_metrics(pages, SCREENS)


plain = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
numbers = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6)
values = st.recursive(
    numbers | st.booleans() | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(plain, max_size=3),
    st.dictionaries(plain, values.filter(lambda value: not isinstance(value, dict)), max_size=3),
    st.dictionaries(plain, st.dictionaries(plain, values, max_size=3), max_size=3),
)
def test_what_is_written_is_read_again(notes, whole, roles):
    roles = {f"role {name}": table for name, table in roles.items()}
    assert tomllib.loads(metrics_toml(notes, whole, roles)) == {**whole, **roles}


def test_a_role_is_as_it_was_measured():
    roles = made(page()).roles
    assert roles["paragraph"] == {"size": 20, "line": 30, "above": 0, "below": 20}
    assert roles["h2"]["above"] == 40 and "padding" not in roles["h2"]
    assert roles["image"] == {
        "above": 0, "below": 20, "padding": 5, "scales": False, "ratio": 0.6666,
    }  # fmt: skip
    assert roles["caption"]["above"] == 13 - 5
    assert roles["rule"] == {"height": 2, "above": 0, "below": 0}


def test_pictures_that_no_page_has_are_taken_to_stay_in_the_column():
    found = made(page(image=Sample(padding=5, scales=False, ratio=0.5)))
    assert "scales" not in found.roles["image"]


def test_lengths_are_told_once_or_for_each_screen():
    narrow, wide = page().widest, page(300, paragraph=Sample(own=1, size=22.5, line=30)).widest
    found = role_metrics([MeasuredPage("a", (narrow, wide))], SCREENS)
    assert found.roles["paragraph"]["size"] == [20, 22.5]
    assert found.roles["paragraph"]["line"] == 30
    assert [each["width"] for each in found.whole["screens"]] == [600, 300]


def test_margins_beside_a_paragraph_hold_where_they_are_larger():
    follows = Sample(own=1, size=26, line=32, above=5, after_paragraph=50, before_paragraph=33)
    table = made(page(h2=follows)).roles["h2"]
    assert (table["above"], table["below"]) == (50, 33)
    closer = Sample(own=1, size=26, line=32, above=30, after_paragraph=4, before_paragraph=20)
    found = made(page(h2=closer))
    assert "odd-margin" in [each.code for each in found.findings]
    assert made(page(collapse=False, h2=follows)).roles["h2"]["above"] == 30
    assert made(page(collapse=False)).whole["collapse"] is False


def test_a_role_is_measured_on_the_first_page_that_has_it():
    table = Sample(size=10, line=12)
    other = page(table=Sample(own=2, size=11, line=13))
    found = made(page(table=table), other)
    assert found.roles["table"]["size"] == 11 and found.sources["table"] is other
    assert sample_of("table", found).own == 2
    (told,) = [each for each in found.findings if each.code == "sampled-roles"]
    assert "caption" in told.message and "table" not in told.message
    assert "other-column" in [each.code for each in made(page(), page(500)).findings]


def test_what_a_font_of_optical_sizes_makes_wider_is_tracking():
    wide = page().widest
    narrow = PageAtScreen("main", 300, True, False, ROLES, {"paragraph": Advances("ab ab", 2.5)})
    table = role_metrics([MeasuredPage("a", (narrow, wide))], SCREENS).roles["paragraph"]
    assert table["tracking"] == [pytest.approx(0.1 / 5 * 20), 0]


def test_browsers_that_hyphenate_and_indents_are_told():
    own = Sample(own=1, size=20, line=30, hyphens="auto", following_indent=15)
    found = made(page(paragraph=own))
    assert (
        found.roles["paragraph"] | {"indent": 15, "indents_first": False}
        == (found.roles["paragraph"])
    )
    assert "hyphens" in [each.code for each in found.findings]


def test_style_sheets_that_did_not_come_are_told():
    bare = MeasuredPage("post.html", page().screens, (), ("https://example.org/a.css",))
    (told,) = [each for each in made(bare).findings if each.code == "no-style"]
    assert "1 of its style sheets" in told.message and "example.org/a.css" in told.message
    assert "no-style" not in [each.code for each in made(page()).findings]


def test_the_file_predicts_what_stands(tmp_path):
    text = "<p>" + "ab " * 200 + "</p>"
    # kerned by 2.4 / 2.45: 1.35 em x 0.98 x 20 px a word, 600 px: 22 words a line
    standing = (StandingBlock(text, 0, 300), StandingBlock("<img>", 320, 400))
    taken = page(blocks=(*standing, StandingBlock("<h3>a</h3>", 400, 430)))
    theme = measured_theme([taken], SCREENS, "fonts")
    file = tmp_path / "theme.toml"
    file.write_text(theme.toml)
    found = agreement(read_theme(file), [taken])
    assert [(each.role, round(each.predicted)) for each in found.compared[:2]] == [
        ("paragraph", 300), ("image", 405),
    ]  # fmt: skip
    assert found.untold == 2
    share = found.at(0)
    assert (share.blocks, share.within_px, share.within_line) == (2, 1, 1)
    assert found.by_role()["image"].drift == pytest.approx(2 * 325, abs=1)
    assert theme.copies == ("main",)
    assert [each.code for each in theme.findings] == ["sampled-roles", "system-fonts"]


def test_a_group_is_compared_as_a_whole(tmp_path):
    text = "<p>" + "ab " * 200 + "</p>"
    group = StandingBlock(f'<div class="wp-block-group">{text}{text}</div>', 0, 600 + 20)
    taken = page(blocks=(group, StandingBlock(text, 640, 940)))
    file = tmp_path / "theme.toml"
    file.write_text(measured_theme([taken], SCREENS, "fonts").toml)
    first, second = agreement(read_theme(file), [taken]).compared[:2]
    assert (first.role, second.role) == ("group", "paragraph")
    assert (first.error, second.error) == (pytest.approx(0, abs=0.5), pytest.approx(0, abs=0.5))


def test_screens_are_those_of_the_rules():
    widths = [each.width for each in screens_of(default_rules())]
    assert widths == [320, 375, 414, 479, 480, 768, 979, 980, 1024, 1280, 1440, 1600]
    assert screens_of(default_rules(), (768, 375)) == (
        ScreenSize(375, 667), ScreenSize(768, 1024),
    )  # fmt: skip


class Opened:
    """A page that answers as it is bid."""

    address = "post.html"
    fonts = ()
    missed = ("https://example.org/a.css", "https://example.org/a.css")

    def __init__(self, **answer):
        self.answer = answer

    def at(self, width, height):
        pass

    def asked(self, function, about):
        return {"copy": "main", "characters": 500, **self.answer}


@pytest.mark.parametrize(
    ("answer", "copy", "says"),
    [
        ({"copy": None}, ".none", "no element is .none"),
        ({"copy": None, "characters": 0}, None, "no copy"),
        ({"characters": 199}, None, "199 characters"),
        ({"row": True}, None, "side by side"),
    ],
)
def test_what_is_no_copy_is_told(answer, copy, says):
    found = measured_page(Opened(), SCREENS, copy)
    assert len(found.screens) == 2 and len(found.missed) == 1
    with pytest.raises(BadInput) as caught:
        measured_page(Opened(**answer), SCREENS, copy)
    (finding,) = caught.value.findings
    assert says in finding.message and "--copy" in finding.hint

"""Keys and tables put into a text of rules and taken out of it: every other byte stays."""

from __future__ import annotations

import tomllib

import pytest

from layout.desk.preview.rules.edit.byte_spans import MISSING, source_of
from layout.desk.preview.rules.edit.insert import headed, inserted
from layout.desk.preview.rules.edit.remove import pruned, removed
from layout.desk.preview.rules.edit.splice import Splice, node_at, spliced
from slots.finding import BadInput

TEXT = """\
# The rules of the Gazette.

[page]
max_ads = 3

# The slot in the copy.
[slot.a]
holds  = "ad"       # an ad
sizes  = ["300x250", "1x1"]
distance = { ad = "9px" }

[slot.a.at.mobile]
max = 1

[slot.b]
holds = "blue_box"
"""


def put(path, value, text=TEXT):
    after = inserted(source_of(text.encode()), path, value).code.decode()
    wanted = tomllib.loads(text)
    at = wanted
    for part in path[:-1]:
        at = at[part] if isinstance(at, list) else at.setdefault(part, {})
    if isinstance(at, list):
        at.insert(path[-1], value)
    else:
        at[path[-1]] = value
    assert tomllib.loads(after) == wanted
    return after


def lines_added(path, value, text=TEXT):
    """The lines that came, where all others stayed."""
    after = put(path, value, text)
    old = text.splitlines()
    new = after.splitlines()
    kept = iter(new)
    assert all(any(line == other for other in kept) for line in old)
    return [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "added"),
    [
        (("page", "density"), "30%", ['density = "30%"']),
        (("slot", "a", "max"), 2, ["max = 2"]),
        (("slot", "a", "at", "mobile", "min"), 1, ["min = 1"]),
        (("slot", "a", "at", "desktop", "min"), 1, ["[slot.a.at.desktop]", "min = 1"]),
        (("slot", "c", "holds"), "ad", ["[slot.c]", 'holds = "ad"']),
        (("category", "air", "tags"), ["x"], ["[category.air]", 'tags = ["x"]']),
        (("page", "at", "mobile", "max_ads"), 2, ["[page.at.mobile]", "max_ads = 2"]),
        (("slot", "b", "when", "tags"), ["x"], ['when = { tags = ["x"] }']),
    ],
)
def test_a_key_comes_on_a_line_of_its_own_in_its_table(path, value, added):
    assert lines_added(path, value) == added


def test_a_key_of_a_table_in_braces_comes_into_the_braces():
    assert '{ ad = "9px", any = "3px" }' in put(("slot", "a", "distance", "any"), "3px")
    assert "x = { y = 1 }" in put(("x", "y"), 1, "x = {}\n")


def test_values_of_a_list_come_where_they_are_asked_for():
    assert '["9x9", "300x250", "1x1"]' in put(("slot", "a", "sizes", 0), "9x9")
    assert '["300x250", "1x1", "9x9"]' in put(("slot", "a", "sizes", 2), "9x9")
    assert put(("a", 0), 1, "a = []\n") == "a = [1]\n"
    assert put(("a", 1), 2, "a = [\n  1\n]\n") == "a = [\n  1,\n  2\n]\n"
    assert put(("a", 1), 2, "a = [\n  1,  # one\n]\n") == "a = [\n  1,  # one\n  2,\n]\n"


@pytest.mark.parametrize(
    ("path", "value"),
    [(("slot", "a", "sizes", 3), "9x9"), (("page", "max_ads", "x"), 1), (("slot", "a", 0), 1)],
)
def test_what_has_no_place_is_refused(path, value):
    with pytest.raises(BadInput):
        inserted(source_of(TEXT.encode()), path, value)


def test_a_first_key_stands_above_all_headers_and_a_text_may_be_empty():
    assert put(("x",), 1, "[a]\nb = 1\n").startswith("x = 1\n")
    assert put(("page", "max_ads"), 1, "") == "[page]\nmax_ads = 1\n"
    assert put(("x",), 1, "# only a note\n") == "# only a note\nx = 1\n"


def test_lines_end_as_the_others_do():
    after = inserted(source_of(b"[page]\r\nmax_ads = 3\r\n"), ("page", "evenness"), 2).code
    assert after == b"[page]\r\nmax_ads  = 3\r\nevenness = 2\r\n".replace(b"ads  =", b"ads =")


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (("page",), True),
        (("slot",), False),
        (("slot", "a"), True),
        (("slot", "a", "at"), False),
        (("slot", "a", "at", "mobile"), True),
        (("slot", "a", "print"), True),
        (("slot", "a", "clearance"), False),
        (("slot", "a", "relax", 0), False),
    ],
)
def test_tables_have_a_header_or_stand_in_braces(table, found):
    assert headed(table) is found


def taken(path, text=TEXT):
    after = removed(source_of(text.encode()), path).code.decode()
    old = text.splitlines()
    return after, [line for line in old if line not in after.splitlines()]


@pytest.mark.parametrize(
    ("path", "gone"),
    [
        (("page", "max_ads"), ["max_ads = 3"]),
        (("slot", "a", "holds"), ['holds  = "ad"       # an ad']),
        (("slot", "a", "at", "mobile"), ["[slot.a.at.mobile]", "max = 1"]),
        (("slot", "b"), ["[slot.b]", 'holds = "blue_box"']),
        (
            ("slot", "a"),
            [
                "# The slot in the copy.",
                "[slot.a]",
                'holds  = "ad"       # an ad',
                'sizes  = ["300x250", "1x1"]',
                'distance = { ad = "9px" }',
                "[slot.a.at.mobile]",
                "max = 1",
            ],
        ),
        (("nothing",), []),
    ],
)
def test_what_goes_takes_its_lines_and_its_comment_and_nothing_else(path, gone):
    after, lost = taken(path)
    assert lost == gone
    assert source_of(after.encode()).at(path) is MISSING
    assert "\n\n\n" not in after


def test_a_value_of_a_list_goes_with_its_comma():
    assert 'sizes  = ["1x1"]' in taken(("slot", "a", "sizes", 0))[0]
    assert 'sizes  = ["300x250"]' in taken(("slot", "a", "sizes", 1))[0]
    assert taken(("a", 0), "a = [1]\n")[0] == "a = []\n"
    assert taken(("a", 1), "a = [\n  1,\n  2\n]\n")[0] == "a = [\n  1\n]\n"
    assert taken(("a", 0), "a = [\n  1,  # one\n  2,\n]\n")[0] == "a = [\n  2,\n]\n"


def test_a_key_in_braces_goes_with_its_comma():
    text = "x = { a = 1, b = 2, c = 3 }\n"
    assert taken(("x", "a"), text)[0] == "x = { b = 2, c = 3 }\n"
    assert taken(("x", "b"), text)[0] == "x = { a = 1, c = 3 }\n"
    assert taken(("x", "c"), text)[0] == "x = { a = 1, b = 2 }\n"
    assert taken(("x", "a"), "x = { a = 1 }\n")[0] == "x = {}\n"


def test_dotted_keys_of_a_table_go_with_it_and_others_stay():
    assert taken(("a", "b"), "a.b.c = 1\na.d = 2\na.b.e = 3\n")[0] == "a.d = 2\n"


def test_what_was_put_in_and_is_taken_out_again_was_never_there():
    for path, value in (
        (("page", "density"), "30%"),
        (("slot", "c"), {"holds": "ad"}),
        (("slot", "a", "distance", "any"), "3px"),
        (("slot", "a", "sizes", 1), "9x9"),
    ):
        source = source_of(TEXT.encode())
        assert removed(inserted(source, path, value), path).code == source.code


def test_tables_without_anything_in_them_are_pruned_unless_somebody_says_a_word_of_them():
    def left(path, text):
        return pruned(source_of(text.encode()), path).code.decode()

    assert (
        left(("slot", "a", "at", "mobile"), "[x]\ny = 1\n\n[slot.a.at.mobile]\n") == "[x]\ny = 1\n"
    )
    spoken = "[x]\ny = 1\n\n# to come\n[slot.a]\n"
    assert left(("slot", "a"), spoken) == spoken
    filled = "[slot.a]\nmax = 1\n"
    assert left(("slot", "a"), filled) == filled
    assert left(("slot", "a"), "[slot.a]\n\n[slot.a.at.mobile]\nmax = 1\n") == (
        "[slot.a.at.mobile]\nmax = 1\n"
    )


def test_splices_replace_bytes_wherever_they_come_in_the_list():
    source = source_of("a = 1\nb = 'ü'\nc = 3\n".encode())
    after = spliced(
        source, [Splice(4, 5, "10"), Splice(len(source.code) - 2, len(source.code) - 1, "30")]
    )
    assert after.code.decode() == "a = 10\nb = 'ü'\nc = 30\n"
    assert after.data == {"a": 10, "b": "ü", "c": 30}
    with pytest.raises(BadInput):
        spliced(source, [Splice(4, 5, "")])


def test_the_value_at_a_path_is_found_as_it_is_written():
    source = source_of(TEXT.encode())
    assert node_at(source, ("slot", "a", "distance", "ad")).text == b'"9px"'
    assert node_at(source, ("slot", "a", "sizes", 1)).text == b'"1x1"'
    assert node_at(source, ("slot", "a", "sizes", 2)) is None
    assert node_at(source, ("slot", "a")) is None
    assert node_at(source, ("slot", "a", "max")) is None

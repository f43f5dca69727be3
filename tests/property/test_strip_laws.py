"""Laws of reading strips: any text, and any data, is a strip or bad input told in sentences."""

import json

from hypothesis import given
from hypothesis import strategies as st
from support.placement.strip_samples import PLAIN, item_with

from slots.finding import BadInput
from slots.interchange.strip_file import read_strip
from slots.text.broken_json import read_json


@given(st.text() | st.text("{}[],:\"'0123456789.eE-+ \n\\atrufalsn", max_size=60))
def test_any_text_is_a_strip_or_bad_input(text):
    try:
        read_strip(text, "s.json")
    except BadInput as error:
        assert error.findings


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(json_values.filter(lambda value: not _half(value)))
def test_json_is_read_as_it_is(value):
    data, _, findings = read_json(json.dumps(value), "s.json")
    assert findings == ()
    assert _near(data, value)


def _half(value):
    return any(0xD800 <= ord(c) < 0xE000 for c in json.dumps(value, ensure_ascii=False))


def _near(one, two):
    """Equal; numbers as near as a float can tell."""
    if isinstance(two, dict):
        return one.keys() == two.keys() and all(_near(one[key], two[key]) for key in two)
    if isinstance(two, list):
        return len(one) == len(two) and all(map(_near, one, two))
    if isinstance(two, float):
        return float(one) == two
    return one == two


KEYS = ("width", "viewport", "height", "items", "line", "about")


@given(st.dictionaries(st.sampled_from(KEYS), json_values), st.sampled_from(KEYS))
def test_any_data_is_a_strip_or_bad_input(changes, dropped):
    data = {key: value for key, value in {**PLAIN, **changes}.items() if key != dropped}
    try:
        read_strip(json.dumps(data), "s.json")
    except BadInput as error:
        assert all(finding.where.file == "s.json" for finding in error.findings)


ITEM_KEYS = (
    "id",
    "role",
    "top",
    "bottom",
    "words",
    "display",
    "tags",
    "characters",
    "leads",
    "level",
)


@given(st.dictionaries(st.sampled_from(ITEM_KEYS), json_values))
def test_any_item_is_one_or_bad_input(changes):
    try:
        read_strip(item_with(**changes), "s.json")
    except BadInput as error:
        assert all((finding.where.line or 0) == 1 for finding in error.findings)

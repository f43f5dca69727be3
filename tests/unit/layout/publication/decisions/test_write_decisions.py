"""Deciding in the text of a pages.toml: what people wrote stays, and what is read back is what was
decided, whatever was there before."""

from __future__ import annotations

import datetime
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.publication.decisions.write_decisions import Edit, Value, with_edits
from slots.finding import BadInput

WRITTEN = """\
# Friday's paper, as agreed at four

[story.rowers]   # the picture is good
page = 3
columns = 4      # not five

[page.1]
stories = ["flood", "rowers-club"]
lead = "flood"

[story.flood]
cut = 2
"""


def test_what_people_wrote_stays_around_a_decision() -> None:
    after = with_edits(WRITTEN, [Edit("story", "rowers", "columns", 5)])
    assert after == WRITTEN.replace("columns = 4 ", "columns = 5 ")


def test_a_new_story_comes_with_a_table_of_its_own() -> None:
    after = with_edits("# mine\n", [Edit("story", "café 3", "page", 3)])
    assert after.startswith("# mine\n")
    assert tomllib.loads(after) == {"story": {"café 3": {"page": 3}}}


def test_a_story_that_is_given_a_page_leaves_the_page_that_named_it() -> None:
    after = tomllib.loads(with_edits(WRITTEN, [Edit("story", "flood", "page", 2)]))
    assert after["page"] == {"1": {"stories": ["rowers-club"]}}
    assert after["story"]["flood"] == {"cut": 2, "page": 2}


def test_a_story_that_leaves_its_page_leaves_its_place_there() -> None:
    text = '[story.flood]\npage = 3\nregion = "foot"\nplace = { column = 2 }\ncut = 1\n'
    after = tomllib.loads(with_edits(text, [Edit("story", "flood", "page", None)]))
    assert after == {"story": {"flood": {"cut": 1}}}
    moved = tomllib.loads(with_edits(text, [Edit("story", "flood", "page", 4)]))
    assert moved == {"story": {"flood": {**tomllib.loads(text)["story"]["flood"], "page": 4}}}


def test_a_place_is_written_in_one_line() -> None:
    place = {"column": 2, "row": 31}
    after = with_edits(WRITTEN, [Edit("story", "rowers", "place", place)])
    assert tomllib.loads(after)["story"]["rowers"]["place"] == place
    assert after == WRITTEN.replace("not five\n", "not five\nplace = {column = 2, row = 31}\n")
    assert with_edits(after, [Edit("story", "rowers", "place", None)]) == WRITTEN


def test_a_story_that_leaves_its_page_leaves_its_region_there() -> None:
    text = '[page.1]\ndummy = "front"\nregions = { lead = "flood", second = "rowers" }\n'
    once = with_edits(text, [Edit("story", "flood", "page", 2)])
    page = tomllib.loads(once)["page"]["1"]
    assert page == {"dummy": "front", "regions": {"second": "rowers"}}
    after = tomllib.loads(with_edits(once, [Edit("story", "rowers", "page", 2)]))
    assert after["page"]["1"] == {"dummy": "front"}


def test_a_story_that_leaves_its_page_leaves_the_order_there() -> None:
    text = '[page.1]\norder = ["flood", "rowers"]\n'
    after = tomllib.loads(with_edits(text, [Edit("story", "flood", "page", 2)]))
    assert after["page"]["1"] == {"order": ["rowers"]}


def test_a_page_that_named_nothing_else_goes() -> None:
    text = '[page.1]\nstories = ["flood"]\nlead = "flood"\n\n[page.2]\nonly = true\n'
    after = tomllib.loads(with_edits(text, [Edit("story", "flood", "page", 2)]))
    assert after == {"page": {"2": {"only": True}}, "story": {"flood": {"page": 2}}}


def test_a_story_that_no_longer_leads_stays_on_its_page() -> None:
    after = tomllib.loads(with_edits(WRITTEN, [Edit("story", "flood", "lead", None)]))
    assert after["page"] == {"1": {"stories": ["flood", "rowers-club"]}}


def test_tables_in_which_nothing_is_decided_go() -> None:
    text = "[story.flood]\nhold = true\n"
    assert with_edits(text, [Edit("story", "flood", "hold", None)]).strip() == ""
    after = with_edits(WRITTEN, [Edit("story", "flood", "cut", None)])
    assert "[story.flood]" not in after
    assert after.startswith(WRITTEN[: WRITTEN.index("[story.flood]")].rstrip())


def test_what_was_not_decided_is_no_trouble_to_take_back() -> None:
    assert with_edits("", [Edit("story", "flood", "cut", None)]) == ""
    assert with_edits(WRITTEN, [Edit("page", "7", "only", None)]) == WRITTEN


def test_a_day_is_written_as_one() -> None:
    after = with_edits("", [Edit("story", "flood", "hold", "2026-12-03")])
    assert after == "[story.flood]\nhold = 2026-12-03\n"
    only = with_edits(after, [Edit("story", "flood", "hold", {"edition": "2026-12-02"})])
    assert only == "[story.flood]\nhold = {edition = 2026-12-02}\n"
    assert with_edits(only, [Edit("story", "flood", "hold", "2026-12-03")]) == after


def test_a_rest_goes_with_the_page_on_which_it_stands() -> None:
    text = '[story.flood]\njump = 7\nrest = { region = "top" }\n'
    for value in (None, True, False):
        assert "rest" not in with_edits(text, [Edit("story", "flood", "jump", value)])
    assert "rest" in with_edits(text, [Edit("story", "flood", "jump", 8)])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[story.flood", "toml-syntax"),
        ("story = 3\n", "bad-value"),
        ("[story]\nflood = 3\n", "bad-value"),
        ("[[story]]\nflood = 3\n", "bad-value"),
        ("a = " + "[" * 100_000, "toml-syntax"),
    ],
)
def test_a_text_that_cannot_be_written_in_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        with_edits(text, [Edit("story", "flood", "page", 3)])
    (finding,) = raised.value.findings
    assert (finding.code, finding.where.file) == (code, "pages.toml")


def test_dotted_keys_that_would_be_mangled_are_refused() -> None:
    with pytest.raises(BadInput, match="the desk cannot change this"):
        with_edits("page.2.stories = []\npage.2.only = false\n", [Edit("page", "1", "only", True)])


# --- the law --------------------------------------------------------------------------------------

SLUGS = ("flood", "rowers", "a b", "café", "3")
PAGES = ("1", "2", "12")
slugs, pages = st.sampled_from(SLUGS), st.sampled_from(PAGES)
values: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "page": st.integers(1, 24) | st.lists(st.integers(1, 24), min_size=1, max_size=3),
        "lead": st.booleans(),
        "headline": st.sampled_from(["36pt", "12 pt"]),
        "hold": st.sampled_from(["2026-12-03", True, {"edition": "2026-12-02"}]),
        "cut": st.integers(0, 9),
    },
)
page_values: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "stories": st.lists(slugs, max_size=3, unique=True),
        "lead": slugs,
        "only": st.booleans(),
    },
)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    table = draw(st.sampled_from(["story", "page"]))
    named = draw(slugs if table == "story" else pages)
    filled = draw((values if table == "story" else page_values).filter(bool))
    key = draw(st.sampled_from(sorted(filled)))
    value: Value | None = filled[key] if draw(st.booleans()) else None  # type: ignore[assignment]
    return Edit(table, named, key, value)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_value(each)}' for key, each in value.items())}}}"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _key(name: str) -> str:
    return name if name.isascii() and name.isalnum() else f'"{name}"'


@st.composite
def texts(draw: st.DrawFn, oddly: bool = False) -> str:
    """A pages.toml as somebody may have written it: tables in any order, with comments and empty
    lines; `oddly` with dotted keys and tables in one line, too."""
    tables = [("story", slug, draw(values)) for slug in draw(st.sets(slugs))]
    tables += [("page", number, draw(page_values)) for number in draw(st.sets(pages))]
    parts = []
    for table, name, keys in draw(st.permutations(tables)):
        lines = [f"{key} = {_value(value)}" for key, value in keys.items()]
        end = draw(st.sampled_from(["\n", "  # why\n", "\n\n"]))
        if oddly and not parts and draw(st.booleans()):
            parts += [f"{table}.{_key(name)}.{line}{end}" for line in lines]
        elif oddly and draw(st.booleans()):
            parts.append(f"[{table}]{end}{_key(name)} = {{{', '.join(lines)}}}\n")
        else:
            parts.append(f"[{table}.{_key(name)}]{end}" + "".join(f"{one}{end}" for one in lines))
    text = draw(st.sampled_from(["", "# Friday\n\n"])) + "".join(parts)
    return text


def decided(text: str, listed: list[Edit]) -> dict[str, dict[str, dict[str, object]]]:
    """The same, by plain dictionaries."""
    data = tomllib.loads(text)
    for edit in listed:
        if edit.table == "story" and edit.key in ("page", "lead"):
            for keys in data.get("page", {}).values():
                if keys.get("lead") == edit.name:
                    del keys["lead"]
                if edit.name in keys.get("stories", []) and edit.key == "page":
                    keys["stories"].remove(edit.name)
                    if not keys["stories"]:
                        del keys["stories"]
        keys = data.setdefault(edit.table, {}).setdefault(edit.name, {})
        keys.pop(edit.key, None)
        if edit.value is not None:
            keys[edit.key] = _days(edit.value) if edit.key == "hold" else edit.value
    return {table: found for table in data if (found := _filled(data[table]))}


def _days(value: object) -> object:
    if isinstance(value, dict):
        return {key: _days(each) for key, each in value.items()}
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def _filled(table: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {name: keys for name, keys in table.items() if keys}


def _valid(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _read(text: str) -> dict[str, dict[str, dict[str, object]]]:
    data = tomllib.loads(text)
    return {table: found for table in data if (found := _filled(data[table]))}


@given(texts(), st.lists(edits(), min_size=1, max_size=6))
def test_what_is_read_back_is_what_was_decided(text: str, listed: list[Edit]) -> None:
    assert _read(with_edits(text, listed)) == decided(text, listed)


@given(texts(oddly=True).filter(_valid), st.lists(edits(), min_size=1, max_size=6))
def test_what_is_written_oddly_is_changed_rightly_or_not_at_all(
    text: str, listed: list[Edit]
) -> None:
    try:
        after = with_edits(text, listed)
    except BadInput as error:
        assert [one.code for one in error.findings] == ["odd-toml"]
    else:
        assert _read(after) == decided(text, listed)


@given(texts(), st.lists(edits(), min_size=1, max_size=3))
def test_comments_stay_where_nothing_is_taken_out(text: str, listed: list[Edit]) -> None:
    kept = [edit for edit in listed if edit.value is not None and edit.key not in ("page", "lead")]
    after = with_edits(text, kept)
    assert after.count("# why") + after.count("# Friday") == text.count("# why") + text.count(
        "# Friday"
    )

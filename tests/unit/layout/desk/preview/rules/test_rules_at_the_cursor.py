"""What is being written at the cursor of a rules text, and what may stand there."""

from __future__ import annotations

import pytest

from layout.desk.preview.rules.at_cursor import Scene, scene
from layout.desk.preview.rules.keys_at_path import at, followed, keys, options, step, words


def met(text):
    """The scene at the bar in a text."""
    cursor = text.index("|")
    return scene(text.replace("|", "", 1), cursor)


@pytest.mark.parametrize(
    ("text", "kind", "path", "word"),
    [
        ("|", "key", (), ""),
        ("[|", "header", (), ""),
        ("[slot.a.|", "header", (), "slot.a."),
        ("max = 1\n[[ slot.|", "header", (), "slot."),
        ("[slot.a]|", "nothing", (), ""),
        ("[slot.a]\n|", "key", ("slot", "a"), ""),
        ("[slot.a]\ndis|", "key", ("slot", "a"), "dis"),
        ('[slot."big ad"]\nmax|', "key", ("slot", "big ad"), "max"),
        ("[slot.a]\nat.mob|", "key", ("slot", "a", "at"), "mob"),
        ("[slot.a]\ndistance = { a|", "key", ("slot", "a", "distance"), "a"),
        ("[slot.a]\ndistance = { ad = '9px', s|", "key", ("slot", "a", "distance"), "s"),
        ("[slot.a]\nclearance = { image = { ab|", "key", ("slot", "a", "clearance", "image"), "ab"),
        ("[slot.a]\nmax = 1|", "value", ("slot", "a", "max"), "1"),
        ("[slot.a]\nmax = |", "value", ("slot", "a", "max"), ""),
        ('[slot.a]\nregion = "ra|', "value", ("slot", "a", "region"), "ra"),
        ("[slot.a]\nnever_after = ['list', 'h|", "value", ("slot", "a", "never_after", 1), "h"),
        ("[slot.a]\nnever_after = [\n  'list',\n  |", "value", ("slot", "a", "never_after", 1), ""),
        ("[slot.a]\nrelax = [{ rule = 'from|", "value", ("slot", "a", "relax", 0, "rule"), "from"),
        ("[slot.a]\nrelax = [{ rule = 'x' }, { t|", "key", ("slot", "a", "relax", 1), "t"),
        ("max = 1 # a note|", "nothing", (), ""),
        ("# a note|", "nothing", (), ""),
        ("max = 1\n|", "key", (), ""),
        ("[slot.a]\nmax = 1\nsizes = ['1x1']\nmi|", "key", ("slot", "a"), "mi"),
    ],
)
def test_the_scene_is_told_by_what_is_before_the_cursor(text, kind, path, word):
    found = met(text)
    assert (found.kind, found.path, found.word) == (kind, path, word)
    if kind != "nothing":
        cursor = text.index("|")
        assert text[found.start : cursor] == word


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ('[slot.a]\nregion = "rail\nmax|', ("slot", "a"), "max"),
        ("[slot.a]\nnever_after = ['list',\nmax = 1\nmi|", ("slot", "a"), "mi"),
        ("[slot.a]\nhalf a line\nmi|", ("slot", "a"), "mi"),
        ("[slot.a\nmi|", ("slot", "a"), "mi"),
        ("[slot.a]\nnever_after = ['list'\n[slot.b]\nmi|", ("slot", "b"), "mi"),
        ("[slot.a]\ntext = '''\n[x]\n'''\nmi|", ("slot", "a"), "mi"),
        ('[slot.a]\nlabel = "a \\" [ {"\nmi|', ("slot", "a"), "mi"),
        ("[slot.a]\n# [slot.b]\nmi|", ("slot", "a"), "mi"),
    ],
)
def test_a_text_that_is_broken_above_is_read_on_below(text, path, word):
    found = met(text)
    assert (found.kind, found.path, found.word) == ("key", path, word)


def test_the_quotes_that_a_word_stands_in_are_told():
    assert met("[page]\nstrategy = '|").quote == "'"
    assert met('[page]\nstrategy = "ex|').quote == '"'
    assert met("[page]\nmax_ads = 3|").quote == ""
    assert met('[slot.a]\ndistance = { "#a|').quote == '"'


def test_what_stands_behind_the_cursor_does_not_matter():
    for behind in ("", "]]]]", "\n[page]\n", '"""'):
        assert scene("[slot.a]\nmi" + behind, 11) == Scene("key", ("slot", "a"), "mi", 9)


def test_a_key_of_rules_is_found_through_references_and_tables_of_any_name():
    assert "density" in keys(at(("page",)))
    assert "density" in keys(at(("page", "at", "mobile")))
    assert "clearance" in keys(at(("slot", "any name at all")))
    assert "above" in keys(at(("slot", "a", "clearance", "image")))
    assert set(keys(at(("slot", "a", "relax", 0)))) == {"rule", "to"}
    assert "max" in keys(at(("slot", "a", "at", "mobile")))
    assert "at" not in keys(at(("slot", "a", "at", "mobile")))


@pytest.mark.parametrize(
    "path", [("nothing",), ("page", "x"), ("page", "density", "x"), ("slot", "a", "max", 0)]
)
def test_where_nothing_may_stand_there_is_no_schema(path):
    assert at(path) == {}
    assert keys(at(path)) == {} and words(at(path)) == []


def test_the_words_of_a_value_are_those_of_all_its_options():
    assert words(at(("page", "strategy"))) == ["exact", "stable", "greedy"]
    assert set(words(at(("slot", "a", "fallback")))) >= {"rail", "end", "none"}
    assert words({"anyOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}) == ["a", "b", "c"]


def test_entries_of_pairs_and_lists_are_told_apart():
    pair = {"prefixItems": [{"enum": ["a"]}, {"enum": ["b"]}], "items": False}
    assert [words(step(pair, n)) for n in (0, 1)] == [["a"], ["b"]]
    assert step(pair, 2) == {} and step(pair, -1) == {}
    assert words(step({"items": {"enum": ["c"]}}, 7)) == ["c"]


def test_options_are_flat_and_what_is_said_beside_a_reference_counts_more():
    node = {"anyOf": [{"anyOf": [{"type": "null"}, {"type": "string"}]}, {"type": "integer"}]}
    assert [each["type"] for each in options(node)] == ["null", "string", "integer"]
    found = followed({"$ref": "#/$defs/Step", "description": "its own"})
    assert (found["description"], found["type"]) == ("its own", "object")

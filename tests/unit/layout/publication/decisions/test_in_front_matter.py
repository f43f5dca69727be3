"""What stories decide of themselves: read with its places, behind pages.toml key by key, and each
mistake told at its line of the story."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.newspapers.sample_newspaper import newspaper, story

from layout.checking.one_file import inspect
from layout.edition.publication_mistakes import decided_together
from layout.publication.decisions.in_front_matter import own_findings, with_own
from layout.publication.decisions.pages_keys import StoryKeys
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.as_written import Story
from layout.story.decided import NOTHING_DECIDED, Decided, Decisions, Dummy, Form, Hold, Place, Rest
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.read.any_format import read_story
from slots.finding import Severity

FILE = Path("pages.toml")


def written(slug: str, decide: str) -> Story:
    """A story that decides so, from line 4 of its file."""
    lines = "".join(f"  {line}\n" for line in decide.splitlines())
    text = f"---\nheadline: The {slug}\ndecide:\n{lines}---\n\nText.\n"
    read, findings = parse_markdown(text, f"{slug}.md")
    assert findings == (), findings
    return read


def file(text: str) -> Decisions:
    decisions, findings = read_decisions(text, FILE)
    assert decisions and findings == ()
    return decisions


def told(*stories: Story, text: str = "") -> list[str]:
    _, findings = with_own(file(text), stories)
    assert all(one.hint and one.severity is Severity.ERROR for one in findings)
    return [str(finding).split(" (hint")[0] for finding in findings]


VALUES: dict[str, tuple[str, Any, Decided]] = {
    "page": ("page: [5, 3]", [5, 3], Decided((3, 5))),
    "lead": ("lead: true\npage: 3", True, Decided((3,), lead=True)),
    "rather": ("rather: true\npage: 3", True, Decided((3,), rather=True)),
    "columns": ("columns: 4", 4, Decided(form=Form(columns=4))),
    "rows": ("rows: 40", 40, Decided(form=Form(rows=40))),
    "picture": ("picture: 3", 3, Decided(form=Form(picture=3))),
    "headline": ("headline: 36pt", "36pt", Decided(form=Form(headline=36_000))),
    "deck": ("deck: no", False, Decided(form=Form(deck=False))),
    "headline_lines": ("headline_lines: 2", 2, Decided(form=Form(headline_lines=2))),
    "breaks": ("breaks: [Ferry, back]", "", Decided(form=Form(breaks=("Ferry", "back")))),
    "quote": ("quote: true", True, Decided(form=Form(quote=True))),
    "byline": ("byline: false", False, Decided(form=Form(byline=False))),
    "pictures": ("pictures: [pier.jpg]", "", Decided(form=Form(pictures=("pier.jpg",)))),
    "keep": ("keep: [0, 0, 80, 100]", "", Decided(form=Form(keep=(0, 0, 80, 100)))),
    "dominant": ("dominant: pier.jpg", "", Decided(form=Form(dominant="pier.jpg"))),
    "words": ("words: [300, 450]", [300, 450], Decided(form=Form(words=(300, 450)))),
    "cut_lines": ("cut_lines: 9", 9, Decided(form=Form(cut_lines=9))),
    "cut": ("cut: 0", 0, Decided(cut=0)),
    "jump": ("jump: false", False, Decided(jump=False)),
    "rest": (
        "rest: { region: top, columns: 2 }\njump: 7",
        "",
        Decided(jump=True, turns=(7,), rest=Rest(Place(region="top"), 2)),
    ),
    "together": ("together: [tide]", ["tide"], Decided(together=("tide",))),
    "apart": ("apart: [tide]", ["tide"], Decided(apart=("tide",))),
    "sidebar": ("sidebar: [tide]", ["tide"], Decided(sidebar=("tide",))),
    "hold": (
        "hold: { edition: 2026-12-03 }",
        "",
        Decided(hold=Hold(edition=datetime.date(2026, 12, 3))),
    ),
    "region": ("region: foot\npage: 3", "foot", Decided((3,), place=Place(region="foot"))),
    "place": ("place: {column: 2}\npage: 3", {"column": 2}, Decided((3,), place=Place(2))),
}


@pytest.mark.parametrize("key", StoryKeys.model_fields)
def test_every_key_can_stand_in_front_matter(key: str) -> None:
    decide, _, as_read = VALUES[key]
    found, wrong = with_own(NOTHING_DECIDED, [written("quay", decide)])
    beside = {name: Decided(beside="quay") for name in as_read.sidebar}
    assert wrong == () and found.stories == {"quay": as_read, **beside}
    assert str(found.where("quay", key)) == "quay.md:4:3"
    assert set(found.own("quay")) == set(yaml.safe_load(decide))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[page.3]\nstories = ['quay']\n", Place(region="top left")),
        ("[story.quay]\npage = 3\nplace = { column = 4 }\n", Place(4)),
        ("[page.3]\ndummy = 'front'\norder = ['tide', 'quay']\n", Place(None, None, "top left", 2)),
    ],
)
def test_a_place_of_its_own_is_on_the_page_that_the_file_names(text: str, place: Place) -> None:
    quay, decided = written("quay", "region: top left\nlead: false"), file(text)
    dummy = Dummy("front", "", 5, ())
    found, wrong = with_own(replace(decided, dummies={"front": dummy}), [quay])
    assert wrong == () == own_findings(quay)
    assert found.of("quay") == Decided((3,), place=place)
    assert found.dummies == {"front": dummy}


def test_a_place_on_no_page_is_told_at_its_line() -> None:
    quay = written("quay", "region: top left")
    assert own_findings(quay) == ()
    assert told(quay) == ['quay.md:4:11: "quay" has a region, and it is not decided on which page']


def test_the_file_goes_before_it_key_by_key() -> None:
    quay = written("quay", "page: 5\ncolumns: 2\ndeck: false")
    found, wrong = with_own(file("[story.quay]\ncolumns = 4\nrows = 40\n"), [quay])
    assert wrong == ()
    assert found.of("quay") == Decided((5,), form=Form(columns=4, rows=40, deck=False))
    assert str(found.where("quay", "columns")) == "pages.toml:2:1"
    assert str(found.where("quay", "deck")) == "quay.md:6:3"
    assert set(found.own("quay")) == {"page", "deck"}


@pytest.mark.parametrize("decide", ["page: 5", "page: 5\nrather: true", "rather: true"])
def test_a_page_of_the_file_goes_before_the_place_that_a_story_gives_itself(decide: str) -> None:
    found, wrong = with_own(file('[page.3]\nstories = ["quay"]\n'), [written("quay", decide)])
    assert wrong == () and found.of("quay") == Decided((3,))


def test_what_else_a_story_prefers_is_a_preference_where_the_file_names_its_page() -> None:
    given = file('[page.3]\nstories = ["quay"]\n')
    for rather in ("true", "[page, columns]"):
        own = written("quay", f"page: 5\ncolumns: 2\nrather: {rather}")
        found, wrong = with_own(given, [own])
        said = Decided((3,), form=Form(columns=2), preferred=("columns",))
        assert wrong == () and found.of("quay") == said


def test_a_lead_of_the_file_goes_before_a_story_that_would_lead() -> None:
    decisions = file('[page.3]\nlead = "tide"\nstories = ["quay"]\n')
    found, wrong = with_own(decisions, [written("quay", "lead: true\npage: 3")])
    assert wrong == () and found.leads == {3: "tide"}


def test_a_lead_may_have_its_page_from_the_file() -> None:
    found, wrong = with_own(file("[story.quay]\npage = 3\n"), [written("quay", "lead: true")])
    assert wrong == () and found.leads == {3: "quay"}


KEYS: dict[str, list[Any]] = {
    "page": [3, [3, 5]],
    "rather": [True, False, ["columns"], ["page", "rows"]],
    "columns": [1, 4],
    "rows": [40],
    "headline": ["36pt", "24pt"],
    "deck": [True, False],
    "cut": [0, 2],
    "jump": [True, False],
    "together": [["tide"]],
    "hold": [True, False],
}


@st.composite
def tables(draw: Callable[..., Any]) -> dict[str, Any]:
    keys = draw(st.sets(st.sampled_from([*KEYS])))
    return {key: draw(st.sampled_from(KEYS[key])) for key in sorted(keys)}


@given(tables(), tables())
def test_it_is_as_if_the_file_said_what_it_leaves_open(said: Any, own: Any) -> None:
    def toml(keys: dict[str, Any]) -> str:
        return "[story.quay]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in keys.items())

    stories = [written("quay", yaml.safe_dump(own, default_flow_style=False))] if own else []
    together, wrong = with_own(file(toml(said)), stories)
    assert wrong == ()
    assert together.stories == file(toml({**own, **said})).stories


@pytest.mark.parametrize(
    ("decide", "said"),
    [
        ("colums: 4", '4:3: unknown key "colums" in decide: (did you mean "columns"?)'),
        (
            "place: {colum: 2}",
            '4:11: unknown key "colum" in decide: place: (did you mean "column"?)',
        ),
        ("page: 0", "4:9: page: expected a page's number, found 0"),
        ("columns: wide", '4:12: columns: expected a whole number without quotes, found "wide"'),
        ("columns:", "4:3: decide: columns: found nothing"),
        ("deck: {with: 1}", "4:9: deck: expected true or false without quotes, found a table"),
        ("together: [quay]", '4:13: "quay" cannot stand with itself'),
    ],
)
def test_a_mistake_is_told_at_its_line_and_nothing_of_it_is_taken(decide: str, said: str) -> None:
    quay = written("quay", f"{decide}\nrows: 40")
    found, wrong = with_own(NOTHING_DECIDED, [quay, written("tide", "columns: 2")])
    assert [str(one).split(" (hint")[0] for one in wrong] == [f"quay.md:{said}"]
    assert own_findings(quay) == wrong
    assert found.stories == {"tide": Decided(form=Form(columns=2))}


def test_remedies_are_in_the_words_of_front_matter() -> None:
    (wrong,) = own_findings(written("quay", "page: []"))
    assert wrong.hint == "name one, or leave the key out"
    (wrong,) = own_findings(written("quay", "page: three"))
    assert wrong.hint == "write page: 3, or several as in page: [3, 5]"


def test_what_contradicts_the_file_or_another_story_is_told_and_left_out() -> None:
    lead, other = written("quay", "page: 3\nlead: true"), written("tide", "page: 3\nlead: true")
    assert told(lead, other) == ['tide.md:5:9: page 3 would be led by "quay" and by "tide"']
    assert told(lead, text="[story.tide]\npage = 3\nlead = true\n") == [
        'quay.md:5:9: page 3 would be led by "tide" and by "quay"'
    ]
    assert told(written("quay", "lead: true")) == [
        'quay.md:4:9: "quay" is to lead a page, and it is not said which one'
    ]
    apart = '[story.tide]\napart = ["quay"]\n'
    assert told(written("quay", "together: [tide]"), text=apart) == [
        'quay.md:4:3: "tide" cannot stand with "quay" both together and apart',
        'quay.md:4:13: "quay" cannot stand with "tide" both together and apart',
    ]
    found, _ = with_own(NOTHING_DECIDED, [lead, other])
    assert found.leads == {3: "quay"} and "tide" not in found.stories


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("decide: 3", "quay.md:3:9: decide: expected keys"),
        ("decide: {}", "quay.md:3:9: decide: found nothing in it"),
        ("decide:\n  page: 3\n  page: 4", "quay.md:5:3: page: written twice"),
    ],
)
def test_what_is_no_table_is_told_where_the_story_is_read(front: str, said: str) -> None:
    _, findings = parse_markdown(f"---\nheadline: Quay\n{front}\n---\n\nText.\n", "quay.md")
    assert [str(one).split(" (hint")[0] for one in findings] == [said]


def test_it_is_no_part_of_what_a_story_says() -> None:
    """A closed page, and type that is set, are as they were whatever is decided."""
    one, other = written("quay", "columns: 2"), written("quay", "columns: 3")
    assert repr(one) == repr(other) and one != other


def test_check_tells_it_of_one_file_and_of_all_together(tmp_path: Path) -> None:
    front = "decide: {page: 1, lead: true}"
    stories = {name: story(name, "News", 60, f"{front}\n") for name in ("quay", "tide")}
    stories["wrong"] = story("wrong", "News", 60, "decide: {colums: 4}\n")
    folder = newspaper(tmp_path / "paper", stories)
    (wrong,) = [
        one for one in inspect(folder / "stories" / "wrong.md") if one.code == "unknown-key"
    ]
    read = [read_story(file)[0] for file in sorted((folder / "stories").iterdir())]
    assert wrong in decided_together(folder, read)
    assert [one.message for one in decided_together(folder, read) if one is not wrong][-1:] == [
        'page 1 would be led by "quay" and by "tide"'
    ]
    (folder / "pages.toml").write_text("[story.quay]\npage = [", encoding="utf-8")
    assert decided_together(folder, read) == ()  # what is wrong there is told where it is checked


def test_the_schema_has_what_may_stand_there() -> None:
    from layout.publication.decisions.pages_toml import json_schema

    assert json_schema()["$defs"]["StoryKeys"]["properties"].keys() == StoryKeys.model_fields.keys()

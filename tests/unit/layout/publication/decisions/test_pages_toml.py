"""pages.toml: what it may say, every mistake at once with its place and remedy, contradictions."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path

import pytest
from support.schemas.json_schema import wrong

from layout.checking.one_file import inspect
from layout.desk.preview.workers.findings_as_data import toml_as_json
from layout.edition.publication_mistakes import whole_shelf
from layout.publication.decisions.pages_file import PagesFile
from layout.publication.decisions.pages_keys import (
    NUMBER,
    AdKeys,
    HouseAdKeys,
    PageKeys,
    SectionKeys,
    StoryKeys,
)
from layout.publication.decisions.pages_toml import (
    decisions_of,
    held_by_decision,
    idle_preferences,
    json_schema,
    read_decisions,
    unknown_stories,
)
from layout.publication.settings.newsgrid_toml import house_of
from layout.story.as_written import Story
from layout.story.decided import (
    NOTHING_DECIDED,
    Decided,
    Decisions,
    Form,
    Hold,
    HouseAdDecided,
    OnePicture,
    PageDecided,
    Place,
    Rest,
)
from layout.story.run import plain
from slots.finding import BadInput, Severity

DAY = datetime.date(2026, 12, 3)
FILE = Path("pages.toml")
DOCUMENT = (Path(__file__).parents[5] / "docs" / "decisions.md").read_text()
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)


def decided(text: str) -> Decisions:
    """What is decided in a text that is in order."""
    decisions, findings = read_decisions(text, FILE)
    assert decisions and findings == ()
    return decisions


def told(text: str) -> list[str]:
    """What is said of a text, without its file."""
    return [str(finding).removeprefix("pages.toml:") for finding in read_decisions(text, FILE)[1]]


def begins(text: str) -> list[str]:
    """The same without remedies, of which each has one."""
    decisions, findings = read_decisions(text, FILE)
    assert decisions is None and all(finding.hint for finding in findings)
    return [line.split(" (hint")[0] for line in told(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[story.b]\npage = 2\nplace = { colum = 2 }\n",
            '3:11: unknown key "colum" in [story.b.place] (did you mean "column"?) '
            "(hint: known here: column, row)",
        ),
        (
            "[story.b.place]\nrowe = 2\n",
            '2:1: unknown key "rowe" in [story.b.place] (did you mean "row"?) '
            "(hint: known here: column, row)",
        ),
    ],
)
def test_a_key_in_a_table_of_a_story_is_one_of_that_tables(text: str, said: str) -> None:
    assert said in told(text)


# --- each key -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "as_read"),
    [
        ("page = 3", Decided((3,))),
        ("page = [5, 3, 5]", Decided((3, 5))),
        ("page = 3\nlead = true", Decided((3,), lead=True)),
        ("page = 3\nrather = true", Decided((3,), rather=True)),
        ("columns = 4", Decided(form=Form(columns=4))),
        ("rows = 40", Decided(form=Form(rows=40))),
        ("picture = 3", Decided(form=Form(picture=3))),
        ('headline = "36pt"', Decided(form=Form(headline=36_000))),
        ('headline = "8mm"', Decided(form=Form(headline=22_677))),
        ("deck = false", Decided(form=Form(deck=False))),
        ("headline_lines = 3", Decided(form=Form(headline_lines=3))),
        ('dominant = "quay.jpg"', Decided(form=Form(dominant="quay.jpg"))),
        ("words = 400", Decided(form=Form(words=(400,)))),
        ("words = [300, 450]", Decided(form=Form(words=(300, 450)))),
        ("cut_lines = 12", Decided(form=Form(cut_lines=12))),
        ('breaks = ["Ferry", "returns"]', Decided(form=Form(breaks=("Ferry", "returns")))),
        ("quote = true", Decided(form=Form(quote=True))),
        ("byline = false", Decided(form=Form(byline=False))),
        ('pictures = ["pier.jpg"]', Decided(form=Form(pictures=("pier.jpg",)))),
        (
            'pictures = [{ file = "pier.jpg", columns = 2, keep = [0, 0, 50, 90] }, "quay.jpg"]',
            Decided(
                form=Form(
                    pictures=("pier.jpg", "quay.jpg"),
                    each=(OnePicture("pier.jpg", 2, (0, 0, 50, 90)),),
                )
            ),
        ),
        ('pictures = [{ file = "pier.jpg" }]', Decided(form=Form(pictures=("pier.jpg",)))),
        ("pictures = []", Decided(form=Form(pictures=()))),
        ("keep = [20, 0, 100, 80]", Decided(form=Form(keep=(20, 0, 100, 80)))),
        ("cut = 0", Decided(cut=0)),
        ("jump = false", Decided(jump=False)),
        ("jump = 7", Decided(jump=True, turns=(7,))),
        ("jump = [7]", Decided(jump=True, turns=(7,))),
        ("jump = [7, 9]", Decided(jump=True, turns=(7, 9))),
        (
            'jump = 7\nrest = { region = "top left", columns = 2 }',
            Decided(jump=True, turns=(7,), rest=Rest(Place(region="top left"), 2)),
        ),
        (
            "jump = 7\nrest = { column = 2, row = 31 }",
            Decided(jump=True, turns=(7,), rest=Rest(Place(2, 31))),
        ),
        ('together = ["tide"]', Decided(together=("tide",))),
        ('apart = ["tide", "flood"]', Decided(apart=("tide", "flood"))),
        ('sidebar = ["tide", "flood"]', Decided(sidebar=("tide", "flood"))),
        ("hold = true", Decided(hold=Hold())),
        ("hold = 2026-12-03", Decided(hold=Hold(DAY))),
        ("hold = { edition = 2026-12-03 }", Decided(hold=Hold(edition=DAY))),
        ("hold = false", Decided()),
        ('page = 3\nregion = "top left"', Decided((3,), place=Place(region="top left"))),
        ("page = 3\nplace = { column = 2 }", Decided((3,), place=Place(2))),
        ("page = 3\nplace = { row = 31, column = 2 }", Decided((3,), place=Place(2, 31))),
        (
            'page = 3\nregion = "foot"\nplace = { column = 2 }',
            Decided((3,), place=Place(2, region="foot")),
        ),
        ("page = 3\nplace = {}", Decided((3,))),
        ("", Decided()),
    ],
)
def test_a_key_of_a_story(line: str, as_read: Decided) -> None:
    beside = {name: Decided(beside="quay") for name in as_read.sidebar}
    assert decided(f"[story.quay]\n{line}\n").stories == {"quay": as_read, **beside}


def test_every_key_of_a_story_and_of_a_page_is_tried_here() -> None:
    story = ["page", "lead", "rather", "columns", "rows", "picture", "headline", "deck"]
    story += ["headline_lines", "breaks", "quote", "byline", "pictures"]
    story += ["dominant", "keep", "words", "cut_lines"]
    company = ["together", "apart", "sidebar", "hold", "region", "place", "rest"]
    assert [*StoryKeys.model_fields] == [*story, "cut", "jump", *company]
    page = ["stories", "lead", "only", "house_ads", "ads", "promos", "index"]
    assert [*PageKeys.model_fields] == [*page, "dummy", "regions", "order", "deadline"]
    assert [*SectionKeys.model_fields] == ["deadline"]
    assert [*PagesFile.model_fields] == ["story", "page", "ad", "section", "house_ad", "dummy"]


def test_a_rest_is_of_a_page_and_says_one_place() -> None:
    page = '"a" has a place for its rest, and it is not decided on which page it goes on'
    for jump in ("", "jump = true\n", "jump = false\n"):
        line = 2 + bool(jump)
        text = f'[story.a]\n{jump}rest = {{ region = "top" }}\n'
        assert begins(text) == [f"{line}:8: {page}"]
    both = '[story.a]\njump = 7\nrest = { region = "top left", column = 2, row = 3 }\n'
    assert begins(both) == [
        '3:8: the rest of "a" has a column, and is to stand at the left',
        '3:8: the rest of "a" has a row, and is to stand at the top',
    ]
    assert begins("[story.a]\njump = 7\nrest = {}\n") == [
        '3:8: "a" has a rest of which nothing is said'
    ]
    (unknown,) = begins("[story.a]\njump = 7\nrest = { colum = 2 }\n")
    assert 'unknown key "colum"' in unknown and '"column"' in unknown


def test_a_house_ad_has_a_page_and_a_name_that_there_is() -> None:
    text = '[house_ad.tip]\npage = 3\ncolumns = 2\nrows = 30\nregion = "foot"\n'
    place = Place(region="foot")
    assert decided(text).house_ads == {"tip": HouseAdDecided(3, 2, 30, place)}
    assert begins("[house_ad.tips]\npage = 3\n[house_ad.space]\n[house_ad.tip]\npage = [3]\n") == [
        '1:11: "tips" is no house ad (did you mean "tip"?)',
        "3:11: [house_ad.space] needs page",
        "5:8: page: expected a whole number without quotes, found a list",
    ]
    agreed("[house_ad.tips]\npage = 3\n")
    agreed(text)


def test_a_section_has_a_deadline_and_nothing_else() -> None:
    found = decided('[section."Real Estate"]\ndeadline = "21:30"\n')
    assert found.section_deadlines == {"Real Estate": "21:30"} and found.pages == {}
    assert begins("[section.Sport]\nclose = true\n") == [
        '2:1: unknown key "close" in [section.Sport]'
    ]


def test_a_deadline_decides_nothing_of_what_is_printed() -> None:
    assert decided('[page.3]\ndeadline = "21:30"\n').pages == {}
    with_more = decided('[page.3]\ndeadline = "21:30"\nonly = true\n')
    assert with_more.pages == {3: PageDecided((), only=True)}


@pytest.mark.parametrize("clock", ["24:00", "9:30", "21.30", "21:60", "", "late"])
def test_a_deadline_is_a_time_of_day(clock: str) -> None:
    read, (finding,) = read_decisions(f'[page.3]\ndeadline = "{clock}"\n', "pages.toml")
    assert read is None
    assert 'write it as in "21:30"' in f"{finding.message} {finding.hint}"


def test_a_page_gives_its_stories_their_page() -> None:
    found = decided(
        '[page.3]\nstories = ["quay", "tide", "quay"]\nlead = "flood"\nonly = true\n'
        "house_ads = false\n[story.tide]\ncolumns = 2\n"
    )
    assert found.stories == {
        "quay": Decided((3,)),
        "tide": Decided((3,), form=Form(columns=2)),
        "flood": Decided((3,), lead=True),
    }
    assert found.pages == {3: PageDecided(("quay", "tide", "flood"), only=True, house_ads=False)}
    assert found.leads == {3: "flood"}


def test_a_page_is_made_after_a_dummy_and_gives_its_regions_stories() -> None:
    text = '[page.3]\ndummy = "front"\nregions = { lead = "quay", second = "tide" }\n'
    found = decided(text)
    assert found.pages == {
        3: PageDecided(("quay", "tide"), dummy="front", regions={"lead": "quay", "second": "tide"})
    }
    assert found.stories == {"quay": Decided((3,)), "tide": Decided((3,))}


def test_an_order_gives_stories_their_page_its_lead_and_their_numbers() -> None:
    found = decided(
        '[page.3]\norder = ["quay", "tide"]\nstories = ["flood"]\n[story.tide]\nregion = "left"\n'
    )
    assert found.stories == {
        "flood": Decided((3,)),
        "quay": Decided((3,), lead=True, place=Place(order=1)),
        "tide": Decided((3,), place=Place(region="left", order=2)),
    }
    assert found.leads == {3: "quay"}
    same = decided('[page.3]\nlead = "quay"\norder = ["quay", "tide"]\n')
    assert same.leads == {3: "quay"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[page.3]\norder = ["quay", "tide", "quay"]\n',
            '2:9: "quay" stands twice in the order of page 3',
        ),
        (
            '[page.3]\nlead = "tide"\norder = ["quay", "tide"]\n',
            '3:9: page 3 would be led by "tide", and its order begins otherwise',
        ),
        (
            '[page.3]\norder = ["quay"]\n[page.4]\nstories = ["quay"]\n',
            '"quay" would begin on page 3 and on page 4',
        ),
    ],
)
def test_orders_that_contradict_something(text: str, message: str) -> None:
    assert any(message in line for line in begins(text)), begins(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[page.3]\nregions = { lead = "quay" }\n',
            "2:11: page 3 has regions and no dummy",
        ),
        (
            '[page.3]\ndummy = "front"\nregions = { lead = "quay", second = "quay" }\n',
            '3:11: "quay" would take two regions of page 3',
        ),
        (
            '[page.3]\nstories = ["quay"]\n[page.4]\ndummy = "front"\n'
            'regions = { lead = "quay" }\n',
            '5:11: "quay" would begin on page 3 and on page 4',
        ),
        (
            '[page.3]\ndummy = "front"\nregions = { lead = 3 }\n',
            "3:20: lead: expected text in quotes",
        ),
    ],
)
def test_regions_that_contradict_something(text: str, message: str) -> None:
    assert any(message in line for line in begins(text)), begins(text)


@pytest.mark.parametrize(
    "text",
    [
        '[page.3]\nlead = "quay"\n',
        '[page.3]\nstories = ["quay"]\n[story.quay]\nlead = true\n',
        "[story.quay]\npage = [3]\nlead = true\n",
        '[page.3]\nstories = ["quay"]\nlead = "quay"\n[story.quay]\npage = [3, 5]\nlead = true\n',
    ],
)
def test_who_leads_a_page_can_be_said_in_several_ways(text: str) -> None:
    assert decided(text).leads == {3: "quay"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[story.quay]\nregion = "top"\n',
            '2:10: "quay" has a region, and it is not decided on which page',
        ),
        (
            "[story.quay]\npage = [3, 4]\nplace = { row = 1 }\n",
            '3:9: "quay" has a place, and it is not decided on which page',
        ),
        (
            '[story.quay]\npage = 3\nrather = ["page"]\nregion = "foot"\n',
            '4:10: "quay" has a region, and it is not decided on which page',
        ),
        (
            '[story.quay]\npage = 3\nregion = "top left"\nplace = { row = 9, column = 2 }\n',
            '4:9: "quay" has a column, and is to stand at the left',
        ),
        (
            '[story.quay]\npage = 3\nregion = "top"\nplace = { row = 9 }\n',
            '4:9: "quay" has a row, and is to stand at the top',
        ),
        (
            '[story.quay]\npage = 3\nregion = "upper"\n',
            '3:10: region: expected "top", "foot", "left", "right", "top left", "top right", '
            '"foot left" or "foot right", found "upper"',
        ),
    ],
)
def test_places_that_say_nothing_or_contradict_themselves(text: str, message: str) -> None:
    assert message in begins(text)


@pytest.mark.parametrize("said", ['[page.3]\nstories = ["quay"]\n', '[page.3]\nlead = "quay"\n'])
def test_a_page_that_names_a_story_is_that_of_its_place(said: str) -> None:
    text = f'{said}[story.quay]\nregion = "foot"\n'
    assert decided(text).of("quay").place == Place(region="foot")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[story.quay]\napart = ["quay"]\n', '2:9: "quay" cannot stand with itself'),
        (
            '[story.quay]\ntogether = ["tide"]\napart = ["tide"]\n',
            '2:12: "quay" cannot stand with "tide" both together and apart',
        ),
        (
            '[story.quay]\ntogether = ["tide"]\n[story.tide]\napart = ["quay"]\n',
            '2:12: "quay" cannot stand with "tide" both together and apart',
        ),
    ],
)
def test_company_that_contradicts_itself(text: str, message: str) -> None:
    assert message in begins(text)


@pytest.mark.parametrize("text", ["", "[story]\n", "[page]\n", "[page.3]\n", "# nothing yet\n"])
def test_little_can_be_said(text: str) -> None:
    assert decided(text).stories == {}


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_of_the_document_can_be_used_as_they_are(text: str) -> None:
    found = decided(text)
    assert found.stories or found.ads or found.house_ads or found.drawn


def test_the_document_names_every_key_and_no_other() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \|", DOCUMENT, re.MULTILINE)
    pages = [*PageKeys.model_fields, *SectionKeys.model_fields, *HouseAdKeys.model_fields]
    assert rows == [*StoryKeys.model_fields, *pages, *AdKeys.model_fields]


# --- each mistake ---------------------------------------------------------------------------------

MISTAKES = """\
[story.a]
page = 0
lead = "yes"
rather = 1
columns = 0
rows = 3
picture = 30
headline = "0pt"
deck = "no"
cut = -1
jump = 0
hold = "2026-12-03"
[story.b]
page = []
headline = "large"
hold = 2026-12-03T10:00:00
colum = 3
[story.c]
page = [3, 97]
headline = "10%"
cut = 2.5
[story.d]
page = true
[page.0]
stories = ["x"]
[page.three]
lead = 4
[page.4]
stories = "a"
only = "yes"
house_ads = 0
leed = "a"
[pages.3]
lead = "a"
"""


def test_all_mistakes_at_once_with_place_and_remedy() -> None:
    yes = "expected true or false without quotes"
    number = "expected a page's number"
    assert begins(MISTAKES) == [
        f"2:8: page: {number}, found 0",
        f'3:8: lead: {yes}, found "yes"',
        "4:10: rather: expected true, false or the keys that are a preference, found 1",
        "5:11: columns: expected a number from 1 up, found 0",
        "6:8: rows: expected a number from 4 up, found 3",
        "7:11: picture: expected a number up to 24, found 30",
        '8:12: "0pt" is no size of type',
        f'9:8: deck: {yes}, found "no"',
        "10:7: cut: expected a number from 0 up, found -1",
        "11:8: jump: expected true, false or the number of a page, found 0",
        "12:8: hold: expected true, the day from which it may appear or an edition, found "
        '"2026-12-03"',
        "14:8: page: an empty list leaves no page",
        '15:12: "large" is not a length',
        "16:8: hold: expected true, the day from which it may appear or an edition, found "
        "2026-12-03 10:00:00",
        '17:1: unknown key "colum" in [story.b] (did you mean "columns"?)',
        f"19:8: page: {number}, found 97",
        '20:12: "10%" is no size of type',
        "21:7: cut: expected a whole number without quotes, found 2.5",
        f"23:8: page: {number}, found true",
        "24:7: [page.0] is no page: a page has the name of its number",
        "26:7: [page.three] is no page: a page has the name of its number",
        "27:8: lead: expected text in quotes, found 4",
        '29:11: stories: expected a list in brackets, found "a"',
        f'30:8: only: {yes}, found "yes"',
        "31:13: house_ads: expected true, false or names of house ads, found 0",
        '32:1: unknown key "leed" in [page.4] (did you mean "lead"?)',
        '33:2: unknown key "pages" in the file (did you mean "page"?)',
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("story = 3\n", "1:9: story: expected a table, found 3"),
        ("[story]\na = 3\n", "2:5: a: expected a table of rules, found 3"),
        ("page = [1]\n", "1:8: page: expected a table, found a list"),
        ('[page]\n3 = "a"\n', '2:5: 3: expected a table of rules, found "a"'),
        ("[[page.3]]\nonly = true\n", "3: expected a table of rules, found a list"),
        ("[page.1000]\n", "1:7: [page.1000] is no page: a page has the name of its number"),
        ("[page.03]\n", "1:7: [page.03] is no page: a page has the name of its number"),
    ],
)
def test_tables_that_are_none(text: str, said: str) -> None:
    assert any(said in line for line in begins(text))


def test_broken_toml_beside_other_mistakes() -> None:
    assert begins("[story.a\npage = 3\n[story.b]\npage = 0\n[story.c]\npage = = 3\n") == [
        "1:9: the table's name lacks its closing bracket",
        "4:8: page: expected a page's number, found 0",
        "6:8: = 3 needs quotes",
    ]


def test_the_remedies_name_what_to_write() -> None:
    text = '[story.a]\npage = 0\nhold = 1\nheadline = "0pt"\n[page.x]\n'
    hints = [finding.hint for finding in read_decisions(text, FILE)[1]]
    assert hints == [
        "write page = 3, or several as in page = [3, 5]",
        "write hold = true, hold = 2026-12-03, or hold = { edition = 2026-12-02 }",
        'write points, as in "36pt"',
        "write [page.3]",
    ]


# --- what cannot all be so ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[page.3]\nstories = ["a"]\n[page.5]\nstories = ["b", "a"]\n',
            '4:11: "a" would begin on page 3 and on page 5 (hint: keep one; for either, write '
            "page = [3, 5] in [story.a] instead)",
        ),
        (
            '[page.3]\nlead = "a"\n[page.5]\nlead = "a"\n',
            '4:8: "a" would begin on page 3 and on page 5',
        ),
        (
            '[story.a]\npage = [4, 5]\n[page.3]\nlead = "a"\n',
            '4:8: "a" would begin on page 3, and [story.a] says another '
            "(hint: keep one of the two)",
        ),
        (
            '[page.3]\nstories = ["a"]\n[story.a]\nrather = true\n',
            '2:11: "a" is to begin on page 3, and [story.a] says rather (hint: take out rather; '
            "for a preference, write page there and not here)",
        ),
        (
            '[page.3]\nlead = "a"\n[story.b]\npage = 3\nlead = true\n',
            '5:8: page 3 would be led by "a" and by "b" (hint: let one of them lead it)',
        ),
        (
            '[page.3]\nstories = ["a", "b"]\nlead = "a"\n[story.b]\nlead = true\n',
            '5:8: page 3 would be led by "a" and by "b"',
        ),
        (
            "[story.a]\npage = 3\nlead = true\n[story.b]\npage = [3]\nlead = true\n",
            '6:8: page 3 would be led by "a" and by "b"',
        ),
        (
            "[story.a]\nlead = true\n",
            '2:8: "a" is to lead a page, and it is not said which one (hint: write page = 3 '
            "beside it, or rather = true)",
        ),
        (
            "[story.a]\npage = [3, 5]\nlead = true\n",
            '3:8: "a" is to lead a page, and it is not said which one',
        ),
    ],
)
def test_a_contradiction_is_told_where_it_stands(text: str, said: str) -> None:
    decisions, findings = read_decisions(text, FILE)
    assert decisions is None and [finding.code for finding in findings] == ["contradiction"]
    assert told(text)[0].startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        '[page.3]\nstories = ["a"]\n[story.a]\npage = [3, 5]\n',
        '[page.3]\nlead = "a"\n[story.b]\npage = 3\nlead = true\nrather = true\n',
        "[story.a]\nlead = true\nrather = true\n",
        '[page.3]\nlead = ""\n[story.b]\npage = 3\nlead = true\n',
    ],
)
def test_what_is_no_contradiction(text: str) -> None:
    decided(text)


def test_contradictions_are_told_beside_other_mistakes() -> None:
    text = '[page.3]\nlead = "a"\nonly = 1\n[page.4]\nlead = "a"\n'
    assert [line.split(":")[0] for line in begins(text)] == ["3", "5"]


def test_words_are_one_number_or_two_that_rise() -> None:
    said = "words: expected how many words are printed at most, found a list"
    assert begins("[story.a]\nwords = [450, 300]\n") == [f"2:9: {said}"]
    assert begins("[story.a]\nwords = [1, 2, 3]\n") == [f"2:9: {said}"]
    assert decided("[story.a]\nwords = [300, 300]\n").of("a").form.words == (300, 300)


# --- the schema -----------------------------------------------------------------------------------


def test_a_story_goes_on_on_later_pages_each_time() -> None:
    """Which the schema cannot say."""
    for said in ("[9, 7]", "[7, 9, 9]"):
        decisions, (one,) = read_decisions(f"[story.a]\njump = {said}\n", FILE)
        assert decisions is None
        assert one.message.startswith(f"jump: {said} does not go forward")


RIGHT_AND_WRONG = [
    *("page = 3", "page = [3, 5]", "page = 0", "page = 97", "page = []", 'page = "3"'),
    *("page = true", "lead = 1", "rather = true", 'rather = "yes"', "columns = 24"),
    *("columns = 25", "columns = 0", "rows = 4", "rows = 3", "rows = 400", "rows = 401"),
    *("picture = 1", "picture = 0", 'headline = "36pt"', "headline = 36", "deck = true"),
    *("deck = 0", "cut = 0", "cut = 10000", "cut = 10001", "cut = -1", "jump = true"),
    *(
        "headline_lines = 8",
        "headline_lines = 9",
        'breaks = ["a", "b"]',
        "breaks = []",
        "breaks = 2",
    ),
    *("quote = true", "quote = 1", "byline = false", 'byline = "By A"', "pictures = []"),
    *("pictures = [{}]", 'pictures = [{ file = "a.jpg" }]', "pictures = [{ file = 1 }]"),
    *('pictures = [{ file = "a.jpg", columns = 2 }, "b.jpg"]', "pictures = [[]]"),
    *('pictures = [{ file = "a.jpg", columns = 0 }]', "pictures = [{ columns = 2 }]"),
    *('pictures = [{ file = "a.jpg", columns = 25 }]', 'pictures = [{ file = "a.jpg", rows = 2 }]'),
    *('pictures = [{ file = "a.jpg", keep = [0, 0, 80, 80] }]',),
    *('pictures = [{ file = "a.jpg", keep = [0, 0, 80] }]',),
    *('pictures = ["a.jpg"]', 'pictures = "a.jpg"', "pictures = [1]", "keep = [0, 0, 80, 80]"),
    *("keep = [0, 0, 80]", "keep = [0, 0, 80, 101]", "keep = [-1, 0, 80, 80]", "keep = 3"),
    *('dominant = "a.jpg"', "dominant = 1", "words = 400", "words = 0", "words = [300, 450]"),
    *("words = [300]", "words = []", 'words = "400"', "words = true", "words = 100001"),
    *("cut_lines = 1", "cut_lines = 0", "cut_lines = 10001", "cut_lines = 1.5"),
    *("jump = 7", "jump = 0", "jump = 97", "jump = [7]", "jump = 1.5"),
    *("jump = [7, 9]", "jump = [7, 7]", "jump = [7, 97]", 'jump = "7"', "jump = [1, 2, 3, 4, 5]"),
    *("jump = [true, 2]", "jump = [1, 2, 3, 4, 5, 6]"),
    *("jump = []", "hold = true", "hold = 2026-12-03", "hold = 3", "colour = 3"),
    *("hold = { edition = 2026-12-03 }", "hold = { edition = true }", "hold = {}"),
    *("hold = { edition = 2026-12-03, until = 2026-12-03 }", "hold = { until = 2026-12-03 }"),
]


@pytest.mark.parametrize("line", RIGHT_AND_WRONG)
def test_the_schema_agrees_with_the_reader_on_a_story(line: str) -> None:
    agreed(f"[story.a]\n{line}\n")


@pytest.mark.parametrize(
    "text",
    [
        '[page.3]\nstories = ["a", "b"]\nlead = "c"\nonly = true\nhouse_ads = false\n',
        *('[page.3]\nstories = "a"\n', "[page.3]\nlead = true\n", "[page.0]\n", "[page.03]\n"),
        *("[page.three]\n", "[page.3]\nonly = 1\n", "[page.3]\nrows = 4\n", "[pages.3]\n", ""),
    ],
)
def test_the_schema_agrees_with_the_reader_on_a_page(text: str) -> None:
    agreed(text)


def agreed(text: str) -> None:
    """Both take a text, or neither does."""
    data = tomllib.loads(text)
    for story in data.get("story", {}).values():
        if "hold" in story:
            story["hold"] = toml_as_json(story["hold"])  # JSON has no days
    decisions, _ = read_decisions(text, FILE)
    assert (decisions is None) == bool(wrong(data, json_schema()))


def test_the_schema_has_a_name_and_describes_each_key() -> None:
    schema = json_schema()
    assert schema["title"] == "pages.toml" and schema["$schema"].endswith("2020-12/schema")
    pages = schema["properties"]["page"]
    assert pages["propertyNames"] == {"pattern": f"^{NUMBER}$"}
    keys = [key for one in schema["$defs"].values() for key in one["properties"].values()]
    assert all(key["description"] for key in keys)


# --- in a publication -----------------------------------------------------------------------------


def paper(folder: Path, text: str | None) -> Path:
    (folder / "newsgrid.toml").write_text('name = "The Quay News"\n')
    if text is not None:
        (folder / "pages.toml").write_text(text)
    return folder / "newsgrid.toml"


def test_a_publication_without_the_file_decides_nothing(tmp_path: Path) -> None:
    assert decisions_of(house_of(paper(tmp_path, None))) == (NOTHING_DECIDED, ())


def test_it_is_read_beside_newsgrid_toml(tmp_path: Path) -> None:
    decisions, findings = decisions_of(house_of(paper(tmp_path, "[story.a]\npage = 3\n")))
    assert decisions.stories == {"a": Decided((3,))} and findings == ()


def test_mistakes_in_it_are_bad_input(tmp_path: Path) -> None:
    house = house_of(paper(tmp_path, "[story.a]\npage = 0\n"))
    with pytest.raises(BadInput) as caught:
        decisions_of(house)
    assert [finding.code for finding in caught.value.findings] == ["bad-value"]


def test_mistakes_are_told_beside_settings_that_are_broken(tmp_path: Path) -> None:
    paper(tmp_path, "[story.a]\npage = 0\n").write_text('name = "The Quay News\n')
    with pytest.raises(BadInput) as caught:
        whole_shelf(tmp_path)
    assert {Path(f.where.file or "").name for f in caught.value.findings} == {
        "newsgrid.toml",
        "pages.toml",
    }


def test_check_reads_it(tmp_path: Path) -> None:
    paper(tmp_path, "[story.a]\npage = 0\n")
    assert [finding.code for finding in inspect(tmp_path / "pages.toml")] == ["bad-value"]


def test_a_preference_for_nothing_that_can_be_preferred_is_told() -> None:
    tables = (
        "a]\nrather = true\nhold = true",
        "b]\nrather = true\npage = 3",
        "c]\ncolumns = 2",
        'd]\nrather = ["rows", "columns", "lead"]\ncolumns = 2',
    )
    first, other = idle_preferences(decided("".join(f"[story.{one}\n" for one in tables)))
    assert [(one.code, one.where.line) for one in (first, other)] == [
        ("idle-preference", 2),
        ("idle-preference", 10),
    ]
    assert first.message == '"a" has a preference, and nothing that it is for'
    assert other.message == '"d" has a preference, and no lead and no rows that it is for'


@pytest.mark.parametrize(
    ("text", "rather", "preferred"),
    [
        ("columns = 2\nrather = true", True, ("columns",)),
        ('columns = 2\npage = 3\nrather = ["columns"]', False, ("columns",)),
        ('columns = 2\npage = 3\nrather = ["page"]', True, ()),
        ('page = 3\nregion = "foot"\ncolumns = 2\nrather = true', True, ("columns", "region")),
        ("jump = true\ncut = 0\nrather = true", True, ("cut",)),
        ('jump = 7\nrest = { columns = 2 }\nrather = ["rest", "jump"]', False, ("jump", "rest")),
        ("columns = 2\nrather = false", False, ()),
    ],
)
def test_what_is_a_preference(text: str, rather: bool, preferred: tuple[str, ...]) -> None:
    one = decided(f"[story.quay]\n{text}\n").of("quay")
    assert (one.rather, one.preferred) == (rather, preferred)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('rather = ["colums"]', '2:10: rather: "colums" cannot be a preference (did you mean'),
        ("rather = []", "2:10: rather: expected true, false or the keys that are a preference"),
        ('rather = ["hold"]\nhold = true', '2:10: "quay": hold cannot be a preference: a story'),
        (
            'rather = ["jump"]\njump = 7\nrest = { columns = 2 }',
            '4:8: "quay" has a place for its rest, and the page of that is a preference (hint: ',
        ),
        (
            'rather = ["page"]\npage = 3\nlead = true',
            '4:8: "quay" is to lead a page, and it is not said which one',
        ),
        (
            'rather = true\ncolumns = 2\n[page.3]\nstories = ["quay"]',
            '5:11: "quay" is to begin on page 3, and [story.quay] says rather (hint: take out '
            "rather; for a preference, write page there and not here; for all else write rather "
            '= ["columns"])',
        ),
    ],
)
def test_what_cannot_be_a_preference(text: str, said: str) -> None:
    decisions, (one,) = read_decisions(f"[story.quay]\n{text}\n", FILE)
    assert decisions is None and said in str(one) and one.hint


def test_a_story_that_is_not_there_is_told() -> None:
    text = '[story.quai]\npage = 3\n[page.4]\nlead = "tidee"\n[story.lost]\ncut = 1\n'
    found = list(unknown_stories(decided(text), frozenset({"quay", "tide"})))
    assert [(f.where.line, f.code, f.severity) for f in found] == [
        (2, "unknown-story", Severity.WARNING),
        (5, "unknown-story", Severity.WARNING),
        (3, "unknown-story", Severity.WARNING),
    ]
    assert found[0].message == 'no story is called "quai" (did you mean "quay"?)'


@pytest.mark.parametrize(
    ("line", "day", "said"),
    [
        ("hold = true", None, '"quay" is held over by decision'),
        ("hold = true", DAY, '"quay" is held over by decision'),
        ("hold = 2026-12-03", DAY - datetime.timedelta(1), "by decision until 2026-12-03"),
        ("hold = 2026-12-03", None, "by decision until 2026-12-03"),
        ("hold = 2026-12-03", DAY, None),
        ("hold = 2026-12-03", DAY + datetime.timedelta(1), None),
        ("hold = { edition = 2026-12-03 }", DAY, "in the edition of 2026-12-03 only"),
        ("hold = { edition = 2026-12-03 }", None, "only, and this edition has no date"),
        ("hold = { edition = 2026-12-03 }", DAY - datetime.timedelta(1), None),
        ("hold = { edition = 2026-12-03 }", DAY + datetime.timedelta(1), None),
        ("hold = false", DAY, None),
        ("page = 3", DAY, None),
    ],
)
def test_what_is_told_of_a_story_on_hold(line: str, day: datetime.date, said: str | None) -> None:
    story = Story("quay", plain("Quay"), ())
    found = held_by_decision(story, decided(f"[story.quay]\ncut = 1\n{line}\n"), day)
    assert (found is None) == (said is None)
    if found and said:
        assert said in found.message and found.hint and found.severity is Severity.INFO
        assert found.where.line == 3

"""The [print] table: pages and sections of an edition, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.publication.settings.newsgrid_toml import read_house
from layout.story.publication import PrintPlan, PrintSection, Trim


def read(text):
    return read_house(text, Path("newsgrid.toml"))


def plan_of(text):
    house, findings = read(text)
    assert findings == ()
    return house.publication.print_plan


def sections(*pages, head="[print]\n"):
    tables = (
        f'[[print.sections]]\nname = "{chr(65 + at)}"\n' + (f"pages = {many}\n" if many else "")
        for at, many in enumerate(pages)
    )
    return head + "".join(tables)


def test_without_a_word_the_edition_has_as_many_pages_as_it_needs():
    assert plan_of("") == plan_of('[print]\npages = "auto"\n') == PrintPlan()


def test_all_that_can_be_said():
    plan = plan_of("""
        [print]
        pages = 24
        colour = [24, 1, 1]
        [[print.sections]]
        name = "Town"
        pages = 16
        share = "45%"
        tolerance = 0
        most = 45
        [[print.sections]]
        name = "Sport"
        pages = "auto"
    """)
    town = PrintSection("Town", 16, 45, 0, 45)
    assert plan == PrintPlan(24, (town, PrintSection("Sport")), (1, 24))


@pytest.mark.parametrize(
    "text",
    [
        sections(12, 12, head="[print]\npages = 24\n"),
        sections(4, None, None, head="[print]\npages = 8\n"),
        sections(3, 5),
        sections(95, None),
        sections(5, None),
    ],
)
def test_pages_that_come_out_even(text):
    plan_of(text)


@pytest.mark.parametrize("pages", ["3", "0", "100", "22", "-4", "true", "4.0", '"many"', "[4]"])
def test_numbers_of_pages_that_no_paper_has(pages):
    _, (finding,) = read(f"[print]\npages = {pages}\n")
    told = "newsgrid.toml:2:9: pages: expected a multiple of 4 up to 96, found"
    assert str(finding).startswith(told)
    assert finding.hint == 'write it as in 24, or "auto"'


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            sections(16, 12, head="[print]\npages = 24\n"),
            "newsgrid.toml:2:9: the sections have 28 pages in all, but the edition 24",
            "make pages 28, or the sections smaller",
        ),
        (
            sections(60, 90, head="[print]\npages = 96\n"),
            "newsgrid.toml:2:9: the sections have 150 pages in all, but the edition 96",
            "make the sections smaller",
        ),
        (
            sections(8, 8, head="[print]\npages = 24\n"),
            "newsgrid.toml:2:9: the sections have 16 pages in all, but the edition 24",
            "leave pages out of one of them: it takes what is left",
        ),
        (
            sections(8, None, head="[print]\npages = 8\n"),
            "newsgrid.toml:2:9: sections with a number of pages have 8, and another one is to have "
            "at least one, but the edition 8",
            "make pages 12, or the sections smaller",
        ),
        (
            sections(7, None, None, head="[print]\npages = 8\n"),
            "newsgrid.toml:2:9: sections with a number of pages have 7, and 2 more are to have "
            "at least one, but the edition 8",
            "make pages 12, or the sections smaller",
        ),
        (
            sections(5, 5),
            "newsgrid.toml:2:9: the sections have 10 pages in all, a paper has a multiple of 4",
            "leave pages out of one of them: it takes what is left",
        ),
        (
            sections(60, 40),
            "newsgrid.toml:2:9: the sections need 100 pages, an edition has at most 96",
            "make some smaller",
        ),
        (
            "[print]\npages = 8\ncolour = [1, 9]\n",
            "newsgrid.toml:3:14: there is no page 9 to be in colour: the edition has 8",
            "name pages from 1 to 8",
        ),
        (
            '[[print.sections]]\nname = "A"\n[[print.sections]]\nname = "A"\n',
            'newsgrid.toml:4:8: a section is called "A" already',
            "give each section a name of its own, the one its stories have",
        ),
        (
            '[[print.sections]]\nname = "A"\nshare = 90\n',
            "newsgrid.toml:3:9: ads should take 90 % of the section, but may take 80 % of a page",
            "make share at most 80, or most at least 90",
        ),
        (
            '[[print.sections]]\nname = "A"\nmost = "40%"\n',
            "newsgrid.toml:3:8: ads should take 50 % of the section, but may take 40 % of a page",
            "make share at most 40, or most at least 50",
        ),
        (
            '[print.sections]\nname = "A"\n',
            "newsgrid.toml:1:8: [print.sections] is one of several tables",
            "write [[print.sections]]",
        ),
        (
            "[print]\nshare = 40\n",
            'newsgrid.toml:2:1: unknown key "share" in [print]',
            "share belongs in [[print.sections]]",
        ),
    ],
)
def test_what_cannot_be_is_told_with_its_place_and_remedy(text, message, hint):
    house, (finding,) = read(text)
    assert house is None
    assert str(finding) == f"{message} (hint: {hint})"


def test_mistakes_of_all_kinds_are_told_at_once():
    _, findings = read("""\
nam = "x"
[print]
pages = 8
colour = [0, 12]
[[print.sections]]
nmae = "Town"
pages = 6
share = 101
[[print.sections]]
name = "Sport"
pages = 6
share = 90
""")
    assert [str(finding).split(" (hint")[0] for finding in findings] == [
        'newsgrid.toml:1:1: unknown key "nam" in the file (did you mean "name"?)',
        "newsgrid.toml:3:9: the sections have 12 pages in all, but the edition 8",
        "newsgrid.toml:4:11: colour: expected a number from 1 up, found 0",
        "newsgrid.toml:4:14: there is no page 12 to be in colour: the edition has 8",
        "newsgrid.toml:5:9: [[print.sections]] needs name",
        'newsgrid.toml:6:1: unknown key "nmae" in [[print.sections]] (did you mean "name"?)',
        "newsgrid.toml:8:9: expected 0 to 100 per cent, found 101",
        "newsgrid.toml:12:9: ads should take 90 % of the section, but may take 80 % of a page",
    ]


@pytest.mark.parametrize("key", ["pages", "share", "most", "tolerance"])
def test_a_number_of_thousands_of_digits_is_a_mistake_like_any_other(key):
    house, findings = read(f'[[print.sections]]\nname = "Town"\n{key} = "{"7" * 5000}%"\n')
    assert house is None
    assert {finding.where.line for finding in findings} == {3}
    assert all(finding.hint or "write it as in" in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("said", "trim"),
    [
        ("", Trim("rank", 50)),
        ('trim = "by share"\n', Trim("share", 50)),
        ('trim = "by rank"\ntrim_most = "30 %"\n', Trim("rank", 30)),
        ('trim = "off"\n', Trim("off", 50)),
    ],
)
def test_how_stories_are_shortened(said, trim):
    assert plan_of(f"[print]\n{said}").trim == trim


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('trim = "by ranks"\n', 'trim: expected "by rank", "by share" or "off", found "by ranks"'),
        ("trim_most = 0\n", "trim_most: expected 1 to 90 per cent, found 0"),
        ("trim_most = 91\n", "trim_most: expected 1 to 90 per cent, found 91"),
        ('trim = "off"\ntrim_most = 30\n', "trim_most says how much of a story may go"),
    ],
)
def test_how_they_cannot_be(said, message):
    house, findings = read(f"[print]\n{said}")
    assert house is None and [each.message.startswith(message) for each in findings] == [True]
    assert findings[0].where.line and findings[0].hint


SECTIONS = '[[print.sections]]\nname = "Town"\n[[print.sections]]\nname = "Sport"\n'


@pytest.mark.parametrize(("said", "promos"), [("", None), ("promos = 0\n", 0), ("promos = 4\n", 4)])
def test_how_many_promos_page_one_has(said, promos):
    house, findings = read(f"[edition]\n{said}[print]\npages = 8\n{SECTIONS}")
    assert findings == () and house.publication.promos == promos


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (f"promos = 5\n{SECTIONS}", "promos: expected a number up to 4, found 5"),
        (f"promos = true\n{SECTIONS}", "promos: expected a whole number without quotes"),
        ("promos = 2\n", "promos name stories of other sections"),
        ('promos = 2\n[print]\nformat = "a4"\n', "promos name stories of other sections"),
        (f"promos = 2\n[print]\npages = 4\n{SECTIONS}", "an edition of 4 pages has no promos"),
    ],
)
def test_promos_that_cannot_be(said, message):
    house, findings = read(f"[edition]\n{said}")
    assert house is None and [each.message.startswith(message) for each in findings] == [True]
    assert (findings[0].where.line, findings[0].where.column) in ((2, 1), (2, 10))
    assert findings[0].hint or "write" in findings[0].message

"""newsgrid.toml: what it may say, every mistake at once with its place, and where it is found."""

import datetime
import json
from pathlib import Path

import pytest

from layout.page.format import FORMATS, MM
from layout.publication.settings.newsgrid_keys import Settings
from layout.publication.settings.newsgrid_toml import (
    find_publication,
    house_of,
    json_schema,
    load_house,
    read_house,
)
from layout.story.publication import Publication
from layout.typeset.words.theme import THEMES
from slots.finding import BadInput

SAMPLE = Path(__file__).parents[4] / "templates" / "publication" / "newsgrid.toml"

TEN_MISTAKES = """\
nam = "The Gazette"
site = "http://gazette.example"
theme = "defualt"
[print]
format = "tabliod"
columns = "5"
price = "$1"
[edition]
date = "soon"
[format.small]
width = "3 lines"
leading = "0pt"
[newsleter]
"""


def lines_of(text, folder=None):
    house, findings = read_house(text, (folder or Path()) / "newsgrid.toml")
    assert (house is None) == bool(findings)
    return [str(finding) for finding in findings]


def test_ten_mistakes_are_told_at_once_each_with_line_column_and_remedy():
    lines = lines_of(TEN_MISTAKES)
    starts = [line.split(" (hint")[0] for line in lines]
    assert starts == [
        'newsgrid.toml:1:1: unknown key "nam" in the file (did you mean "name"?)',
        'newsgrid.toml:2:8: "http://gazette.example" is not an https address',
        'newsgrid.toml:3:9: unknown theme "defualt" (did you mean "default"?)',
        'newsgrid.toml:5:10: unknown format "tabliod" (did you mean "tabloid"?)',
        'newsgrid.toml:6:11: columns: expected a whole number without quotes, found "5"',
        'newsgrid.toml:7:1: unknown key "price" in [print]',
        "newsgrid.toml:9:8: date: expected a day such as 2026-01-09, found soon",
        "newsgrid.toml:10:9: [format.small] needs height",
        'newsgrid.toml:11:9: "3 lines" is no length on paper',
        'newsgrid.toml:12:11: "0pt" is nothing',
        'newsgrid.toml:13:2: unknown key "newsleter" in the file (did you mean "newsletter"?)',
    ]
    assert "(hint: price belongs in [edition])" in lines[5]
    assert all(" (hint: " in line for line in lines)


def test_broken_toml_is_told_with_what_else_is_wrong():
    lines = lines_of('name = "The\nnam = 1\n')
    assert [line.split(": ")[0] for line in lines] == ["newsgrid.toml:1:12", "newsgrid.toml:2:1"]


def test_everything_that_can_be_said_arrives(tmp_path):
    (tmp_path / "modules").mkdir()
    (tmp_path / "look").mkdir()
    (tmp_path / "look" / "theme.toml").write_text("")
    text = """
        name = "The Gazette"
        tagline = "Fridays"
        language = "es-EC"
        site = "https://gazette.example/"
        theme = "look"
        [edition]
        number = "No. 3"
        date = 2026-01-09
        price = "$1"
        [print]
        format = "small"
        columns = 3
        [newsletter]
        action = "https://gazette.example/join"
        [format.small]
        width = "210mm"
        height = "280mm"
        margins = { top = "10mm", side = "11mm", foot = "12mm" }
        columns = 4
        gutter = "1p0"
        leading = "11pt"
    """
    house, findings = read_house(text, tmp_path / "newsgrid.toml")
    assert not findings
    assert house.publication == Publication(
        name="The Gazette",
        tagline="Fridays",
        language="es-EC",
        site="https://gazette.example",
        short_address="gazette.example",
        price="$1",
        number="No. 3",
        date=datetime.date(2026, 1, 9),
        newsletter_action="https://gazette.example/join",
        format="small",
        columns=3,
        theme=tmp_path / "look",
        folder=tmp_path,
        modules=tmp_path / "modules",
    )
    small = house.formats["small"]
    assert (small.width, small.height) == (round(210 * MM), round(280 * MM))
    assert (small.margins.top, small.margins.foot) == (round(10 * MM), round(12 * MM))
    assert (small.columns, small.text_columns) == (4, 4)
    assert (small.gutter, small.leading) == (12_000, 11_000)


def test_an_empty_file_is_a_publication_of_defaults(tmp_path):
    house, _ = read_house("", tmp_path / "newsgrid.toml")
    assert house.publication == Publication(folder=tmp_path, theme=THEMES / "default")
    assert dict(house.formats) == FORMATS
    assert house.rules is None


def test_a_page_too_small_for_its_margins_is_told_where_it_is_written():
    lines = lines_of('[format.card]\nwidth = "25mm"\nheight = "30mm"\ncolumns = 1\n')
    assert len(lines) == 2
    assert all(line.startswith("newsgrid.toml:1:9: format card: ") for line in lines)
    assert all("(hint: make the margins smaller or the page " in line for line in lines)


def test_more_columns_than_fit_are_told_where_they_are_written():
    (line,) = lines_of("[print]\ncolumns = 24\n")
    assert line.startswith("newsgrid.toml:2:11: format compact: 24 columns")
    assert "at most" in line


def test_a_file_that_is_no_text_is_bad_input(tmp_path):
    file = tmp_path / "newsgrid.toml"
    file.write_bytes(b'name = "x"\n\xff\xfe')
    with pytest.raises(BadInput, match=r"newsgrid.toml:2:1: this is not UTF-8 text"):
        load_house(file)


def test_the_publication_is_found_up_to_two_folders_above(tmp_path):
    file = tmp_path / "newsgrid.toml"
    file.write_text('name = "The Gazette"\n')
    deep = tmp_path / "stories" / "week 1" / "town"
    deep.mkdir(parents=True)
    assert find_publication(tmp_path / "a.md") == file
    assert find_publication(deep.parent / "a.md") == file
    assert find_publication(deep / "a.md") is None
    assert house_of(deep.parent / "a.md").publication.name == "The Gazette"
    assert house_of(deep / "a.md").publication == Publication()


def test_the_search_ends_at_the_root_of_the_repository(tmp_path):
    (tmp_path / "newsgrid.toml").write_text("")
    stories = tmp_path / "other" / "stories"
    stories.mkdir(parents=True)
    assert find_publication(stories / "a.md") is not None
    (tmp_path / "other" / ".git").mkdir()
    assert find_publication(stories / "a.md") is None


def test_the_file_is_named_the_way_the_story_was(tmp_path, monkeypatch):
    (tmp_path / "newsgrid.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    assert find_publication(Path("a.md")) == Path("newsgrid.toml")


def test_the_schema_knows_every_key_and_says_what_it_is():
    schema = json_schema()
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"].startswith("https://json-schema.org/")
    for model in (schema, *schema["$defs"].values()):
        assert model["additionalProperties"] is False
        assert all("description" in entry for entry in model["properties"].values())
    assert set(schema["properties"]) == set(Settings.model_fields)


def test_every_key_is_in_the_manual():
    manual = (Path(__file__).parents[4] / "docs" / "publication.md").read_text()
    schema = json_schema()
    keys = {key for model in (schema, *schema["$defs"].values()) for key in model["properties"]}
    assert {key for key in keys if f"`{key}`" not in manual and f"[{key}" not in manual} == set()


def test_the_sample_publication_is_valid():
    assert load_house(SAMPLE).publication.name == "The Harbour Gazette"

"""Dummies of a theme: what their files may say, every mistake with its place and remedy, and which
file a name means."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.schemas.json_schema import wrong

from layout.checking.one_file import files_of, inspect
from layout.publication.decisions.dummies_keys import DummyFile, RegionKeys
from layout.publication.decisions.dummies_toml import (
    dummy_names,
    json_schema,
    read_dummy,
    with_dummies,
)
from layout.publication.decisions.pages_toml import read_decisions
from layout.story.decided import Decisions, Dummy, DummyRegion, Form, Place
from layout.typeset.words.theme import THEMES, Theme, load_theme
from slots.finding import BadInput
from slots.text.broken_toml import read_toml

FILE = Path("front.toml")
OURS = sorted((THEMES / "default" / "dummies").glob("*.toml"))
LEAD = '[region.lead]\ntakes = "lead"\ncolumns = [1, 3]\n'


def dummy(text: str) -> Dummy:
    """The dummy of a text that is in order."""
    found, findings = read_dummy(text, FILE)
    assert found and findings == ()
    return found


def told(text: str) -> list[str]:
    """What is said of a text that is not, without its file and remedies, of which each has one."""
    found, findings = read_dummy(text, FILE)
    assert found is None and all(finding.hint for finding in findings)
    return [str(f).removeprefix("front.toml:").split(" (hint")[0] for f in findings]


def test_the_document_names_every_key_and_no_other() -> None:
    document = (Path(__file__).parents[5] / "docs" / "theme.md").read_text()
    part = document.partition("## Dummies")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \|", part, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"[a-z_]+", row)}
    assert named == {*DummyFile.model_fields, *RegionKeys.model_fields} - {"region"}
    single, _, spread = part.partition("### A dummy over a spread")
    example = "\n".join(
        line.removeprefix("    ") for line in single.splitlines() if line.startswith("    ")
    )
    assert len(dummy(example).regions) == 5
    written = dummy(spread.partition("```toml\n")[2].partition("```")[0])
    (ours,) = (file for file in OURS if file.stem == "spread")
    shipped = dummy(ours.read_text(encoding="utf-8"))
    assert written.regions == tuple(one for one in shipped.regions if one.takes != "none")
    assert (written.columns, written.gutter) == (shipped.columns, shipped.gutter)


def test_a_region_has_a_place_and_a_form() -> None:
    text = (
        'about = "page one"\ncolumns = 5\n' + LEAD + 'at = "top"\nrows = 40\nheadline = "40pt"\n'
        'picture = 2\ndeck = true\n[region.next]\ntakes = "story"\ncolumns = 4\nrow = 31\n'
    )
    assert dummy(text) == Dummy(
        "front",
        "page one",
        5,
        (
            DummyRegion("lead", "lead", Place(1, region="top"), Form(3, 40, 2, 40_000, True)),
            DummyRegion("next", "story", Place(4, 31), Form(1)),
        ),
    )
    assert not wrong(read_toml(text, "")[0], json_schema())


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_ours_are_in_order_and_are_what_their_names_say(file: Path) -> None:
    found, findings = read_dummy(file.read_text(encoding="utf-8"), file)
    assert found and findings == () and found.about
    assert (found.on(2).columns == 6) is file.stem.endswith("-6")
    assert not wrong(read_toml(file.read_text(encoding="utf-8"), "")[0], json_schema())


def test_each_of_ours_is_drawn_for_five_columns_and_for_six() -> None:
    names = {file.stem.removesuffix("-6") for file in OURS}
    assert {file.stem for file in OURS} == names | {f"{name}-6" for name in names}
    assert names >= {
        "front",
        "opener",
        "inside-left",
        "inside-right",
        "long-read",
        "pictures",
        "spread",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LEAD, "columns"),
        ("columns = 5\n", "a dummy without regions"),
        ("columns = 2\n" + LEAD, '4:11: "lead" ends in column 3 of 2'),
        ("columns = 5\n" + LEAD + "picture = 4\n", '5:11: the picture of "lead" is wider than it'),
        (
            "columns = 5\n" + LEAD + 'at = "top"\nrow = 3\n',
            '6:7: "lead" is at the top and has a row',
        ),
        ("columns = 5\n" + LEAD.replace("[1, 3]", "[3, 1]"), "columns: expected the first and"),
        ("columns = 5\n" + LEAD.replace("[1, 3]", "[0, 3]"), "columns: expected the first and"),
        ("columns = 5\n" + LEAD.replace('"lead"', '"leader"'), "expected"),
        ("columns = 5\n" + LEAD + "colums = 3\n", 'unknown key "colums"'),
        ("colour = 5\ncolumns = 5\n" + LEAD, '1:1: unknown key "colour"'),
        ("columns = 5\n" + LEAD.replace("lead]", '"../x"]'), "is no name"),
        (
            "columns = 5\n" + LEAD + LEAD.replace("lead]", "two]").replace("[1, 3]", "4"),
            "both take the lead",
        ),
        (
            "columns = 5\n" + LEAD + 'at = "foot"\n[region.low]\ntakes = "story"\n'
            'columns = [3, 5]\nat = "foot"\n',
            '6:9: "low" stands where "lead" does',
        ),
        (
            "columns = 5\n" + LEAD + 'at = "top"\nrows = 40\n[region.low]\ntakes = "story"\n'
            "columns = 3\nrow = 40\n",
            '"low" stands where "lead" does',
        ),
        (
            "columns = 24\n"
            + "".join(f'[region.r{n}]\ntakes = "story"\ncolumns = {n}\n' for n in range(1, 9)),
            "more than 7 regions",
        ),
        ("columns = 5\n[region.lead\n", "front.toml"),
    ],
)
def test_what_no_page_can_look_like(text: str, message: str) -> None:
    found, findings = read_dummy(text, FILE)
    assert found is None
    assert any(message in str(finding) for finding in findings), [str(f) for f in findings]


@pytest.mark.parametrize(
    "more",
    [
        'at = "top"\nrows = 40\n[region.low]\ntakes = "story"\ncolumns = 3\nrow = 41\n',
        'at = "foot"\n[region.low]\ntakes = "none"\ncolumns = [1, 5]\nat = "foot"\n',
        'at = "foot"\n[region.low]\ntakes = "story"\ncolumns = [4, 5]\nat = "foot"\n',
        '[region.low]\ntakes = "story"\ncolumns = [1, 3]\nat = "foot"\n',
    ],
)
def test_regions_that_leave_each_other_room(more: str) -> None:
    assert len(dummy("columns = 5\n" + LEAD + more).regions) == 2


# --- which file a name means ----------------------------------------------------------------------


def theme(tmp_path: Path, **dummies: str) -> Theme:
    """A publication's theme with some dummies."""
    folder = tmp_path / "look"
    (folder / "dummies").mkdir(parents=True)
    (folder / "theme.toml").write_text('name = "look"\n')
    for name, text in dummies.items():
        (folder / "dummies" / f"{name.replace('_', '-')}.toml").write_text(text)
    return load_theme(folder, tmp_path)


def named(name: str, regions: str = "") -> Decisions:
    more = f"regions = {{ {regions} }}\n" if regions else ""
    found, findings = read_decisions(f'[page.3]\ndummy = "{name}"\n{more}', Path("pages.toml"))
    assert found and not findings
    return found


MINE = "columns = 5\n" + LEAD


def test_a_themes_own_dummy_goes_before_ours_and_the_rest_are_ours(tmp_path: Path) -> None:
    own = theme(tmp_path, front=MINE)
    assert with_dummies(named("front"), own, 5)[0].dummies["front"] == dummy(MINE)
    assert with_dummies(named("opener"), own, 5)[0].dummies["opener"].columns == 5
    assert dummy_names(own) >= {"front", "opener"}


def test_of_two_the_one_for_the_grid_is_taken(tmp_path: Path) -> None:
    own = theme(tmp_path, front=MINE, front_4=MINE.replace("= 5", "= 4"))
    for columns, drawn in ((4, 4), (5, 5), (6, 5)):
        found = with_dummies(named("front"), own, columns)[0].dummies["front"]
        assert (found.name, found.columns) == ("front", drawn)
    assert with_dummies(named("opener"), own, 6)[0].dummies["opener"].columns == 6


@pytest.mark.parametrize("name", ["frnt", "../front", "theme", "", "front.toml"])
def test_a_name_that_is_none_is_told_with_those_there_are(tmp_path: Path, name: str) -> None:
    decisions, findings = with_dummies(named(name), theme(tmp_path), 5)
    assert decisions.dummies == {}
    if name:
        (one,) = findings
        assert one.code == "unknown-dummy" and (one.where.line, one.where.column) == (2, 9)
        assert "front, inside-left, " in one.hint and f'"{name}"' in one.message


def test_a_region_that_the_dummy_does_not_have_for_a_story(tmp_path: Path) -> None:
    (one,) = with_dummies(named("front", 'rest = "quay", lead = "tide"'), theme(tmp_path), 5)[1]
    assert one.code == "unknown-region" and '"rest"' in one.message
    assert one.hint == "its regions are lead, second"


def test_a_broken_dummy_is_an_error_with_its_file(tmp_path: Path) -> None:
    own = theme(tmp_path, front="columns = 5\n[region.lead]\ntakes = 3\n")
    with pytest.raises(BadInput) as error:
        with_dummies(named("front"), own, 5)
    assert {Path(str(f.where.file)).name for f in error.value.findings} == {"front.toml"}
    assert with_dummies(named("opener"), own, 5)[1] == ()


def test_a_dummy_that_is_a_link_out_of_the_theme_is_refused(tmp_path: Path) -> None:
    own = theme(tmp_path)
    (tmp_path / "elsewhere.toml").write_text(MINE)
    (own.folder / "dummies" / "front.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(BadInput):
        with_dummies(named("front"), own, 5)


def test_check_reads_the_dummies_of_a_theme_and_the_names_of_a_publication(tmp_path: Path) -> None:
    own = theme(tmp_path, front="columns = 5\n", pages=MINE)
    (tmp_path / "newsgrid.toml").write_text('name = "The Quay"\ntheme = "look"\n')
    (tmp_path / "pages.toml").write_text('[page.1]\ndummy = "frnt"\n')
    files = [file.relative_to(tmp_path).as_posix() for file in files_of(tmp_path)]
    assert {"look/dummies/front.toml", "look/dummies/pages.toml"} <= {*files}
    (broken,) = inspect(own.folder / "dummies" / "front.toml", tmp_path)
    assert "without regions" in broken.message
    assert inspect(own.folder / "dummies" / "pages.toml", tmp_path) == ()
    assert [one.code for one in inspect(tmp_path / "pages.toml")] == ["unknown-dummy"]


def test_the_schema_is_json() -> None:
    assert json.loads(json.dumps(json_schema()))["title"] == "dummy"

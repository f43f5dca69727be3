"""Pages swapped in editions: what stands on one stands on the other, or is refused by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.newspapers.sample_newspaper import BOOK, SETTINGS, newspaper, story, usual_stories

from layout.desk.command import main
from layout.edition.last_plan import RECORD
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.moved.mirror_pages import mirroring_of
from layout.edition.moved.swap_pages import swap_of
from layout.edition.workshop import Workshop
from slots.finding import BadInput

pytestmark = pytest.mark.slow

EIGHT = SETTINGS.replace("pages = 4", "pages = 8").replace("pages = 2", "pages = 4")
MORE = {
    f"{section.lower()}-{n}": story(f"{section.lower()}-{n}", section, 150 + 20 * n, rank=2)
    for n in range(5, 12)
    for section in ("News", "Sport")
}
ADS = BOOK.replace("A1,Quay Bank,bank,2x60mm,News,2,", "A1,Quay Bank,bank,2x60mm,News,,")

DECIDED = """\
# Thursday

[page.2]
house_ads = false  # the mayor's page
deadline = "21:30"

[story.news-5]
page = 3
columns = 2
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = newspaper(tmp_path / "paper", {**usual_stories(), **MORE}, ADS, EIGHT)
    (folder / "pages.toml").write_text(DECIDED)
    return folder


def made_in(folder: Path) -> Newspaper:
    return make_newspaper(Order(folder), Workshop())


def stands(made: Newspaper) -> dict[str, int]:
    """The pages on which stories begin, and ads stand."""
    begin = {s: p.page for p in made.plan.pages for o in p.placed if not o.turned for s in o.slugs}
    return begin | {place.id: place.page for place in made.stacked.plan.places}


def swapped(folder: Path, *options: str, capsys: Any) -> tuple[int, dict[str, Any]]:
    code = main(["swap", str(folder), *options, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_all_that_stands_on_two_pages_changes_places(paper: Path, capsys: Any) -> None:
    before = stands(made_in(paper))
    code, trial = swapped(paper, "2", "3", "--dry-run", capsys=capsys)
    assert code == 0 and trial["files"] == [] and trial["changes"]
    assert (paper / "pages.toml").read_text() == DECIDED and not (paper / RECORD).exists()
    code, report = swapped(paper, "2", "3", capsys=capsys)
    assert code == 0 and report["changes"] == trial["changes"]
    text = (paper / "pages.toml").read_text()
    assert text.startswith(DECIDED.replace("[page.2]", "[page.3]").replace("page = 3", "page = 2"))
    made = made_in(paper)
    assert not made.refused and not made.stacked.refused
    other = {2: 3, 3: 2}
    on = {name: page for name, page in before.items() if page in other}
    assert {2, 3} == {*on.values()}
    assert {name: stands(made)[name] for name in on} == {n: other[p] for n, p in on.items()}


def test_an_ad_of_which_nothing_is_decided_goes_with_its_page(paper: Path) -> None:
    (paper / "pages.toml").unlink()
    made = made_in(paper)
    name, page = next((p.id, p.page) for p in made.stacked.plan.places if 4 < p.page < 8)
    other = 5 if page != 5 else 6
    (paper / "pages.toml").write_text(swap_of(made, "", page, other).text)
    again = made_in(paper)
    assert stands(again)[name] == other and not again.stacked.refused


def test_what_is_in_the_way_is_told_all_at_once(paper: Path, capsys: Any) -> None:
    for pages, why in (
        (["1", "2"], "page 1 cannot"),
        (["2", "9"], "no page 9"),
        (["2", "2"], "its"),
    ):
        code, report = swapped(paper, *pages, capsys=capsys)
        assert code == 2 and why in report["findings"][0]["message"]
    assert (paper / "pages.toml").read_text() == DECIDED
    wide = SETTINGS.replace("columns = 4", "columns = 5").replace("pages = 4", "pages = 8")
    (paper / "newsgrid.toml").write_text(wide.replace("pages = 2", "pages = 4"))
    (paper / "pages.toml").write_text('[page.2]\ndummy = "spread"\n')
    code, report = swapped(paper, "3", "4", capsys=capsys)
    assert code == 2 and "page 3 is made after a dummy over" in report["findings"][0]["message"]


def test_an_ad_that_cannot_follow_is_named_with_its_rule(paper: Path) -> None:
    (paper / "pages.toml").write_text("[story.news-6]\npage = 2\njump = 4\n\n[ad.A1]\npage = 2\n")
    made = made_in(paper)
    text = (paper / "pages.toml").read_text()
    with pytest.raises(BadInput) as caught:
        swap_of(made, text, 2, 5)
    said = [one.message for one in caught.value.findings]
    assert any('"news-6" would begin on page 5 and go on on page 4' in one for one in said)
    assert any("A1" in one and 'only in section "News"' in one for one in said)
    assert any("A3" in one or "A4" in one for one in said)


def test_a_closed_page_and_a_locked_ad_stay(paper: Path, capsys: Any, tmp_path: Path) -> None:
    pdf = str(tmp_path / "x.pdf")
    assert main(["print", str(paper), "-o", pdf, "--close", "8"]) in (0, 1)
    capsys.readouterr()
    code, report = swapped(paper, "5", "8", capsys=capsys)
    assert code == 2 and "page 8 is closed" in report["findings"][0]["message"]
    made = made_in(paper)
    name, page = next((p.id, p.page) for p in made.stacked.plan.places if 4 < p.page < 8)
    (paper / "pages.toml").write_text(f"[ad.{name}]\nlock = true\n")
    code, report = swapped(paper, str(page), "5" if page != 5 else "6", capsys=capsys)
    assert code == 2 and "is to stay where it is" in report["findings"][0]["message"]


def test_a_side_gives_way_to_the_page(paper: Path) -> None:
    text = '[ad.A1]\npage = 2\nside = "left"\n'
    (paper / "pages.toml").write_text(text)
    swap = swap_of(made_in(paper), text, 2, 3)
    assert "[ad.A1]\npage = 3\n" in swap.text and "side" not in swap.text


MIRRORED = """\
[page.2]
dummy = "opener"

[story.news-5]
page = 3
region = "top right"
columns = 2

[ad.A1]
page = 2
side = "left"
place = "left"

[house_ad.tip]
page = 3
region = "foot left"
"""


def test_mirrored_what_stands_outside_stands_outside_and_back(paper: Path, capsys: Any) -> None:
    five = SETTINGS.replace("columns = 4", "columns = 5").replace("pages = 4", "pages = 8")
    (paper / "newsgrid.toml").write_text(five.replace("pages = 2", "pages = 4"))
    (paper / "pages.toml").write_text(MIRRORED)
    code, report = swapped(paper, "2", "3", "--mirror", capsys=capsys)
    assert code == 0 and report["mirrored"]
    once = (paper / "pages.toml").read_text()
    for line in (
        '[page.3]\ndummy = "opener-mirrored"\n',
        '[story.news-5]\npage = 2\nregion = "top left"\ncolumns = 2\n',
        '[ad.A1]\npage = 3\nside = "right"\nplace = "right"\n',
        '[house_ad.tip]\npage = 2\nregion = "foot right"\n',
    ):
        assert line in once
    made = made_in(paper)
    assert {one.wish.key for one in made.refused} <= {"picture"} and not made.stacked.refused
    (ad,) = (one for one in made.stacked.plan.places if one.id == "A1")
    assert ad.page == 3 and ad.column + ad.columns == 5
    (story_,) = (o for p in made.plan.pages for o in p.placed if o.slugs == ("news-5",))
    assert story_.tile.column == 0
    (filled,) = made.dummies
    (lead,) = (o for p in made.plan.pages for o in p.placed if filled.taken["lead"] in o.slugs)
    assert (filled.page, lead.tile.column, lead.tile.columns) == (3, 2, 3)
    back = swap_of(made, once, 2, 3, mirror=True).text
    assert all(each in back for each in MIRRORED.split("\n\n")) and "mirrored" not in back
    (paper / "pages.toml").write_text(back)
    assert swap_of(made_in(paper), back, 2, 3, mirror=True).text == once


def test_what_cannot_be_mirrored_is_told(paper: Path) -> None:
    def told(text: str, one: int, other: int) -> list[str]:
        (paper / "pages.toml").write_text(text)
        with pytest.raises(BadInput) as caught:
            swap_of(made_in(paper), text, one, other, mirror=True)
        return [each.message for each in caught.value.findings]

    wide = "[story.news-5]\npage = 2\nplace = { column = 3 }\ncolumns = 3\n"
    assert any("ends beyond the 4 columns" in one for one in told(wide, 2, 3))
    held = "[story.news-5]\npage = 2\nplace = { column = 3 }\nhold = true\n"
    assert any("stands on neither page" in one for one in told(held, 2, 3))
    own = '[page.2]\ndummy = "a"\n\n[dummy.a]\ncolumns = 4\n'
    own += '[dummy.a.region.lead]\ntakes = "lead"\ncolumns = 1\n'
    other = "[dummy.a-mirrored]\ncolumns = 4\n[dummy.a-mirrored.region.lead]\n"
    other += 'takes = "lead"\ncolumns = 2\n'
    assert any("no mirror image" in one for one in told(own + other, 2, 3))
    long = own.replace('"a"', f'"{"a" * 40}"').replace("dummy.a", f"dummy.{'a' * 40}")
    assert any("too long" in one for one in told(long, 2, 3))


def test_how_wide_a_thing_stands_is_decided_before_it_is_mirrored(paper: Path) -> None:
    text = "[story.news-5]\npage = 2\nplace = { column = 1 }\n"
    (paper / "pages.toml").write_text(text)
    made = made_in(paper)
    (wide,) = (o.tile.columns for p in made.plan.pages for o in p.placed if "news-5" in o.slugs)
    done = swap_of(made, text, 2, 3, mirror=True)
    column = 5 - wide
    assert f"page = 3\nplace = {{ column = {column} }}\ncolumns = {wide}\n" in done.text


def test_between_two_left_hand_pages_there_is_nothing_to_mirror(paper: Path, capsys: Any) -> None:
    text = '[story.news-5]\npage = 2\nregion = "left"\n'
    (paper / "pages.toml").write_text(text)
    made = made_in(paper)
    plain, mirrored = (swap_of(made, text, 2, 4, mirror=one) for one in (False, True))
    assert mirroring_of(made, {2: 4, 4: 2}) is None
    assert plain == mirrored and not mirrored.mirrored and 'region = "left"' in plain.text


def test_what_a_story_decides_of_itself_is_mirrored_in_the_file(paper: Path) -> None:
    file = paper / "stories" / "news-5.md"
    head = "decide:\n  page: 2\n  place: {column: 1}\n  columns: 2\n"
    file.write_text(file.read_text().replace("---\n", f"---\n{head}", 1))
    (paper / "pages.toml").write_text("")
    done = swap_of(made_in(paper), "", 2, 3, mirror=True)
    assert "[story.news-5]\npage = 3\nplace = {column = 3}\n" in done.text

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

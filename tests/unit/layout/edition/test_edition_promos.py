"""Promos of a whole edition: the rows kept for them are those they take, and each leads to the page
on which its story begins."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from support.editions.checker import check_edition
from support.editions.samples import GRID, setter
from support.newspapers.printed_newspaper import of_code, printer
from support.newspapers.sample_newspaper import HEAD, SETTINGS, newspaper, picture, story

from layout.desk.command import main
from layout.desk.preview.print.facts.by_kind import facts_of
from layout.desk.preview.print.make.made_edition import Made
from layout.edition.furniture_and_house_ads import (
    has_room,
    kept_rows,
    promos_in,
    without_promos,
)
from layout.edition.make_edition import Order, make_newspaper
from layout.edition.print_edition import edition_pdf
from layout.edition.stacked_ads import Stacked, heads_of
from layout.edition.workshop import Workshop
from layout.page.format import FORMATS, grid_of
from layout.publication.ads.book_file import sheet_of
from layout.publication.ads.printed_pages import edition_pages
from layout.publication.settings.newsgrid_toml import House
from layout.story.publication import PrintPlan, PrintSection, Publication
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

pytestmark = pytest.mark.slow
EIGHT = SETTINGS.replace("pages = 4\n", "pages = 8\n").replace("pages = 2\n", "pages = 4\n")
LENGTHS = {"News": (620, 380, 300, 240, 190), "Sport": (640, 390, 310, 260, 150)}


def stories(*pictured, **heads):
    """Fourteen stories in two sections, some with a picture, some with more in their heads."""
    found = {}
    for section, lengths in LENGTHS.items():
        for number, words in enumerate(lengths):
            name = f"{section.lower()}{number}"
            text = story(name, section, words, heads.get(name, ""), 1 + min(number, 2))
            shown = f"\n\n![The boat](../{name}.png)\n" if name in pictured else ""
            found[name] = text + shown
    return found


def paper(folder, *pictured, settings=EIGHT, book=None, **heads):
    made = newspaper(folder / "paper", stories(*pictured, **heads), book, settings)
    for number, name in enumerate(pictured):
        picture(made / f"{name}.png", 900, 600 + number)
    return made


def made_of(folder, *pictured, **more):
    return make_newspaper(Order(paper(folder, *pictured, **more), fresh=True), Workshop())


def test_rows_are_kept_for_promos_that_lead_to_their_stories(tmp_path):
    made = made_of(tmp_path, "sport0", "sport3", "news1")
    promos = promos_in(made.plan, made.stacked)
    assert {promo.slug for promo in promos} == {"sport0", "sport3"}
    first, *others = made.document.pages
    for promo in promos:
        heads = [
            page.number
            for page in others
            for one in page.fragments
            if one.role == "headline" and one.story == promo.slug
        ]
        assert heads == [promo.page]
    drawn = [one for one in first.fragments if one.role == "promo"]
    said = " ".join(placed.line.text for one in drawn for placed in one.lines)
    assert re.findall(r"Page (\d+)", said) == [str(promo.page) for promo in promos]
    foot = first.grid.row_top(kept_rows(made.stacked))
    assert kept_rows(made.stacked) >= 8
    assert max(placed.baseline for one in drawn for placed in one.lines) < foot
    names = [one for one in first.fragments if one.role == "masthead"]
    assert min(one.rect.y for one in names) >= foot
    shown = [image for image in first.images if image.role == "promo"]
    assert {image.file.stem for image in shown} == {"sport0", "sport3"}
    assert not any(image.story for image in shown)
    stood = [one.tile.row for one in made.plan.pages[0].placed]
    assert min(stood) == made.stacked.pages[0].first_row - 2
    desk = Made(made.document, made.stacked.theme, made.stacked.foundry, (), {}, newspaper=made)
    said = " ".join(f"{promo.slug} on page {promo.page}," for promo in promos).rstrip(",")
    assert f"Its promos lead to {said}." in facts_of(desk, "page", "1").sentences
    assert "Page 1 promotes it." in facts_of(desk, "story", "sport0").sentences
    assert not any("promo" in one for one in facts_of(desk, "story", "news1").sentences)
    pdf = tmp_path / "out.pdf"
    pdf.write_bytes(edition_pdf(made, Workshop()))
    copy = [article.story for article in made.copy.articles]
    stacked = made.stacked
    wrong = check_edition(pdf, made.document, copy, stacked.bookings, stacked.pages, stacked.plan)
    assert not [one for one in wrong if one.startswith("page 1:") or "promo" in one]


def test_without_a_picture_inside_page_one_has_its_rows_for_stories(tmp_path, capsys):
    """And newsgrid stack, which reads no stories, foretells where the ads stand even so."""
    book = f"{HEAD}A1,Quay Bank,bank,4x60mm,News,1,,,,300,,art.png\n"
    folder = paper(tmp_path, "news0", "news1", book=book)
    main(["stack", str(folder), "--json"])
    (ad,) = json.loads(capsys.readouterr().out)["pages"][0]["ads"]
    made = make_newspaper(Order(folder, fresh=True), Workshop())
    (place,) = made.stacked.plan.places
    assert (place.page, place.column, place.row) == (1, ad["columns"][0] - 1, ad["rows"][0] - 1)
    assert promos_in(made.plan, made.stacked) == () and kept_rows(made.stacked) == 0
    front = made.document.pages[0]
    assert not [one for one in front.fragments if one.role == "promo"]
    assert front.fragments[0].role == "masthead"
    assert front.fragments[0].rect.y < front.grid.row_top(8)


def test_the_report_names_them_and_a_promo_changes_no_page(tmp_path, capsys):
    printed = printer(tmp_path, capsys)
    own = "promo: Home at last\n"
    heads = {"news0": own, "sport0": "promo: true\n", "sport4": "promo: false\n"}
    folder = paper(tmp_path, "sport0", "sport3", **heads)
    code, report, _ = printed()
    assert code == 0
    before = {one["id"]: one["page"] for one in report["promos"]}
    assert [*before] == ["sport0", "sport3"]
    (note,) = of_code(report, "promo")
    assert note["file"].endswith("news0.md") and (note["line"], note["severity"]) == (6, "info")
    assert "page one itself" in note["message"]
    for name, said in {"sport4": own, "sport0": "promo: false\n"}.items():
        file = folder / "stories" / f"{name}.md"
        file.write_text(re.sub("promo: .*\n", said, file.read_text()))
    assert main(["print", str(folder), "-o", str(tmp_path / "out.pdf")]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^Promos: sport4 on page \d, sport3 on page \d$", told, re.MULTILINE)
    assert "moved" not in told


def front_of(grid, publication, counts=None):
    return heads_of(publication, grid, counts or {"News": 4, "Sport": 4}, setter())


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"promos": 0}, None),
        ({}, {"News": 2, "Sport": 2}),
        ({"print_plan": PrintPlan(sections=(PrintSection("News"),))}, {"News": 8}),
    ],
    ids=["none are wanted", "few pages", "one section"],
)
def test_what_page_one_keeps_before_stories_are_read(change, counts):
    sections = PrintSection("News"), PrintSection("Sport")
    usual = Publication("The Quay News", print_plan=PrintPlan(sections=sections))
    with_them = front_of(GRID, usual)
    assert with_them.promos == 10 and with_them.first_rows[2] == 2
    without = front_of(GRID, replace(usual, **change), counts)
    assert without.promos == 0
    assert without.first_rows[1] == with_them.first_rows[1] - 10
    assert front_of(grid_of(FORMATS["a5"], 2), usual).promos == 0


@pytest.mark.parametrize("wanted", [None, 2])
@pytest.mark.parametrize(("rows", "room"), [(40, True), (60, False)])
def test_ads_may_leave_promos_no_room_unless_they_are_wanted(wanted, rows, room):
    page = StackPage(1, "News", len(GRID.columns), GRID.rows, 19)
    plan = AdPlan((AdPlace("A1", 1, 0, GRID.rows - rows, len(GRID.columns), rows),))
    house = House(Publication("The Quay News", promos=wanted), {})
    theme, foundry = setter().theme, setter().foundry
    stacked = Stacked(house, GRID, sheet_of(GRID), theme, foundry, (), (page,), plan, False, ())
    assert has_room(stacked) is (room or wanted is not None)
    without = without_promos(stacked).pages[0]
    assert without.first_row == 19 - kept_rows(stacked) and without.reserved == kept_rows(stacked)


def test_ads_have_the_place_on_page_one_that_they_have_without_promos():
    house = Publication("The Quay News")
    alone, under = (
        edition_pages(house, GRID, {"": 4}, dict.fromkeys(range(1, 5), 8 + promos), promos)[0]
        for promos in (0, 11)
    )
    assert alone.first_row + alone.reserved == under.first_row + under.reserved == 48


def test_an_editor_decides_which_there_are_and_in_which_order(tmp_path):
    folder = paper(tmp_path, "sport0", "sport3", news1="promo: true\n", sport3="promo: false\n")
    decided = '[page.1]\npromos = ["sport3", "sport4", "sport0"]\nindex = false\n'
    (folder / "pages.toml").write_text(decided)
    made = make_newspaper(Order(folder, fresh=True), Workshop())
    assert [promo.slug for promo in made.promos] == ["sport3", "sport4", "sport0"]
    assert [bool(promo.picture) for promo in made.promos] == [True, False, True]
    assert all(promo.page == made.plan.page_of[promo.slug] for promo in made.promos)
    assert made.index == () and "#index" not in made.plan.page_of
    assert not any(one.code in ("promo", "refused-decision") for one in made.findings)
    front = {one.role for one in made.document.pages[0].fragments}
    assert "promo" in front and not any("index" in role for role in front)


def test_what_page_one_cannot_promote_is_refused_with_the_reason(tmp_path):
    book = f"{HEAD}A1,Quay Bank,bank,4x40mm,News,1,,flood,,300,,art.png\n"
    folder = paper(tmp_path, "sport0", book=book, sport2="tags: [flood]\n")
    first = make_newspaper(Order(folder, fresh=True), Workshop())
    lead = next(
        slug for slug, page in first.plan.page_of.items() if page == 1 and slug[-1] in "012"
    )
    (folder / "pages.toml").write_text(f'[page.1]\npromos = ["{lead}", "sport2", "sport0"]\n')
    made = make_newspaper(Order(folder), Workshop())
    assert [promo.slug for promo in made.promos] == ["sport0"]
    told = [one for one in made.findings if one.code == "refused-decision"]
    assert [(one.where.line, one.message) for one in told] == [
        (2, f'page one cannot promote "{lead}": it stands on page one itself'),
        (2, 'page one cannot promote "sport2": an ad on page one must not be seen with it'),
    ]
    assert all(one.hint for one in told)

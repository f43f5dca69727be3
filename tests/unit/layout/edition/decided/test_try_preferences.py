"""Preferences about stories, tried in a whole edition: kept where they cost little, else told with
what they would cost; and what of stories a plan meets, whoever decided it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.newspapers.sample_newspaper import SETTINGS, newspaper

from layout.edition.decided.met_in_plan import MetInPlan
from layout.edition.decided.try_preferences import Missed
from layout.edition.make_edition import Newspaper, Order, make_newspaper
from layout.edition.workshop import Workshop
from layout.story.decided import Decided, Form
from layout.story.preferred import Wanted
from layout.work.memory.memory import Memory
from layout.work.terminal.console import QUIET

SLUG = "news-0"
OTHER = "sport-1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = SETTINGS.replace("language", 'theme = "look"\nlanguage', 1)
    folder = newspaper(tmp_path_factory.mktemp("tried") / "paper", settings=settings)
    (folder / "look").mkdir()
    return folder


def made(folder: Path, decided: str, price: int) -> Newspaper:
    theme = f'name = "look"\n\n[prices.stories]\nrather = {price}\n'
    (folder / "look" / "theme.toml").write_text(theme)
    (folder / "pages.toml").write_text(decided)
    shop = Workshop(Memory(folder), QUIET)
    with shop.memory.making():
        return make_newspaper(Order(folder, fresh=True), shop)


def columns(found: Newspaper) -> dict[str, int]:
    """The columns of each story where it begins."""
    placed = [one for page in found.plan.pages for one in page.placed if one.article]
    return {one.id: one.setting.columns for one in reversed(placed)}


def wanted(slug: str, columns: int) -> str:
    return f"[story.{slug}]\ncolumns = {columns}\nrather = true\n"


def test_what_is_dear_is_decided_and_what_is_free_of_charge_is_only_told(folder: Path) -> None:
    free = made(folder, "", 80)
    other = next(n for n in (2, 3, 4) if n != columns(free)[SLUG])
    text, one = wanted(SLUG, other), Wanted(SLUG, "columns")
    dear = made(folder, text, 50_000)
    assert dear.preferred.decided == {one} and not dear.preferred.missed
    assert columns(dear)[SLUG] == other
    unpriced = made(folder, text, 0)
    assert unpriced.preferred.missed == (Missed(one),) and not unpriced.preferred.decided
    assert columns(unpriced) == columns(free) and unpriced.plan.cost == free.plan.cost
    dearer = dear.plan.cost - free.plan.cost
    assert dearer > 0
    missed = made(folder, text, dearer).preferred.missed
    assert missed == (Missed(one, dearer),)
    assert made(folder, text, dearer + 1).preferred.decided == {one}


def test_what_cannot_be_does_not_take_the_others_with_it(folder: Path) -> None:
    free = columns(made(folder, "", 80))
    other = next(n for n in (2, 3, 4) if n != free[OTHER])
    picture = f"[story.{SLUG}]\npicture = 2\nrather = true\n"  # it has none
    found = made(folder, picture + wanted(OTHER, other), 50_000)
    (missed,) = found.preferred.missed
    assert (missed.wanted, missed.cost) == (Wanted(SLUG, "picture"), None) and missed.why
    assert found.preferred.decided == {Wanted(OTHER, "columns")}
    assert found.refused == ()
    assert columns(found)[OTHER] == other


def test_what_stands_so_is_met_without_being_decided(folder: Path) -> None:
    free = made(folder, "", 80)
    seen, now = MetInPlan(free.plan, free.kept.task), columns(free)[SLUG]
    one, deck = Wanted(SLUG, "columns"), Wanted(SLUG, "deck")
    assert SLUG in seen.stories() and "nobody" not in seen.stories()
    so = Decided(form=Form(columns=now, deck=False))
    assert seen.lost([one], lambda slug: so) == set()
    not_so = Decided(form=Form(columns=now + 1, deck=False))
    assert seen.lost([one, deck], lambda slug: not_so) - {deck} == {one}
    assert seen.lost([Wanted("nobody", "columns")], lambda slug: so) == {
        Wanted("nobody", "columns")
    }
    found = made(folder, wanted(SLUG, now), 80)
    assert not found.preferred.decided and not found.preferred.missed

"""What axe says in Firefox of the views that are no print view, at three widths, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.desk.running_desk import Running
from test_preview_access import EVERY_RULE, SMALL_TYPE, WALL, desks
from test_preview_table_axe import OVER, SIZES, WRONG

from benchmarks.firefox import FirefoxPage, firefox

__all__ = ["desks"]

FRAMED = """[...document.querySelectorAll('ng-frame')].length > 0
  && [...document.querySelectorAll('ng-frame')].every(each => each.revision)"""
TRIED = "document.querySelector('.sums')"
LISTED = "document.querySelector('.list-table tbody tr')"
CHECKED = """document.querySelector('#said').textContent.includes('files checked')
  && document.querySelector('#progress').hidden"""
EDITED = "document.querySelector('#editor')?.env?.editor.getValue()"
LIVE = "document.querySelector('#state').textContent.startsWith('Live')"
STATES: dict[str, tuple[str, str, str, str]] = {
    "web": ("good", f"web?story={WALL}&overlay=slots,candidates,refusals,grid", FRAMED, ""),
    "web, picker": (
        "good",
        f"web?story={WALL}",
        FRAMED,
        "document.querySelector('[role=combobox]').click()",
    ),
    "web, front": ("good", "web?story=front:home", FRAMED, ""),
    "web, trouble": ("bad", "web?story=stories/empty.md", "document.querySelector('.trouble')", ""),
    "rules": (
        "good",
        f"rules?story={WALL}",
        TRIED,
        "document.querySelectorAll('details').forEach(each => { each.open = true; })",
    ),
    "rules, text": ("good", f"rules?story={WALL}&tab=text", TRIED, ""),
    "stories": ("bad", "stories", LISTED, ""),
    "stories, new": (
        "bad",
        "stories",
        LISTED,
        "[...document.querySelectorAll('button')].find(e => /New story/.test(e.innerText)).click()",
    ),
    "ads": ("bad", "ads", LISTED, ""),
    "creatives": ("bad", "ads?list=creatives", LISTED, ""),
    "findings": ("bad", "findings", CHECKED, ""),
    "source": ("good", "source", LIVE, ""),
    "source, file": ("bad", "source?file=stories/picture.md&line=31", EDITED, ""),
}
"""The desk, the address, when the view is ready, and what is done there then."""

UNTIL = """() => new Promise(done => {
  const look = () => LIVE && (READY) ? done(true) : setTimeout(look, 100);
  look();
})"""


@pytest.fixture(scope="module", params=["light", "dark"])
def fox(
    request: pytest.FixtureRequest, desks: dict[str, tuple[Running, Path]]
) -> Iterator[FirefoxPage]:
    """Firefox, let into both desks."""
    scheme = {"layout.css.prefers-color-scheme.content-override": int(request.param == "light")}
    with firefox(scheme) as page:
        for desk, _ in desks.values():
            page.goto(desk.address)
        yield page


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_firefox(
    fox: FirefoxPage, desks: dict[str, tuple[Running, Path]], state: str
) -> None:
    name, address, ready, act = STATES[state]
    fox.resize(*SIZES["1440"])
    fox.goto(f"{desks[name][0].url}{address}")
    assert fox.evaluate(UNTIL.replace("LIVE", LIVE).replace("READY", ready))
    if act:
        fox.evaluate(f"() => {{ {act} }}")
    for size in SIZES.values():
        fox.resize(*size)
        assert fox.evaluate(WRONG, EVERY_RULE) == []
        assert fox.evaluate(OVER) <= 0
        assert fox.evaluate(SMALL_TYPE) == []

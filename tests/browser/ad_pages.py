"""Pages with an ad of every kind and every fate, for tests of ads in Chromium."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from newsroom import paragraphs
from PIL import Image

from layout.publication.creatives.read_creatives import read_creatives
from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Paragraph
from layout.story.creative import Creatives
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.pages.compose import ComposedPage, compose
from slots.rulebook.load import parse_rules
from slots.rules.terms import Rules

SCREENS = (320, 375, 768, 1280)
UNITS = ("fill-0", "fill-1", "fill-2", "empty", "late", "never", "huge", "broken")
SENSE = {"sense-fill": 100000, "sense-empty": 200000, "sense-huge": 300000}
SLOTS = (*UNITS, *SENSE, "bids", "framed")
SERVED = {"fill-0", "fill-1", "fill-2", "late", "huge", "broken", "sense-fill", "bids", "framed"}
"""Those whose bed shows the network's ad in the end. A huge ad of AdSense's is shown as well."""
SERVED |= {"sense-huge"}

SHIFTS = """late => new Promise(done => {
  let sum = 0, seen = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) { sum += entry.value; seen++ }
  }).observe({type: 'layout-shift', buffered: true});
  document.documentElement.style.overflowAnchor = 'none';  // or scrolling would hide a shift
  const step = () => {
    scrollBy({top: 500, behavior: 'instant'});
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) setTimeout(step, 25);
    else setTimeout(() => done([sum, seen]), late);
  };
  setTimeout(step, 100);
})"""
BEDS = """() => [...document.querySelectorAll('.ad')].filter(e => e.offsetParent).map(e => {
  const bed = e.querySelector('.ad-bed'), box = e.getBoundingClientRect();
  const frame = bed.querySelector('.ad-layer iframe'), b = bed.getBoundingClientRect();
  const f = frame && frame.getBoundingClientRect();
  let next = e.nextElementSibling;
  while (next && !next.offsetParent) next = next.nextElementSibling;
  return {slot: e.dataset.slot, id: e.id, top: box.top + scrollY, width: b.width, height: b.height,
    outer: box.height, served: bed.classList.contains('served'), next: next ? next.id : '',
    house: getComputedStyle(bed.firstElementChild).visibility === 'visible',
    off: f && f.width <= b.width ? Math.abs(f.left + f.width / 2 - b.left - b.width / 2) : 0,
    down: f ? f.top - b.top : 0, ad: f ? [f.width, f.height] : null}})"""
ALL_SERVED = f"""count => {{
  if (({BEDS})().filter(e => e.served).length >= count) return true;
  scrollBy({{top: 400, behavior: 'instant'}});  // what went by between two frames is seen again
  const page = document.documentElement;
  if (scrollY + innerHeight >= page.scrollHeight - 1) scrollTo({{top: 0, behavior: 'instant'}});
  return false}}"""
"""To be waited for: that so many ads stand, each scrolled to until it does."""

TOPS = """() => [...document.querySelectorAll('.copy > [id^=b]:not(.slot)')]
  .map(e => [e.id, e.getBoundingClientRect().top + scrollY])"""


def ad_rules() -> Rules:
    text = ['[defaults]\nmargin = "24px"\nfallback = "end"\n[page]\nsource_order = 1000\n']
    for number, name in enumerate(SLOTS):
        text.append(
            f"""
            [slot.{name}]
            holds = "ad"
            takes = ["{name}"]
            max = 1
            sizes = ["300x250", "250x250", "280x100"]
            distance = {{ ad = "300px" }}
            [slot.{name}.at.tablet]
            sizes = ["468x60", "300x250", "320x100"]
            [slot.{name}.at.desktop]
            sizes = ["300x250", "300x600", "160x600"]
            {'region = "rail"' if number % 3 == 2 else ""}
            """
        )
    return parse_rules("".join(text), "slots.toml")


def ad_story(count: int = 34) -> Story:
    body = tuple(Paragraph(runs) for runs in paragraphs(count, seed=31))
    asks = tuple(Ask(3, SlotAsk(f"{name}-1", name)) for name in SLOTS)
    return Story("long-read", plain("A long read"), body, asks)


def ad_creatives(folder: Path, network: str, extra: str = "") -> Creatives:
    """The creatives of the test: every unit of every kind, and a house picture for all beds."""
    Image.new("RGB", (600, 500), "#345").save(folder / "fair.png")
    (folder / "consent.js").write_text("window.newsgridConsent = true")
    (folder / "own.html").write_text(
        f'<p style="background:tan">Fair</p><img src="{network}/pixel" alt="">'
    )
    text = [
        f'[network]\ngpt = "{network}/gpt.js"\nadsense = "{network}/adsbygoogle.js"\n'
        f'prebid = "{network}/prebid.js"\ntimeout = 60\n{extra}\n'
        f'[creative.fair]\nkind = "house"\nslots = {[*SLOTS]}\nimage = "fair.png"\nalt = "Fair"\n'
    ]
    for name in UNITS:
        text.append(f'[creative.{name}]\nkind = "gpt"\nslots = ["{name}"]\nunit = "/1/{name}"\n')
    for name, slot in SENSE.items():
        text.append(
            f'[creative.{name}]\nkind = "adsense"\nslots = ["{name}"]\n'
            f'client = "ca-pub-1234567890123456"\nslot = "{slot}"\n'
        )
    text.append(
        '[creative.bids]\nkind = "prebid"\nslots = ["bids"]\nunit = "/1/fill-0"\n'
        "bidders = { fake = { placement = 1 } }\n"
        f'[creative.framed]\nkind = "html"\nslots = ["framed"]\nfile = "own.html"\n'
        f'title = "Fair"\nhosts = ["{network}"]\n'
    )
    creatives, findings = read_creatives("".join(text), folder / "creatives.toml", ad_rules())
    assert creatives, findings
    return creatives


def ad_site(creatives: Creatives, story: Story | None = None) -> ComposedPage:
    publication = Publication(name="The Gazette", creatives=creatives)
    return compose(story or ad_story(), load_theme(), Foundry(), ad_rules(), publication)


def changed(site: ComposedPage, pattern: str, text: str) -> ComposedPage:
    """The site with other HTML: composing takes seconds, and nothing else would differ."""
    files = dict(site.files)
    html, count = re.subn(pattern, text, files["index.html"].decode())
    assert count == 1
    return replace(site, files=tuple((files | {"index.html": html.encode()}).items()))

"""The reader page in Chromium and Firefox, opened from the disk: what axe finds in its states, and
what it asks of others."""

from __future__ import annotations

from pathlib import Path

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.firefox import FIREFOX, firefox

_SIZES = ((1440, 900), (768, 1024), (390, 844))
_SCHEMES = ("light", "dark")
_STATES = (("pages", ""), ("contents", "#contents"), ("story", "#contents-of-issue a[data-story]"))
_WRONG = """async () => {
  AXE;
  const ask = async state => (await axe.run(document)).violations.map(
    each => `${state}: ${each.id}: ${each.nodes[0].html.slice(0, 120)}`);
  const wait = () => new Promise(done => setTimeout(done, 200));
  const found = await ask("pages");
  document.querySelector("#contents").click(); await wait();
  found.push(...await ask("contents"));
  document.querySelector("#contents-of-issue a[data-story]").click(); await wait();
  found.push(...await ask("story"));
  const away = performance.getEntriesByType("resource").map(each => each.name)
    .filter(name => !name.startsWith("file:") && !name.startsWith("data:"));
  return found.concat(away.map(name => `asks for ${name}`));
}"""


def in_chromium(index: Path) -> list[str] | None:
    """What axe finds on three screens, light and dark, without a network, and whom the page asks;
    None without Chromium or axe."""
    try:
        from axe_playwright_python.sync_playwright import Axe
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if not CHROMIUM.exists():
        return None
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for width, height in _SIZES:
            for scheme in _SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    bypass_csp=True,  # axe is an inline script, which the page's policy forbids
                    offline=True,
                )
                asked: list[str] = []
                context.on("request", lambda request, to=asked: to.append(request.url))
                page = context.new_page()
                page.on("pageerror", lambda error, to=found: to.append(f"error: {error}"))
                page.goto(f"{index.as_uri()}#page-2")
                for state, click in _STATES:
                    if click:
                        page.locator(click).first.click()
                    for each in Axe().run(page).response["violations"]:
                        said = f"{each['id']}: {each['nodes'][0]['html'][:120]}"
                        found.append(f"{width} px, {scheme}, {state}: {said}")
                away = [url for url in asked if not url.startswith(("file:", "data:"))]
                found.extend(f"asks for {url}" for url in away)
                context.close()
        browser.close()
    return found


def in_firefox(index: Path) -> list[str] | None:
    """The same of Firefox on a wide screen, whose every way to other hosts is closed; None without
    it."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        return None
    if not FIREFOX.exists():
        return None
    with firefox({"security.csp.enable": False}) as page:
        page.resize(*_SIZES[0])
        page.goto(f"{index.as_uri()}#page-2")
        found: list[str] = page.evaluate(_WRONG.replace("AXE", Axe().axe_script))
    return found

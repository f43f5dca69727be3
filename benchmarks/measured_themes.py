"""How near `newsgrid measure-theme` comes: heights predicted by measured metrics, against Chromium.

    python -m benchmarks.measured_themes [wordpress|saved] [--posts 40] [--worst 20]

`wordpress`: the stock themes of Debian's WordPress, each measured on three posts of the block
editor and one that has each of its blocks; predicted are all others, which nobody here wrote (see
benchmarks.wordpress). `saved`:
the pages in ../shared/corpora, each measured on itself, without the style sheets that were not
saved. Exit code 2 where they are missing.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.corpora import CORPORA
from benchmarks.real_wordpress.server import Server, installed, running
from benchmarks.wordpress.posts import foreign_posts
from layout.service.foreign.agreement import Agreement, agreement
from layout.service.foreign.browser import opened
from layout.service.foreign.measure_theme import measured_theme, screens_of
from layout.service.foreign.measured_page import MeasuredPage, measured_page
from layout.service.measured.metrics import Theme, read_theme
from slots.finding import BadInput
from slots.rulebook.load import default_rules

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (375, 768, 1440)
_SIZES = screens_of(default_rules(), WIDTHS)
_THEMES = ("twentytwentyfive", "twentytwentyfour")
_COPY = ".entry-content"
_LEARNED = 3
_SITE = Path(__file__).parent / "wordpress" / "site.php"
_NEAR = 1.0


def _kept(name: str, html: str) -> str:
    return f"<!-- wp:{name} -->\n{html}\n<!-- /wp:{name} -->"


_TEXT = "The tide came in at seven, and with it the boats. "
_ITEM = _kept("list-item", f"<li>{_TEXT}</li>")
_WORDS = _kept("paragraph", f"<p>{_TEXT * 3}</p>")
_IMAGE = '<img src="/wp-content/uploads/picture.png" alt="" width="1024" height="683"/>'
_FIGURE = '<figure class="wp-block-image size-large">{}</figure>'
_CAPTION = f'<figcaption class="wp-element-caption">{_TEXT}</figcaption>'
_ROW = "<tr><td>one</td><td>two</td></tr>"
_ALL = "\n\n".join(
    (
        _WORDS,
        *(
            f'<!-- wp:heading {{"level":{n}}} -->\n<h{n} class="wp-block-heading">{_TEXT}</h{n}>\n'
            f"<!-- /wp:heading -->\n{_WORDS}"
            for n in range(2, 7)
        ),
        _kept("list", f'<ul class="wp-block-list">{_ITEM}{_ITEM}</ul>'),
        _kept("quote", f'<blockquote class="wp-block-quote">{_WORDS}<cite>A</cite></blockquote>'),
        _kept("image", _FIGURE.format(_IMAGE)),
        _kept("image", _FIGURE.format(_IMAGE + _CAPTION)),
        _kept("preformatted", f'<pre class="wp-block-preformatted">{_TEXT}</pre>'),
        _kept("table", f'<figure class="wp-block-table"><table>{_ROW}{_ROW}</table></figure>'),
        _kept("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>'),
        _WORDS,
    )
)
"""A post with each block of the editor's that has a role: style sheets come with their blocks."""


def main() -> int:
    """Prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.measured_themes")
    parser.add_argument("what", nargs="?", choices=("wordpress", "saved"))
    parser.add_argument("--posts", type=int, default=40)
    parser.add_argument("--pages", type=int, default=60, help="saved pages, at most")
    parser.add_argument("--worst", type=int, default=0, help="blocks that are told worst, shown")
    asked = parser.parse_args()
    tools = installed()
    if not CORPORA.exists() or (tools is None and asked.what != "saved"):
        print("skipped: there is no WordPress with PHP and MariaDB here, or no ../shared/corpora")
        return 2
    with _chromium() as browser:
        if asked.what != "saved":
            for theme, found in _wordpress(browser, asked.posts):
                _told(theme, found, asked.worst)
        if asked.what != "wordpress":
            _told("saved pages", list(_saved(browser, asked.pages)), asked.worst)
    return 0


@contextmanager
def _chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


def _wordpress(browser: Browser, count: int) -> Iterator[tuple[str, list[Agreement]]]:
    """Each stock theme, and how near its metrics come on posts that they were not measured on."""
    posts = foreign_posts(count)
    with tempfile.TemporaryDirectory() as place, running(Path(place), installed()) as server:
        _act(server, "install")
        uploads = server.site / "wp-content" / "uploads"
        uploads.mkdir(exist_ok=True)
        _picture(uploads / "picture.png")
        file = Path(place) / "posts.json"
        told = [{"title": "All", "content": _ALL}]
        told += [{"title": post.title, "content": post.content} for post in posts]
        file.write_text(json.dumps(told))
        ids = [each["id"] for each in _act(server, "posts", str(file))]
        for theme in _THEMES:
            _act(server, "wear", theme)
            print(f"{theme}: {len(posts)} posts", flush=True)
            whole, *found = _pages(browser, [f"http://{server.host}/?p={each}" for each in ids])
            own = [i for i, post in enumerate(posts) if post.editor == "blocks" and found[i]]
            first = own[:_LEARNED]
            metrics = _metrics(Path(place) / theme, [whole, *(found[i] for i in first)])
            rest = [page for i, page in enumerate(found) if page and i not in first]
            yield theme, [agreement(metrics, rest)]


def _saved(browser: Browser, count: int) -> Iterator[Agreement]:
    """How near the metrics of each saved page come on itself."""
    files = sorted((CORPORA / "imports" / "html").glob("*/source.html"))[:count]
    with tempfile.TemporaryDirectory() as place:
        for number, page in enumerate(_pages(browser, map(str, files), None)):
            if page:
                yield agreement(_metrics(Path(place) / str(number), [page]), [page])


def _pages(
    browser: Browser, addresses: Sequence[str], copy: str | None = _COPY
) -> list[MeasuredPage | None]:
    """Pages, measured; None for one without a copy."""
    found: list[MeasuredPage | None] = []
    for address in addresses:
        try:
            with opened(browser, address) as page:
                found.append(measured_page(page, _SIZES, copy))
        except BadInput as error:
            print(f"{address}: {error.findings[0].message}")
            found.append(None)
    return found


def _metrics(folder: Path, pages: Sequence[MeasuredPage | None]) -> Theme:
    """The theme of pages, written and read as newsgrid serve reads it."""
    made = measured_theme([page for page in pages if page], _SIZES, "fonts")
    (folder / "fonts").mkdir(parents=True)
    for font in made.fonts.values():
        (folder / "fonts" / font.name).write_bytes(font.data)
    (folder / "theme.toml").write_text(made.toml)
    return read_theme(folder / "theme.toml")


def _act(server: Server, *arguments: str) -> Any:
    return json.loads(server.run(str(_SITE), *arguments))


def _picture(file: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1024, 683), (160, 170, 150)).save(file)


def _told(name: str, found: Sequence[Agreement], worst: int) -> None:
    """A table by role, and the blocks that are told worst."""
    blocks = [each for one in found for each in one.compared]
    roles = defaultdict(list)
    for each in blocks:
        roles["all"].append(each)
        roles[each.role].append(each)
        roles[f"{WIDTHS[each.screen]} px"].append(each)
    print(f"\n{name}: {len(blocks)} blocks, {sum(one.untold for one in found)} untold")
    for role, own in sorted(roles.items(), key=lambda item: -len(item[1])):
        near = sum(abs(each.error) <= _NEAR for each in own)
        lines = sum(abs(each.error) < each.line / 2 for each in own)
        drift = sum(each.error for each in own) / sum(each.stands for each in own or [1])
        print(
            f"  {role:12} {len(own):5}  within 1 px {near / len(own):6.1%}  "
            f"as many lines {lines / len(own):6.1%}  too high {drift:+.2%}"
        )
    for each in sorted(blocks, key=lambda each: -abs(each.error))[:worst]:
        print(
            f"    {each.page[-40:]} {WIDTHS[each.screen]} {each.role} "
            f"{each.predicted:.1f} for {each.stands:.1f}: {each.html[:150]!r}"
        )


if __name__ == "__main__":
    raise SystemExit(main())

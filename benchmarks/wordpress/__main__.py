"""Whether the WordPress plugin keeps its promises on posts that nobody here wrote.

    python -m benchmarks.wordpress [--posts 100] [--rules preset:mediavine] [--pictures DIR]

Needs WordPress, PHP and MariaDB (Debian: wordpress php-cli php-mysql php-mbstring php-xml
mariadb-server) and ../shared/corpora. Exit code 1 where a promise is not kept, 2 where it cannot
be tried.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.corpora import CORPORA
from benchmarks.real_wordpress.server import installed
from benchmarks.wordpress.looked_at import WIDTHS
from benchmarks.wordpress.posts import foreign_posts
from benchmarks.wordpress.run import Found, Setting, run

_SHOWN = 30
_PICTURED = 8


def main() -> int:
    """Prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.wordpress", description=__doc__)
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--rules", default="preset:mediavine")
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of some posts")
    asked = parser.parse_args()
    tools = installed()
    if tools is None or not CORPORA.exists():
        print("skipped: there is no WordPress with PHP and MariaDB here, or no ../shared/corpora")
        return 2
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        kept = _PICTURED if asked.pictures else 0
        setting = Setting(tools, browser, Path(folder), asked.rules, kept)
        found = run(setting, foreign_posts(asked.posts))
        browser.close()
        if asked.pictures:
            asked.pictures.mkdir(parents=True, exist_ok=True)
            for picture in Path(folder).glob("*.png"):
                (asked.pictures / picture.name).write_bytes(picture.read_bytes())
    _told(found)
    return int(bool(found.wrong))


def _told(found: Found) -> None:
    kinds = sorted({post.story.editor for post in found.posts})
    print(f"{len(found.posts)} posts ({', '.join(kinds)}), {found.boxes} gaps with boxes")
    seconds = [post.seconds for post in found.posts]
    print(f"saving one: median {statistics.median(seconds) * 1000:.0f} ms, {max(seconds):.2f} s")
    for index, width in enumerate(WIDTHS):
        looks = [each[index] for each in found.looks.values()]
        print(
            f"{width} px: {sum(look.boxes for look in looks)} ads in "
            f"{sum(look.boxes > 0 for look in looks)} posts, densest "
            f"{max(look.density for look in looks):.1%}, most shift "
            f"{max(look.shift for look in looks):.4f}"
        )
    for title, lines in (("without boxes", found.refused), ("not kept", found.wrong)):
        print(f"{title}: {len(lines)}")
        print("".join(f"  {line}\n" for line in lines[:_SHOWN]), end="")


if __name__ == "__main__":
    raise SystemExit(main())

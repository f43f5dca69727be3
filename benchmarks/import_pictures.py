"""The README's pictures of an import: the sample export as a newspaper and as a site.

python -m benchmarks.import_pictures docs
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.contact_sheet import contact_sheet, pages_of
from benchmarks.weekly_export import WEEKLY

_PAGES, _DPI, _ACROSS = 6, 40, 3


def main() -> None:
    """Takes both into a folder: the first pages, and the home page as a screen shows it first."""
    docs = Path(sys.argv[1])
    newsgrid = Path(sys.executable).with_name("newsgrid")
    with TemporaryDirectory() as name:
        paper = Path(name) / "saltmere"
        export = WEEKLY.parent / "saltmere-wordpress.xml"
        media = WEEKLY / "stories" / "media"
        for make in (
            ("import", export, "--media", media, "-o", paper),
            ("print", paper, "-o", paper.with_suffix(".pdf")),
            ("site", paper, "-o", f"{paper}-site"),
        ):
            subprocess.run([newsgrid, *make], check=True, stdout=subprocess.DEVNULL)
        pages = pages_of(paper.with_suffix(".pdf"), _DPI)[:_PAGES]
        contact_sheet(pages, _ACROSS).save(docs / "import-print.png", optimize=True)
        home, shot = Path(f"{paper}-site", "index.html"), docs / "import-web.png"
        window = ("--window-size=1300,1180", f"--screenshot={shot}", home.as_uri())
        chromium = [CHROMIUM, *FLAGS, *window]
        subprocess.run(chromium, check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()

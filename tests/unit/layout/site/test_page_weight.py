"""What pages of a site weigh, without pictures: a reader on a phone has a story for 100 kB."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.page_weight import LIMIT, ROOT, weights
from layout.publication.all_stories import shelf_of
from layout.site.make_site import make_site, write_made


def test_a_page_weighs_what_it_loads_at_once(tmp_path: Path):
    (tmp_path / "town").mkdir()
    (tmp_path / "r" / "x").mkdir(parents=True)
    (tmp_path / "r" / "x" / "index.html").write_text("moved", encoding="utf-8")
    (tmp_path / "a.woff2").write_bytes(b"x" * 1000)
    (tmp_path / "other.woff2").write_bytes(b"x" * 5000)
    (tmp_path / "s.css").write_text("p { color: red }", encoding="utf-8")
    html = (
        '<link rel="preload" href="../a.woff2" as="font"><link rel="stylesheet" href="../s.css">'
        '<a href="../other.woff2">Two words</a>'
    )
    (tmp_path / "town" / "ferry.html").write_text(html, encoding="utf-8")
    (page,) = weights(tmp_path)
    packed = [len(gzip.compress(each, 9)) for each in (html.encode(), b"p { color: red }")]
    assert (page.page, page.words) == ("town/ferry.html", 2)
    assert (page.whole, page.html, page.fonts) == (sum(packed) + 1000, packed[0], 1000)


@pytest.mark.slow
@pytest.mark.parametrize("publication", ["seeds", "seeds/weekly"])
def test_every_page_of_ours_is_light(publication: str, tmp_path: Path):
    write_made(make_site(shelf_of(ROOT / publication), tmp_path))
    heavy = [page for page in weights(tmp_path) if page.whole > LIMIT]
    assert not heavy


@pytest.mark.slow
def test_a_long_read_in_many_letters_is_light(tmp_path: Path):
    """4,000 words with bold, italics, bold italics, a table and letters of Czech and Māori."""
    publication, site = tmp_path / "paper", tmp_path / "site"
    (publication / "stories").mkdir(parents=True)
    (publication / "newsgrid.toml").write_text('name = "Paper"\n', encoding="utf-8")
    copy = sorted((ROOT / "seeds" / "weekly" / "stories").glob("*.md"))
    texts = [file.read_text(encoding="utf-8").split("\n---\n")[-1] for file in copy]
    lines = [line for text in texts for line in text.splitlines() if line[:1].isalpha()]
    words, paragraphs = 0, []
    for line in lines:
        paragraphs.append(line)
        words += len(line.split())
        if words > 4000:
            break
    assert words > 4000
    marked = "Příliš **žluťoučký** kůň *úpěl* ***ďábelské*** ódy, Māori tell us.\n"
    table = "| Club | Points |\n|---|--:|\n| Saltmere **Rovers** | 31 |\n"
    text = "\n\n".join(("# A long read", marked, "## A crosshead", table, *paragraphs))
    (publication / "stories" / "long.md").write_text(text, encoding="utf-8")
    write_made(make_site(shelf_of(publication), site, jobs=1))
    (page,) = (each for each in weights(site) if each.page.endswith("long.html"))
    assert page.words > 4000
    assert page.whole < LIMIT

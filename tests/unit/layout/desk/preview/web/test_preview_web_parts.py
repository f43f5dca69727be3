"""Parts of the web worker: what lies in the folder, where stories stand, what is kept, names."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.newspapers.gazette import gazette

from layout.desk.preview.web.changed_files import stories_among, walk
from layout.desk.preview.web.story_addresses import Plotter
from layout.desk.preview.workers.bounded_store import Kept, Store
from layout.desk.preview.workers.findings_as_data import below, name_of
from layout.publication.all_stories import shelf_of
from layout.publication.story_files import stories_in
from layout.site.changed_stories import surveyed
from layout.site.manifest import NAME, Manifest
from slots.finding import Finding, Severity, Where

BODY = "\n\nThe ferry is back, and so are its passengers.\n"
FRONTS = {
    "plain.md": "---\nheadline: A\nsection: Town\n---",
    "quoted.md": '---\nsection: "Town & country"\nslug: "an-other"\n---',
    "comment.md": "---\nsection: Town # not Country\n---",
    "folded.md": "---\nsection: >\n  Town\n  and country\nheadline: B\n---",
    "continued.md": "---\nsection: Town\n  and country\n---",
    "windows.md": "---\r\nheadline: C\r\nsection: Sport\r\n---\r\n",
    "marked.md": "\ufeff---\nsection: Opinión y análisis\n---",
    "null.md": "---\nsection: null\n---",
    "twice.md": "---\nsection: Town\nheadline: D\nsection: Sport\n---",
    "none.md": "# Headline",
    "0412.md": "---\nheadline: Named by its headline\nsection: Town\n---",
    "slugged.md": "---\nslug: Cherry Port\nsection: TOWN\n---",
    "rules.md": "---\nheadline: E\nrules:\n  slot:\n    ad:\n      max: 2\nsection: Arts\n---",
    "dots.md": "---\nsection: Arts\n...",
    "late.md": "---\nheadline: F\ndeck: |\n  section: Not this\nsection: Arts\n---",
    "words.txt": "Plain words\n\nsection: Town\n",
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "stories").mkdir()
    (tmp_path / "newsgrid.toml").write_text('name = "T"\n[web]\nsections = ["Sport", "Town"]\n')
    for name, front in FRONTS.items():
        (tmp_path / "stories" / name).write_bytes((front + BODY).encode())
    return tmp_path


def test_stories_stand_where_the_site_has_them(folder):
    shelf = shelf_of(folder)
    site = surveyed(shelf, Manifest())
    walked = walk(folder)
    names = stories_among(walked, folder)
    spots = Plotter(folder).spots(names, walked, shelf.house.publication)
    assert spots.sections == site.sections
    for page, _ in site.stories:
        found = spots.files[page.card.file]
        assert (found.section, found.path) == (page.section, page.path), page.card.file
        assert spots.paths[page.path] == page.card.file
    assert len(spots.files) == len(FRONTS)


def test_a_story_that_breaks_keeps_its_place(folder):
    shelf, plotter = shelf_of(folder), Plotter(folder)

    def place():
        walked = walk(folder)
        names = stories_among(walked, folder)
        return plotter.spots(names, walked, shelf.house.publication).files["stories/0412.md"].path

    first = place()
    (folder / "stories" / "0412.md").write_text("---\nsection: Town\nheadline: [\n---\n\nText.\n")
    assert place() == first


def test_the_walk_finds_the_stories_that_the_command_line_finds(tmp_path):
    gazette(tmp_path / "g", 5)
    root = tmp_path / "g"
    for extra in ("README.md", "beside.md", "stories/deep/er.markdown", "other/not.md", "n.TXT"):
        (root / extra).parent.mkdir(parents=True, exist_ok=True)
        (root / extra).write_text("Text.\n")
    (root / ".hidden").mkdir()
    (root / ".hidden" / "x.md").write_text("Text.\n")
    (root / "public" / "town").mkdir(parents=True)
    (root / "public" / NAME).write_text("{}")
    walked = walk(root)
    expected = tuple(file.relative_to(root).as_posix() for file in stories_in(root))
    assert stories_among(walked, root) == expected
    assert not any(name.startswith((".", "public")) for name in walked)
    assert "newsgrid.toml" in walked and "stories/media/0.png" in walked


def test_the_walk_finds_those_of_a_folder_that_is_no_publication(tmp_path):
    for name in ("a.md", "b/c.md", "b.d/c.md", "README.md", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.\n")
    expected = tuple(file.relative_to(tmp_path).as_posix() for file in stories_in(tmp_path))
    assert stories_among(walk(tmp_path), tmp_path) == expected


def test_links_that_lead_out_are_not_followed_and_circles_end(tmp_path):
    outside, tmp_path = tmp_path / "secret.md", tmp_path / "gazette"
    outside.write_text("Nobody's business.\n")
    (tmp_path / "here").mkdir(parents=True)
    (tmp_path / "out.md").symlink_to(outside)
    (tmp_path / "up").symlink_to(tmp_path.parent)
    (tmp_path / "here" / "again").symlink_to(tmp_path)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nothing")
    (tmp_path / "a.md").write_text("Text.\n")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    assert sorted(name for name in walk(tmp_path) if name.endswith(".md")) == ["a.md", "b.md"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 40)), max_size=60))
def test_a_store_holds_no_more_than_it_may_and_always_what_came_last(puts):
    store = Store(100)
    for name, size in puts:
        store.put({str(name): bytes(size)})
        held = {str(each): store.take(str(each)) for each in range(10)}
        assert store.size == sum(len(data) for data in held.values() if data) <= 100
        assert held[str(name)] == bytes(size)


def test_files_that_come_together_stay_together_however_large():
    store = Store(100)
    store.put({"old": bytes(90)})
    store.put({"a": bytes(80), "b": bytes(80)})
    assert store.take("old") is None and store.take("a") and store.take("b")


def test_what_was_used_longest_ago_goes_first():
    kept: Kept[str, int] = Kept(2)
    for name in ("a", "b"):
        kept.put(name, ord(name))
    assert kept.get("a") == ord("a")
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c"), len(kept)) == (97, None, 3, 2)


def test_findings_name_files_below_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "g").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "g")

    def file(folder, name):
        found = below(Path(folder), [Finding("x", Severity.ERROR, "y", Where(name, 3), "z")])
        return found[0].where.file

    assert file("g", "g/stories/a.md") == "stories/a.md"
    assert file(tmp_path / "g", "g/stories/a.md") == "stories/a.md"
    assert file("g", str(tmp_path / "g" / "slots.toml")) == "slots.toml"
    assert file("link", str(tmp_path / "g" / "slots.toml")) == "slots.toml"
    assert file(".", "slots.toml") == "slots.toml"
    assert file("g", "/elsewhere/slots.toml") == "/elsewhere/slots.toml"
    nowhere = Finding("x", Severity.ERROR, "y")
    assert below(Path("g"), [nowhere, nowhere]) == (nowhere,)
    assert name_of(Path("g"), "g/a b.md") == "a b.md"

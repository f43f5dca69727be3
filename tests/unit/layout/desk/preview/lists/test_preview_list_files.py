"""Texts of a publication over the wire: read, written, and never another's."""

import pytest
from support.desk.running_desk import desk_on

from layout.desk.preview.lists.text_names import texts_below
from layout.site.manifest import NAME

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk on a small publication, and its folder."""
    folder = tmp_path_factory.mktemp("gazette")
    (folder / "stories").mkdir()
    (folder / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (folder / "stories" / "flood.md").write_text("---\nheadline: Flood\n---\n\nIt rained.\n")
    with desk_on(folder) as running:
        running.folder = folder
        yield running


def test_texts_are_named_read_and_written(desk):
    assert desk.ask("GET", "/api/files").json == {"files": ["newsgrid.toml", "stories/flood.md"]}
    read = desk.ask("GET", "/api/file?name=stories/flood.md").json
    assert (read["name"], "It rained." in read["text"]) == ("stories/flood.md", True)
    text = read["text"].replace("rained", "poured – all day") + "\r\n"
    sent = {"name": read["name"], "text": text, "revision": read["revision"]}
    written = desk.ask("PUT", "/api/file", sent)
    assert written.status == 200
    assert (desk.folder / "stories" / "flood.md").read_bytes() == text.encode()
    again = desk.ask("GET", "/api/file?name=stories/flood.md").json
    assert (again["text"], again["revision"]) == (text, written.json["revision"])


def test_a_text_that_changed_meanwhile_is_not_overwritten_but_given(desk):
    file = desk.folder / "stories" / "flood.md"
    read = desk.ask("GET", "/api/file?name=stories/flood.md").json
    file.write_text("Somebody else's.\n")
    sent = {"name": read["name"], "text": "Mine.\n", "revision": read["revision"]}
    answer = desk.ask("PUT", "/api/file", sent)
    assert (answer.status, answer.json["conflict"]["text"]) == (409, "Somebody else's.\n")
    assert file.read_text() == "Somebody else's.\n"
    sent["revision"] = answer.json["conflict"]["revision"]
    assert desk.ask("PUT", "/api/file", sent).status == 200
    assert file.read_text() == "Mine.\n"


@pytest.mark.parametrize(
    "name",
    ["", "../x.md", "/etc/hosts.txt", ".git/x.toml", "a/../../x.md", "picture.png", "a\\b.md"],
)
def test_what_is_no_text_of_the_publication_is_refused(desk, name):
    read = desk.ask("GET", f"/api/file?name={name}")
    assert read.status == 422
    assert read.json["findings"][0]["code"] == "no-such-text"
    sent = {"name": name, "text": "x", "revision": ""}
    assert desk.ask("PUT", "/api/file", sent).status == 422


@pytest.mark.parametrize("text", ["half of \ud83d a sign", None, 7])
def test_what_is_no_text_is_not_written(desk, text):
    sent = {"name": "new.md", "text": text, "revision": ""}
    assert desk.ask("PUT", "/api/file", sent).status == 422
    assert not (desk.folder / "new.md").exists()


def test_a_story_alone_shows_nothing_that_lies_beside_it(tmp_path):
    (tmp_path / "alone.md").write_text("---\nheadline: Alone\n---\n\nA story.\n")
    (tmp_path / "private.txt").write_text("Not yours.\n")
    with desk_on(tmp_path / "alone.md") as running:
        assert running.ask("GET", "/api/files").json == {"files": ["alone.md"]}
        assert running.ask("GET", "/api/file?name=alone.md").status == 200
        assert running.ask("GET", "/api/file?name=private.txt").status == 422
        sent = {"name": "private.txt", "text": "x", "revision": ""}
        assert running.ask("PUT", "/api/file", sent).status == 422
    assert (tmp_path / "private.txt").read_text() == "Not yours.\n"


def test_texts_are_found_where_people_write_them(tmp_path):
    names = ["slots.toml", "stories/a.md", "stories/b/c.txt", "ads.csv", "README.md"]
    others = [".newsgrid/x.md", ".git/c.toml", "stories/a.jpg", "public/robots.txt", "edition.pdf"]
    for name in (*names, *others, "public/.newsgrid-manifest.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "round").symlink_to(tmp_path)
    assert texts_below(tmp_path) == sorted(names)


def test_links_that_lead_out_are_no_texts(tmp_path):
    folder = tmp_path / "gazette"
    folder.mkdir()
    (folder / "own.md").write_text("x")
    (tmp_path / "others.md").write_text("x")
    (folder / "out.md").symlink_to(tmp_path / "others.md")
    (folder / "in.md").symlink_to(folder / "own.md")
    assert texts_below(folder) == ["in.md", "own.md"]


def test_a_publication_in_a_written_site_keeps_its_texts(tmp_path):
    (tmp_path / NAME).write_text("{}")
    (tmp_path / "own.md").write_text("x")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / NAME).write_text("{}")
    (tmp_path / "site" / "x.md").write_text("x")
    assert texts_below(tmp_path) == ["own.md"]

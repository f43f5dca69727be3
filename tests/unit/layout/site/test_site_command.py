"""newsgrid site: only what changed is made and written, safely, with the same bytes any way."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree, html
from support.newspapers.gazette import SETTINGS, gazette, name

import layout.publication.digests as site_context
from layout.desk.command import main
from layout.site.manifest import NAME

pytestmark = pytest.mark.slow

SITE = "https://gazette.example/"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody mends newsgrid itself while a test runs."""
    monkeypatch.setattr(site_context, "_program", lambda: iter(("newsgrid",)))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication and its site, made once; tests copy both."""
    import contextlib
    import io

    folder = tmp_path_factory.mktemp("first")
    gazette(folder / "gazette", 9)
    patch = pytest.MonkeyPatch()
    patch.setattr(site_context, "_program", lambda: iter(("newsgrid",)))
    patch.chdir(folder)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert main(["site", "gazette", "-o", "public", "--jobs", "1"]) == 0
    patch.undo()
    return folder


@pytest.fixture
def press(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(capsys, *arguments: str, code: int = 0) -> dict:
    capsys.readouterr()
    assert main(["site", "gazette", "-o", "public", "--json", "--jobs", "1", *arguments]) == code
    return json.loads(capsys.readouterr().out)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_a_second_run_makes_and_writes_nothing(press: Path, capsys):
    before = {file: file.stat().st_mtime_ns for file in press.rglob("*")}
    report = made(capsys)
    assert (report["made"], report["written"], report["removed"]) == (0, [], [])
    assert report["unchanged"] == report["files"] > 50
    assert {file: file.stat().st_mtime_ns for file in press.rglob("*")} == before


def test_a_changed_story_rewrites_its_page_and_what_shows_it(press: Path, capsys):
    file = press / "gazette" / "stories" / f"{name(1)}.md"
    file.write_text(file.read_text() + "\n\nOne more paragraph for the harbour.\n")
    report = made(capsys)
    assert report["made"] == 1
    page = f"environment/{name(1)}.html"
    assert page in report["written"]
    feeds = {"feed.xml", "feed.json", "environment/feed.xml"}  # they carry the story
    own = {path for path in report["written"] if not path.startswith("assets/page-")}
    assert own == {page} | feeds
    headline = file.read_text().replace('headline: "', 'headline: "Anew ')
    file.write_text(headline)
    report = made(capsys)
    shown = {"index.html", "environment/index.html", "environment/feed.xml", "feed.xml"}
    shown |= {"feed.json", "sitemap.xml", page}
    stories = {path for path in report["written"] if path.endswith(".html")} - {*shown, page}
    for path in stories:  # those that have it among what to read next
        assert ">Anew " in (press / "public" / path).read_text()
    assert report["made"] == 1 + len(stories) and set(report["written"]) <= shown | stories
    assert {"index.html", "environment/index.html", "feed.xml", page} <= set(report["written"])


def test_bytes_are_the_same_step_by_step_and_from_scratch(press: Path, capsys):
    stories = press / "gazette" / "stories"
    (stories / f"{name(3)}.md").unlink()
    text = (stories / f"{name(2)}.md").read_text().replace("---\n\n", "---\n\nΩ signs. ", 1)
    (stories / f"{name(2)}.md").write_text(text)
    report = made(capsys)
    assert report["removed"] and report["made"] >= 1
    made(capsys, "--jobs", "2")
    step_by_step = bytes_of(press / "public")
    shutil.rmtree(press / "public")
    assert made(capsys, "--jobs", "2")["made"] == 8
    assert bytes_of(press / "public") == step_by_step


def test_a_page_without_a_story_is_taken_away_and_other_files_stay(press: Path, capsys):
    public = press / "public"
    (public / "town" / "own.html").write_text("not ours")
    (public / "CNAME").write_text("gazette.example")
    (press / "gazette" / "stories" / f"{name(7)}.md").unlink()
    report = made(capsys)
    assert f"opinion/{name(7)}.html" in report["removed"]
    assert "opinion/index.html" in report["removed"] and not (public / "opinion").exists()
    assert (public / "town" / "own.html").read_text() == "not ours"
    assert (public / "CNAME").exists()


def test_a_file_that_someone_spoilt_is_made_again(press: Path, capsys):
    before = bytes_of(press / "public")
    for path in (f"town/{name(0)}.html", "index.html", "feed.xml"):
        (press / "public" / path).write_text("spoilt")
    next((press / "public" / "assets" / "fonts").iterdir()).unlink()
    next((press / "public" / "assets" / "media").iterdir()).unlink()
    made(capsys)
    assert bytes_of(press / "public") == before


@pytest.mark.parametrize(
    "spoilt",
    ["", "{", "[]", '{"version": 1}', '{"version": 1, "context": 3, "outputs": [1]}'],
)
def test_a_manifest_that_is_none_costs_time_and_nothing_else(press: Path, capsys, spoilt: str):
    before = bytes_of(press / "public")
    (press / "public" / NAME).write_text(spoilt)
    assert made(capsys)["made"] == 9
    assert bytes_of(press / "public") == before


def test_a_manifest_that_names_files_elsewhere_takes_none_of_them_away(press: Path, capsys):
    (press / "victim.txt").write_text("mine")
    manifest = json.loads((press / "public" / NAME).read_text())
    for path in ("../victim.txt", str(press / "victim.txt"), "town/../../victim.txt"):
        manifest["outputs"][path] = "0" * 32
    (press / "public" / NAME).write_text(json.dumps(manifest))
    assert made(capsys)["removed"] == []
    assert (press / "victim.txt").read_text() == "mine"


def test_a_broken_story_stops_all_and_nothing_is_written(press: Path, capsys):
    before = bytes_of(press / "public")
    for number in (1, 2):
        (press / "gazette" / "stories" / f"{name(number)}.md").write_text("---\nrank: [\n---\n")
    report = made(capsys, code=2)
    files = {finding["file"] for finding in report["findings"]}
    assert files == {f"gazette/stories/{name(number)}.md" for number in (1, 2)}
    assert bytes_of(press / "public") == before


def test_a_manifest_that_forgot_files_has_them_made_again(press: Path, capsys):
    before = bytes_of(press / "public")
    manifest = json.loads((press / "public" / NAME).read_text())
    story = f"stories/{name(1)}.md"
    page = next(path for path in manifest["stories"][story]["outputs"] if path.endswith(".html"))
    fonts = [path for path in manifest["outputs"] if path.startswith("assets/fonts/")]
    for path in (page, *fonts):
        manifest["outputs"].pop(path)
        (press / "public" / path).unlink()
    manifest["stories"][story]["outputs"].pop(page)
    (press / "public" / NAME).write_text(json.dumps(manifest))
    assert made(capsys)["made"] == 1
    assert bytes_of(press / "public") == before


@pytest.mark.parametrize(
    "output", ["gazette", "gazette/stories", "gazette/stories/public", "gazette/media/public"]
)
def test_a_site_is_not_written_among_what_it_is_made_of(press: Path, capsys, output: str):
    assert main(["site", "gazette", "-o", output]) == 2
    assert "publication's own files" in capsys.readouterr().err


def test_a_folder_of_stories_alone_would_be_searched_for_stories_too(tmp_path: Path, capsys):
    (tmp_path / "a.md").write_text("---\nheadline: A\n---\nText.\n")
    assert main(["site", str(tmp_path), "-o", str(tmp_path / "public")]) == 2
    assert "publication's own files" in capsys.readouterr().err


def test_a_module_in_a_folder_of_another_name_that_changes_changes_pages(press: Path, capsys):
    settings = press / "gazette" / "newsgrid.toml"
    (press / "gazette" / "modules").mkdir(exist_ok=True)
    shutil.move(press / "gazette" / "modules", press / "gazette" / "shared")
    settings.write_text('modules = "shared"\n' + settings.read_text())
    made(capsys)
    (press / "gazette" / "shared" / "newsletter.md").write_text("# Letters\n\nEach morning.\n")
    assert made(capsys)["made"] == 9


def test_a_picture_that_changes_changes_its_page(press: Path, capsys):
    from PIL import Image

    Image.new("RGB", (640, 480), "red").save(press / "gazette" / "stories" / "media" / "0.png")
    report = made(capsys)
    pages = {path for path in report["written"] if path.endswith(".html")} - {"index.html"}
    stories = {path for path in pages if not path.endswith("/index.html")}
    assert report["made"] == len(stories) and f"town/{name(0)}.html" in stories
    for path in stories - {f"town/{name(0)}.html"}:  # what they lead on to has it
        assert f"{name(0)}.html" in (press / "public" / path).read_text()
    assert any(path.startswith("assets/media/0-") for path in report["removed"])


def test_feeds_have_what_their_specifications_ask_for(press: Path):
    public = press / "public"
    for file in (public / "feed.xml", public / "town" / "feed.xml"):
        root = etree.fromstring(file.read_bytes())
        assert root.tag == "rss" and root.get("version") == "2.0"
        (channel,) = root
        assert all(channel.findtext(tag) for tag in ("title", "link", "description"))
        (own,) = channel.findall("{http://www.w3.org/2005/Atom}link")
        assert own.get("rel") == "self" and own.get("href").endswith("feed.xml")
        items = channel.findall("item")
        assert items and len({item.findtext("guid") for item in items}) == len(items)
        for item in items:
            assert item.findtext("title") and item.findtext("description")
            told = html.fromstring(item.findtext(CONTENT))
            story = (public / item.findtext("link").removeprefix(SITE)).read_text()
            copy = html.fromstring(story).xpath("//div[@class='copy']/p[@class='paragraph']")
            texts = [each.text_content() for each in told.iter("p")]
            assert texts == [each.text_content() for each in copy] != []
            for each in told.xpath("//@src | //@href"):
                assert each.startswith("https://")
            assert not told.xpath("//@class | //@id | //script | //aside")
            address = item.findtext("link")
            assert (public / address.removeprefix("https://gazette.example/")).is_file()
            for enclosure in item.findall("enclosure"):
                media = public / enclosure.get("url").removeprefix("https://gazette.example/")
                assert media.stat().st_size == int(enclosure.get("length"))
                assert enclosure.get("type") == "image/jpeg"
    feed = json.loads((public / "feed.json").read_text())
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    assert feed["feed_url"] == "https://gazette.example/feed.json"
    assert len(feed["items"]) == 9
    for item in feed["items"]:
        assert item["id"] and item["content_html"].startswith(("<p>", "<figure>"))
        assert all(author["name"] for author in item["authors"])


def test_the_sitemap_names_every_page_and_news_the_newest(press: Path):
    public = press / "public"
    root = etree.fromstring((public / "sitemap.xml").read_bytes())
    named = {
        loc.text.removeprefix("https://gazette.example/")
        for loc in root.iterfind("s:url/s:loc", NS)
    }
    pages = {file.relative_to(public).as_posix() for file in public.rglob("*.html")}
    pages = {path for path in pages if not path.startswith("r/") and path != "404.html"}
    assert named == {path.removesuffix("index.html") for path in pages}
    news = root.findall(".//{http://www.google.com/schemas/sitemap-news/0.9}news")
    assert len(news) == 8  # all but the one without a date
    assert b"Sitemap: https://gazette.example/sitemap.xml" in (public / "robots.txt").read_bytes()


def test_printed_addresses_lead_where_the_link_leads(press: Path, capsys):
    from layout.press.boxes.printed_address import short_address
    from layout.story.publication import Publication

    story = press / "gazette" / "stories" / f"{name(0)}.md"
    story.write_text(story.read_text() + "\n::: newsletter\n# Sign up\n:::\n")
    made(capsys)
    paper = Publication(short_address="gazette.example/r", site="https://gazette.example")
    target = "https://gazette.example/newsletter"
    page = press / "public" / short_address(paper, target).removeprefix("gazette.example/")
    text = (page / "index.html").read_text()
    assert f'content="0; url={target}"' in text and f'<a href="{target}">' in text


def test_the_printed_address_of_a_story_leads_to_it(press: Path, capsys, monkeypatch):
    from layout.press.boxes import printed_address
    from layout.story.publication import Publication

    made(capsys)
    paper = Publication(short_address="gazette.example/r", site="https://gazette.example")
    public = press / "public"

    def text_of(slug: str) -> str:
        address = printed_address.story_address(paper, slug).removeprefix("gazette.example/")
        return (public / address / "index.html").read_text()

    (leads,) = re.findall(r'content="0; url=([^"]+)"', text_of(name(0)))
    assert leads.startswith("../../") and (public / leads.removeprefix("../../")).is_file()
    assert leads.endswith(f"/{name(0)}.html")
    assert f'rel="canonical" href="https://gazette.example/{leads.removeprefix("../../")}"' in (
        text_of(name(0))
    )
    monkeypatch.setattr(printed_address, "LETTERS", "2")  # all codes are one
    made(capsys)
    both = text_of(name(0))
    assert "refresh" not in both and "canonical" not in both
    assert all(f"/{name(each)}.html" in both for each in range(2))


def test_without_an_address_there_are_no_feeds_and_it_is_told(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines = [line for line in SETTINGS.splitlines() if not line.startswith(("site", "short"))]
    gazette(tmp_path / "gazette", 2, "\n".join(lines))
    report = made(capsys)
    assert "no-address" in [finding["code"] for finding in report["findings"]]
    public = tmp_path / "public"
    assert not list(public.rglob("feed.*")) and not (public / "sitemap.xml").exists()
    assert "canonical" not in (public / "index.html").read_text()


def test_what_stories_say_is_escaped_everywhere(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    gazette(tmp_path / "gazette", 1)
    nasty = "</script><script>alert(1)</script>&'<b>"
    (tmp_path / "gazette" / "stories" / "nasty.md").write_text(
        f'---\nheadline: "{nasty}"\nsection: "{nasty}"\nkicker: "{nasty}"\n'
        f'deck: "{nasty}"\nbyline: "By {nasty}"\ntags: ["{nasty}"]\n---\n\nText of the story.\n'
    )
    made(capsys)
    for file in (tmp_path / "public").rglob("*.html"):
        text = file.read_text()
        assert "<script>" not in text and "<b>" not in text, file
        assert text.count("<script") == text.count('<script type="application/ld+json">')
    for file in (tmp_path / "public").rglob("*.xml"):
        etree.fromstring(file.read_bytes())

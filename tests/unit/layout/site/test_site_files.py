"""What a site has beside the copy of its stories: feeds, sitemaps, redirects, fonts and styles that
pages share; and pages of stories, each made by itself."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree
from support.small_pages.square_theme import square_theme

from layout.press.boxes.printed_address import short_address, story_address, story_target
from layout.publication.material import Material
from layout.publication.settings.newsgrid_toml import House
from layout.site import lone_page
from layout.site.draft_stories import Errand, picture_digests
from layout.site.feeds_and_sitemaps import json_feed, newest, robots, rss, sitemap
from layout.site.lone_page import make_page
from layout.site.make_site import check_output
from layout.site.other_pages import SiteContents, feed_files, fronts_of
from layout.site.page_metadata import way_to_root
from layout.site.printed_links import PrintedLink, printed_by, printed_by_sign_ups, redirects
from layout.site.shared_assets import MARK, page_links, site_used
from layout.site.story_page import StoryInSite, story_page
from layout.story.as_written import Ask, Story
from layout.story.block import Embed, Paragraph
from layout.story.creative import Creatives, Seller
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import Run, plain
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.site_words import site_wording_of
from layout.web.cards.story_card import Thumbnail, card_of
from layout.web.fronts.compose_front import SiteMaterial, _pager
from layout.web.fronts.container_lengths import FRONT_STYLES
from layout.web.html.web_fonts import FontFile
from layout.web.measure.column_and_rail_widths import STEPS, STYLES, Sheet
from slots.finding import BadInput
from slots.rulebook.load import default_rules, parse_rules

DAY = datetime.date(2026, 1, 9)
TOWN, SPORT = Section("Town", "town"), Section("Sport", "sport")
PAPER = Publication(name="Gazette", site="https://gazette.example/news", tagline="Daily")


def placed(slug: str, age: int | None = 0, rank: int = 3, section: Section = TOWN) -> Placed:
    date = None if age is None else DAY - datetime.timedelta(days=age)
    story = Story(
        slug,
        plain(f"On {slug} & more"),
        (),
        rank=rank,
        date=date,
        section=section.name,
        language="en",
    )
    pictures = (Thumbnail(f"media/{slug}.jpg", 640, 427),)
    card = replace(card_of(story, f"{slug}.md", "A view", pictures), content="<p>Copy</p>")
    return Placed(card, section, f"{section.folder}/{slug}.html")


def contents(paper: Publication = PAPER) -> SiteContents:
    stories = (placed("old", 9), placed("new"), placed("goal", 1, section=SPORT))
    nothing: Any = None
    material = SiteMaterial(paper, square_theme(), nothing, nothing)
    return SiteContents(material, (TOWN, SPORT), stories, DAY)


def test_stories_that_nobody_ranked_stand_by_the_ranks_of_the_whole_site():
    """Among them the longest leads its section; one that was given a rank keeps it."""
    site = contents()
    long, short = (
        replace(one, card=replace(one.card, ranked=False, slug=slug, words=words))
        for one, slug, words in ((site.stories[1], "z-long", 900), (site.stories[1], "a", 300))
    )
    third = replace(site.stories[2], card=replace(site.stories[2].card, rank=2, ranked=True))
    home, *_ = fronts_of(replace(site, stories=(short, third, long)))
    assert [one.card.slug for one in home.containers[0].stories] == ["z-long", "a", "goal"]
    assert [one.card.rank for one in home.containers[0].stories] == [1, 2, 2]


# --- feeds and sitemaps ----------------------------------------------------------------------


def test_feeds_have_the_newest_first_and_those_without_a_date_last():
    stories = [placed("none", None), placed("old", 3), placed("b", 0, rank=2), placed("a", 0)]
    assert [each.card.slug for each in newest(stories)] == ["b", "a", "old", "none"]


def test_an_rss_feed_has_whole_addresses_and_the_copy():
    feed = etree.fromstring(rss((placed("new"),), PAPER, TOWN, {"media/new.jpg": 4711}))
    assert feed.findtext("channel/title") == "Gazette: Town"
    assert feed.findtext("channel/link") == "https://gazette.example/news/town/"
    item = feed.find("channel/item")
    assert item.findtext("link") == "https://gazette.example/news/town/new.html"
    assert item.findtext("title") == "On new & more"
    assert item.findtext("pubDate") == "Fri, 09 Jan 2026 00:00:00 +0000"
    assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") == "<p>Copy</p>"
    assert item.find("enclosure").get("length") == "4711"


def test_a_json_feed_says_the_same():
    feed = json.loads(json_feed((placed("new"),), PAPER))
    (item,) = feed["items"]
    assert feed["home_page_url"] == "https://gazette.example/news/"
    assert item["url"] == "https://gazette.example/news/town/new.html"
    assert item["image"] == "https://gazette.example/news/assets/media/new.jpg"
    assert item["content_html"] == "<p>Copy</p>" and "content_text" not in item


def test_a_sitemap_has_every_page_and_news_of_two_days():
    stories = (placed("new"), placed("fresh", 2), placed("stale", 3))
    found = etree.fromstring(
        sitemap(stories, ("index.html", TOWN.front, TOWN.older(2)), PAPER, DAY)
    )
    spaces = {"m": found.nsmap[None], "n": found.nsmap["news"]}
    pages = [
        each.removeprefix(PAPER.site) for each in found.xpath("//m:loc/text()", namespaces=spaces)
    ]
    assert pages == [
        *("/", "/town/", "/town/2/", "/town/new.html", "/town/fresh.html", "/town/stale.html")
    ]
    assert found.xpath("//n:title/text()", namespaces=spaces) == [
        "On new & more",
        "On fresh & more",
    ]
    assert b"Sitemap: https://gazette.example/news/sitemap.xml" in robots(PAPER)


def test_without_an_address_there_are_no_feeds():
    files = feed_files(contents(), {f"media/{slug}.jpg": 1 for slug in ("old", "new", "goal")})
    assert list(files) == [
        *("robots.txt", "feed.xml", "feed.json", "sitemap.xml"),
        *("town/feed.xml", "sport/feed.xml"),
    ]
    sold = Creatives(sellers=(Seller("google.com", "pub-1"),))
    assert list(feed_files(contents(Publication(creatives=sold)), {})) == ["ads.txt", "robots.txt"]


def test_the_home_page_comes_first_and_then_a_front_for_each_section():
    home, *fronts = fronts_of(contents())
    assert home.path == "index.html" and [each.path for each in fronts] == [
        "town/index.html",
        "sport/index.html",
    ]
    shown = [one.card.slug for each in fronts[0].containers for one in each.stories]
    assert shown == ["new", "old"]
    assert way_to_root(fronts[0].path) == "../" and way_to_root(home.path) == ""


def test_pages_of_older_stories_are_linked_and_in_the_sitemap():
    stories = tuple(placed(f"s{n:03}", 8 + n) for n in range(150))
    site = replace(contents(), stories=stories)
    fronts = [each for each in fronts_of(site) if each.section == TOWN]
    assert [each.path for each in fronts] == [
        *("town/index.html", *(f"town/{n}/index.html" for n in range(2, 8)))
    ]
    found = [_pager(each, way_to_root(each.path), site_wording_of("en")) for each in fronts]
    assert found[0] and found[0].previous == "" and found[0].next == "../town/2/index.html"
    assert found[1] and found[1].previous == "../../town/index.html"
    assert found[-1] and found[-1].next == ""
    assert [turn.number for turn in found[3].turns if found[3]] == [1, 2, 3, 4, 5, 6, 7]
    assert [turn.number for turn in found[0].turns] == [1, 2, 3, 0, 7]
    assert found[0].turns[1].label == "Page 2"
    assert _pager(fronts_of(contents())[1], "", site_wording_of("en")) is None
    listed = feed_files(site, {f"media/{one.card.slug}.jpg": 1 for one in stories})["sitemap.xml"]
    assert listed.count(b"/town/7/</loc>") == 1


# --- printed addresses -----------------------------------------------------------------------


def module(kind: str = "digest", **more: Any) -> Module:
    return Module(**{"id": "m-1", "kind": kind, "title": plain("More"), **more})


def asking(made: Module) -> Story:
    return Story("s", plain("S"), (), (Ask(0, made),))


def test_a_printed_link_leads_where_the_webs_does_else_to_the_story():
    items = (
        ModuleItem(plain("On the dam"), "Read more", "https://a.example/dam"),
        ModuleItem(plain("On the town"), "Read more", None),
        ModuleItem(plain("On nothing"), "", None),
    )
    embed = Embed("https://v.example/1", "A video")
    printed = printed_by(asking(module(items=items, blocks=(embed,))), "town/s.html")
    assert printed == (
        PrintedLink("story-s", "town/s.html"),
        PrintedLink("https://a.example/dam", "https://a.example/dam"),
        PrintedLink("On the town", "town/s.html"),
        PrintedLink("https://v.example/1", "https://v.example/1"),
    )


def test_a_sign_up_without_an_address_leads_to_its_story():
    own = asking(module("newsletter", action="https://join.example/x"))
    assert list(printed_by_sign_ups(own, PAPER, "s.html")) == [
        PrintedLink("https://join.example/x", "https://join.example/x")
    ]
    lost = list(printed_by_sign_ups(asking(module("newsletter")), PAPER, "s.html"))
    assert {each.leads for each in lost} == {"s.html"} and lost[-1].target == "More"


def test_two_stories_of_one_code_are_both_where_it_leads():
    seen: dict[str, str] = {}
    for number in range(100_000):
        slug = f"s{number}"
        other = seen.setdefault(story_address(PAPER, slug), slug)
        if other != slug:
            break
    printed = [PrintedLink(story_target(each), f"{each}.html") for each in (slug, other)]
    found = redirects(printed, PAPER)
    assert (f"{slug}.html", f"{other}.html") in found.values()
    again = redirects([*printed, *printed], PAPER)
    assert again == found, "what leads to the same place is there once"


def test_codes_of_printed_addresses_are_pages_that_lead_on():
    paper = replace(PAPER, short_address="gazette.example/news/go")
    printed = [PrintedLink("https://a.example/dam", "https://a.example/dam")]
    found = redirects(printed, paper)
    code = short_address(paper, "https://a.example/dam").rsplit("/", 1)[1]
    assert found[f"go/{code}/index.html"] == ("https://a.example/dam",)
    assert ("",) in found.values(), "house ads lead to the home page"
    elsewhere = redirects(printed, replace(PAPER, short_address="gz.example"))
    assert all(path.startswith("r/") for path in elsewhere), "a host of its own is served from r/"


# --- what pages share ------------------------------------------------------------------------


def test_all_pages_together_need_every_styles_cut():
    cuts = {name: Cut(name) for name in (*STYLES, *FRONT_STYLES)}
    styles = {
        (name, step.name): TypeStyle(name, (cut,) * 4, 12_000, 15_000)
        for name, cut in cuts.items()
        for step in STEPS
    }
    used = site_used([{cuts["body"]: "ab"}, {cuts["body"]: "bc", Cut("own"): "x"}], Sheet(styles))
    assert used[cuts["body"]] == "abc" and used[cuts["front_lead"]] == ""
    assert set(used) == {*cuts.values(), Cut("own")} and list(used) == sorted(
        used, key=lambda cut: cut.family
    )


def test_a_page_links_to_the_fonts_that_it_sets():
    fonts = (
        FontFile("body", 400, False, "body.woff2", b""),
        FontFile("body", 400, False, "kana.woff2", b"", only="かな"),
        FontFile("deck", 400, False, "deck.woff2", b""),
    )
    said = page_links({Cut("body"): "abc"}, fonts, "../assets/", ["site.css"])
    assert "../assets/fonts/body.woff2" in said and "../assets/site.css" in said
    assert "kana" not in said and "deck" not in said
    assert "kana.woff2" in page_links({Cut("body"): "な"}, fonts, "", [])


# --- pages of stories --------------------------------------------------------------------------


def test_a_storys_page_is_whole_but_for_its_links(square_font):
    theme = square_theme()
    story = Story("dam", plain("Dam holds"), (Paragraph((Run("It held."),)),), language="en")
    place = StoryInSite("dam.md", TOWN, "town/dam.html")
    rules = parse_rules('[breakpoints]\nmobile = "320px..599px"\n', "slots.toml")
    material = SiteMaterial(PAPER, theme, Foundry(), rules)
    page = story_page(story, place, (TOWN, SPORT), material)
    assert page.html.count(MARK) == 1 and "It held." in page.html
    assert 'href="../sport/index.html"' in page.html
    assert page.card.content == "<p>It held.</p>" and page.files == ()
    assert set("Dam holds It held.") <= set("".join(page.used.values()))
    lost = story_page(story, place, (TOWN,), replace(material, publication=Publication()))
    assert lost.card.content == "", "feeds need addresses"


def test_a_story_that_cannot_be_used_is_problems_and_no_end(tmp_path: Path):
    (tmp_path / "good.md").write_text("# Good\n\nIt is.\n")
    (tmp_path / "newsgrid.toml").write_text('name = "Gazette"\n')
    errand = Errand(str(tmp_path), (TOWN,))
    (made,) = errand((StoryInSite("none.md", TOWN, "town/none.html"),))
    assert made.page is None and made.problems[0].code == "missing-file"
    assert made.story.file == "none.md"


def test_pictures_are_known_by_their_digests(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"a")
    found = dict(picture_digests(["a.png", "b.png"], tmp_path))
    assert len(found["a.png"]) == 32 and found["b.png"] == ""


def test_a_lone_page_is_of_its_day_and_has_its_sellers(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def compose(story, theme, foundry, rules, publication):
        asked.append(publication.date)
        return SimpleNamespace(files=(("index.html", b"x"),), findings=("b", "a"))

    monkeypatch.setattr(lone_page, "compose", compose)
    paper = replace(PAPER, creatives=Creatives(sellers=(Seller("google.com", "pub-1"),)))
    nothing: Any = None
    story, rules = Story("s", plain("S"), ()), default_rules()
    material = Material(story, House(paper, {}), rules, nothing, nothing, {}, ("a",))  # type: ignore[arg-type]
    page = make_page(material, DAY)
    assert asked == [DAY] and list(page.files) == ["index.html", "ads.txt"]
    assert page.findings == ("a", "b"), "each once"


@pytest.mark.parametrize("output", ["stories", "stories/site", "media", ".", "look"])
def test_a_site_never_lies_among_what_it_is_made_of(tmp_path: Path, output: str):
    (tmp_path / "newsgrid.toml").touch()
    (tmp_path / "stories").mkdir()
    house = House(Publication(folder=tmp_path, theme=tmp_path / "look"), {})
    shelf: Any = SimpleNamespace(folder=tmp_path, house=house)
    with pytest.raises(BadInput) as error:
        check_output(shelf, tmp_path / output)
    assert error.value.findings[0].code == "in-the-way"
    check_output(shelf, tmp_path / "public")

"""What templates, script and policy get of an ad's bed: each part by itself."""

from __future__ import annotations

import datetime
import json

from layout.story.as_written import SlotAsk, Story
from layout.story.creative import (
    ADSENSE,
    GPT,
    AdSense,
    Artwork,
    Asset,
    Consent,
    Creative,
    Creatives,
    Frame,
    Gpt,
    HouseMarkup,
    HousePicture,
    Networks,
)
from layout.story.publication import Publication
from layout.story.run import plain
from layout.web.ads.bed_markup import bed_entry, picture_css
from layout.web.ads.beds import AdRequest, Bed, BedSizes
from layout.web.ads.content_policy import ad_policy
from layout.web.ads.in_each_bed import Ads, page_ads, unscheduled
from layout.web.ads.script_orders import ad_files, orders_of, sandbox_of, scripts_of
from layout.web.html.nodes import Node
from layout.web.plan.page_plan import BreakpointPlan, WebPlan
from slots.rulebook.load import parse_rules
from slots.rules.size import Size, Widths
from slots.strip.decision import Decision

LARGE, WIDE, TALL = Size(300, 250), Size(728, 90), Size(300, 600)
BOARD = Artwork(Asset("media/board.png", b"board"), 728, 90)
BOX = Artwork(Asset("media/box.png", b"box"), 300, 250)
FAIR = Creative("fair", HousePicture((BOARD, BOX), "The fair"), ("top",))
UNIT = Creative("unit", Gpt("/1/top"), ("top",), priority=10)
USUAL, NOBODY = Networks(GPT, ADSENSE, ""), Consent()
GROWING = (BedSizes(0, (300, 250), (LARGE,)), BedSizes(980, (728, 90), (WIDE,)))


def bed(house: Creative | None, *requests: AdRequest, sizes=GROWING) -> Bed:
    return Bed(0, house, {"top-1": sizes}, {"top-1": requests})


def ads(made: Bed, networks: Networks = USUAL, consent: Consent = NOBODY) -> Ads:
    return Ads({"top-1": made}, Creatives((), networks, consent))


def test_of_a_house_ads_pictures_the_one_for_the_width_is_shown():
    entry = bed_entry(bed(FAIR), "top-1", "Advertisement", "../")
    assert [each["href"] for each in entry["sources"]] == ["../media/box.png", "../media/board.png"]
    (rule,) = picture_css([bed(FAIR)])
    assert rule == (
        "@container page (width>=max(980px,61.25rem)){#top-1 .ad-picture>:nth-child(1)"
        "{display:none}#top-1 .ad-picture>:nth-child(2){display:block}}"
    )


def test_a_picture_is_brought_down_but_never_enlarged():
    small, large = (Artwork(Asset(f"{n}.png", b""), 30 * n, 25 * n) for n in (2, 40))
    fair = Creative("fair", HousePicture((small, large), ""), ("top",))
    sizes = (BedSizes(0, (300, 250), (LARGE,)),)
    (source,) = bed_entry(bed(fair, sizes=sizes), "top-1", "Ad")["sources"]
    assert (source["width"], source["height"]) == (1200, 1000)


def test_a_frame_has_its_rights_and_a_size_where_it_is_one():
    page = Frame(Asset("creatives/a/index.html", b""), scripts=True)
    entry = bed_entry(bed(Creative("a", page, ("top",), sizes=(LARGE,))), "top-1", "Ad", "../")
    assert entry["src"] == "../creatives/a/index.html" and entry["title"] == "Ad"
    assert entry["size"] == LARGE and entry["sandbox"].startswith("allow-scripts ")
    both = Creative("a", page, ("top",), sizes=(LARGE, WIDE))
    assert bed_entry(bed(both), "top-1", "Ad")["size"] is None, "of two widths two sizes"


def test_the_policy_names_the_hosts_in_use_and_no_others():
    assert ad_policy(ads(bed(FAIR))) == ""
    own = Networks("https://tags.example/gpt.js", ADSENSE, "", ("https://more.example",))
    said = ad_policy(ads(bed(None, AdRequest(0, UNIT, (LARGE,))), own))
    assert "script-src 'self' https://tags.example https://more.example;" in said
    assert "google" not in said
    usual = ad_policy(ads(bed(None, AdRequest(0, UNIT, (LARGE,)))))
    assert "https://securepubads.g.doubleclick.net" in usual and "*.googlesyndication.com" in usual
    frame = Creative("a", Frame(Asset("creatives/a/index.html", b"")), ("top",))
    assert ad_policy(ads(bed(frame))) == "; frame-src 'self'"


def test_orders_change_only_where_something_else_is_asked_for():
    asked = (
        AdRequest(0, UNIT, (LARGE,)),
        AdRequest(600, UNIT, (LARGE,)),
        AdRequest(980, None),
        AdRequest(1200, UNIT, (WIDE, LARGE)),
    )
    assert json.loads(orders_of(asked)) == [
        [0, "unit", [[300, 250]]],
        [980, "", []],
        [1200, "unit", [[728, 90], [300, 250]]],
    ]
    assert orders_of((AdRequest(0, None), AdRequest(600, None))) == ""


def test_a_page_has_our_script_only_where_a_host_is_asked():
    assert scripts_of(ads(bed(FAIR)), "Advertisement") == ()
    consent = Consent(Asset("consent.js", b"ask()"))
    asking = ads(bed(None, AdRequest(0, UNIT, (LARGE,))), consent=consent)
    first, own = scripts_of(asking, "Advertisement", "../")
    assert first == {"src": "../consent.js", "orders": ""}
    setup = json.loads(own["orders"])
    assert setup["creatives"] == {"unit": {"kind": "gpt", "unit": "/1/top", "targeting": {}}}
    assert setup["gpt"] == GPT and "adsense" not in setup, "only networks in use"
    names = [name for name, _ in ad_files(asking)]
    assert names[0] == "consent.js" and own["src"] == f"../{names[1]}"


def test_a_frame_never_has_the_sites_origin():
    for scripts in (False, True):
        rights = sandbox_of(Frame(Asset("a", b""), scripts=scripts)).split()
        assert ("allow-scripts" in rights) is scripts
        assert "allow-same-origin" not in rights and "allow-top-navigation" not in rights


def test_creatives_of_some_days_need_a_day():
    dated = Creative("fair", HousePicture((BOX,), ""), ("top",), since=datetime.date(2026, 1, 1))
    paper = Publication(creatives=Creatives((dated,), USUAL, NOBODY))
    (finding,) = unscheduled(paper)
    assert finding.code == "no-date" and "fair" in finding.message
    day = Publication(date=datetime.date(2026, 1, 2), creatives=paper.creatives)
    assert list(unscheduled(day)) == []


def test_a_bed_serves_what_fits_on_every_screen_and_nothing_where_it_is_hidden():
    ask = SlotAsk("top-1", "top")
    points = tuple(
        BreakpointPlan(name, widths, (), (), (), Decision((), (), 0, 0, 0.0), ())
        for name, widths in (("small", Widths(320, 599)), ("large", Widths(600, 1600)))
    )
    plan = WebPlan(points, (("top-1", "top"),), ())
    paper = Publication(creatives=Creatives((FAIR,), USUAL, NOBODY))
    rules = parse_rules('[slot.top]\nholds = "ad"\ntakes = ["top"]\nsizes = ["300x250"]', "s")

    def served(content: str, point: BreakpointPlan, screen: int) -> tuple[Size, ...]:
        return (LARGE,) if screen < 450 else (LARGE, WIDE)

    node = Node("top-1", ask, "", ("small",))
    made = page_ads(Story("s", plain("S"), ()), plan, (node,), rules, paper, served)
    assert made.beds["top-1"].sizes["top-1"] == (
        BedSizes(0, (300, 250), (LARGE,)),
        BedSizes(450, (728, 250), (LARGE, WIDE)),
        BedSizes(600, (0, 0), ()),
    )
    assert [each.name for each in made.house] == ["fair"]


def test_the_words_of_house_ads_must_be_in_the_pages_fonts():
    text = Creative("t", HouseMarkup("<p>Żółw</p>", "Żółw"), ("top",))
    sold = Creative("s", AdSense("ca-pub-1", "1"), ("top",))
    made = Ads({"a": bed(text, AdRequest(0, sold, (TALL,))), "b": bed(text)})
    assert list(made.words()) == ["Żółw"] and made.outside == (sold,)

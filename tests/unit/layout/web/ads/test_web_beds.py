"""What stands in the beds of a page: shares, priorities, sizes by width, categories, the policy."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from dataclasses import replace
from html import unescape

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Paragraph
from layout.story.creative import (
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
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from layout.web.ads.beds import BedSizes, Candidates, admitted, beds_of, categories_of, chosen
from layout.web.pages.compose import ComposedPage, compose
from slots.rulebook.load import parse_rules
from slots.rulebook.override import advertised
from slots.rules.size import Size
from slots.rules.terms import Rules
from slots.strip.content import About

LARGE, TALL, WIDE = Size(300, 250), Size(300, 600), Size(728, 90)
RULES = """
[slot.top]
holds = "ad"
takes = ["top"]
sizes = ["300x250", "250x250"]
region = "end"
[slot.top.at.desktop]
region = "rail"
sizes = ["300x600", "300x250"]
"""


def picture(name: str, size: tuple[int, int] = (300, 250)) -> HousePicture:
    return HousePicture((Artwork(Asset(f"media/{name}.png", b""), *size),), name)


def house(name: str, **terms) -> Creative:
    return Creative(name, picture(name), terms.pop("slots", ("top",)), **terms)


def network(name: str, **terms) -> Creative:
    return Creative(name, Gpt(f"/1/{name}"), ("top",), **{"priority": 10} | terms)


def beds(creatives, ads=("top-1",), sizes=(LARGE,), slug="story"):
    sizes = {ad: {ad: (BedSizes(0, (300, 250), sizes),)} for ad in ads}
    return beds_of(dict.fromkeys(ads, "top"), sizes, Candidates(tuple(creatives), slug))


def test_shares_are_kept_and_the_same_story_has_the_same_ad():
    creatives = [house("a", share=3), house("b")]
    names = [chosen(creatives, f"story {number}").name for number in range(4000)]
    assert 0.72 < Counter(names)["a"] / 4000 < 0.78
    assert names == [chosen(creatives[::-1], f"story {number}").name for number in range(4000)]


def test_a_creative_that_comes_takes_only_its_own_beds():
    before = [house("a"), house("b")]
    seeds = [f"story {number}" for number in range(500)]
    old = [chosen(before, seed).name for seed in seeds]
    new = [chosen([*before, house("c")], seed).name for seed in seeds]
    assert {now for was, now in zip(old, new, strict=True) if was != now} == {"c"}


def test_two_ads_of_a_page_differ_while_there_is_another():
    ads = ("top-1", "top-2", "top-3")
    for number in range(20):
        made = beds([house("a"), house("b")], ads, slug=f"story {number}")
        names = [bed.house.name for bed in made.values()]
        assert set(names[:2]) == {"a", "b"} and names[2] in names[:2]


def test_without_creatives_each_bed_has_a_design_of_ours():
    made = beds([], ("top-1", "top-2"))
    assert [(bed.number, bed.house) for bed in made.values()] == [(0, None), (1, None)]


def test_a_network_goes_before_the_house_which_stands_in_for_it():
    bed = beds([house("a"), network("n")])["top-1"]
    assert bed.house.name == "a"
    assert [request.creative.name for request in bed.requests["top-1"]] == ["n"]


def test_a_house_creative_of_higher_priority_is_not_asked_away():
    bed = beds([house("a", priority=11), house("b"), network("n")])["top-1"]
    assert bed.house.name == "a"
    assert [request.creative for request in bed.requests["top-1"]] == [None]


def test_a_house_creative_of_the_same_priority_takes_its_share():
    asked = Counter(
        bool(
            beds([house("a", priority=10), network("n")], slug=f"{n}")["top-1"]
            .requests["top-1"][0]
            .creative
        )
        for n in range(1000)
    )
    assert 0.44 < asked[True] / 1000 < 0.56


def test_only_sizes_that_it_is_made_for_are_asked_for():
    tall = network("tall", sizes=(TALL,))
    sizes = (
        BedSizes(0, (300, 250), (LARGE,)),
        BedSizes(980, (300, 600), (TALL, LARGE)),
        BedSizes(1200, (0, 0), ()),
    )
    made = beds_of({"top-1": "top"}, {"top-1": {"top-1": sizes}}, Candidates((tall,), "story"))
    requests = made["top-1"].requests["top-1"]
    assert [
        (request.first, request.creative and request.creative.name, request.sizes)
        for request in requests
    ] == [
        (0, None, ()),
        (980, "tall", (TALL,)),
        (1200, None, ()),
    ]


def test_a_house_creative_may_be_a_little_larger_than_a_bed_and_no_more():
    only = house("a", sizes=(LARGE,))
    for box, stands in (((250, 250), True), ((300, 200), True), ((320, 100), False)):
        sizes = {"top-1": {"top-1": (BedSizes(0, box, (Size(*box),)),)}}
        bed = beds_of({"top-1": "top"}, sizes, Candidates((only,), "story"))["top-1"]
        assert (bed.house is only) == stands, box


def test_a_day_outside_its_schedule():
    day = datetime.date(2026, 4, 1)
    april = house("april", since=day, until=datetime.date(2026, 4, 30))
    book = Creatives((april, house("always")))
    assert [each.name for each in book.running(day)] == ["april", "always"]
    assert [each.name for each in book.running(datetime.date(2026, 5, 1))] == ["always"]
    assert [each.name for each in book.running(None)] == ["always"]


def test_an_airline_stands_back_in_a_story_of_a_crash_and_others_do_not():
    text = RULES + '[category.airline]\nwithout_tags = ["crash"]\n'
    rules = parse_rules(text, "slots.toml")
    booked = (house("jet", categories=("airline",)), house("shop", categories=("shop",)))
    crash = admitted(booked, rules, About(tags=("crash",)))
    calm = admitted(booked, rules, About())
    assert [each.name for each in crash] == ["shop"] and len(calm) == 2
    assert categories_of("top", calm) == ("airline", "shop")
    assert categories_of("other", calm) == ()
    found = advertised(rules, {"top": categories_of("top", calm)})
    assert all(
        found.terms("top", point).categories == ("airline", "shop") for point in found.breakpoints
    )
    assert advertised(rules, {"top": ()}) is rules


def rules() -> Rules:
    return parse_rules(RULES, "slots.toml")


def made(*creatives: Creative, asks: int = 2, **rest) -> ComposedPage:
    booked = Creatives(creatives, **rest)
    body = (Paragraph(plain("A paragraph of some length about the harbour. " * 12)),) * 12
    story = Story(
        "s", plain("S"), body, tuple(Ask(0, SlotAsk(f"top-{n + 1}", "top")) for n in range(asks))
    )
    publication = Publication(name="Gazette", creatives=booked, date=datetime.date(2026, 1, 9))
    return compose(story, load_theme(), Foundry(), rules(), publication)


def html_of(site: ComposedPage) -> str:
    return dict(site.files)["index.html"].decode()


def policy_of(site: ComposedPage) -> dict[str, str]:
    said = re.search('Content-Security-Policy" content="([^"]*)"', html_of(site))[1]
    return {part.split()[0]: part for part in unescape(said).split("; ")}


def test_without_networks_there_is_no_script_and_the_policy_stays_as_it_is():
    site = made(house("a"))
    assert "<script" not in html_of(site) and "data-ads" not in html_of(site)
    assert set(policy_of(site)) == {"default-src", "base-uri", "object-src", "form-action"}
    assert not any(path.endswith(".js") for path, _ in site.files)
    assert "media/a.png" in dict(site.files)


def test_a_network_brings_one_script_its_orders_and_its_hosts():
    site = made(network("n"), house("a"), consent=Consent(Asset("consent-1.js", b"x")))
    html = html_of(site)
    scripts = re.findall(r'<script src="([^"]+)" defer', html)
    assert scripts[0] == "consent-1.js" and re.fullmatch(r"ads-\w{10}\.js", scripts[1])
    assert len(dict(site.files)[scripts[1]]) < 6_000
    orders = json.loads(unescape(re.search(r"ad-bed\" data-ads='([^']+)'", html)[1]))
    # 250x250 alone below 340 px; both up to 979; in the rail the largest that has room
    assert [order[:2] for order in orders] == [[0, "n"], [340, "n"], [980, "n"]]
    assert orders[0][2] == [[250, 250]] and [300, 250] in orders[1][2]
    setup = json.loads(unescape(re.findall(r"data-ads='([^']+)'", html)[0]))
    assert setup["creatives"] == {"n": {"kind": "gpt", "unit": "/1/n", "targeting": {}}}
    policy = policy_of(site)
    assert "https://securepubads.g.doubleclick.net" in policy["script-src"]
    assert "unsafe" not in policy["script-src"] and "adsbygoogle" not in html
    assert "a.png" in html and "n" not in {path for path, _ in site.files}


def test_the_hosts_are_those_of_the_networks_in_use():
    fake = Networks(
        "https://gpt.example/g.js", "https://sense.example/a.js", "", ("https://x.example",)
    )
    sense = Creative("s", AdSense("ca-pub-1", "1"), ("top",), priority=10)
    said = policy_of(made(sense, networks=fake, consent=Consent("https://cmp.example/c.js")))
    assert said["script-src"] == (
        "script-src 'self' https://sense.example https://x.example https://cmp.example"
    )


def test_a_frame_without_hosts_stands_in_the_page():
    frame = Frame(Asset("creatives/f/index.html", b"<p>"), "Fair")
    site = made(Creative("f", frame, ("top",), (LARGE,), priority=10))
    tag = re.search(r'<iframe class="ad-frame"[^>]*>', html_of(site))[0]
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in tag
    assert 'title="Fair"' in tag and 'width="300" height="250"' in tag
    assert "<script" not in html_of(site) and policy_of(site)["frame-src"] == "frame-src 'self'"


def test_a_frame_with_hosts_waits_for_consent():
    frame = Frame(Asset("creatives/f/index.html", b"<p>"), "Fair", ("https://cdn.example",), True)
    site = made(Creative("f", frame, ("top",), priority=10))
    assert "<iframe" not in html_of(site) and "ads-" in html_of(site)
    assert "allow-scripts" in unescape(html_of(site)) and "allow-same-origin" not in html_of(site)
    assert "cdn.example" not in " ".join(policy_of(site).values())  # the frame has its own policy


def test_each_bed_shows_the_picture_that_fills_it_most():
    shapes = tuple(
        Artwork(Asset(f"media/{width}.png", b""), width, height)
        for width, height in ((600, 500), (250, 250), (300, 600))
    )
    site = made(Creative("a", HousePicture(shapes, "Fair", "https://f.example/"), ("top",)), asks=1)
    found = re.search(r'<a class="ad-picture".*?</a>', html_of(site), re.DOTALL)[0]
    assert re.findall(r'<img src="media/(\d+).png" alt="Fair"', found)[:2] == ["250", "600"]
    css = b"".join(data for name, data in site.files if name.endswith(".css")).decode()
    shown = (
        "@container page (width>=max(340px,21.25rem))"
        "{#top-1 .ad-picture>:nth-child(1){display:none}"
        "#top-1 .ad-picture>:nth-child(2){display:block}}"
    )
    assert shown in css


def test_words_of_templates_are_in_the_fonts():
    plain_site, site = (
        made(house("a")),
        made(Creative("t", HouseMarkup('<p class="house">Ψ</p>', "Ψ"), ("top",))),
    )
    names = [
        {path for path, _ in each.files if path.startswith("fonts/")} for each in (plain_site, site)
    ]
    assert '<p class="house">Ψ</p>' in html_of(site) and names[0] != names[1]


def test_a_creative_of_some_days_on_a_page_of_no_day_is_told():
    booked = Creatives((house("april", since=datetime.date(2026, 4, 1)),))
    story = Story("s", plain("S"), (Paragraph(plain("Text.")),), (Ask(0, SlotAsk("top-1", "top")),))
    page = Publication(creatives=booked)
    theme = load_theme()
    undated = compose(story, theme, Foundry(), rules(), page)
    assert "no-date" in [finding.code for finding in undated.findings]
    dated = compose(story, theme, Foundry(), rules(), replace(page, date=datetime.date(2026, 4, 2)))
    assert "no-date" not in [finding.code for finding in dated.findings]
    assert "april" in html_of(dated) and "april" not in html_of(undated)

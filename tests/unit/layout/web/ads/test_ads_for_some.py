"""Creatives for some readers: what is said of them in creatives.toml, and what the page asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.publication.creatives.read_creatives import read_creatives
from layout.publication.creatives.reader_keys import WhenRead
from layout.story.audience import EVERYBODY, Cap, Hours, parse_cap, parse_hours
from layout.story.creative import Asset, Creative, Creatives, Gpt, HousePicture
from layout.web.ads.beds import Bed, BedSizes, Candidates, beds_of
from layout.web.ads.in_each_bed import Ads
from layout.web.ads.script_orders import ad_files, orders_of, scripts_of
from slots.rulebook.load import parse_rules
from slots.rules.size import Size

RULES = parse_rules('[slot.ad]\nholds = "ad"\nsizes = ["300x250"]\n', "slots.toml")
HEAD = '[creative.a]\nkind = "gpt"\nslots = ["ad"]\nunit = "/1/a"\n'
ENOUGH = '[consent]\nscript = "consent.js"\n[[seller]]\ndomain = "google.com"\naccount = "pub-1"\n'
SIZE = Size(300, 250)
SIZES = {"ad-1": {"node": (BedSizes(0, (300, 250), (SIZE,)),)}}


def creative(name: str, priority: int = 10, **keys) -> Creative:
    return Creative(name, Gpt(f"/1/{name}"), ("ad",), priority=priority, **keys)


def read(text: str, folder: Path):
    for name in ("consent.js", "reader.js"):
        (folder / name).write_text("window.newsgridConsent = true")
    (folder / "own.html").write_text("<p>Fair</p>")
    return read_creatives(text, folder / "creatives.toml", RULES)


def test_all_that_can_be_said_of_readers_arrives(tmp_path: Path):
    text = f"""{HEAD}cap = "3 in 2 days"
        [creative.a.when]
        hours = ["18..24", "0..6"]
        days = ["sat", "sun"]
        paths = ["/sport/*"]
        without_paths = ["/sport/obituaries"]
        referrers = ["google.com", "none"]
        without_referrers = ["spam.example"]
        countries = ["EC"]
        without_countries = ["GB"]
        roles = ["guest"]
        without_roles = ["subscriber"]
        [reader]
        script = "reader.js"
        {ENOUGH}"""
    creatives, findings = read(text, tmp_path)
    assert findings == () and creatives and creatives.reader
    (made,) = creatives.all
    assert made.cap == Cap(3, 2 * 86_400) and made.for_some and made.asked
    assert made.audience.hours == (Hours(18, 24), Hours(0, 6)) and made.audience.told
    orders = made.audience.as_orders()
    assert orders["days"] == [6, 0] and orders["hours"] == [[18, 24], [0, 6]]
    assert set(orders) == set(WhenRead.model_fields)
    assert EVERYBODY.as_orders() == {} and not creative("b").for_some


@pytest.mark.parametrize(
    ("keys", "said", "line"),
    [
        ('cap = "thrice"', "3 in 24 hours", 5),
        ('cap = "0 in 2 hours"', "no frequency cap", 5),
        ('when = { hours = ["18-24"] }', '"18-24" is no range of hours', 5),
        ('when = { hours = ["5..5"] }', "no range of hours", 5),
        ('when = { hours = ["5..25"] }', "no range of hours", 5),
        ('when = { days = ["monday"] }', "mon", 5),
        ('when = { paths = ["sport"] }', '"sport" is not a path of the site', 5),
        ('when = { referrers = ["https://x.example/"] }', "is not a host, or none", 5),
        ('when = { countries = ["Ecuador"] }', "ISO 3166", 5),
        ('when = { country = ["EC"] }', 'unknown key "country" in', 5),
        ('when = { roles = ["subscriber"] }', "nobody says where the reader is", 5),
        ('[reader]\nscripts = "reader.js"', 'did you mean "script"', 6),
    ],
)
def test_mistakes_have_line_and_remedy(tmp_path: Path, keys: str, said: str, line: int):
    _, findings = read(f"{HEAD}{keys}\n{ENOUGH}", tmp_path)
    found = [each for each in findings if said in f"{each.message} {each.hint}"]
    assert found and found[0].where.line == line and found[0].hint, findings


def test_house_ads_are_for_all_and_frames_for_some_are_asked_for(tmp_path: Path):
    text = '[creative.a]\nkind = "house"\nslots = ["ad"]\ntemplate = "own.html"\ncap = "1 in 1 day"'
    made, findings = read(f"{text}\n{ENOUGH}", tmp_path)
    assert made is None and [each.code for each in findings] == ["house-for-some"]
    text = '[creative.a]\nkind = "html"\nslots = ["ad"]\nfile = "own.html"\ncap = "1 in 1 day"\n'
    made, findings = read(text, tmp_path)
    assert made and made.all[0].asked and not made.all[0].outside
    assert "asks who reads, and nobody answers" in findings[0].message


def test_who_comes_where_the_first_may_not_be_shown():
    audience = WhenRead(paths=("/sport/*",)).audience()
    some = creative("some", 12, audience=audience)
    rare = creative("rare", 11, cap=Cap(1, 60))
    usual, late = creative("usual"), creative("late", 9)
    picture = HousePicture((), "Fair")
    house = Creative("fair", picture, ("ad",), priority=10)

    def orders(*creatives: Creative) -> list:
        beds = beds_of({"ad-1": "ad"}, SIZES, Candidates(creatives, "story"))
        return json.loads(orders_of(beds["ad-1"].requests["node"]) or "[]")

    size = [[300, 250]]
    assert orders(late, usual, rare, some) == [[0, "some", size, "rare", size, "usual", size]]
    assert orders(usual, late) == [[0, "usual", size]]
    assert orders(some, Creative("fair", picture, ("ad",), priority=11), usual) == [
        [0, "some", size]
    ]  # the house ad has its share of those who do not see it
    assert orders(house) == []


@given(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), st.integers(0, 99))
def test_one_for_some_takes_nothing_from_others_elsewhere(names: list[str], story: int):
    """Who sees it not sees what he saw before it came."""
    before = [creative(name) for name in names]
    some = creative("some", 11, cap=Cap(1, 60))
    asked = [
        beds_of({"ad-1": "ad"}, SIZES, Candidates(tuple(each), f"s{story}"))["ad-1"].requests[
            "node"
        ]
        for each in (before, [some, *before])
    ]
    assert [each.name for each in asked[1][0].creatives()][1:] == [
        each.name for each in asked[0][0].creatives()
    ]


def test_only_pages_that_ask_who_reads_have_that_part_of_the_script():
    def ads(made: Creative) -> Ads:
        beds = beds_of({"ad-1": "ad"}, SIZES, Candidates((made,), "story"))
        assert isinstance(beds["ad-1"], Bed)
        return Ads(beds, Creatives((made,), reader=Asset("reader-1.js", b"")))

    plain, some = ads(creative("a")), ads(creative("a", cap=Cap(2, 60)))
    names = [[each["src"] for each in scripts_of(made, "Ad")] for made in (plain, some)]
    assert len(names[0]) == 1 and names[1][0] == "reader-1.js" and names[0][0] != names[1][1]
    source, other = (
        dict(ad_files(made))[name[-1]].decode()
        for made, name in ((plain, names[0]), (some, names[1]))
    )
    assert "localStorage" in other and "localStorage" not in source and "// " not in other
    assert '"cap":[2,60]' in scripts_of(some, "Ad")[1]["orders"]


@pytest.mark.parametrize("text", ["24 in", "1 in 5 weeks", "1001 in 1 day", ""])
def test_caps_that_are_none(text: str):
    with pytest.raises(ValueError, match="3 in 24 hours"):
        parse_cap(text)
    with pytest.raises(ValueError, match=r"18\.\.24"):
        parse_hours(text)

"""Refresh and further consent frameworks: what creatives.toml says, and the script of a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from layout.publication.all_stories import shelf_of
from layout.publication.creatives.read_creatives import read_creatives
from layout.publication.digests import context_of
from layout.story.creative import TCF, Asset, Consent, Creative, Creatives, Gpt
from layout.web.ads.beds import BedSizes, Candidates, beds_of
from layout.web.ads.in_each_bed import Ads
from layout.web.ads.script_orders import ad_files, scripts_of
from slots.finding import Severity
from slots.rules.size import Size

HEAD = '[creative.a]\nslots = ["ad"]\nkind = '
GPT = f'{HEAD}"gpt"\nunit = "/1/a"\n'
PREBID = f'{HEAD}"prebid"\nunit = "/1/a"\nbidders = {{ b = {{ id = 1 }} }}\n'
SENSE = f'{HEAD}"adsense"\nclient = "ca-pub-1234567890123456"\nslot = "1234567890"\n'
REST = (
    '[network]\nprebid = "https://p.example/p.js"\n[[seller]]\ndomain = "google.com"\n'
    'account = "pub-1234567890123456"\n[consent]\nscript = "consent.js"\n'
)


def read(text: str, folder: Path):
    (folder / "consent.js").write_text("window.newsgridConsent = true")
    return read_creatives(text, folder / "creatives.toml")


@pytest.mark.parametrize("head", [GPT, PREBID], ids=["gpt", "prebid"])
def test_refresh_and_frameworks_arrive(tmp_path: Path, head: str):
    creatives, findings = read(f'{head}refresh = 45\n{REST}frameworks = ["gpp", "tcf"]', tmp_path)
    assert creatives and findings == ()
    assert creatives.all[0].refresh == 45 and creatives.consent.frameworks == ("gpp", "tcf")
    usual, _ = read(head + REST, tmp_path)
    assert usual and usual.all[0].refresh == 0 and usual.consent.frameworks == (TCF,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{GPT}refresh = 29\n{REST}", "refresh"),
        (f'{GPT}refresh = "30 seconds"\n{REST}', "refresh"),
        (f"{SENSE}refresh = 30\n{REST}", "refresh is for kind = gpt or prebid"),
        (f'{GPT}{REST}frameworks = ["ccpa"]', '"gpp"'),
        (f"{GPT}{REST}frameworks = []", "frameworks"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, text: str, said: str):
    creatives, findings = read(text, tmp_path)
    assert creatives is None
    wrong = [each for each in findings if each.severity is Severity.ERROR]
    assert any(said in f"{each.message} {each.hint}" for each in wrong)
    assert all(each.where.line and each.hint for each in wrong)


def test_a_page_has_the_parts_of_the_script_that_it_needs():
    sizes = {"ad-1": {"node": (BedSizes(0, (300, 250), (Size(300, 250),)),)}}

    def script(refresh: int, frameworks: tuple[str, ...]) -> tuple[str, dict]:
        made = Creative("a", Gpt("/1/a"), ("ad",), priority=10, refresh=refresh)
        beds = beds_of({"ad-1": "ad"}, sizes, Candidates((made,), "story"))
        consent = Consent(Asset("consent.js", b""), frameworks=frameworks)
        ads = Ads(beds, Creatives((made,), consent=consent))
        own = scripts_of(ads, "Ad")[-1]
        return dict(ad_files(ads))[own["src"]].decode(), json.loads(own["orders"])

    plain, orders = script(0, (TCF,))
    assert "setInterval" not in plain and "__gpp" not in plain and "frameworks" not in orders
    assert "refresh" not in orders["creatives"]["a"]
    again, orders = script(30, (TCF,))
    assert "setInterval" in again and "__gpp" not in again
    assert orders["creatives"]["a"]["refresh"] == 30
    states, orders = script(0, ("gpp", "usp"))
    assert "setInterval" not in states and "__gpp" in states
    assert orders["frameworks"] == ["gpp", "usp"]
    assert not any(mark in text for text in (plain, again, states) for mark in ("// ", "\n\n"))


def test_pages_are_made_anew_where_who_tells_of_readers_changed(tmp_path: Path):
    (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (tmp_path / "a.md").write_text("---\nheadline: A\n---\n\nText.\n")
    (tmp_path / "consent.js").write_text("window.newsgridConsent = true")
    text = GPT.replace('"ad"', '"inline-ad"') + REST + '[reader]\nscript = "who/reader.js"\n'
    (tmp_path / "creatives.toml").write_text(text)
    (tmp_path / "who").mkdir()
    digests = []
    for country in ("EC", "EC", "GB"):
        script = f'window.newsgridReader = {{country: "{country}"}}'
        (tmp_path / "who" / "reader.js").write_text(script)
        digests.append(context_of(shelf_of(tmp_path)))
    assert digests[0] == digests[1] != digests[2]

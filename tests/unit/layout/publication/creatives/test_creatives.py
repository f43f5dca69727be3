"""creatives.toml: what it may say, every mistake at once, and what becomes of its files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from layout.checking.one_file import inspect
from layout.publication.creatives.read_creatives import json_schema, read_creatives
from layout.story.creative import AdSense, Frame, Gpt, HouseMarkup, HousePicture, Prebid
from layout.web.ads.authorized_sellers import ads_txt, sellers_file
from slots.finding import Severity
from slots.rulebook.load import parse_rules

RULES = parse_rules(
    "".join(
        f'[slot.{name}]\nholds = "ad"\nsizes = ["300x250", "250x250"]\n'
        for name in ("inline-ad", "second-ad", "ad")
    )
    + '[slot.blue-box]\nholds = "blue_box"\n',
    "slots.toml",
)
DOCUMENT = Path(__file__).parents[5] / "docs" / "creatives.md"
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", DOCUMENT.read_text(), re.MULTILINE | re.DOTALL)

MISTAKES = """\
[creative.a]
kind = "hous"
slots = ["inline-ad"]
[creative.b]
kind = "gpt"
slots = ["inline-add"]
unt = "/1/x"
[creative.c]
slots = []
[creative.d]
kind = "house"
slots = ["second-ad"]
image = "none.png"
sizes = ["300 250"]
until = "soon"
share = 0
[creative.e]
kind = "house"
slots = ["second-ad", "blue-box", "inline-add"]
image = "none.png"
sizes = ["300x100"]
from = 2026-02-02
until = 2026-01-01
[creative.f]
kind = "adsense"
slots = ["ad"]
client = "pub-12"
slot = "1234567"
[creative.g]
kind = "prebid"
slots = ["ad"]
unit = "/1/x"
bidders = { appnexus = 4 }
link = "https://x.example"
[network]
lazy = "3px"
[[seller]]
domain = "https://google.com"
relationship = "direct"
[conset]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A publication's folder with files for every kind of creative."""
    (tmp_path / "house").mkdir()
    (tmp_path / "ads" / "bakery").mkdir(parents=True)
    for name, size in (("fair-300x250", (600, 500)), ("fair-320x100", (640, 200))):
        Image.new("RGB", size).save(tmp_path / "house" / f"{name}.png")
    (tmp_path / "ads" / "bakery" / "index.html").write_text("<p>Bread</p>")
    Image.new("RGB", (10, 10)).save(tmp_path / "ads" / "bakery" / "bread.jpg")
    (tmp_path / "consent.js").write_text("window.newsgridConsent = true;")
    (tmp_path / "reader.js").write_text("window.newsgridConsent = true;")
    return tmp_path


def read(text: str, folder: Path):
    return read_creatives(text, folder / "creatives.toml", RULES)


def told(text: str, folder: Path) -> list[str]:
    """What is said of a text, without its file."""
    return [str(finding).split("creatives.toml:")[1] for finding in read(text, folder)[1]]


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_of_the_document_can_be_used_as_they_are(text: str, folder: Path):
    creatives, findings = read(text, folder)
    assert creatives and findings == ()


def test_the_document_names_every_key_and_no_other():
    schema = json_schema()
    keys = {key for each in schema["$defs"].values() for key in each.get("properties", {})}
    rows = re.findall(r"^\| (`[a-z_]+`(?:(?:,| or) `[a-z_]+`)*)", DOCUMENT.read_text(), re.M)
    assert set(re.findall(r"`([a-z_]+)`", " ".join(rows))) == keys


def test_all_mistakes_at_once_with_place_and_remedy(folder: Path):
    starts = [line.split(" (hint")[0] for line in told(MISTAKES, folder)]
    assert starts == [
        '2:8: kind: expected one of "house", "html", "gpt", "adsense", "prebid", found "hous"'
        ' (did you mean "house"?)',
        "4:11: [creative.b] needs unit",
        '6:10: unknown slot "inline-add" (did you mean "inline-ad"?)',
        '7:1: unknown key "unt" in [creative.b] (did you mean "unit"?)',
        "8:11: [creative.c] needs kind",
        '14:10: "300 250" is not a size',
        '15:9: until: expected a day such as 2026-01-09, found "soon"',
        "16:9: share: expected a number from 1 up, found 0",
        "17:11: [creative.e] needs alt: its pictures say nothing to those who hear the page",
        '19:23: slot "blue-box" holds blue_box, not an ad',
        '19:35: unknown slot "inline-add" (did you mean "inline-ad"?)',
        '20:9: "none.png": there is no such file',
        "21:10: size 300x100 is served by none of its slots: they serve 250x250, 300x250",
        "23:9: until: 2026-01-01 is before from, 2026-02-02: it would never be shown",
        '27:10: "pub-12" is not an AdSense client',
        "33:24: appnexus: expected a table, found 4",
        '34:1: unknown key "link" in [creative.g]',
        '36:8: "3px" is no distance to load ahead',
        "37:3: entry 1 of seller in the file needs account",
        '38:10: "https://google.com" is not a domain in small letters',
        '39:16: relationship: expected "DIRECT" or "RESELLER", found "direct"'
        ' (did you mean "DIRECT"?)',
        '40:2: unknown key "conset" in the file (did you mean "consent"?)',
    ]


GPT = '[creative.a]\nkind = "gpt"\nslots = ["ad"]\nunit = "/1/x"\n'
GOOGLE = '[[seller]]\ndomain = "google.com"\naccount = "pub-1234567890123456"\n'
CONSENT = '[consent]\nscript = "consent.js"\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GPT + CONSENT, "no-seller"),
        (GPT + GOOGLE, "no-consent"),
        (GPT + 'sizes = ["970x250"]\n' + GOOGLE + CONSENT, "size-not-served"),
        (
            '[creative.a]\nkind = "adsense"\nslots = ["ad"]\nclient = "ca-pub-9234567890123456"\n'
            'slot = "1234567890"\n' + GOOGLE + CONSENT,
            "no-seller",
        ),
        (GPT + GOOGLE + CONSENT, None),
    ],
)
def test_what_can_hardly_be_meant_is_a_warning(folder: Path, text: str, code: str | None):
    creatives, findings = read(text, folder)
    assert creatives
    assert [finding.code for finding in findings] == ([code] if code else [])
    assert all(finding.severity is Severity.WARNING and finding.where.line for finding in findings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('image = "../secret.png"\nalt = "x"', '"../secret.png" lies outside the publication'),
        ('image = "consent.png"\nalt = "x"', '"consent.png" is no picture that newsgrid can read'),
        ('template = "empty.html"', '"empty.html" shows nothing: no text and no picture is left'),
        ('template = "lost.html"', '"gone.png": there is no such file'),
        ('template = "latin.html"', '"latin.html" is no UTF-8 text (line 2)'),
        ('alt = "x"', "[creative.a] needs image, images or template"),
    ],
)
def test_files_that_cannot_be_used(folder: Path, text: str, said: str):
    (folder.parent / "secret.png").write_bytes(b"")
    (folder / "consent.png").write_text("no picture")
    (folder / "empty.html").write_text("<script>alert(1)</script><svg onload=alert(1)></svg>")
    (folder / "lost.html").write_text('<p>Fair</p><img src="gone.png" alt="">')
    (folder / "latin.html").write_bytes(b"<p>a</p>\n\xe9")
    assert said in told(f'[creative.a]\nkind = "house"\nslots = ["ad"]\n{text}\n', folder)[0]


def test_a_template_keeps_words_links_pictures_and_our_classes_and_nothing_else(folder: Path):
    (folder / "house" / "t.html").write_text(
        '<a class="house house-print ad-bed" href="javascript:x()" onclick="x()" id="top">'
        '<img src="fair-300x250.png" alt="Fair" style="position:fixed">'
        '<img src="https://spy.example/pixel.png" alt=""><b>Go &amp; see</b></a>'
        "<script>x()</script>"
    )
    text = '[creative.a]\nkind = "house"\nslots = ["ad"]\ntemplate = "house/t.html"\n'
    assert "spy.example" in told(text, folder)[0]  # a picture from outside is no house ad's
    template = folder / "house" / "t.html"
    template.write_text(template.read_text().replace("https://spy.example/pixel", "fair-320x100"))
    creatives, _ = read(text, folder)
    matter = creatives.all[0].matter
    assert isinstance(matter, HouseMarkup)
    assert 'class="house house-print"' in matter.html
    assert 'src="media/fair-300x250-' in matter.html and len(matter.assets) == 2
    assert not re.search("script|on[a-z]+=|style|ad-bed|id=|javascript", matter.html)
    assert matter.text == "Go & see"


def test_a_frame_has_a_policy_that_comes_before_all_it_says(folder: Path):
    (folder / "ads" / "bakery" / "index.html").write_text("<!DOCTYPE html><head><b>x</b>")
    text = '[creative.a]\nkind = "html"\nslots = ["ad"]\nfile = "ads/bakery/index.html"\n'
    quiet, loud = (
        read(text + more + CONSENT, folder)[0].all[0]
        for more in ("", 'scripts = true\nhosts = ["https://cdn.example"]\n')
    )
    assert isinstance(quiet.matter, Frame) and not quiet.outside and loud.outside
    page = quiet.matter.page.data.decode()
    assert page.index("default-src 'none'") < page.index("<b>x</b>")
    assert "script-src 'none'" in page and "https:" not in page
    page = loud.matter.page.data.decode()
    assert "script-src 'self' https://cdn.example 'unsafe-inline'" in page
    # opened by itself it would run as the site: it stops before its own scripts are read
    assert page.index("window===top") < page.index("<b>x</b>")
    assert quiet.matter.page.href != loud.matter.page.href


def test_scripts_in_a_frame_that_may_run_none_are_a_warning(folder: Path):
    (folder / "own.html").write_text("<SCRIPT>x()</SCRIPT>")
    text = '[creative.a]\nkind = "html"\nslots = ["ad"]\nfile = "own.html"\n'
    assert [finding.code for finding in read(text, folder)[1]] == ["scripts-off"]
    assert read(text + "scripts = true\n", folder)[1] == ()


def test_everything_that_can_be_said_arrives(folder: Path):
    text = "".join(
        f'[creative.{kind}]\nkind = "{kind}"\nslots = ["ad", "inline-ad"]\nshare = 3\n{rest}\n'
        for kind, rest in {
            "house": 'image = "house/fair-300x250.png"\nalt = "Fair"\nlink = "https://f.example/"',
            "html": 'file = "ads/bakery/index.html"\nfiles = ["ads/bakery/bread.jpg"]',
            "gpt": 'unit = "/1/x"\ntargeting = { pos = "a", topic = ["b", "c"] }',
            "adsense": 'client = "ca-pub-1234567890123456"\nslot = "1234567890"',
            "prebid": 'unit = "/1/x"\nbidders = { b = { id = 1 }, a = { z = [1], k = "v" } }',
        }.items()
    )
    text += '[network]\nprebid = "https://p.example/p.js"\ntimeout = 5\nlazy = "0.5 screens"\n'
    creatives, findings = read(text + GOOGLE + CONSENT, folder)
    assert findings == () and creatives
    matters = {creative.name: creative.matter for creative in creatives.all}
    picture, frame = matters["house"], matters["html"]
    assert isinstance(picture, HousePicture) and picture.link == "https://f.example/"
    assert (picture.artworks[0].width, picture.artworks[0].height) == (600, 500)
    assert isinstance(frame, Frame)
    assert [asset.href.split("/")[-1] for asset in creatives.all[1].assets()] == [
        "index.html",
        "bread.jpg",
    ]
    assert matters["gpt"] == Gpt("/1/x", (("pos", ("a",)), ("topic", ("b", "c"))))
    assert matters["adsense"] == AdSense("ca-pub-1234567890123456", "1234567890")
    assert matters["prebid"] == Prebid("/1/x", (("b", '{"id": 1}'), ("a", '{"k": "v", "z": [1]}')))
    assert [creative.priority for creative in creatives.all] == [0, 10, 10, 10, 10]
    assert (creatives.networks.timeout, creatives.networks.lazy) == (5, 50)
    assert {creative.share for creative in creatives.all} == {3}


def test_check_reads_it_with_the_rules_beside_it(folder: Path):
    (folder / "slots.toml").write_text('[slot.top]\nholds = "ad"\nsizes = ["300x250"]\n')
    file = folder / "creatives.toml"
    file.write_text(GPT.replace('"ad"', '"tops"') + GOOGLE + CONSENT)
    assert [f.message for f in inspect(file)] == ['unknown slot "tops" (did you mean "top"?)']


def test_the_schema_knows_the_kinds():
    schema = json_schema()
    assert schema["title"] == "creatives.toml"
    kinds = schema["properties"]["creative"]["additionalProperties"]["discriminator"]["mapping"]
    assert set(kinds) == {"house", "html", "gpt", "adsense", "prebid"}
    json.dumps(schema)


def test_ads_txt(folder: Path):
    text = (
        GOOGLE + 'certification = "f08c47fec0942fa0"\n'
        '[[seller]]\ndomain = "broker.example"\naccount = "77"\nrelationship = "RESELLER"\n'
        '[ads_txt]\ncontact = "ads@g.example"\nowner_domain = "g.example"\n'
        'manager_domain = "m.example"\n'
    )
    creatives, _ = read(text + GOOGLE + 'certification = "f08c47fec0942fa0"\n', folder)
    comment, *lines = ads_txt(creatives).decode().splitlines()
    assert comment.startswith("#")
    assert lines == [
        "google.com, pub-1234567890123456, DIRECT, f08c47fec0942fa0",
        "broker.example, 77, RESELLER",
        "CONTACT=ads@g.example",
        "OWNERDOMAIN=g.example",
        "MANAGERDOMAIN=m.example",
    ]
    nobody, _ = read("", folder)
    assert ads_txt(nobody) == b"" and sellers_file(nobody) == {}


@pytest.mark.parametrize(
    "line",
    ['account = "a, b"', 'account = "a#b"', 'domain = "Google.com"', 'certification = "x\\ny"'],
)
def test_no_line_of_ads_txt_can_be_broken(folder: Path, line: str):
    whole = {"domain": '"google.com"', "account": '"1"'}
    key, value = line.split(" = ")
    text = "".join(f"{name} = {said}\n" for name, said in (whole | {key: value}).items())
    assert read(f"[[seller]]\n{text}", folder)[0] is None

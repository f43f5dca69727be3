"""A page with all it loads in it: nothing is loaded, nothing runs, nothing leads elsewhere."""

import base64
import json
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from layout.desk.preview.handed.inlined import inlined
from layout.desk.preview.handed.one_file import Handed, one_file

SITE = {
    "assets/site.css": b'@import "x.css"; body { background: url(dot.png) } @font-face '
    b"{ font-display:optional; src: url('fonts/a.woff2') }",
    "assets/dot.png": b"dot",
    "assets/fonts/a.woff2": b"font",
    "assets/a picture.jpg": b"picture",
    "secret.png": b"secret",
}


def taken(body: str) -> str:
    return inlined(f"<!DOCTYPE html>\n<html><body>{body}</body></html>", "news/a.html", SITE.get)


def coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_style_sheets_pictures_and_fonts_are_in_the_page():
    sheet = '<link rel="stylesheet" href="../assets/site.css">'
    page = taken(sheet + '<img alt="&lt;b&gt;" src="../assets/a%20picture.jpg">')
    assert f'url("data:image/png;base64,{coded(b"dot")}")' in page
    assert f'url("data:font/woff2;base64,{coded(b"font")}")' in page
    assert f'<img alt="&lt;b&gt;" src="data:image/jpeg;base64,{coded(b"picture")}">' in page
    assert "font-display:block" in page
    assert "@import" not in page


def test_what_runs_loads_or_leads_elsewhere_is_taken_out():
    page = taken(
        "<script>alert(1)</script><noscript><img src=x></noscript>"
        '<a href="https://example.org/" ping="/p" onclick="alert(1)">there</a>'
        '<iframe src="../creative.html" srcdoc="<p>x"></iframe>'
        '<img src="https://example.org/a.png" srcset="a.png 2x" onerror="alert(1)">'
        '<img src="../../secret.png"><link rel="preload" href="a.woff2">'
        "<p>Kept &amp; whole &#233;</p>"
    )
    for gone in (
        "alert",
        "example.org",
        "srcset",
        "srcdoc",
        "creative",
        "ping",
        "<link",
        "noscript",
    ):
        assert gone not in page, gone
    assert coded(b"secret") not in page
    assert "<a>there</a>" in page
    assert "<p>Kept &amp; whole &#233;</p>" in page


class Reader(HTMLParser):
    """What a browser would make of it: tags with addresses that are none of data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("src", "href", "srcset", "action") and not str(value).startswith("data:"):
                self.loads.append(f"{tag} {name}={value}")
            assert not name.startswith("on")
        assert tag != "script"


@given(st.text(alphabet="<>/=\"' &;asrchefimgltonx:.\n", max_size=120))
def test_whatever_markup_comes_nothing_in_it_loads_or_runs(text):
    assert Reader(taken(text)).loads == []


def handed(headline: str, html: str = "<p>It sails.</p>") -> str:
    figures = {"objective": 100_000, "density": 0.25}
    slot = {
        "id": "ad-1",
        "slot": "ad",
        "placed": True,
        "where": "in the <copy>",
        "why": "worth 100",
    }
    refusal = {"rule": "from_top", "said": "It must keep 2 paragraphs."}
    overlay = {
        "breakpoint": "mobile",
        "figures": figures,
        "slots": [slot],
        "gaps": [{"candidate": "b1", "text": "before “It sails”", "top": 0}],
        "candidates": [{"gap": "b1", "slot": "ad-1", "state": "refused", "refusals": [refusal]}],
        "clearances": {},
    }
    return one_file(Handed("Gazette", headline, html, ((375, overlay),))).decode()


def test_the_policy_names_the_two_scripts_and_loads_nothing():
    text = handed("Ferry to sail")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert policy[1].count("sha256-") == 2
    assert "http:" not in text.replace("http-equiv", "")
    assert "https:" not in text


def test_what_is_said_is_text_and_the_data_ends_no_script():
    text = handed("</title><script>alert(1)</script>", "</script><script>alert(2)</script>")
    assert "<script>alert" not in text
    assert text.count("</script>") == 2
    data = re.search(r'id="data">(.*?)</script>', text, re.DOTALL)
    assert data
    assert json.loads(data[1])["page"] == "</script><script>alert(2)</script>"
    assert "It must keep 2 paragraphs." in text


def test_the_same_page_is_the_same_bytes():
    assert handed("Ferry") == handed("Ferry")

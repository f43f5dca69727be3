"""The pages' port and the web view's data, asked of a running desk."""

import base64
import shutil
from urllib.parse import urljoin, urlsplit

import pytest
from support.desk.running_desk import desk_on
from support.newspapers.gazette import gazette, name

from layout.desk.preview.web.framed_pages import KINDS
from slots.rulebook.load import default_text

pytestmark = pytest.mark.slow

STORY = f"stories/{name(0)}.md"
OTHER = f"stories/{name(2)}.md"

CREATIVES = """
[creative.bakery]
kind = "html"
slots = ["inline-ad", "second-ad", "ad"]
file = "ad.html"
files = ["loaf.png"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = gazette(tmp_path_factory.mktemp("ports") / "gazette", 4)
    (made / "slots.toml").write_text(default_text(), encoding="utf-8")
    (made / "ad.html").write_text("<p>Bread, <b>fresh</b></p><img src='loaf.png'>")
    shutil.copy(made / "stories" / "media" / "0.png", made / "loaf.png")
    (made / "creatives.toml").write_text(CREATIVES)
    return made


@pytest.fixture(scope="module")
def desk(folder):
    with desk_on(folder) as running:
        yield running


def page(desk, story=STORY, draft=""):
    answer = desk.ask("GET", f"/api/page?story={story}&draft={draft}")
    assert answer.status == 200
    return answer.json


def fetch(desk, address, method="GET", **headers):
    parts = urlsplit(address)
    return desk.ask(method, parts.path, headers=headers, port=parts.port)


def test_a_framed_page_is_the_published_one_with_a_bridge_and_its_revision(desk):
    told = page(desk)
    answer = fetch(desk, told["address"])
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/html")
    html = answer.body.decode()
    head, rest = html.split("</script>\n", 1)
    secret = urlsplit(told["address"]).path.split("/")[1]
    bridge = f'<script src="/{secret}/bridge.js" data-desk="http://127.0.0.1:{desk.port}">'
    assert head.endswith(bridge) and head.count("<script") == 1
    assert head.index("Content-Security-Policy") < head.index("<script")
    assert f'<html data-revision="{told["revision"]}" lang="' in head
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    assert "bridge.js" not in rest and told["revision"] not in rest


def test_all_that_it_loads_is_there_and_may_be_kept_for_ever(desk):
    told = page(desk)
    html = fetch(desk, told["address"]).body.decode()
    values = html.split('"')[1::2]
    for part in (each.split(" ")[0] for value in values for each in value.split(", ")):
        if "assets/" in part and "://" not in part:
            answer = fetch(desk, urljoin(told["address"], part))
            assert answer.status == 200, part
            assert "immutable" in answer.headers["cache-control"]
            kind = answer.headers["content-type"].split(";")[0]
            assert kind in KINDS.values(), part


def test_a_creative_is_a_page_in_its_frame_with_all_it_loads(desk):
    told = page(desk)
    html = fetch(desk, told["address"]).body.decode()
    frame = next(part for part in html.split('"') if part.endswith("/index.html") and "ad-" in part)
    address = urljoin(told["address"], frame)
    answer = fetch(desk, address)
    assert answer.status == 200 and b"<b>fresh</b>" in answer.body
    assert b"bridge.js" not in answer.body
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert fetch(desk, urljoin(address, "loaf.png")).status == 200


@pytest.mark.parametrize("script", ["bridge.js", "morph.js", "overlay-layer.js"])
def test_the_scripts_of_the_bridge_are_there(desk, script):
    secret = urlsplit(page(desk)["address"]).path.split("/")[1]
    answer = fetch(desk, urljoin(page(desk)["address"], f"/{secret}/{script}"))
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/javascript")


def test_who_does_not_know_the_secret_finds_nothing(desk):
    address = page(desk)["address"]
    secret = urlsplit(address).path.split("/")[1]
    for wrong in ("x" * len(secret), secret[:-1], secret.swapcase(), "ñ", "-"):
        for path in (address, urljoin(address, f"/{secret}/bridge.js")):
            answer = fetch(desk, path.replace(secret, wrong.encode("ascii", "ignore").decode()))
            assert answer.status == 404
            assert secret not in answer.body.decode()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "bridge.css",
        "-/!!!/index.html",
        "-/{newsgrid.toml}/index.html",
        "-/{../outside.md}/index.html",
        "-/{STORY}/assets/../../../../newsgrid.toml",
        "-/{STORY}/assets/%2e%2e/%2e%2e/newsgrid.toml",
        "-/{STORY}/newsgrid.toml",
        "-/{STORY}/town/nothing.html",
        "-/{STORY}/" + "x" * 3000,
        "{\x00}/{STORY}/x.css",
    ],
)
def test_what_is_no_page_and_no_asset_is_not_found(desk, path):
    def coded(text):
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    parts = path.replace("{STORY}", "{" + STORY + "}").split("{")
    path = parts[0] + "".join(
        coded(inside) + rest for inside, rest in (part.split("}", 1) for part in parts[1:])
    )
    secret = urlsplit(page(desk)["address"]).path.split("/")[1]
    answer = fetch(desk, urljoin(page(desk)["address"], f"/{secret}/") + path)
    assert answer.status == 404
    assert b"[web]" not in answer.body


def test_a_link_to_another_story_leads_to_its_own_address(desk):
    told, other = page(desk), page(desk, OTHER)
    path = urlsplit(other["address"]).path.split("/", 4)[4]
    for method in ("GET", "HEAD"):
        answer = fetch(desk, "/".join(told["address"].split("/", 6)[:6]) + f"/{path}", method)
        assert answer.status == 302
        assert answer.headers["location"] == other["address"]
    home = fetch(desk, urljoin(told["address"], "../index.html"))
    assert home.headers["location"] == page(desk, "front:home")["address"]
    bare = fetch(desk, "/".join(told["address"].split("/", 6)[:6]) + "/")
    assert bare.headers["location"] == told["address"]


def test_pages_are_not_on_the_desks_own_port_nor_the_desks_data_on_theirs(desk):
    address = urlsplit(page(desk)["address"])
    assert desk.ask("GET", address.path).status == 404
    for path in ("/api/publication", "/web", "/events", f"/api/page?story={STORY}"):
        assert desk.ask("GET", path, port=address.port).status == 404


def test_what_there_is_to_see(desk, folder):
    told = desk.ask("GET", "/api/publication").json
    assert told["name"] == "The Harbour Gazette" and not told["alone"] and not told["problems"]
    assert told["stories"] == [f"stories/{name(number)}.md" for number in range(4)]
    assert [front["path"] for front in told["fronts"]] == [
        *("front:home", "front:town", "front:environment", "front:business")
    ]
    assert [each["name"] for each in told["breakpoints"]] == ["mobile", "tablet", "desktop"]
    assert told["section_of"][STORY] == "Town"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/page", "request"),
        ("/api/page?story=stories/none.md", "no-such-story"),
        ("/api/page?story=front:none", "no-such-story"),
        ("/api/page?story=../../etc/passwd", "no-such-story"),
        ("/api/overlay?story=stories/none.md&width=375", "no-such-story"),
        (f"/api/overlay?story={STORY}&width=wide", "request"),
        (f"/api/overlay?story={STORY}&width=0", "request"),
    ],
)
def test_what_cannot_be_shown_is_a_finding(desk, path, code):
    answer = desk.ask("GET", path)
    assert answer.status == 422
    assert answer.json["findings"][0]["code"] == code


def test_an_edit_is_seen_by_the_next_who_asks(desk, folder):
    first = page(desk, OTHER)
    file = folder / OTHER
    file.write_text(file.read_text(encoding="utf-8") + "\n\nSeen at once.\n", encoding="utf-8")
    second = page(desk, OTHER)
    assert second["revision"] != first["revision"]
    assert b"Seen at once." in fetch(desk, second["address"]).body
    overlay = desk.ask("GET", f"/api/overlay?story={OTHER}&width=375").json
    assert overlay["blocks"][-1]["opening"] == "Seen at once."


def test_unsaved_rules_show_in_their_own_tab_alone(desk):
    draft = default_text().replace('from_top      = "2 paragraphs"', 'from_top = "4 paragraphs"')
    saved = page(desk)
    body = {"tab": "tab-1", "text": draft, "story": STORY, "draft": True}
    assert desk.ask("POST", "/api/rules/trial", body).status == 200
    mine = page(desk, draft="tab-1")
    assert mine["address"] != saved["address"] and mine["revision"] != saved["revision"]
    assert page(desk)["revision"] == page(desk, draft="tab-2")["revision"] == saved["revision"]
    marks = [fetch(desk, each["address"]).body.split(b'"')[1].decode() for each in (mine, saved)]
    assert marks == [mine["revision"], saved["revision"]]


def test_a_story_alone_is_all_there_is(tmp_path):
    for story in ("one.md", "two.md"):
        shutil.copyfile("templates/publication/stories/harbour-wall.md", tmp_path / story)
    with desk_on(tmp_path / "one.md") as desk:
        told = desk.ask("GET", "/api/publication").json
        assert (told["alone"], told["stories"], told["fronts"]) == (True, ["one.md"], [])
        mine = page(desk, "")
        assert mine["story"] == "one.md" and mine["address"].endswith("/index.html")
        assert fetch(desk, mine["address"]).status == 200
        assert desk.ask("GET", "/api/page?story=two.md").status == 422
        assert desk.ask("GET", "/api/page?story=front:home").status == 422
        other = base64.urlsafe_b64encode(b"two.md").decode().rstrip("=")
        own = base64.urlsafe_b64encode(b"one.md").decode().rstrip("=")
        assert fetch(desk, mine["address"].replace(own, other)).status == 404

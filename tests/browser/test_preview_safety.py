"""In Chromium: what hostile stories, creatives and other sites try against the desk, in vain."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Frame, Page, expect
from support.desk.running_desk import ROOT, Running, desk_on

from layout.desk.command import main

pytestmark = pytest.mark.speaks

WALL = "stories/harbour-wall.md"
TEXT = (ROOT / "templates" / "publication" / WALL).read_text()

EVIL = """
<script>parent.evil = window.evil = 1; top.location = "https://evil.example/"</script>
<img src="x" onerror="window.evil = 1; parent.evil = 1">
<svg onload="window.evil = 1"><script>window.evil = 1</script></svg>
<a href="javascript:window.evil = 1">click</a>
<iframe srcdoc="<script>top.evil = 1</script>" src="javascript:parent.evil = 1"></iframe>
<form action="DESK/api/file" method="post"><button id="evil-button">send</button></form>
<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<object data="data:text/html,<script>top.evil = 1</script>"></object>
<link rel="stylesheet" href="https://evil.example/x.css">
<style>body { background: url(https://evil.example/y.png) }</style>
"""

ATTEMPTS = """async desk => {
  const outcome = {};
  const attempt = async (name, act) => {
    try { outcome[name] = (await act()) ?? null; } catch (error) { outcome[name] = "refused"; }
  };
  await attempt("document", () => parent.document.title);
  await attempt("storage", () => parent.sessionStorage.length);
  await attempt("function", () => parent.eval("1"));
  await attempt("top", () => { top.location.href = "https://evil.example/"; return "asked"; });
  await attempt("popup", () => open("https://evil.example/") === null ? "refused" : "opened");
  await attempt("read", async () => (await fetch(`${desk}/api/publication`)).text());
  await attempt("opaque", async () => (await fetch(`${desk}/web`, {mode: "no-cors"})).type);
  await attempt("write", async () => (await fetch(`${desk}/api/file`, {method: "PUT",
    headers: {"x-newsgrid": "evil", "content-type": "application/json"},
    body: JSON.stringify({name: "evil.md", text: "evil", revision: ""})})).status);
  await attempt("events", () => new Promise((done, failed) => {
    const events = new EventSource(`${desk}/events`);
    events.onopen = () => done("heard");
    events.onerror = failed;
  }));
  await attempt("script", () => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${desk}/static/desk.js`;
    script.onload = () => done("ran");
    script.onerror = failed;
    document.head.append(script);
  }));
  await attempt("form", () => {
    const form = document.createElement("form");
    Object.assign(form, {action: `${desk}/api/file`, method: "post", target: "_top"});
    document.body.append(form);
    form.submit();
    return "asked";
  });
  for (const message of [
    {newsgrid: "open", href: "javascript:document.title='evil'", written: "javascript:1"},
    {newsgrid: "open", href: `${desk}/api/publication`, written: "/api/publication"},
    {newsgrid: "open", href: "<img src=x onerror=alert(1)>", written: "<img src=x>"},
    {newsgrid: "pick", gap: "<img src=x>", slot: "<img src=x>"},
    {newsgrid: "shown", revision: {evil: 1}}, {newsgrid: "ready"}, {newsgrid: null}, null, 7, "x",
    {newsgrid: "constructor", data: {__proto__: {evil: 1}}},
  ]) parent.postMessage(message, "*");
  return outcome;
}"""

REFUSED = {
    "document": "refused",
    "storage": "refused",
    "function": "refused",
    "popup": "refused",
    "read": "refused",
    "write": "refused",
    "events": "refused",
    "script": "refused",
}

CREATIVE = """<body><p id="said">An advertisement</p><img id="loaf" src="loaf.png"><script>
const attempts = ATTEMPTS;
attempts("DESK").then(outcome => {
  document.getElementById("said").textContent = JSON.stringify(outcome);
});
</script></body>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("safety") / "gazette"
    assert main(["new", str(place)]) == 0
    (place / "ad.html").write_text(CREATIVE.replace("ATTEMPTS", ATTEMPTS))
    said = (
        '[creative.evil]\\nkind = "html"\\nslots = ["inline-ad", "second-ad"]\\nfile = "ad.html"\\n'
        'files = ["loaf.png"]\\n'
    )
    Image.new("RGB", (4, 4)).save(place / "loaf.png")
    (place / "creatives.toml").write_text(said.replace("\\n", "\n") + "scripts = true\n")
    return place


@pytest.fixture(scope="module")
def desk(folder: Path) -> Iterator[Running]:
    with desk_on(folder) as running:
        own = running.url.rstrip("/")
        (folder / "ad.html").write_text((folder / "ad.html").read_text().replace("DESK", own))
        (folder / "stories" / "evil.md").write_text(TEXT + EVIL.replace("DESK", own))
        yield running


@pytest.fixture
def page(chromium: Browser, desk: Running) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    desk.admit(context)
    made = context.new_page()
    yield made
    context.close()


def shown(page: Page, desk: Running, story: str) -> Frame:
    """The frame of a story's page in the web view."""
    page.goto(f"{desk.url}web?story={story}&widths=980")
    page.wait_for_function("() => document.querySelector('ng-frame')?.revision")
    handle = page.locator("ng-frame").first.locator("iframe").element_handle()
    frame = handle.content_frame()
    assert frame
    return frame


def unharmed(page: Page, desk: Running, folder: Path) -> None:
    """The desk's own page goes on as if nothing had been tried."""
    assert page.url.startswith(f"{desk.url}web?")
    assert page.title().endswith(" – newsgrid")
    assert page.evaluate("() => window.evil") is None
    assert page.locator("main img[src='x'], main script").count() == 0
    assert len(page.context.pages) == 1
    assert not (folder / "evil.md").exists()
    expect(page.locator("#state")).to_have_text(re.compile("^Live"))


def test_what_a_story_says_in_html_runs_nothing(page: Page, desk: Running, folder: Path):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = shown(page, desk, "stories/evil.md")
    assert frame.evaluate("() => window.evil") is None
    for inner in frame.child_frames:
        # one that was kept from loading anything has no address, and nothing to ask in
        assert not inner.url or inner.evaluate("() => window.evil") is None
    assert not [url for url in asked if "evil.example" in url]
    assert frame.locator("[onerror], [onload], [href^=javascript]").count() == 0
    unharmed(page, desk, folder)


def test_a_script_in_a_page_could_not_reach_the_desk(page: Page, desk: Running, folder: Path):
    """Even if one ran: what is tried here is tried with all rights that the page has."""
    frame = shown(page, desk, WALL)
    outcome = frame.evaluate(ATTEMPTS, desk.url.rstrip("/"))
    assert {name: outcome[name] for name in REFUSED} == REFUSED
    assert outcome["opaque"] == "refused"
    page.reload()
    shown(page, desk, WALL)
    unharmed(page, desk, folder)


def test_what_a_page_says_to_the_desk_is_never_obeyed(page: Page, desk: Running, folder: Path):
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    frame = shown(page, desk, WALL)
    frame.evaluate(ATTEMPTS, desk.url.rstrip("/"))
    page.evaluate("() => new Promise(done => setTimeout(done))")  # all messages have come by then
    unharmed(page, desk, folder)
    assert wrong == []


def test_a_creative_with_scripts_is_shut_in(page: Page, desk: Running, folder: Path):
    frame = shown(page, desk, WALL)
    seen = frame.locator("iframe.ad-frame").locator("visible=true").first
    seen.scroll_into_view_if_needed()
    inner = seen.element_handle().content_frame()
    assert inner
    inner.wait_for_function("() => document.getElementById('said')?.textContent.startsWith('{')")
    outcome = json.loads(inner.locator("#said").text_content() or "")
    assert {name: outcome[name] for name in REFUSED} == REFUSED
    assert outcome["opaque"] == "refused"
    assert inner.evaluate("() => origin") == "null"
    unharmed(page, desk, folder)


def test_a_creative_that_is_opened_by_itself_has_no_origin_either(
    page: Page, desk: Running, folder: Path
):
    frame = shown(page, desk, WALL)
    address = frame.locator("iframe.ad-frame").first.get_attribute("src") or ""
    address = frame.evaluate("src => new URL(src, document.baseURI).href", address)
    answer = page.request.get(address)
    assert answer.headers["content-security-policy"].startswith("sandbox allow-scripts")
    page.goto(address, wait_until="commit")
    page.wait_for_url("about:blank")


FOREIGN = """<!DOCTYPE html><title>foreign</title><body><script>
const desk = "DESK";
const settled = promise => promise.then(value => value, () => "refused");
const loaded = element => settled(new Promise((done, failed) => {
  element.onload = () => done("loaded");
  element.onerror = failed;
  document.body.append(element);
}));
const made = (name, values) => Object.assign(document.createElement(name), values);
window.outcome = (async () => ({
  read: await settled(fetch(`${desk}/api/publication`).then(answer => answer.text())),
  opaque: await settled(fetch(`${desk}/web`, {mode: "no-cors"}).then(answer => answer.type)),
  write: await settled(fetch(`${desk}/api/file`, {method: "PUT", body: "{}",
    headers: {"x-newsgrid": "evil", "content-type": "application/json"}})
    .then(answer => answer.status)),
  simple: await settled(fetch(`${desk}/api/file`, {method: "POST", mode: "no-cors",
    body: JSON.stringify({name: "evil.md", text: "evil", revision: ""})})
    .then(answer => answer.type)),
  events: await settled(new Promise((done, failed) => {
    const events = new EventSource(`${desk}/events`);
    events.onopen = () => done("heard");
    events.onerror = failed;
  })),
  socket: await settled(new Promise((done, failed) => {
    const socket = new WebSocket(`${desk.replace("http", "ws")}/events`);
    socket.onopen = () => done("open");
    socket.onerror = failed;
  })),
  script: await loaded(made("script", {src: `${desk}/static/desk.js`})),
  picture: await loaded(made("img", {src: `${desk}/static/icon.svg`})),
}))();
</script>
<iframe name="framed" src="DESK/web"></iframe>
<form method="post" enctype="text/plain" action="DESK/api/file" target="framed">
<input name='{"name": "evil.md", "text": "evil", "revision": "", "x": "' value='"}'></form>
"""


class Foreign(BaseHTTPRequestHandler):
    """Another site."""

    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def foreign(desk: Running) -> Iterator[int]:
    """The port of another site on this machine, that tries what it can."""
    body = FOREIGN.replace("DESK", desk.url.rstrip("/")).encode()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Site", (Foreign,), {"body": body}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_site_neither_reads_nor_writes_nor_frames_the_desk(
    page: Page, desk: Running, folder: Path, foreign: int, host: str
):
    page.goto(f"http://{host}:{foreign}/")
    outcome = page.evaluate("() => window.outcome")
    assert set(outcome.values()) == {"refused"}
    page.evaluate("() => document.forms[0].submit()")
    framed = page.frame("framed")
    assert framed
    framed.wait_for_load_state()
    assert not framed.url.startswith(f"{desk.url}web")
    assert framed.locator("nav").count() == 0
    assert not (folder / "evil.md").exists()


def test_another_site_that_opens_the_desk_has_no_hold_on_it(
    page: Page, desk: Running, foreign: int
):
    page.goto(f"http://localhost:{foreign}/")
    with page.expect_popup() as opening:
        page.evaluate("url => { window.desk = open(url, 'desk') }", f"{desk.url}web")
    popup = opening.value
    expect(popup.locator("#state")).to_have_text(re.compile("^Live"))
    assert popup.evaluate("() => opener") is None
    assert page.evaluate("() => window.desk.closed")  # it is in another group of windows


def test_a_name_that_is_made_to_point_here_opens_nothing(chromium: Browser, desk: Running):
    rules = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
    path = str(Path("/usr/bin/chromium"))
    other = chromium.browser_type.launch(executable_path=path, args=["--no-sandbox", rules])
    try:
        page = other.new_page()
        answer = page.goto(f"http://rebound.example:{desk.port}/api/publication")
        assert answer
        assert answer.status == 403
        body = json.loads(answer.body())
        assert list(body) == ["findings"]
    finally:
        other.close()


def test_localhost_is_led_to_the_one_origin(page: Page, desk: Running):
    page.goto(f"http://localhost:{desk.port}/web?story={WALL}")
    assert page.url.startswith(f"{desk.url}web?story=")
    page.wait_for_function("() => document.querySelector('ng-frame')?.revision")


@pytest.fixture
def stranger(chromium: Browser) -> Iterator[Page]:
    """A browser that was not let in."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_the_printed_address_opens_the_desk_whole_and_the_key_leaves_it(
    stranger: Page, desk: Running
):
    """All that the desk and its frames load brings the cookie along: scripts, events, pictures; a
    creative's own files, in a frame to which no cookie is sent, are there without."""
    answers: list[tuple[int, str]] = []
    stranger.on("response", lambda answer: answers.append((answer.status, answer.url)))
    stranger.goto(f"{desk.address.replace('/?', '/web?')}&story={WALL}&widths=980")
    assert stranger.url.startswith(f"{desk.url}web?story=")
    expect(stranger.locator("#state")).to_have_text(re.compile("^Live"))
    stranger.wait_for_function("() => document.querySelector('ng-frame')?.revision")
    seen = stranger.locator("ng-frame").first.locator("iframe").content_frame
    creative = seen.locator("iframe.ad-frame").locator("visible=true").first
    creative.scroll_into_view_if_needed()
    loaf = creative.content_frame.locator("#loaf")
    expect(loaf).to_have_js_property("naturalWidth", 4)
    stranger.locator(".views a[data-key='4']").click()
    expect(stranger.locator("#state")).to_have_text(re.compile("^Live"))
    stranger.go_back()
    assert "key=" not in stranger.url
    assert stranger.evaluate("() => document.cookie") == ""
    assert stranger.evaluate("() => document.referrer.includes('key=')") is False
    assert [answer for answer in answers if answer[0] >= 400] == []
    assert f"{desk.url}static/icon.svg" in {url for _, url in answers}


def test_without_the_key_a_browser_is_told_where_it_is(stranger: Page, desk: Running):
    for path in ("", "web", "rules?story=x", "edition.pdf"):
        answer = stranger.goto(f"{desk.url}{path}")
        assert answer
        assert answer.status == 401
        expect(stranger.locator("h1")).to_have_text("This desk is locked")
        expect(stranger.locator("body")).to_contain_text("newsgrid preview printed")


def test_a_link_on_another_site_leads_to_a_view_of_the_owners(
    page: Page, desk: Running, foreign: int
):
    page.goto(f"http://localhost:{foreign}/")
    page.evaluate(f"() => {{ location.href = '{desk.url}stories?show=all' }}")
    expect(page.locator("#state")).to_have_text(re.compile("^Live"))
    assert page.url == f"{desk.url}stories?show=all"


def test_a_link_on_another_site_leads_strangers_to_a_locked_door(
    stranger: Page, desk: Running, foreign: int
):
    asked: list[str] = []
    stranger.on("request", lambda each: asked.append(each.url) if desk.url in each.url else None)
    stranger.goto(f"http://localhost:{foreign}/")
    asked.clear()
    stranger.evaluate(f"() => {{ location.href = '{desk.url}stories' }}")
    stranger.wait_for_url(f"{desk.url}stories")
    expect(stranger.locator("h1")).to_have_text("This desk is locked")
    expect(stranger.locator("meta[http-equiv=refresh]")).to_have_count(0)
    assert len([url for url in asked if url.endswith("/stories")]) == 2  # it asks again once


def test_the_address_opens_the_desk_from_a_link_on_another_site(
    stranger: Page, desk: Running, foreign: int
):
    """As in a message that somebody sent to themselves."""
    stranger.goto(f"http://localhost:{foreign}/")
    stranger.evaluate(f"() => {{ location.href = '{desk.address}' }}")
    expect(stranger.locator("#state")).to_have_text(re.compile("^Live"))
    assert "key=" not in stranger.url


def test_localhost_opens_with_the_key_too(stranger: Page, desk: Running):
    stranger.goto(desk.address.replace("127.0.0.1", "localhost"))
    assert stranger.url.startswith(f"{desk.url}web")
    expect(stranger.locator("#state")).to_have_text(re.compile("^Live"))


def test_two_desks_do_not_take_each_others_cookie(stranger: Page, desk: Running, tmp_path: Path):
    assert main(["new", str(tmp_path / "other")]) == 0
    with desk_on(tmp_path / "other") as other:
        for each in (desk, other):
            stranger.goto(each.address)
        for each in (desk, other):
            stranger.goto(f"{each.url}findings")
            expect(stranger.locator("#state")).to_have_text(re.compile("^Live"))
        stranger.goto("about:blank")

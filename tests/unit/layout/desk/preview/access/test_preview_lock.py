"""Who the desk opens for: whoever has the key of this run, and no other account of the machine."""

from __future__ import annotations

import http.client
import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.routing import Route
from support.desk.bare_requests import gazette, request, told
from support.desk.running_desk import cookie_of, desk_on

from layout.desk.preview.access import account, lock
from layout.desk.preview.access.account import account_of
from layout.desk.preview.access.lock import Lock
from layout.desk.preview.app import desk_app, pages_app
from layout.desk.preview.shared.desk import Place, desk_of

pytestmark = [pytest.mark.speaks, pytest.mark.slow]

ASKING = """
import http.client, json, sys
for method, port, path, headers in json.load(sys.stdin):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = b"{}" if method in ("PUT", "POST") else None
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    print(answer.status, flush=True)
    connection.close()
"""
"""What a stranger runs: with the standard library alone, since it may not read ours."""

STRANGER = "nobody"
DOOR = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk on a publication of one story with a creative, its folder, and a page's address."""
    folder = gazette(tmp_path_factory.mktemp("lock") / "gazette")
    (folder / "ad.html").write_text("<p>Bread, <b>fresh</b></p><img src='loaf.png'>")
    (folder / "loaf.png").write_bytes(b"")
    (folder / "creatives.toml").write_text(
        '[creative.bakery]\nkind = "html"\nslots = ["inline-ad", "second-ad"]\n'
        'file = "ad.html"\nfiles = ["loaf.png"]\n'
    )
    story = f"stories/{sorted((folder / 'stories').glob('*.md'))[0].name}"
    with desk_on(folder) as running:
        running.folder = folder
        running.page = running.ask("GET", f"/api/page?story={story}").json["address"]
        running.pages = urlsplit(running.page).port
        yield running


def spots(app, page):
    """Each method and path of an application's table, with something in each gap of a path."""
    gaps = {"name": "desk.js", "number": "1", "secret": "x", "script": "bridge.js"}
    gaps |= {"draft": "-", "story": "c3Rvcnk", "path": "index.html"}
    for route in app.app.routes:
        assert isinstance(route, Route), "say here how such a route is asked"
        path = re.sub(r"{(\w+)(:\w+)?}", lambda found: gaps[found[1]], route.path)
        for method in route.methods:
            yield method, path


def every_spot(desk, tmp_path):
    """Every route of both ports, found in the tables of the applications; and, of the pages' port,
    addresses that are right but for the secret."""
    made = desk_of(Place(tmp_path), 1, 2)
    own = [(method, desk.port, path) for method, path in spots(desk_app(made), desk.page)]
    pages = [(method, desk.pages, path) for method, path in spots(pages_app(made), desk.page)]
    right = urlsplit(desk.page).path
    secret = right.split("/")[1]
    creative = "/creatives/bakery-0123456789/index.html"
    for path in (right, f"{right}{creative}", f"/{secret}/bridge.js"):
        pages.append(("GET", desk.pages, path.replace(secret, "x" * len(secret))))
    assert len(own) > 40 and len(pages) > 6
    return [*own, *pages, ("GET", desk.port, "/nothing"), ("DELETE", desk.port, "/api/file")]


@pytest.fixture
def stranger():
    """Asks as another account, in a process of its own; gives the statuses."""
    if os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    known = pwd.getpwnam(STRANGER)
    # an interpreter in root's own folder is closed to others: the system's is open to them
    interpreters = (os.path.realpath(sys.executable), shutil.which("python3", path="/usr/bin"))

    def ask(asked):
        for interpreter in filter(None, interpreters):
            run = [interpreter, "-I", "-c", ASKING]
            identity = {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": []}
            options = {"input": json.dumps(asked), "capture_output": True, "text": True}
            try:
                done = subprocess.run(run, **options, **identity, cwd="/", env={}, check=True)
            except PermissionError:
                continue
            return [int(line) for line in done.stdout.split()]
        return pytest.skip(f"{STRANGER} may run no Python here")

    return ask


@pytest.mark.parametrize("headers", [{}, {"x-newsgrid": "x", **DOOR}, {"cookie": "newsgrid-1=x"}])
def test_another_account_gets_401_from_every_route(desk, tmp_path, stranger, headers):
    asked = [(*spot, headers) for spot in every_spot(desk, tmp_path)]
    found = dict(zip((spot[:3] for spot in asked), stranger(asked), strict=True))
    assert {spot: status for spot, status in found.items() if status != 401} == {}
    assert not list(desk.folder.rglob("*.x"))


def test_without_the_key_the_owner_gets_no_more(desk, tmp_path):
    for method, port, path in every_spot(desk, tmp_path):
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            connection.request(method, path, b"{}" if method in ("PUT", "POST") else None)
            assert connection.getresponse().status == 401, (method, path)


def test_a_stolen_cookie_is_worth_nothing_to_another_account(desk, stranger):
    """A browser sends a cookie to every port of 127.0.0.1, where another account may listen."""
    stolen = {"cookie": desk.cookie, "x-newsgrid": "x"}
    assert desk.ask("GET", "/api/files", headers=stolen).status == 200
    path = urlsplit(desk.page).path
    asked = [("GET", desk.port, "/api/files", stolen), ("PUT", desk.port, "/api/file", stolen)]
    assert stranger([*asked, ("GET", desk.pages, path, stolen)]) == [401, 401, 401]


def test_an_address_that_stands_in_the_list_of_processes_opens_nothing_for_others(
    tmp_path, stranger
):
    """What a browser is started with can be read by every account of the machine."""
    folder = gazette(tmp_path / "gazette")
    (tmp_path / "browser").write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/seen\n')
    (tmp_path / "browser").chmod(0o755)
    os.mkfifo(tmp_path / "seen")
    os.environ["BROWSER"] = str(tmp_path / "browser")
    try:
        with desk_on(folder, "--open") as desk:
            seen = urlsplit((tmp_path / "seen").read_text().strip())
            assert seen.query.startswith("key=") and seen.query not in desk.address
            spot = ("GET", desk.port, f"{seen.path}?{seen.query}", {})
            assert stranger([spot]) == [401]
            assert cookie_of(seen.geturl()) == desk.cookie  # the owner's browser comes later
            assert desk.ask("GET", spot[2], headers={"cookie": ""}).status == 401  # and once
    finally:
        del os.environ["BROWSER"]


def test_whoever_was_shown_the_key_gets_in_from_whatever_account(desk, stranger):
    """A desk that runs as root is looked at with the browser of somebody else."""
    spot = urlsplit(desk.address)
    assert stranger([("GET", desk.port, f"/?{spot.query}", {})]) == [303]


def test_the_key_is_exchanged_for_a_cookie_and_leaves_the_address(desk):
    key = urlsplit(desk.address).query
    for asked, left in (
        (f"/?{key}", "/"),
        (f"/web?{key}", "/web"),
        (f"/web?story=a%20b&{key}&x=1", "/web?story=a%20b&x=1"),
    ):
        answer = desk.ask("GET", asked, headers={"cookie": ""})
        assert (answer.status, answer.headers["location"]) == (303, left)
        cookie = answer.headers["set-cookie"]
        assert re.fullmatch(
            rf"newsgrid-{desk.port}=[0-9a-f]{{64}}; HttpOnly; Path=/; SameSite=strict", cookie
        )
        assert key[4:] not in cookie
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("key", ["", "x", "x" * 32, "%00", "%ff", "%C3%A9"])
def test_another_key_opens_nothing(desk, key):
    line = f"GET /?key={key} HTTP/1.1".encode()
    head = request(desk).replace(desk.cookie.encode(), b"a=b")
    status, said = told(desk, head.replace(b"GET /api/publication HTTP/1.1", line))
    assert status == 401 and b"set-cookie" not in said.lower()


def test_the_key_is_taken_at_doors_alone_and_from_no_other_site(desk):
    key = urlsplit(desk.address).query
    bare = {"cookie": ""}
    assert desk.ask("GET", f"/api/files?{key}", headers=bare).status == 401
    assert desk.ask("POST", f"/web?{key}", {}, bare).status == 401
    frame = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert desk.ask("GET", f"/?{key}", headers={**bare, **frame}).status == 401
    assert desk.ask("GET", f"/?{key}", headers={**bare, "origin": "http://x.example"}).status == 401


def test_an_old_key_in_an_address_takes_nobody_out(desk):
    answer = desk.ask("GET", "/web?key=old")
    assert (answer.status, answer.headers["location"]) == (303, "/web")
    assert "set-cookie" not in answer.headers


def test_localhost_is_sent_on_with_the_key(desk):
    alias = {"host": f"localhost:{desk.port}", "cookie": ""}
    answer = desk.ask("GET", f"/?{urlsplit(desk.address).query}", headers=alias)
    assert (answer.status, answer.headers["location"]) == (307, desk.address)


def test_other_cookies_do_not_matter(desk):
    name = desk.cookie.partition("=")[0]
    for before, after in (("a=b; ", "; c=d"), (f"{name}=x; ", f";{name}="), ("", ';"')):
        cookie = f"{before}{desk.cookie}{after}"
        assert desk.ask("GET", "/api/files", headers={"cookie": cookie}).status == 200
    for wrong in (desk.cookie[:-1], f"{desk.cookie}0", f"{name}=é", f"x{desk.cookie}", name):
        assert desk.ask("GET", "/api/files", headers={"cookie": wrong}).status == 401


def test_a_key_of_another_run_is_no_key_of_this(tmp_path):
    folder = gazette(tmp_path / "gazette")
    with desk_on(folder) as first:
        cookie, key = first.cookie, urlsplit(first.address).query
    with desk_on(folder, "--port", str(first.port)) as second:
        assert second.ask("GET", "/web", headers={"cookie": cookie, **DOOR}).status == 401
        assert second.ask("GET", f"/?{key}", headers={"cookie": cookie}).status == 401


def test_who_is_turned_away_is_told_where_the_address_is(desk):
    window = desk.ask("GET", "/web", headers={"cookie": "", **DOOR})
    assert window.headers["content-type"].startswith("text/html")
    assert b"newsgrid preview" in window.body and b"refresh" not in window.body
    assert len(window.body) < 2_000
    script = desk.ask("GET", "/api/files", headers={"cookie": "", "sec-fetch-mode": "cors"})
    (finding,) = script.json["findings"]
    assert finding["code"] == "locked" and "newsgrid preview printed" in finding["hint"]
    for answer in (window, script):
        assert answer.headers["www-authenticate"].startswith("Key ")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_a_link_on_another_site_is_followed_by_a_page_of_ours(desk):
    led = {"cookie": "", "sec-fetch-site": "cross-site", **DOOR}
    answer = desk.ask("GET", "/web?story=%22a%22&key=old&x=<b>", headers=led)
    assert answer.status == 401
    assert b'content="0;url=/web?story=%22a%22&amp;x=&lt;b&gt;"' in answer.body
    for other in ("/api/files", "/static/desk.css", "/events"):
        assert b"refresh" not in desk.ask("GET", other, headers=led).body


def test_a_creative_is_read_by_its_secret_since_its_frame_has_no_cookie(desk):
    html = desk.ask("GET", urlsplit(desk.page).path, port=desk.pages).body.decode()
    frame = next(part for part in html.split('"') if "creatives/" in part and ".html" in part)
    base = urlsplit(desk.page).path.rsplit("/", 1)[0]
    path = os.path.normpath(f"{base}/{frame}")
    bare = {"cookie": ""}
    assert desk.ask("GET", path, headers=bare, port=desk.pages).status == 200
    secret = path.split("/")[1]
    for wrong in (path.replace(secret, secret[:-1]), path.replace(secret, f"{secret}x")):
        assert desk.ask("GET", wrong, headers=bare, port=desk.pages).status == 401
    # the page around it has a cookie, and needs it, whoever knows the secret
    assert desk.ask("GET", urlsplit(desk.page).path, headers=bare, port=desk.pages).status == 401


def test_every_run_has_secrets_of_its_own_and_tells_none():
    one, other = Lock(4740), Lock(4740)
    assert len({one.key, one.secret, one.address, one.opening, other.key, other.secret}) == 6
    assert not any(part in repr(one) for part in (one.key, one.secret, one.opening[-9:]))
    assert one.given("0") != one.given("1") != other.given("1")


def test_a_connection_that_nobody_has_opens_nothing():
    one = Lock(4740)
    assert not one.turned(one.key, None)
    assert not one.opened([f"{one.cookie}={one.given('0')}"], None)


def test_secrets_are_compared_in_constant_time(monkeypatch):
    """Nothing that a stranger says is compared with == on its way."""
    compared = []
    monkeypatch.setattr(lock.hmac, "compare_digest", lambda a, b: compared.append((a, b)) or a == b)
    one = Lock(4740)
    assert not one.turned("x", "0")
    assert not one.opened([f"{one.cookie}=x"], "0")
    assert not one.frees("/x/creatives/a-0123456789/b")
    asked = {b for _, b in compared}
    assert {one.key.encode(), one.secret.encode(), one.given("0").encode()} <= asked


@pytest.fixture
def connected():
    """The ports of both ends of a connection, ours first."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        yield client.getsockname()[1], server.getsockname()[1]


def test_the_account_of_a_connection_is_known(connected):
    assert account_of(*connected) == str(os.geteuid())
    assert account_of(1, connected[1]) is None


def test_the_account_is_known_where_the_kernel_cannot_be_asked(connected, monkeypatch):
    def refused(*_):
        raise OSError("no such family")

    monkeypatch.setattr(account, "_by_netlink", refused)
    assert account_of(*connected) == str(os.geteuid())
    assert account_of(1, connected[1]) is None
    monkeypatch.setattr(account, "LISTS", (Path("/nowhere"), Path("/nowhere")))
    assert account_of(*connected) == ""

"""Who may ask a running desk what: the promises of `access/guards.py`, by raw requests."""

import http.client
import re
import socket
from contextlib import closing
from urllib.parse import quote

import pytest
from support.desk.bare_requests import gazette, request, told
from support.desk.running_desk import desk_on

from layout.desk.preview.access.guards import pages_guard

pytestmark = [pytest.mark.speaks, pytest.mark.slow]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk on a publication of one story."""
    folder = gazette(tmp_path_factory.mktemp("requests") / "gazette")
    (folder.parent / "outside.md").write_text("secret")
    (folder / ".hidden.md").write_text("secret")
    (folder / "link.md").symlink_to(folder.parent / "outside.md")
    with desk_on(folder) as running:
        running.folder = folder
        yield running


@pytest.fixture(scope="module")
def story(desk):
    return f"stories/{sorted((desk.folder / 'stories').glob('*.md'))[0].name}"


@pytest.fixture(scope="module")
def framed(desk, story):
    """The address of a page in a frame: port and path."""
    address = desk.ask("GET", f"/api/page?story={story}").json["address"]
    port, _, path = address.removeprefix("http://127.0.0.1:").partition("/")
    return int(port), f"/{path}"


# Loopback only.


def test_no_other_address_of_this_machine_answers(desk):
    others = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), desk.port)}
    for address in (others | {"127.0.0.2", "::1"}) - {"127.0.0.1"}:
        with pytest.raises(OSError):
            socket.create_connection((address, desk.port), 5).close()


# Host, Origin and Sec-Fetch-Site.


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{}",
        "127.1:{}",
        "[::1]:{}",
    ],
)
@pytest.mark.parametrize("spot", ["/web", "/api/publication", "/events", "/static/desk.css"])
def test_a_name_that_was_made_to_point_here_is_refused(desk, host, spot):
    line = f"GET {spot} HTTP/1.1"
    assert told(desk, request(desk, line=line, host=host.format(desk.port)))[0] == 403


def test_no_host_and_two_hosts_are_refused(desk):
    assert told(desk, b"GET /api/publication HTTP/1.0\r\n\r\n")[0] == 403
    assert told(desk, b"GET /api/publication HTTP/1.1\r\n\r\n")[0] == 400
    assert told(desk, request(desk, "Host: evil.example"))[0] == 400


FOREIGN = [
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},
    {"origin": "http://localhost:{}"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(
    "spot", ["GET /api/publication", "GET /events", "GET /web", "GET /edition.pdf", "PUT /api/file"]
)
def test_other_pages_may_neither_read_nor_write(desk, headers, spot):
    method, path = spot.split(" ")
    sent = {name: value.format(desk.port) for name, value in headers.items()}
    answer = desk.ask(method, path, {} if method == "PUT" else None, sent)
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers
    assert answer.json["findings"]


def test_a_preflight_gets_no_leave(desk):
    sent = {"origin": "http://evil.example", "access-control-request-method": "PUT"}
    answer = desk.ask("OPTIONS", "/api/file", headers=sent)
    assert answer.status == 403
    assert not any(name.startswith("access-control") for name in answer.headers)


def test_a_link_leads_to_a_view_in_a_window_of_its_own_and_nowhere_else(desk):
    sent = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    assert desk.ask("GET", "/web", headers=sent).status == 200
    assert desk.ask("GET", "/api/publication", headers=sent).status == 403
    assert desk.ask("POST", "/web", {}, sent).status == 403
    assert desk.ask("GET", "/web", headers={**sent, "origin": "http://evil.example"}).status == 403


def test_the_desk_has_one_origin(desk):
    alias = {"host": f"localhost:{desk.port}"}
    answer = desk.ask("GET", "/web?story=a%20b", headers=alias)
    assert answer.status == 307
    assert answer.headers["location"] == f"http://127.0.0.1:{desk.port}/web?story=a%20b"
    assert desk.ask("PUT", "/api/file", {}, alias).status == 403
    line = "GET http://evil.example/ HTTP/1.1"
    assert told(desk, request(desk, line=line, host=alias["host"]))[0] == 403


# What writes.


@pytest.mark.parametrize("spot", ["PUT /api/file", "PUT /api/rules", "POST /api/rules/read"])
@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"]
)
def test_what_a_form_can_send_writes_nothing(desk, spot, kind):
    method, path = spot.split(" ")
    with closing(http.client.HTTPConnection("127.0.0.1", desk.port)) as connection:
        connection.request(method, path, b"{}", {"content-type": kind, "cookie": desk.cookie})
        assert connection.getresponse().status == 403


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE", "CONNECT", "BREW"])
def test_other_methods_are_unknown(desk, method):
    line = f"{method} /api/file HTTP/1.1"
    assert told(desk, request(desk, "X-Newsgrid: test", line=line))[0] in (400, 405)


# Paths.


@pytest.mark.parametrize(
    "name",
    ["../outside.md", "/etc/hosts", "link.md", ".hidden.md", "stories/../../outside.md", "a\0.md"],
)
def test_no_path_outside_is_readable_or_writable(desk, name):
    answer = desk.ask("GET", f"/api/file?name={quote(name)}")
    assert answer.status == 422
    assert b"secret" not in answer.body
    answer = desk.ask("PUT", "/api/file", {"name": name, "text": "mine", "revision": ""})
    assert answer.status == 422
    assert (desk.folder.parent / "outside.md").read_text() == "secret"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../etc/passwd",
        "/static/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/static/%2fetc%2fpasswd",
        "/static/ace/../../../../../../etc/passwd",
        "/static/shell.html.j2",
        "/static//etc/passwd",
        "/../../etc/passwd",
        "/static/%00",
    ],
)
def test_static_files_are_ours_alone(desk, path):
    status, said = told(desk, request(desk, line=f"GET {path} HTTP/1.1"))
    assert status == 404
    assert b"root:" not in said


def test_pages_are_found_by_those_alone_who_know_where(desk, framed):
    port, path = framed
    _, secret, rest = path.split("/", 2)
    own = {"host": f"127.0.0.1:{port}"}
    assert desk.ask("GET", path, headers=own, port=port).status == 200
    for other in (f"/{'x' * len(secret)}/{rest}", f"/{rest}", "/", f"/{secret[:-1]}/{rest}"):
        assert desk.ask("GET", other, headers=own, port=port).status == 404
    for climb in ("../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd"):
        assert (
            desk.ask("GET", path.rpartition("/")[0] + f"/{climb}", headers=own, port=port).status
            == 404
        )


def test_pages_are_only_read_and_by_their_own_name(desk, framed):
    port, path = framed
    own = {"host": f"127.0.0.1:{port}"}
    assert desk.ask("POST", path, {}, own, port).status == 405
    assert desk.ask("GET", path, headers={"host": f"evil.example:{port}"}, port=port).status == 403
    assert desk.ask("GET", "/api/publication", headers=own, port=port).status == 404


def test_the_desk_cannot_be_made_to_fetch_an_address(desk):
    """An address in each place where a request says a name: none is asked."""
    with closing(socket.create_server(("127.0.0.1", 0))) as outside:
        outside.setblocking(False)
        address = f"http://127.0.0.1:{outside.getsockname()[1]}/x.md"
        for name in (address, address.removeprefix("http:"), f"file://{desk.folder}/slots.toml"):
            asked = quote(name, safe="")
            for path in ("/api/page?story=", "/api/file?name=", "/api/edition?story="):
                assert desk.ask("GET", path + asked).status in (200, 404, 422)
            for path in (
                f"/static/{asked}",
                f"/edition.pdf?story={asked}",
                f"/edition/page/1.png?story={asked}",
            ):
                assert desk.ask("GET", path).status in (404, 422)
            body = {"name": name, "text": "x", "revision": ""}
            assert desk.ask("PUT", "/api/file", body).status == 422
            trial = {"tab": "t", "text": "", "story": name, "draft": True}
            assert desk.ask("POST", "/api/rules/trial", trial).status in (200, 404, 422)
            told(desk, request(desk, line=f"GET {name} HTTP/1.1"))
        with pytest.raises(BlockingIOError):
            outside.accept()


# Policies.


def test_the_desk_runs_no_script_but_its_own_and_is_framed_by_nobody(desk):
    for path in ("/web", "/rules", "/api/publication", "/static/desk.js", "/nothing"):
        headers = desk.ask("GET", path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["script-src"] == "'self'"
        assert (
            policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
        )
        assert policy["connect-src"] == "'self'"
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", policy["frame-src"])
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_load_nothing_from_elsewhere_and_are_framed_by_the_desk_alone(desk, framed):
    port, path = framed
    answer = desk.ask("GET", path, headers={"host": f"127.0.0.1:{port}"}, port=port)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self' data:" in policy
    assert policy.endswith(f"frame-ancestors 'self' http://127.0.0.1:{desk.port}")
    assert b"unsafe-eval" not in answer.body


def test_a_creative_stays_shut_in_wherever_it_is_opened():
    guard = pages_guard(1, 2)
    (_, policy), *_ = guard.headers_of("/secret/-/c3Rvcnk/creatives/bakery-0123456789/index.html")
    assert policy.startswith("sandbox allow-scripts allow-popups;")
    assert "allow-same-origin" not in policy
    for path in ("/secret/-/c3Rvcnk/creatives/index.html", "/secret/-/x/index.html"):
        assert guard.headers_of(path) == guard.headers

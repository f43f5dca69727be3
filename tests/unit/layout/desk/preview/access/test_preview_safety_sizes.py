"""What a desk bears: sizes, slowness, and what is no request at all."""

import asyncio
import json
import os
import socket
from contextlib import closing

import pytest
import uvicorn
from support.desk.bare_requests import gazette, request, told
from support.desk.running_desk import desk_on
from support.processes.aside import aside

from layout.desk.preview.access.guards import (
    BODY,
    PICTURE_BODY,
    PICTURE_PATH,
    Safety,
    desk_guard,
)
from layout.desk.preview.access.lock import Lock
from layout.desk.preview.access.protocol import HurriedProtocol
from layout.desk.preview.access.writable_files import LARGEST
from layout.service import hurried

pytestmark = [pytest.mark.speaks, pytest.mark.slow]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk on a publication of one story."""
    folder = gazette(tmp_path_factory.mktemp("sizes") / "gazette")
    with desk_on(folder) as running:
        running.folder = folder
        yield running


def test_a_text_of_the_largest_size_goes_in_and_more_does_not(desk):
    text = "é" * (LARGEST // 2)
    answer = desk.ask("PUT", "/api/file", {"name": "long.md", "text": text, "revision": ""})
    assert answer.status == 200
    body = {"name": "long.md", "text": text + "é", "revision": answer.json["revision"]}
    assert desk.ask("PUT", "/api/file", body).status == 422
    assert (desk.folder / "long.md").stat().st_size == LARGEST
    (desk.folder / "long.md").unlink()


def test_a_body_that_says_it_is_longer_is_not_waited_for(desk):
    line = "PUT /api/file HTTP/1.1"
    for length in (BODY + 1, 10**15):
        head = request(desk, "X-Newsgrid: test", f"Content-Length: {length}", line=line)
        assert told(desk, head)[0] == 413


def test_pictures_alone_may_be_longer_and_they_are_bounded_too(desk):
    line = f"POST {PICTURE_PATH} HTTP/1.1"
    head = request(desk, "X-Newsgrid: test", f"Content-Length: {PICTURE_BODY + 1}", line=line)
    assert told(desk, head)[0] == 413
    said = b'{"file": "long.md", "name": "a.png", "alt": "A"}\n'
    answer = desk.ask("POST", PICTURE_PATH, said + b"x" * (BODY + 1))
    assert answer.status == 422
    assert b"missing-file" in answer.body


@pytest.mark.parametrize("spot", ["PUT /api/file", "POST /api/rules/read"])
def test_a_body_that_does_not_say_how_long_it_is_is_counted(desk, spot):
    line = f"{spot} HTTP/1.1"
    head = request(desk, "X-Newsgrid: test", "Transfer-Encoding: chunked", line=line)
    part = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    status, said = told(desk, head + part * (BODY // 65536 + 1) + b"0\r\n\r\n")
    assert status == 413
    assert b"too-large" in said


def test_heads_are_small(desk):
    assert told(desk, request(desk, f"X: {'x' * 1_000_000}"))[0] in (0, 400)
    assert told(desk, request(desk, line=f"GET /{'x' * 1_000_000} HTTP/1.1"))[0] in (0, 400)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"name": 1}', b"[" * 100_000, b"\xff", b'{"name": "\\ud800.md"}'],
)
def test_a_body_that_is_not_what_it_should_be_is_a_finding(desk, body):
    for spot in (
        "PUT /api/file",
        "POST /api/rules/read",
        "PUT /api/rules",
        "POST /api/rules/trial",
    ):
        answer = desk.ask(*spot.split(" "), body)
        assert answer.status == 422
        assert answer.json["findings"]


@pytest.mark.parametrize(
    "query", ["", "?story=", "?story=%ff", "?story=no.md&draft=%00", "?x=%", "?story=%F0"]
)
def test_a_query_that_nobody_makes_is_answered(desk, query):
    for path in ("/api/page", "/api/overlay", "/api/file", "/api/edition", "/api/stories", "/web"):
        assert desk.ask("GET", path + query).status in (200, 404, 422)


def test_what_is_no_http_is_told_so(desk):
    for sent in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"hello\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
    ):
        assert told(desk, sent)[0] == 400
    assert desk.ask("GET", "/web").status == 200


def test_web_sockets_are_not_spoken(desk):
    asked = ("Upgrade: websocket", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13")
    head = request(desk, *asked, line="GET /events2 HTTP/1.1")
    assert told(desk, head.replace(b"Connection: close", b"Connection: Upgrade"))[0] == 404


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /web",
        b"PUT /api/file HTTP/1.1\r\nHost: {}\r\nX-Newsgrid: t\r\nContent-Length: 9\r\n\r\nx",
    ],
)
def test_who_dawdles_is_cut_off(sent, monkeypatch):
    monkeypatch.setattr(hurried, "HURRY", 0.05)

    async def app(scope, receive, send):
        while (await receive()).get("more_body"):
            pass

    async def scene():
        with closing(socket.create_server(("127.0.0.1", 0))) as sock:
            port = sock.getsockname()[1]
            config = uvicorn.Config(
                Safety(app, desk_guard(port, 1), lock := Lock(port)),
                http=HurriedProtocol,
                lifespan="off",
                log_config=None,
            )
            server = uvicorn.Server(config)
            server.config.load()
            server.lifespan = config.lifespan_class(config)
            await server.startup([sock])
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            cookie = f"127.0.0.1:{port}\r\nCookie: {lock.cookie}={lock.given(str(os.getuid()))}"
            writer.write(sent.replace(b"{}", cookie.encode()))
            try:
                return await reader.read()
            except ConnectionError:
                return b""
            finally:
                writer.close()
                server.servers[0].close()

    assert aside(scene()) == b""


def test_a_hundred_idle_connections_keep_nobody_out(desk):
    with_all = [socket.create_connection(("127.0.0.1", desk.port)) for _ in range(100)]
    assert desk.ask("GET", "/web").status == 200
    for each in with_all:
        each.close()


def test_answers_are_findings_where_nothing_is(desk):
    answer = desk.ask("GET", "/api/nothing")
    assert answer.status == 404
    assert json.loads(answer.body)["findings"][0]["message"] == "not found"

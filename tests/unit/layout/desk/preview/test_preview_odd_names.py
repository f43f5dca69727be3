"""A story whose name on disk has bytes that are no characters."""

from __future__ import annotations

import http.client
import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.desk.running_desk import desk_on

pytestmark = pytest.mark.slow

TEXT = b"# Bytes\n\nIt rained all day, and nobody minded.\n"


def test_a_link_on_the_front_leads_to_it(tmp_path: Path) -> None:
    (tmp_path / "stories").mkdir()
    (tmp_path / "newsgrid.toml").write_text('name = "The Gazette"\n')
    (tmp_path / "stories" / os.fsdecode(b"\xff\xfe.md")).write_bytes(TEXT)
    with desk_on(tmp_path) as desk:
        address = urlsplit(desk.ask("GET", "/api/page?story=front:home").json["address"])
        assert address.port
        connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=60)
        linked = address.path.replace("index.html", "") + "news/bytes.html"
        connection.request("GET", linked, headers={"cookie": desk.cookie})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 302
        connection.request(
            "GET", urlsplit(answer.headers["location"]).path, headers={"cookie": desk.cookie}
        )
        answer = connection.getresponse()
        assert (answer.status, b"nobody minded" in answer.read()) == (200, True)
        connection.close()

"""Fetching: from hosts that were named, at public numbers, within limits, going on where it broke
off; against a host of the tests' own."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.imports.https_host import Reply, Site, https_site

from layout.imports.fetch.exchange import Ways
from layout.imports.fetch.fetcher import PAGES, PICTURES, Fetcher, Limits
from layout.imports.fetch.hosts import Refused, is_public, named_hosts, numbers_of, target_of
from layout.imports.fetch.kept import Cache, cache
from layout.imports.fetch.site import Site as Stories
from layout.imports.source import Source
from slots.finding import BadInput, Finding


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("authority")


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    with https_site(folder) as made:
        yield made


FREE = Limits()


def fetcher_for(site: Site, folder: Path, limits: Limits = FREE, **ways) -> Fetcher:
    return Fetcher(site.hosts, Cache(folder), site.ways(**ways), limits)


def refused(fetcher: Fetcher, address: str, kinds=PAGES) -> Finding:
    with pytest.raises(Refused) as error:
        fetcher.fetch(address, kinds)
    assert error.value.finding.hint
    return error.value.finding


def test_a_page_comes_and_is_asked_for_without_a_word_of_anybody(site, tmp_path) -> None:
    site.pages["/"] = Reply(b"<p>Ferry</p>", headers={"Set-Cookie": "a=b"})
    fetcher = fetcher_for(site, tmp_path)
    assert fetcher.fetch(site.address(), PAGES).read() == b"<p>Ferry</p>"
    assert fetcher.fetch(site.address(), PAGES).read() == b"<p>Ferry</p>"
    ((path, headers),) = site.asked
    assert path == "/" and "cookie" not in headers and "referer" not in headers
    assert headers["host"] == f"paper.example:{site.port}"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://elsewhere.example/", "host-not-allowed"),
        ("https://sub.paper.example/", "host-not-allowed"),
        ("https://paper.example/", "host-not-allowed"),  # another port than was named
        ("https://paper.example@evil.example/", "no-address"),
        ("ftp://paper.example/", "no-address"),
        ("file:///etc/passwd", "no-address"),
        ("https://paper.example:x/", "no-address"),
        ("https:///", "no-address"),
    ],
)
def test_hosts_that_were_not_named_are_not_asked(site, tmp_path, address, code) -> None:
    assert refused(fetcher_for(site, tmp_path), address).code == code
    assert not site.asked


def test_numbers_that_are_not_public_are_not_asked(site, tmp_path) -> None:
    found = refused(fetcher_for(site, tmp_path, public=False), site.address())
    assert found.code == "private-host" and not site.asked
    private = (
        "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
        "255.255.255.255 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:10.0.0.1 64:ff9b::7f00:1 "
        "2002:7f00:1:: ::127.0.0.1 fe80::1%eth0 junk"
    )
    assert not [each for each in private.split() if is_public(each)]
    assert is_public("93.184.215.14") and is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    target = target_of("https://paper.example/", frozenset({"paper.example"}))
    for numbers in (("93.184.215.14", "10.0.0.1"), ()):  # one private number among many is enough
        with pytest.raises(Refused):
            numbers_of(target, lambda host, port, n=numbers: n, is_public)
    with pytest.raises(Refused):
        numbers_of(target, _nobody, is_public)
    with pytest.raises(Refused):
        Fetcher(frozenset({"localhost"}), Cache(tmp_path)).fetch("https://localhost/", PAGES)


def _nobody(host: str, port: int) -> tuple[str, ...]:
    raise socket.gaierror(-2, "Name or service not known")


def test_a_name_is_looked_up_once_and_the_number_that_was_checked_is_asked(site, tmp_path) -> None:
    numbers = [("127.0.0.1",), ("10.0.0.1",)]
    seen = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        return numbers.pop(0)

    def public(number: str) -> bool:
        seen.append(number)
        return number == "127.0.0.1"

    site.pages["/"] = Reply(b"ok")
    ways = replace(site.ways(), resolve=resolve, public=public)
    Fetcher(site.hosts, Cache(tmp_path), ways).fetch(site.address(), PAGES)
    assert seen == ["127.0.0.1"] and numbers == [("10.0.0.1",)]


def test_redirects_are_followed_and_each_is_checked(site, tmp_path) -> None:
    site.pages |= {
        "/a": Reply(status=301, headers={"Location": "/b?x=1"}),
        "/b?x=1": Reply(b"there"),
        "/out": Reply(status=302, headers={"Location": "https://evil.example/"}),
        "/plain": Reply(
            status=302, headers={"Location": f"http://paper.example:{site.port}/b?x=1"}
        ),
        "/round": Reply(status=302, headers={"Location": "/round"}),
    }
    fetcher = fetcher_for(site, tmp_path)
    found = fetcher.fetch(site.address("/a"), PAGES)
    assert found.read() == b"there" and found.kept.final == site.address("/b?x=1")
    assert refused(fetcher, site.address("/out")).code == "host-not-allowed"
    assert fetcher.fetch(site.address("/plain"), PAGES).read() == b"there"  # by https all the same
    assert refused(fetcher, site.address("/round")).code == "redirects"
    assert sum(path == "/round" for path, _ in site.asked) == 6


def test_a_certificate_nobody_trusts_is_told(site, tmp_path) -> None:
    ways = replace(site.ways(), trust=ssl.create_default_context)
    found = refused(Fetcher(site.hosts, Cache(tmp_path), ways), site.address())
    assert found.code == "untrusted-host"
    named = frozenset({f"other.example:{site.port}"})
    address = site.address(name="other.example")
    found = refused(Fetcher(named, Cache(tmp_path), site.ways()), address)
    assert found.code == "untrusted-host"


def test_what_breaks_off_goes_on_where_it_broke_off(site, tmp_path) -> None:
    body = bytes(range(256)) * 1000
    tag = {"ETag": '"v1"'}
    whole = Reply(body, "image/png", headers=tag)
    site.pages["/a.png"] = [Reply(body, "image/png", headers=tag, short=100_000), whole]
    fetcher = fetcher_for(site, tmp_path)
    assert fetcher.picture(site.address("/a.png")) == body
    assert site.asked[1][1]["range"] == f"bytes={len(body) - 100_000}-"
    again = fetcher_for(site, tmp_path)  # another run: not even sent again
    assert again.picture(site.address("/a.png")) == body
    assert site.asked[2][1]["if-none-match"] == '"v1"' and "range" not in site.asked[2][1]


def test_what_changed_meanwhile_is_fetched_anew(site, tmp_path) -> None:
    one, two = b"1" * 5000, b"2" * 6000
    site.pages["/a.png"] = [
        Reply(one, "image/png", headers={"ETag": '"v1"'}, short=1000),
        Reply(two, "image/png", headers={"ETag": '"v2"'}),
    ]
    assert fetcher_for(site, tmp_path).picture(site.address("/a.png")) == two


def test_types_sizes_and_counts_have_limits(site, tmp_path) -> None:
    site.pages |= {
        "/exe": Reply(b"MZ", "application/x-msdownload"),
        "/big": Reply(b"x" * 3000),
        "/gone": Reply(status=404),
        "/br": Reply(b"?", headers={"Content-Encoding": "br"}),
        "/bomb": Reply(gzip.compress(b"0" * 50_000), headers={"Content-Encoding": "gzip"}),
        "/zip": Reply(gzip.compress(b"fine"), headers={"Content-Encoding": "gzip"}),
    }
    fetcher = fetcher_for(site, tmp_path, Limits(one=2000))
    assert refused(fetcher, site.address("/exe"), PICTURES).code == "other-type"
    assert refused(fetcher, site.address("/big")).code == "too-much"
    assert refused(fetcher, site.address("/gone")).code == "not-there"
    assert refused(fetcher, site.address("/br")).code == "odd-answer"
    assert refused(fetcher, site.address("/bomb")).code == "too-much"
    assert fetcher.fetch(site.address("/zip"), PAGES).read() == b"fine"
    assert not list(tmp_path.glob("*.part"))
    few = fetcher_for(site, tmp_path, Limits(answers=1))
    few.fetch(site.address("/zip"), PAGES)
    assert refused(few, site.address("/gone")).code == "limit"
    assert isinstance(few.picture(site.address("/x.png")), Finding)


def test_a_busy_host_is_asked_again_when_it_says_so(site, tmp_path) -> None:
    busy = Reply(status=429, headers={"Retry-After": "7"})
    site.pages["/"] = [busy, Reply(b"now")]
    waited: list[float] = []
    fetcher = fetcher_for(site, tmp_path, wait=waited.append)
    assert fetcher.fetch(site.address(), PAGES).read() == b"now"
    assert waited == [7.0, 0.25]
    site.pages["/b"] = busy
    assert refused(fetcher, site.address("/b")).code == "busy-host"


def test_an_answer_that_never_ends_is_cut_off(tmp_path, folder) -> None:
    with https_site(folder) as site:
        site.pages["/"] = Reply(b"slow", short=2)
        with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the call and says nothing
            port = silent.getsockname()[1]
            ways = site.ways(longest=0.2)
            fetcher = Fetcher(frozenset({f"paper.example:{port}"}), Cache(tmp_path), ways)
            assert refused(fetcher, f"https://paper.example:{port}/").code == "no-answer"


def test_hosts_of_the_command_line() -> None:
    assert named_hosts(["Paper.Example", "zeitung.example:443", "bücher.example:8443"]) == {
        "paper.example",
        "zeitung.example",
        "xn--bcher-kva.example:8443",
    }
    for wrong in ("https://paper.example", "paper.example/x", "a:b", "", "*.paper.example"):
        with pytest.raises(BadInput):
            named_hosts([wrong])


def test_the_cache_is_the_users_own(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache().folder == tmp_path / "newsgrid" / "fetched"
    assert cache().folder.stat().st_mode & 0o777 == 0o700
    cache().folder.chmod(0o777)
    with pytest.raises(PermissionError):
        cache()


# --- sites ---------------------------------------------------------------------------------------


def sources(site: Site, folder: Path, path: str = "/") -> list[str]:
    found = Stories(fetcher_for(site, folder)).sources(site.address(path))
    return [each.code if isinstance(each, Finding) else text_of(each) for each in found]


def text_of(source: Source) -> str:
    with source.stream() as stream:
        return stream.read().decode()


def test_a_wordpress_gives_all_its_posts(site, tmp_path) -> None:
    link = {"Link": f'<{site.address("/wp-json/")}>; rel="https://api.w.org/"'}
    site.pages["/"] = Reply(b"<html><head></head></html>", headers=link)
    site.pages["/2024/ferry"] = Reply(b"<html>ferry</html>", headers=link)
    asked = "/wp-json/wp/v2/posts?per_page=100&orderby=id&order=asc&_embed=1&page="
    for page in (1, 2, 3):
        body = json.dumps([{"id": page}]).encode()
        count = {"X-WP-TotalPages": "3"}
        site.pages[f"{asked}{page}"] = Reply(body, "application/json", headers=count)
    assert sources(site, tmp_path) == ['[{"id": 1}]', '[{"id": 2}]', '[{"id": 3}]']
    assert sources(site, tmp_path / "..", "/2024/ferry") == ["<html>ferry</html>"]
    del site.pages[f"{asked}2"]
    (tmp_path / "b").mkdir()
    assert sources(site, tmp_path / "b") == ['[{"id": 1}]', "not-there"]


def test_else_its_feed_else_the_page(site, tmp_path) -> None:
    site.pages["/"] = Reply(
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        b'<link rel="alternate" type="application/rss+xml" href="feed"></head></html>'
    )
    site.pages["/feed"] = Reply(b"<rss/>", "application/rss+xml")
    site.pages["/alone"] = Reply(b"<p>alone", "text/html")
    assert sources(site, tmp_path) == ["<rss/>"]
    assert sources(site, tmp_path, "/feed") == ["<rss/>"]
    assert sources(site, tmp_path, "/alone") == ["<p>alone"]
    assert sources(site, tmp_path, "/none") == ["not-there"]
    del site.pages["/feed"]
    other = tmp_path / "other"
    other.mkdir()
    assert sources(site, other) == ["not-there"]


def test_ways_of_commands_are_the_systems() -> None:
    ways = Ways()
    assert ways.public is is_public and ways.trust().verify_mode is ssl.CERT_REQUIRED
    assert ways.trust().check_hostname

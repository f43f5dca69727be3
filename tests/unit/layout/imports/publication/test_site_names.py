"""The names of sites in titles: found by most pages of an import, and recorded for good."""

from __future__ import annotations

import json

import pytest

from layout.imports.item import Copy, Format, Head, Item, Status, Title
from layout.imports.publication.disk import Disk
from layout.imports.publication.site_names import SiteNames, site_names, without_tail
from layout.story.run import Emphasis, Run, plain, text_of
from slots.files.door import STDIN
from slots.finding import Where

HOST = "paper.example"


def title_of(source):
    line = source.start.decode().splitlines()[0]
    host, _, text = line.partition(" ")
    return Title(text, host) if text else None


PAGES = Format("pages", lambda source: True, lambda source: iter(()), title_of)
BARE = Format("bare", lambda source: True, lambda source: iter(()))


@pytest.fixture
def found(tmp_path):
    """The names that pages of these titles, all of one host, give."""
    root = tmp_path / "paper"
    root.mkdir()

    def names(*titles, formats=(PAGES,), host=HOST):
        files = []
        for number, title in enumerate(titles):
            file = tmp_path / f"page-{number}.html"
            file.write_text(f"{host} {title}\n")
            files.append(file)
        return site_names(Disk(root), [*files, STDIN, "https://a.example/x"], formats).names

    names.root = root
    return names


THREE = ("Ferry returns | Gazette", "Pier closed | Gazette", "Storm | Gazette")


def test_the_tail_that_most_titles_share_is_the_name_of_their_site(found):
    assert found(*THREE) == {HOST: ("Gazette",)}


@pytest.mark.parametrize("titles", [(), THREE[:2], ("A | Gazette", "B | Times", "C | Echo", "D")])
def test_a_few_titles_or_titles_that_end_unlike_tell_no_name(found, titles):
    assert found(*titles) == {}


def test_a_name_is_recorded_and_holds_for_a_page_alone(found):
    found(*THREE)
    assert found("Quay open | Gazette") == {HOST: ("Gazette",)}
    (record,) = list(found.root.rglob("*site-names.txt"))
    assert json.loads(record.read_text()) == [HOST, "Gazette"]


def test_a_site_may_have_had_two_names(found):
    found(*THREE)
    more = tuple(title.replace("Gazette", "Echo") for title in THREE)
    assert found(*more) == {HOST: ("Gazette", "Echo")}


def test_nothing_is_read_from_a_record_that_says_nothing(found):
    found(*THREE)
    (record,) = found.root.rglob("*site-names.txt")
    record.write_bytes(b'\xff\n[]\n{"a": 1}\n[3, "x"]\n["%s", "Gazette", 3]\n' % HOST.encode())
    assert found("Quay | Gazette") == {HOST: ("Gazette",)}


def test_formats_without_titles_tell_no_name(found):
    assert found(*THREE, formats=(BARE,)) == {}
    assert list(found.root.rglob("*")) == []


def item(headline, site=""):
    head = Head(headline=headline)
    return Item("key", "", Where("a.html"), head, Copy((), ()), Status.PUBLISHED, site=site)


def test_a_headline_loses_the_name_and_says_what_it_lost():
    bare = without_tail(item(plain("Ferry  returns | Gazette")), ("Gazette",))
    assert text_of(bare.head.headline) == "Ferry returns"
    assert [(each.what, each.text) for each in bare.copy.left_out] == [
        ("the site's name", "| Gazette")
    ]
    assert bare.site == "Gazette"
    assert without_tail(item(plain("A | Gazette"), "Echo"), ("Gazette",)).site == "Echo"


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        (plain("Ferry returns | Gazette"), ()),
        (plain("Ferry returns"), ("Gazette",)),
        (plain("Gazette"), ("Gazette",)),
        ((Run("Ferry "), Run("returns", Emphasis.ITALIC), Run(" | Gazette")), ("Gazette",)),
    ],
)
def test_a_headline_that_cannot_lose_it_stays(headline, names):
    one = item(headline)
    assert without_tail(one, names) is one


def test_names_are_asked_for_by_the_host_that_a_page_names():
    names = SiteNames({HOST: ("Gazette",)})

    class Opened:
        format = PAGES

        class source:
            start = b"paper.example Ferry | Gazette"

    assert names.of(Opened) == ("Gazette",)
    Opened.source.start = b"other.example Ferry | Gazette"
    assert names.of(Opened) == ()
    Opened.source.start = b"nothing"
    assert names.of(Opened) == ()

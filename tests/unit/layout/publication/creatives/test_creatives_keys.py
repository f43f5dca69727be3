"""The keys of creatives.toml and the sentences about them, each by itself."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from layout.publication.creatives.allowed_keys import BY_KIND, KINDS, Book
from layout.publication.creatives.mistakes import in_file, lints, mistakes_of
from slots.finding import Severity
from slots.rulebook.load import parse_rules
from slots.units import Unit

HOUSE = {"kind": "house", "slots": ["top"], "image": "a.png", "alt": "A"}
RULES = parse_rules(
    '[slot.top]\nholds = "ad"\nsizes = ["300x250"]\n[slot.box]\nholds = "digest"', "r"
)


def book(**creatives: dict[str, Any]) -> dict[str, Any]:
    return {"creative": creatives}


def mistakes(data: dict[str, Any]) -> list[tuple[str, tuple[Any, ...]]]:
    with pytest.raises(ValidationError) as error:
        Book.model_validate(data)
    return [(each.code, each.path) for each in mistakes_of(error.value.errors(), data)]


def warned(data: dict[str, Any]) -> dict[str, Severity]:
    return {each.code: each.severity for each in lints(Book.model_validate(data), data, RULES)}


def test_the_kind_says_which_keys_there_are():
    assert tuple(BY_KIND) == KINDS
    said = Book.model_validate(book(a=HOUSE, b={"kind": "gpt", "slots": ["top"], "unit": "/1/x"}))
    assert [type(each) for each in said.creative.values()] == [BY_KIND["house"], BY_KIND["gpt"]]
    assert said.creative["a"].share == 1 and said.network.lazy.unit is Unit.SCREEN


@pytest.mark.parametrize(
    ("table", "key", "good", "bad"),
    [
        ("seller", "domain", "google.com", "Google.com"),
        ("seller", "account", "pub-1", "pub, 1"),
        ("network", "lazy", "2 screens", "2px"),
        ("network", "gpt", "https://a.example/gpt.js", "gpt.js"),
        ("consent", "script", "consent.js", "consent"),
        ("ads_txt", "owner_domain", "a.example", "https://a.example"),
    ],
)
def test_values_have_a_form(table: str, key: str, good: str, bad: str):
    rest = {"seller": {"domain": "a.example", "account": "1"}}.get(table, {})

    def data(value: str) -> dict[str, Any]:
        said = {**rest, key: value}
        return {table: [said] if table == "seller" else said}

    Book.model_validate(data(good))
    ((code, path),) = mistakes(data(bad))
    assert code == "bad-value" and path[-1] == key


def test_mistakes_have_the_place_that_they_have_in_the_file():
    assert in_file(("creative", "a", "house", "share")) == ("creative", "a", "share")
    assert in_file(("creative", "a", "gpt", "targeting", "k", "tuple[str,...]", 0))[-2:] == ("k", 0)
    assert in_file(("creative", "house", "house", "alt")) == ("creative", "house", "alt")
    found = mistakes(book(a={**HOUSE, "sise": 1}, b={"kind": "hous", "slots": ["top"]}))
    assert found == [
        ("unknown-key", ("creative", "a", "sise")),
        ("bad-value", ("creative", "b", "kind")),
    ]


def test_an_unknown_key_gets_what_was_meant_or_where_it_belongs():
    data = book(a={**HOUSE, "sise": 1, "unit": "/1/x"}) | {"timeout": 3}
    with pytest.raises(ValidationError) as error:
        Book.model_validate(data)
    told = {each.path[-1]: each for each in mistakes_of(error.value.errors(), data)}
    assert 'did you mean "sizes"' in told["sise"].message
    assert told["unit"].hint == "unit is for kind = gpt or prebid"
    assert told["timeout"].hint == "timeout belongs in [network]"


def test_what_cannot_be_meant_is_told_though_every_key_is_right():
    assert warned(book(a=HOUSE)) == {}
    never = {**HOUSE, "from": "2026-02-02", "until": "2026-01-01"}
    assert warned(book(a=never)) == {"never-shown": Severity.ERROR}
    assert warned(book(a={**HOUSE, "alt": " "})) == {"missing-key": Severity.ERROR}
    assert warned(book(a={**HOUSE, "template": "a.html"})).keys() == {"two-artworks", "unused-key"}
    assert warned(book(a={**HOUSE, "slots": ["box"]})) == {"no-ad-slot": Severity.ERROR}
    assert warned(book(a={**HOUSE, "sizes": ["728x90"]})) == {"size-not-served": Severity.WARNING}
    sold = {"kind": "gpt", "slots": ["top"], "unit": "/1/x"}
    assert warned(book(a=sold)) == dict.fromkeys(("no-consent", "no-seller"), Severity.WARNING)

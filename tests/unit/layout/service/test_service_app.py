import pytest
from support.schemas.json_schema import wrong
from support.service.asked import ask, get, post, post_of_paragraphs

from layout.service import app as application
from layout.service.answer import Placer
from layout.service.limits import Gate, Limits
from layout.service.openapi import EXAMPLE, openapi
from layout.service.refused import Refused
from layout.work.memory.memory import Value
from layout.work.memory.recent import RecentMemory

KEY = "a-key-of-twenty-characters"


def test_a_post_is_answered_as_the_document_says(serving):
    found = post(serving(), post_of_paragraphs([60] * 12))
    document = get(serving(), "/openapi.json").data
    schemas = document["components"]["schemas"]
    assert found.status == 200 and found.headers["content-type"] == "application/json"
    assert wrong(found.data, schemas["Placements"], schemas["Placements"]) == []


def test_refusals_are_as_the_document_says(serving):
    schema = openapi("0", False)["components"]["schemas"]["Problems"]
    for found in (post(serving(), {}), post(serving(), b"{"), get(serving(), "/nix")):
        assert wrong(found.data, schema, schema) == []
        assert found.data["problems"]


def test_the_example_of_the_document_is_answered(serving):
    body = openapi("0", False)["paths"]["/v1/placements"]["post"]["requestBody"]
    example = body["content"]["application/json"]["example"]
    assert example == EXAMPLE and post(serving(), example).data["gaps"]


def test_what_is_known_is_not_sent_again(serving):
    app = serving()
    first = post(app, EXAMPLE)
    again = post(app, EXAMPLE, {"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert post(app, {**EXAMPLE, "every_refusal": True}).headers["etag"] != first.headers["etag"]


def test_other_rules_have_other_tags(placer):
    def tag(digest):
        app = application.service_app(Placer(placer.rules, digest, 1_000), Limits(), "0")
        return post(app, EXAMPLE).headers["etag"]

    assert tag("a") != tag("b")


def test_the_same_post_is_placed_once(serving, monkeypatch):
    from layout.service import answer

    placed = []
    before = answer.placements
    monkeypatch.setattr(answer, "placements", lambda *a: placed.append(1) or before(*a))
    app = serving()
    assert post(app, EXAMPLE).body == post(app, EXAMPLE).body
    assert len(placed) == 1


def test_keys(serving):
    app = serving(keys=(KEY,))
    without, false = post(app, EXAMPLE), post(app, EXAMPLE, {"authorization": "Bearer x"})
    assert without.status == false.status == 401
    assert without.headers["www-authenticate"] == "Bearer"
    assert post(app, EXAMPLE, {"authorization": f"Basic {KEY}"}).status == 401
    assert post(app, EXAMPLE, {"authorization": f"bearer {KEY}"}).status == 200
    assert get(app, "/health").status == 200
    assert "securitySchemes" in get(app, "/openapi.json").data["components"]


def test_length_type_and_method(serving):
    app = serving(body=100)
    long = post(app, EXAMPLE)
    assert (long.status, long.codes) == (413, ["too-long"])
    assert post(app, b"{}", {"content-type": "text/plain"}).status == 415
    wrong_method = ask(app, "GET", "/v1/placements", b"", {})
    assert (wrong_method.status, wrong_method.headers["allow"]) == (405, "POST")


def test_requests_of_a_client_are_limited(serving):
    app = serving(rate=2)
    assert [post(app, EXAMPLE).status for _ in range(3)] == [200, 200, 429]
    late = post(app, EXAMPLE)
    assert 1 <= int(late.headers["retry-after"]) <= 30
    assert post(app, EXAMPLE, client="10.0.0.2").status == 200


class Asking:
    def __init__(self, host):
        self.client, self.headers = type("C", (), {"host": host}), {}


def test_a_minute_fills_the_bucket():
    gate = Gate(Limits(rate=60))
    for _ in range(60):
        gate.let_in(Asking("a"), 0.0)
    with pytest.raises(Refused):
        gate.let_in(Asking("a"), 0.5)
    gate.let_in(Asking("a"), 1.6)


def test_our_own_mistake_has_no_traceback(serving, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(application, "answer", broken)
    try:
        found = post(serving(), EXAMPLE)
    except ZeroDivisionError:  # Starlette answers, and then raises it for the server's log
        return
    assert found.status == 500 and "secret" not in str(found.data)


def test_health_names_the_rules(serving):
    assert get(serving(), "/health").data["breakpoints"]["mobile"] == "320px..479px"


def test_memory_forgets_what_was_not_asked_for_longest():
    memory = RecentMemory(2)
    for name in ("a", "b"):
        memory.remember(name, Value(name, frozenset()), None)
    memory.recall("a", None)
    memory.remember("c", Value("c", frozenset()), None)
    assert [memory.recall(n, None) is not None for n in "abc"] == [True, False, True]

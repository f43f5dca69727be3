"""The parts of the sandbox, each by itself: where templates lie, what they may hold, what values
may be looked at, what filters there are, what is open of things."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateNotFound, TemplateRuntimeError
from markupsafe import Markup

from layout.sandbox import guarded_values as guards
from layout.sandbox.environment import Flawed, Sandbox
from layout.sandbox.filters import FILTERS, GLOBALS, GUARDS, TESTS
from layout.sandbox.forbidden_syntax import Weaver, flaws_of, overlong, too_deep
from layout.sandbox.meter import Bounds, Fault, Meter
from layout.sandbox.opened import Granted, Room
from layout.sandbox.whose_template import Shelves


@dataclass(frozen=True)
class Card:
    title: str
    secret: str = "hidden"

    def shout(self) -> str:
        return self.title.upper()


ROOM = Room("web", {Card: frozenset(("title",))}, {"twice": lambda value: 2 * value}, ("href",))


def sandbox(work: int = 100_000) -> Sandbox:
    made = Sandbox(ROOM, Shelves(Path("nowhere"), None, "web"))
    made.meter = Meter(bounds=Bounds(work=work))
    return made


def rendered(template: str, work: int = 100_000, **facts: Any) -> str:
    return sandbox(work).from_string(template).render(**facts)


def work_of(template: str, **facts: Any) -> int:
    """The least work with which a template is rendered."""
    low, high = 0, 2_000
    while low < high:
        middle = (low + high) // 2
        try:
            rendered(template, middle, **facts)
            high = middle
        except Fault:
            low = middle + 1
    return low


# --- where templates lie -------------------------------------------------------------------


def test_a_themes_template_comes_before_ours_and_is_read_anew_when_it_changes(tmp_path: Path):
    (tmp_path / "web").mkdir()
    own = tmp_path / "web" / "page.html.j2"
    own.write_text("first\nsecond\n")
    shelves = Shelves(tmp_path, None, "web")
    text, file, fresh = shelves.get_source(None, "page.html.j2")
    assert (text, file, fresh()) == ("first\nsecond\n", str(own), True)
    assert shelves.is_own(file) and shelves.place("SECOND").line == 2
    os.utime(own, (1, 1))
    assert not fresh()
    ours, where, _ = shelves.get_source(None, "note.html.j2")
    assert "<html" in ours and not shelves.is_own(where)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/../b", ".hidden", "a\0b", "none"])
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str):
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(TemplateNotFound):
        Shelves(tmp_path / "theme", None, "web").get_source(None, name)


# --- what a template may hold ----------------------------------------------------------------


def flaws(source: str) -> list[tuple[int, str]]:
    made = sandbox()
    tree = super(Sandbox, made)._parse(source, None, None)
    return [(each.line, each.message) for each in flaws_of(tree, FILTERS, TESTS)]


def test_all_flaws_are_told_by_line():
    loop = "{% for x in y recursive %}{% endfor %}"
    source = "{{ a.__class__ }}\n{{ b | safe }}\n{{ c is odder }}\n" + loop
    told = flaws(source)
    assert [line for line, _ in told] == [1, 2, 3, 4]
    assert '"__class__" is not open' in told[0][1] and "filter safe" in told[1][1]
    assert flaws("{{ a.b | upper }}{% for x in y %}{{ loop.index }}{% endfor %}") == []
    assert flaws("{{ 10000000000000000 }}{{ f(*a) }}") != []


def test_what_is_too_long_or_too_deep_is_told_before_it_is_read():
    lexer = sandbox().lexer
    assert overlong(lexer, "{{ " + "(" * 20 + "1" + ")" * 20 + " }}", "f") is None
    assert overlong(lexer, "\n{{ " + "(" * 30 + "1" + ")" * 30 + " }}", "f").line == 2
    assert overlong(lexer, "{{ a" + " + a" * 2_000 + " }}", "f") is not None
    assert overlong(lexer, "{{ a }}" * 2_000, "f") is None, "each tag by itself"
    made = sandbox()
    deep = super(Sandbox, made)._parse("{% if a %}" * 70 + "{% endif %}" * 70, None, None)
    assert too_deep(deep) and not too_deep(super(Sandbox, made)._parse("{{ a }}", None, None))


def test_a_loop_counts_its_steps_times_what_stands_in_it():
    loop = "{% for x in xs %}{{ x }}{% endfor %}"
    short, long = (work_of(loop, xs=list(range(count))) for count in (10, 110))
    each = (long - short) / 100
    assert each >= 2 and each == int(each)
    nested = "{% for y in ys %}" + loop + "{% endfor %}"
    assert work_of(nested, xs=list(range(10)), ys=[1, 2]) > 2 * 10 * (each - 1)


def test_the_weaver_changes_no_output():
    template = (
        "{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m(1) ~ 'x'[0:1] }}{{ 1 < 2 and 1 in (1, 2) }}"
    )
    assert rendered(template) == "<1>xTrue"
    tree = super(Sandbox, sandbox())._parse("{{ a ~ b }}{{ c[1:] }}", None, None)
    woven = repr(Weaver(sandbox(), tree).woven())
    assert "(joined)" in woven and "(sliced)" in woven and "(work)" in woven


# --- what values may be looked at ------------------------------------------------------------


def test_a_list_of_one_list_costs_what_all_of_it_comes_to():
    inner = list(range(10))
    meter = Meter(bounds=Bounds(work=100))
    guards.deep([inner] * 5, meter)
    with pytest.raises(Fault):
        guards.deep([[inner] * 5] * 5, meter)
    assert guards.cost("x" * 320) == 10 and guards.cost(inner) == 10 and guards.cost(3) == 0


@pytest.mark.parametrize(
    "look",
    [
        lambda meter: guards.compared([[1]], meter),
        lambda meter: guards.compared(Card("a"), meter),
        lambda meter: guards.compared(list(range(2_000)), meter),
        lambda meter: guards.searched(3, meter),
        lambda meter: guards.sliced({1: 2}, (0, 1, None), meter),
        lambda meter: guards.steps(3, 1, meter),
        lambda meter: guards.keyed([1]),
        lambda meter: guards.written(Card("a")),
        lambda meter: guards.operated("**", 10, 400, meter),
        lambda meter: guards.operated("*", 1 << 300, 1 << 300, meter),
        lambda meter: guards.operated("%", "%s", 1, meter),
        lambda meter: guards.operated("+", "a", 1, meter),
        lambda meter: guards.operated("*", "a" * 1_000, 10**9, meter),
    ],
)
def test_what_would_take_too_long_or_tell_too_much_is_refused(look):
    with pytest.raises(Fault) as fault:
        look(Meter())
    assert fault.value.hint


def test_what_is_plain_passes_and_html_stays_html():
    meter = Meter()
    assert guards.compared((1, "a"), meter) == (1, "a") and guards.keyed("a") == "a"
    assert guards.sliced("abc", (1, None, None), meter) == "bc"
    assert guards.joined(["<", Markup("<b>")], "", meter) == "&lt;<b>"
    assert guards.joined(["<", 1], "-", meter) == "<-1"
    assert guards.taken(iter((1, 2)), meter) == [1, 2], "whole where it would come bit by bit"


# --- filters and tests -----------------------------------------------------------------------


def test_filters_that_reach_further_are_not_there():
    assert not {"attr", "groupby", "safe", "tojson", "pprint", "random", "xmlattr"} & set(FILTERS)
    assert all(name.startswith("(") for name in GUARDS) and set(GLOBALS) == {"range"}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("['b', 'A', 'c'] | sort | join", "Abc"),
        ("['b', 'A', 'b'] | unique | join('-')", "b-A"),
        ("[3, 1, 2] | sort(reverse=true) | map('string') | join", "321"),
        ("[1, 2, 3, 4] | select('even') | sum", "6"),
        ("[{'n': 2}, {'n': 1}] | map(attribute='n') | min", "1"),
        ("[{'n': 2}, {'n': 0}] | selectattr('n') | length", "1"),
        ("'a b c d' | truncate(4)", "a…"),
        ("[1, 2, 3] | batch(2, 0) | last | join", "30"),
        ("[1, 2, 3] | slice(2) | first | join", "12"),
        ("'%.1f' | format(2.25)", "2.2"),
        ("'a<b' | replace('a', 'c')", "c&lt;b"),
        ("none | default('x', true)", "x"),
        ("3 | twice", "6"),
        ("[1, 2] | first", "1"),
        ("2.5 | round | int", "2"),
    ],
)
def test_filters_do_what_jinja2s_do(expression: str, said: str):
    assert rendered("{{ " + expression + " }}") == said


def test_a_range_is_never_long():
    assert len(GLOBALS["range"](100_000)) == 100_000
    for ends in ((100_001,), (10**13, 10**13 + 1)):
        with pytest.raises(Fault, match="too long"):
            GLOBALS["range"](*ends)


@pytest.mark.parametrize(
    "expression",
    [
        "'%999999d' | format(1)",
        "[] | first",
        "[card] | sort",
        "['__class__'] | map('attr', 'x')",
        "[1] | batch(0)",
        "card | length",
        "1 | href",
    ],
)
def test_filters_refuse_what_they_cannot_do(expression: str):
    with pytest.raises((Fault, Flawed, TemplateRuntimeError)):
        rendered("{{ " + expression + " }}", card=Card("a"))


# --- what is open of things ------------------------------------------------------------------


def test_only_what_a_room_opens_is_read():
    assert rendered("{{ card.title }}", card=Card("<a>")) == "&lt;a&gt;"
    for closed in ("card.secret", "card['secret']", "card.shout()", "card", "title.format(1)"):
        with pytest.raises(Exception, match=r"open|written|called|named"):
            rendered("{{ " + closed + " }}", card=Card("a"), title="{}")


def test_only_what_is_granted_is_called():
    assert rendered("{{ f(2) }}", f=Granted(lambda value: value + 1)) == "3"
    with pytest.raises(Fault, match="cannot be called"):
        rendered("{{ f(2) }}", f=lambda value: value)


def test_a_template_with_flaws_is_never_begun():
    with pytest.raises(Flawed) as flawed:
        sandbox().from_string("{{ a.__class__ }}{{ b | safe }}")
    assert len(flawed.value.flaws) == 2
    with pytest.raises(Flawed):
        sandbox().from_string("{% if a %}" * 70 + "{% endif %}" * 70)


def test_a_macro_that_calls_itself_ends():
    with pytest.raises(Fault, match="goes too deep"):
        rendered("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")

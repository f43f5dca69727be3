"""A theme's template is data: published escapes from Jinja2 and its sandbox run nothing, read
nothing and leak nothing, in whatever command they come; bounds hold; what is wrong has its line."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from layout.desk.command import main
from layout.press.frames.print_room import print_templates
from layout.sandbox.templates import Templates
from layout.story.as_written import Story
from layout.story.block import Paragraph
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.words.theme import load_theme
from layout.web.pages.template_room import picture_filter, web_templates
from slots.finding import BadInput

CANARY = "canary"
"""The file that a payload makes if it runs."""

SECRET = "s3cr3t-of-the-environment"
RUN = f"os.popen('touch {CANARY}').read()"

ESCAPES = {
    # globals that Jinja2 brings along (PayloadsAllTheThings, HackTricks: "SSTI, Jinja2")
    "cycler": "{{ cycler.__init__.__globals__." + RUN + " }}",
    "joiner": "{{ joiner.__init__.__globals__." + RUN + " }}",
    "namespace": "{{ namespace.__init__.__globals__." + RUN + " }}",
    "lipsum": "{{ lipsum.__globals__." + RUN + " }}",
    "lipsum by item": "{{ lipsum['__globals__']['os']['popen']('touch canary').read() }}",
    "lipsum by attr": "{{ lipsum|attr('__globals__') }}",
    "range": "{{ range.__init__.__globals__ }}",
    "dict": "{{ dict.__base__.__subclasses__() }}",
    "namespace made": "{% set n = namespace(x=1) %}{% set n.x = 2 %}{{ n.__class__ }}",
    # from a text to all classes
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "mro called": "{{ ''.__class__.mro()[1].__subclasses__() }}",
    "base": "{{ ().__class__.__base__.__subclasses__() }}",
    "bases": "{{ [].__class__.__bases__[0].__subclasses__() }}",
    "by item": "{{ ''['__class__']['__mro__'] }}",
    "hex": r"{{ ''['\x5f\x5fclass\x5f\x5f'] }}",
    "joined name": "{{ ''[['__cla', 'ss__'] | join] }}",
    "name by ~": "{{ ''['__cla' ~ 'ss__'] }}",
    "name by format": "{{ ''['%sclass%s' | format('__', '__')] }}",
    "name by replace": "{{ ''['XXclassXX' | replace('X', '_')] }}",
    "name reversed": "{{ ''['__ssalc__' | reverse] }}",
    "filter attr": "{{ '' | attr('__class__') | attr('__mro__') }}",
    "map attribute": "{{ [''] | map(attribute='__class__') | list }}",
    "map filter attr": "{{ ['__class__'] | map('attr', '__class__') | list }}",
    "sort attribute": "{{ [''] | sort(attribute='__class__.__name__') }}",
    "sum attribute": "{{ [''] | sum(attribute='__class__', start='') }}",
    "join attribute": "{{ [''] | join(',', attribute='__class__') }}",
    "selectattr": "{{ [''] | selectattr('__class__') | list }}",
    "groupby": "{{ [''] | groupby('__class__') }}",
    "max attribute": "{{ ['', 'a'] | max(attribute='__class__') }}",
    # formats read attributes: CVE-2016-10745, CVE-2019-10906, CVE-2024-56326
    "format": "{{ '{0.__class__.__mro__}'.format('') }}",
    "format named": "{{ '{x.__class__}'.format(x=publication) }}",
    "format_map": "{{ '{x.__class__}'.format_map({'x': publication}) }}",
    "format by item": "{{ '{0.__class__}'['format']('') }}",
    "format by attr": "{{ ('{0.__class__}' | attr('format'))('') }}",
    "format kept": "{% set f = '{0.__class__.__init__.__globals__}'.format %}{{ f(publication) }}",
    "format by map": "{{ ['{0.__class__}'] | map('format', publication) | list }}",
    "format through filter": "{{ '%s' | format(publication) }}",
    "modulo": "{{ '%s' % publication }}",
    "modulo named": "{{ '%(x)s' % {'x': publication} }}",
    # CVE-2025-27516: |attr reached str.format
    "attr format": "{{ ''|attr('format')|attr('__globals__') }}",
    "attr of attr": "{{ 'x' | map('attr', 'upper') | list }}",
    # what Jinja2 itself stands on
    "self": "{{ self._TemplateReference__context.environment }}",
    "self init": "{{ self.__init__.__globals__.__builtins__ }}",
    "self dict": "{{ self.__dict__ }}",
    "context": "{{ context.environment }}",
    "environment": "{{ environment.globals }}",
    "undefined": "{{ undefined.__init__.__globals__ }}",
    "missing": "{{ nothing.__class__ }}",
    "missing item": "{{ nothing['__init__'] }}",
    "undefined internals": "{{ publication.nothing._undefined_obj }}",
    "loop": "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "loop iterator": "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "caller": "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "caller code": "{% macro m() %}{{ caller._func }}{% endmacro %}{% call m() %}x{% endcall %}",
    "macro": "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
    "macro func": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "macro environment": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "block": "{% block b %}{{ self.b.__init__.__globals__ }}{% endblock %}",
    "block context": "{% block b %}{{ self.b._context }}{% endblock %}",
    "super": "{% block b %}{{ super.__init__ }}{% endblock %}",
    "module": "{% import 'footer.html.j2' as f with context %}{{ f.__class__ }}",
    "module stream": "{% import 'footer.html.j2' as f with context %}{{ f._body_stream }}",
    "module names": "{% from 'blocks.html.j2' import __init__ %}",
    "generator": "{% set g = [1] | select %}{{ g.gi_frame.f_globals }}",
    "generator code": "{{ ([1] | map('string')).gi_code }}",
    "coroutine": "{{ publication.cr_frame }}",
    "traceback": "{{ publication.tb_frame }}",
    "bytecode": "{{ self.__init__.__code__.co_code }}",
    # what web frameworks hand out, and ours does not
    "request": "{{ request.application.__globals__.__builtins__.__import__('os') }}",
    "config": "{{ config.items() }}",
    "g": "{{ g.pop.__globals__ }}",
    "url_for": "{{ url_for.__globals__.os.environ }}",
    "get_flashed": "{{ get_flashed_messages.__globals__.os.environ }}",
    # our own objects
    "publication": "{{ publication.__class__.__init__.__globals__ }}",
    "publication folder": "{{ publication.folder }}",
    "publication theme": "{{ publication.theme }}",
    "publication whole": "{{ publication }}",
    "publication as text": "{{ publication | string }}",
    "publication joined": "{{ [publication] | join }}",
    "publication ~": "{{ 'x' ~ publication }}",
    "publication listed": "{{ [publication] }}",
    "publication replaced": "{{ publication | replace('a', 'b') }}",
    "publication escaped": "{{ publication | e }}",
    "story source": "{{ story.source }}",
    "story rules": "{{ story.rules }}",
    "story slots": "{{ story.__slots__ }}",
    "story replaced": "{{ story.__replace__(headline='x') }}",
    "dataclass fields": "{{ story.__dataclass_fields__ }}",
    "function": "{{ granted.__globals__ }}",
    "function code": "{{ granted.function.__code__ }}",
    "date": "{{ publication.date.strftime('%99999d') }}",
    "date class": "{{ publication.date.__class__.__subclasses__() }}",
    "date reduce": "{{ publication.date.__reduce_ex__(2) }}",
    "method": "{{ 'a'.upper.__self__ }}",
    "method module": "{{ 'a'.upper.__class__.__module__ }}",
    # files
    "passwd": "{% include '/etc/passwd' %}",
    "passwd above": "{% include '../../../../../../etc/passwd' %}",
    "passwd imported": "{% import '../../../../etc/passwd' as p %}{{ p }}",
    "passwd extended": "{% extends '/etc/passwd' %}",
    "passwd by a name": "{% set n = '/etc/passwd' %}{% include n %}",
    "passwd in a list": "{% include ['/etc/passwd', '../../etc/passwd'] %}",
    "settings": "{% include '../../newsgrid.toml' %}",
    "a NUL": r"{% include 'page.html.j2\x00' %}",
    "backslashes": r"{% include '..\\..\\newsgrid.toml' %}",
    "an odd name": "{% extends '{{7*7}}' %}",
    "a name with a line": r"{% include 'a\nb' %}",
    # CVE-2024-56201: a template's name in an f-string of the compiler
    "f-string": '{% from \'{__import__("os").system("touch canary")}\' import x %}',
    # Markup made of text, and tags of other extensions
    "safe": "{{ '<script>' | safe }}",
    "autoescape off": "{% autoescape false %}{{ '<script>' }}{% endautoescape %}",
    "xmlattr": "{{ {'onload=\"x\" a': 'b'} | xmlattr }}",
    "urlize": "{{ 'javascript:x' | urlize }}",
    "tojson": "{{ publication | tojson }}",
    "pprint": "{{ publication | pprint }}",
    "random": "{{ [1, 2] | random }}",
    "do": "{% do [].append(1) %}",
    "debug": "{% debug %}",
    "trans": "{% trans %}x{% endtrans %}",
    # changes
    "append": "{% set x = [] %}{{ x.append(1) }}",
    "update": "{% set x = {} %}{{ x.update({'a': 1}) }}",
    "update wording": "{{ publication.__setattr__('name', 'x') }}",
    "unpacked": "{{ range(*[1]) }}",
    "unpacked names": "{{ range(**{'_x': 1}) }}",
}

BOUNDS = {
    "text times": "{{ 'x' * 10**9 }}",
    "text doubled": "{% set a = 'x' * 4000 %}{% for i in range(9) %}{{ a * 4000 }}{% endfor %}",
    "list times": "{{ [1] * 10**9 }}",
    "power": "{{ 9**9**9**9 }}",
    "power of a power": "{{ 10 ** 100 ** 2 }}",
    "product": "{% macro m(x, n) %}{{ m(x * x, n - 1) if n else 1 }}{% endmacro %}{{ m(99, 40) }}",
    "format width": "{{ '%999999999d' % 1 }}",
    "format width filtered": "{{ '%9999999d' | format(1) }}",
    "even by format": "{{ '%999999999d' is even }}",
    "odd by format": "{{ '%999999999d' is odd }}",
    "divisible by format": "{{ '%999999999d' is divisibleby(3) }}",
    "center": "{{ 'x' | center(10**9) }}",
    "indent": "{{ 'a\nb' | indent(10**9) }}",
    "range": "{{ range(10**9) | list }}",
    "range of floats": "{% for x in range(10**12) %}{% endfor %}",
    "batch": "{{ [1] | batch(10**9, 0) }}",
    "slice": "{{ [1] | slice(10**9, 0) }}",
    "nested loops": "{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}"
    "{% endfor %}{% endfor %}",
    "empty loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "a heavy loop": "{% for a in range(9999) %}" + "{% if a %}{% endif %}" * 999 + "{% endfor %}",
    "loop in a filter": "{{ range(99999) | map('string') | map('upper') | join * 9999 }}",
    "recursive macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "branching macro": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}"
    "{% endmacro %}{{ m(40) }}",
    "recursive block": "{% block b %}{{ self.b() }}{% endblock %}",
    "recursive include": "{% include 'payload.html.j2' %}",
    "recursive import": "{% import 'payload.html.j2' as p %}",
    "recursive extends": "{% extends 'payload.html.j2' %}",
    "recursive loop": "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "recursive caller": "{% macro m() %}{% call m() %}{% endcall %}{% endmacro %}{{ m() }}",
    "including in a loop": "{% for a in range(99999) %}{% include 'footer.html.j2' %}{% endfor %}",
    "importing in a loop": "{% for a in range(99999) %}{% import 'weather.html.j2' as w %}"
    "{% endfor %}",
    "replace": "{{ ('a' * 9999) | replace('a', 'b' * 9999) }}",
    "replace of nothing": "{{ ('a' * 9999) | replace('', 'b' * 9999) }}",
    "join": "{{ range(99999) | join('x' * 9999) }}",
    "escaped": "{% for a in range(99) %}{{ '<' * 400000 }}{% endfor %}",
    "joined in a macro": "{% macro m() %}{% for a in range(99999) %}" + "x" * 400 + "{% endfor %}"
    "{% endmacro %}{{ m() }}",
    "written out": "{% for a in range(99999) %}" + "x" * 400 + "{% endfor %}",
    "towers": "{% set a = [[]] %}{% set b = [[]] %}"
    + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
    + "{{ a == b }}",
    "towers in a list": "{% set a = [[]] %}"
    + "{% set a = [a, a] %}" * 40
    + "{{ [a] | unique | list | length }}",
    "towers as keys": "{% set a = () %}" + "{% set a = (a, a) %}" * 40 + "{{ {a: 1} | length }}",
    "towers looked for": "{% set a = () %}" + "{% set a = (a, a) %}" * 40 + "{{ a in [a] }}",
    "towers sorted": "{% set a = () %}" + "{% set a = (a, a) %}" * 40 + "{{ [a, a] | sort }}",
    "towers got": "{% set a = () %}" + "{% set a = (a, a) %}" * 40 + "{{ {}.get(a) }}",
    "towers given to ours": "{% set a = () %}"
    + "{% set a = (a, a) %}" * 40
    + "{{ 'x' | alignment(a) }}",
    "texts kept": "{% macro m() %}{% for a in range(40) %}"
    + "x" * 90_000
    + "{% endfor %}{% endmacro %}{% set all = ["
    + "m(), " * 390
    + "] %}",
    "towers written": "{% set a = [] %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}",
    "towers joined": "{% set a = [] %}" + "{% set a = [a, a] %}" * 40 + "{{ a ~ '' }}",
    "long sums": "{% set a = range(99999) | list %}" + "{% set a = a + a %}" * 40,
    "slices": "{% set a = 'x' * 3000000 %}{% for i in range(9999) %}{% set b = a[1:] %}"
    "{% endfor %}",
    "looked for in a text": "{% set a = 'x' * 3000000 %}{% for i in range(99999) %}"
    "{% if 'y' in a %}{% endif %}{% endfor %}",
    "a number too large": "{{ " + "9" * 5000 + " }}",
    "brackets": "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "nots": "{{ " + "not " * 5000 + "1 }}",
    "minuses": "{{ " + "-" * 5000 + "1 }}",
    "dots": "{{ publication" + ".name" * 5000 + " }}",
    "sums": "{{ 1" + " + 1" * 5000 + " }}",
    "filters": "{{ 1" + " | string" * 5000 + " }}",
    "elses": "{{ 1" + " if 1 else 1" * 5000 + " }}",
    "ifs": "{% if 1 %}" * 500 + "{% endif %}" * 500,
    "fors": "{% for x in [1] %}" * 25 + "{% endfor %}" * 25,
    "division": "{{ 1 / 0 }}",
    "overflow": "{{ 9.9 ** 9999 }}",
}

MISTAKES = {
    "{% for x in story.body %}": "payload.html.j2:1: ",
    "\n\n{{ nobody }}": "payload.html.j2:3: 'nobody' is undefined",
    "\n{{ publication.nam }}": "payload.html.j2:2: a Publication has nothing named",
    "\n\n\n{{ 'x' | uper }}": 'payload.html.j2:4: no filter is named "uper" here',
    "{% if 1 %}\n{{ 'x' | uper }}{% endif %}": "payload.html.j2:2: no filter is named",
    "\n{{ 1 is primes }}": "payload.html.j2:2: no test is named",
    "\n{% include 'nowhere.html.j2' %}": "payload.html.j2:2: there is no template",
    "{{ 1 + 'a' }}": "payload.html.j2:1: a number + a text cannot be reckoned",
    "{{ publication() }}": "payload.html.j2:1: a Publication cannot be called",
    "{% for x in publication %}{% endfor %}": "payload.html.j2:1: a loop cannot go through",
    "{{ 'x' | href }}": "payload.html.j2:1: the filter href is for other pages",
    "{{ ['x'] | map(attribute='²') | join }}": "payload.html.j2:1: a text has nothing",
    "{{ ['x'] | map(attribute='" + "7" * 5000 + "') | join }}": "payload.html.j2:1: a text has",
    "{{ 'x' | safe }}": "payload.html.j2:1: the filter safe is not open",
}

FACTS: dict[str, Any] = {
    "publication": Publication("The Gazette", date=datetime.date(2026, 1, 9), folder=Path("/home")),
    "story": Story("ferry", plain("Ferry <b>"), (Paragraph(plain("One & two")),), source="/home/x"),
    "wording": {"footer_nav": "", "home": "", "top": ""},
    "furniture": {"home": "", "sections": [], "meta": {"feeds": []}},
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in, with a secret in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSGRID_SECRET", SECRET)
    yield tmp_path
    assert not (tmp_path / CANARY).exists()


def templates(folder: Path, text: str) -> Templates:
    """The templates of the web, with one of a theme's own."""
    look = folder / "look"
    (look / "web").mkdir(parents=True, exist_ok=True)
    (look / "theme.toml").write_text("", encoding="utf-8")
    (look / "web" / "payload.html.j2").write_text(text, encoding="utf-8")
    return web_templates(load_theme(look, folder))


def rendered(folder: Path, text: str) -> str:
    return templates(folder, text).render("payload.html.j2", FACTS, picture_filter(()))


def refused(folder: Path, text: str) -> list[str]:
    """The findings of a template that cannot stand: all of them at one of its lines."""
    with pytest.raises(BadInput) as bad:
        rendered(folder, text)
    assert all(finding.code == "bad-template" and finding.hint for finding in bad.value.findings)
    assert all(finding.where.file for finding in bad.value.findings)
    return [str(finding).replace(f"{folder}/look/web/", "") for finding in bad.value.findings]


@pytest.mark.parametrize("text", ESCAPES.values(), ids=ESCAPES)
def test_a_published_escape_runs_nothing_and_leaks_nothing(here: Path, text: str) -> None:
    said = refused(here, text)
    assert SECRET not in "".join(said) and "root:" not in "".join(said)
    assert all(line.startswith("payload.html.j2:1: ") for line in said)


@pytest.mark.slow
@pytest.mark.parametrize("text", BOUNDS.values(), ids=BOUNDS)
def test_what_takes_too_much_is_told_and_told_the_same_each_time(here: Path, text: str) -> None:
    first = refused(here, text)
    assert first == refused(here, text)
    assert all(line.startswith("payload.html.j2") and len(line) < 600 for line in first)


@pytest.mark.parametrize(("text", "start"), MISTAKES.items())
def test_a_mistake_has_its_line_and_a_remedy(here: Path, text: str, start: str) -> None:
    (line,) = refused(here, text)
    assert line.startswith(start) and "(hint: " in line


def test_all_that_is_forbidden_in_a_template_is_told_at_once(here: Path) -> None:
    text = "{{ ''.__class__ }}\n{{ 'x' | safe }}\n{% autoescape false %}{% endautoescape %}"
    assert [line.split(": ")[0] for line in refused(here, text)] == [
        "payload.html.j2:1",
        "payload.html.j2:2",
        "payload.html.j2:3",
    ]


def test_a_bound_does_not_depend_on_what_was_rendered_before(here: Path) -> None:
    """Modules that are imported count each time; so does all else."""
    text = (
        "{% import 'weather.html.j2' as w %}{% for x in range(MANY) %}{{ w.icon('sun', 'a', 'b') }}"
    )
    made = templates(here, text.replace("MANY", "4000") + "{% endfor %}")
    lengths = {len(made.render("payload.html.j2", FACTS, picture_filter(()))) for _ in range(3)}
    assert len(lengths) == 1
    much = text.replace("MANY", "90000") + "{% endfor %}"
    assert refused(here, much) == refused(here, much)


@pytest.mark.slow
def test_more_data_may_be_looked_at_longer(here: Path) -> None:
    """A long story is no mistake of its template."""
    text = "{% for block in story.body %}{% for run in block.runs %}{{ run.text | upper }}" + (
        "{{ run.text }}" * 7 + "{% endfor %}{% endfor %}"
    )
    body = tuple(Paragraph(plain(f"word {number} " * 20)) for number in range(6_000))
    facts = {**FACTS, "story": Story("long", plain("x"), body)}
    made = templates(here, text).render("payload.html.j2", facts, picture_filter(()))
    assert made.count("WORD 5999 ") == 20


HARMLESS = {
    "{{ publication.name | upper }} {{ publication.date.year }}": "THE GAZETTE 2026",
    "{{ story.headline | inline }}": "Ferry &lt;b&gt;",
    "{% for block in story.body %}{{ block.runs | inline }}{% endfor %}": "One &amp; two",
    "{{ '<b>' }}{{ '<i>' ~ '&' }}": "&lt;b&gt;&lt;i&gt;&amp;",
    "{{ ['<', '>'] | join('&') }}": "&lt;&amp;&gt;",
    "{% set x %}<b>{{ '<' }}</b>{% endset %}{{ x }}": "<b>&lt;</b>",
    "{% macro m(t) %}<i>{{ t }}</i>{% endmacro %}{{ m('<') }}": "<i>&lt;</i>",
    "{% filter upper %}a{{ '<' }}{% endfilter %}": "A&LT;",
    "{{ '%s<' | format('<') }} {{ '%.2f' | format(1.5) }}": "&lt;&lt; 1.50",
    "{{ 'a<b' | replace('<', '>') }}": "a&gt;b",
    "{{ [3, 1, 2] | sort | join(' ') }} {{ [3, 1] | max }}": "1 2 3 3",
    "{{ ['a', 'b'] | map('upper') | join }}": "AB",
    "{{ [[1, 2], [3]] | sum(start=[]) | length }}": "3",
    "{{ [1, 2, 3] | select('odd') | join }} {{ [1, 2] | reject('odd') | join }}": "13 2",
    "{{ [1, 2, 3, 4, 5] | batch(2, 'x') | map('join') | join(' ') }}": "12 34 5x",
    "{{ [1, 2, 3, 4, 5] | slice(2) | map('join') | join(' ') }}": "123 45",
    "{{ {'a': 1}['a'] }} {{ {'a': 1}.a }} {{ {'b': 1}.get('c', 2) }}": "1 1 2",
    "{{ 'abc'[1:] }} {{ 'abc'[0] }} {{ [1, 2][-1] }}": "bc a 2",
    "{{ nobody is defined }} {{ nobody | default('x') }}": "False x",
    "{{ 1 < 2 < 3 }} {{ 'a' in 'abc' }} {{ 2 in [1, 2] }} {{ [] == [] }}": "True True True True",
    "{{ 7 // 2 + 7 % 2 * 2 ** 3 - 1 }}": "10",
    "{% for x in 'abc' %}{{ loop.index }}{{ x }}{{ ',' if not loop.last }}{% endfor %}": "1a,2b,3c",
    "{% for x in range(3) if x %}{{ x }}{% else %}none{% endfor %}": "12",
    "{% with a = 1 %}{{ a }}{% endwith %}{% raw %}{{ b }}{% endraw %}": "1{{ b }}",
    "{% call(x) m() %}<{{ x }}>{% endcall %}{% macro m() %}{{ caller(1) }}{% endmacro %}": None,
    "{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(x) m() %}({{ x }}){% endcall %}": "(1)",
    "{% block a %}x{% endblock %}{{ self.a() }}": "xx",
    "{{ ['b', 'B', 'a'] | unique | join }} {{ 'x' | length }}": "ba 1",
    "{{ 'one two three' | truncate(9) }} {{ 'a b' | wordcount }}": "one two… 2",
    "{{ 'a b' | title }}": "A B",
    "{{ -3 | abs }} {{ 2.567 | round(1) }} {{ '7' | int }} {{ 'x' | float }}": "3 2.6 7 0.0",
    "{{ 'a b/ü' | urlencode }} {{ ' x ' | trim }}": "a%20b/%C3%BC x",
    "{{ 'a.b'.removesuffix('.b') }}": "a",
    "{{ ('x' if 0) }}": "",
}


@pytest.mark.parametrize(("text", "wanted"), HARMLESS.items())
def test_what_is_open_works_and_is_escaped(here: Path, text: str, wanted: str | None) -> None:
    if wanted is None:
        assert refused(here, text)
    else:
        assert rendered(here, text) == wanted


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a/../b", "..", ".", "", "a//b", "a\0", "a b", "-/-/-/-/-/-/x", "é", "a\n"],
)
def test_no_name_of_a_template_leads_anywhere_else(here: Path, name: str) -> None:
    made = templates(here, "{% include name %}")
    with pytest.raises(BadInput, match="there is no template"):
        made.render("payload.html.j2", {"name": name}, picture_filter(()))


def test_a_link_out_of_the_theme_is_not_followed(here: Path) -> None:
    (here / "newsgrid.toml").write_text("name = 'secret'", encoding="utf-8")
    made = templates(here, "{% include 'link.html.j2' %}")
    (here / "look" / "web" / "link.html.j2").symlink_to(here / "newsgrid.toml")
    with pytest.raises(BadInput, match=r"link\.html\.j2: lies outside the theme's folder"):
        made.render("payload.html.j2", FACTS, picture_filter(()))


def test_a_folder_swapped_for_a_link_leads_nowhere(here: Path, tmp_path_factory: Any) -> None:
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "payload.html.j2").write_text("stolen", encoding="utf-8")
    made = templates(here, "mine")
    assert made.render("payload.html.j2", FACTS, picture_filter(())) == "mine"
    (here / "look" / "web" / "payload.html.j2").unlink()
    (here / "look" / "web").rmdir()
    (here / "look" / "web").symlink_to(other)
    with pytest.raises(BadInput, match="lies outside the theme's folder"):
        made.render("payload.html.j2", FACTS, picture_filter(()))


def test_what_is_no_text_or_no_file_is_told_of_the_template(here: Path) -> None:
    made = templates(here, "")
    file = here / "look" / "web" / "payload.html.j2"
    file.write_bytes(b"one\n\xff\n")
    with pytest.raises(BadInput, match=r"payload\.html\.j2:2: this is not UTF-8 text"):
        made.render("payload.html.j2", FACTS, picture_filter(()))
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(BadInput, match=r"payload\.html\.j2: is a pipe, not a file"):
        made.render("payload.html.j2", FACTS, picture_filter(()))
    file.unlink()
    file.write_bytes(b"x" * 1_000_001)
    with pytest.raises(BadInput, match=r"payload\.html\.j2: has 1,000,001 bytes"):
        made.render("payload.html.j2", FACTS, picture_filter(()))


def test_a_template_that_comes_goes_or_changes_is_seen_at_once(here: Path) -> None:
    made = templates(here, "one")
    file = here / "look" / "web" / "payload.html.j2"

    def now() -> str:
        return made.render("payload.html.j2", FACTS, picture_filter(()))

    assert now() == "one"
    file.write_text("two, longer", encoding="utf-8")
    assert now() == "two, longer"
    file.write_text("{{ ''.__class__ }}", encoding="utf-8")
    with pytest.raises(BadInput):
        now()
    file.write_text("{% include 'icon-of-mine.html.j2' %}", encoding="utf-8")
    with pytest.raises(BadInput):
        now()
    (here / "look" / "shared").mkdir()
    (here / "look" / "shared" / "icon-of-mine.html.j2").write_text("three", encoding="utf-8")
    assert now() == "three"


def test_a_macro_that_ours_asks_for_is_missed_at_the_theme_s_file(here: Path) -> None:
    templates(here, "")
    (here / "look" / "print" / "modules").mkdir(parents=True)
    file = here / "look" / "print" / "modules" / "parts.html.j2"
    file.write_text("{% macro blocks(all) %}{% endmacro %}", encoding="utf-8")
    made = print_templates(load_theme(here / "look", here))
    with pytest.raises(BadInput) as bad:
        made.render("modules/generic.html.j2", {"module": Module("weather", "w", plain("W"))})
    (finding,) = bad.value.findings
    assert finding.where.file == str(file) and '"head"' in finding.message


def test_a_mistake_of_ours_stays_a_bug(here: Path) -> None:
    """Templates that came with newsgrid are not the publication's to mend."""
    with pytest.raises(Exception, match="undefined") as bad:
        web_templates(load_theme()).render("footer.html.j2", {})
    assert not isinstance(bad.value, BadInput)


# --- Through the commands ------------------------------------------------------------------------

STORY = """\
---
headline: Ferry returns
---
The ferry will sail again on Monday, the harbour council said. It has been away for a year.

::: blue_box Tickets
- They are sold on the pier.
:::
"""
COMMANDS = {
    "print a story": ["print", "paper/stories/ferry.md", "-o", "out.pdf"],
    "print it as HTML": ["print", "paper/stories/ferry.md", "-o", "out", "--html"],
    "print the edition": ["print", "paper", "-o", "edition.pdf"],
    "web": ["web", "paper/stories/ferry.md", "-o", "out"],
    "site": ["site", "paper", "-o", "out"],
    "check": ["check", "paper"],
}
THROUGH = ("cycler", "mro", "format_map", "lipsum", "f-string", "passwd", "autoescape off")


def paper(folder: Path, files: dict[str, str]) -> Path:
    """A publication with a theme of its own, named by a relative path."""
    made = folder / "paper"
    (made / "stories").mkdir(parents=True)
    (made / "stories" / "ferry.md").write_text(STORY, encoding="utf-8")
    (made / "newsgrid.toml").write_text('name = "P"\ntheme = "look"\n', encoding="utf-8")
    (made / "look").mkdir()
    (made / "look" / "theme.toml").write_text("", encoding="utf-8")
    for name, text in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("escape", THROUGH)
def test_an_escape_in_a_theme_is_a_finding_of_every_command(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, escape: str
) -> None:
    text = ESCAPES[escape]
    names = ("web/page.html.j2", "print/modules/generic.html.j2", "print/page.html.j2")
    paper(here, {f"look/{name}": text for name in names})
    code = main(COMMANDS[command])
    said = capsys.readouterr()
    assert code == (1 if command == "check" else 2)
    assert "paper/look/" in said.out + said.err and "html.j2:1" in said.out + said.err
    assert "root:" not in said.out + said.err and SECRET not in said.out + said.err
    assert {path.name for path in here.iterdir()} <= {"paper"}, "nothing is written"


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_theme_by_a_relative_path_is_printed_and_shown(
    here: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    note = '{% include "modules/generic.html.j2" %}<p class="note">Own</p>'
    paper(here, {"look/print/modules/blue_box.html.j2": note})
    assert main(COMMANDS[command]) == 0
    capsys.readouterr()

"""Measures that a rebuilding of the house reached, read from the sources, so that they stay.

A file uses a name if it imports it, asks an imported module for it (`door.read`), or has it in a
string beside its module, as tables of commands, of workers and of tests do.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ENGINE = ("slots", "layout")
OTHERS = ("templates", "tests", "benchmarks")

OWN_FILE_ONLY = 104
"""Public names, of some 2,300, that no other file uses: commands, models whose names stand in
schemas, classes that public functions give. There were 1,189 of 3,493. Where they are fewer, say so
here."""

UNTESTED = 0
"""Modules of the engine, of 667, that no test imports: others call what stands in them. There were
231 of 546. Where they are fewer, say so here; a new module has a test of its own."""

CALLED_BY_NAME = {
    "COMMAND": "layout/desk/command.py has a table of the modules of commands",
    "json_schema": "commands/describing/schema.py has a table of the modules that give one",
    "script": "the way in that pyproject.toml names",
}

UNLIKE = {
    "best_first.": "labels of a search: compared and hashed by the hundred thousand",
    "handed.inlined.": "attributes, as the standard library's parser of HTML hands them on",
    "break_paragraph.": "nodes of the breaker: sorted, and made at each break of each paragraph",
    "pour.": "states of the shortest path over a story: sorted, and made at each row",
}
"""Parameters that are tuples of unlike things, where a class would cost time: why each."""

_MAPPINGS = ("dict", "Mapping", "MutableMapping")

FROM = re.compile(r"^\s*from ((?:slots|layout)[\w.]*) import (\([^)]*\)|[^\n#]*)", re.MULTILINE)
IMPORT = re.compile(r"^\s*import ((?:slots|layout)[\w.]*)(?: as (\w+))?", re.MULTILINE)
DOTTED = re.compile(r"\b((?:slots|layout)(?:\.\w+)+)[.:](\w+)")
ASKED = re.compile(r"\b(\w+)\.(\w+)")
WORD = re.compile(r'"(\w+)"')
WORKER = re.compile(r"\.([\w.]+):(\w+)\"")


@dataclass(frozen=True, slots=True)
class House:
    """What stands in the engine, and who uses it: names by module, files by module and name."""

    public: dict[str, tuple[str, ...]]
    private: dict[str, tuple[str, ...]]
    text: dict[str, str]
    users: dict[tuple[str, str], set[str]]

    def alone(self) -> list[str]:
        """Public names that only their own file uses."""
        return [
            f"{module}.{name}"
            for module, names in self.public.items()
            for name in names
            if not self.users[module, name] - {module}
        ]


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def names_in(tree: ast.Module) -> Iterator[str]:
    """What a module defines: functions, classes, constants and types."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=targets):
                yield from (
                    each.id
                    for target in targets
                    for each in ast.walk(target)
                    if isinstance(each, ast.Name)
                )


def asked_for(text: str, public: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(module, name) of all that a file asks of the engine."""
    short = {alias or module: module for module, alias in IMPORT.findall(text)}
    for module, names in FROM.findall(text):
        for each in names.strip("() \n").split(","):
            name, _, alias = each.strip().partition(" as ")
            yield module, name
            if f"{module}.{name}" in public:
                short[alias or name] = f"{module}.{name}"
    yield from DOTTED.findall(text)
    for before, name in ASKED.findall(text):
        if before in short:
            yield short[before], name
    if short:
        words = set(WORD.findall(text))
        yield from ((module, word) for module in short.values() for word in words)
    for tail, name in WORKER.findall(text):
        yield from ((module, name) for module in public if module.endswith(f".{tail}"))


@cache
def house() -> House:
    files = {file for folder in (*ENGINE, *OTHERS) for file in (ROOT / folder).rglob("*.py")}
    text = {module_of(file): file.read_text(encoding="utf-8") for file in sorted(files)}
    names = {
        module: tuple(dict.fromkeys(names_in(ast.parse(source))))
        for module, source in text.items()
        if module.startswith(ENGINE)
    }
    public = {module: tuple(n for n in all if n[0] != "_") for module, all in names.items()}
    private = {module: tuple(n for n in all if n[0] == "_") for module, all in names.items()}
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for user, source in text.items():
        for module, name in asked_for(source, public):
            users[module, name].add(user)
    return House(public, private, text, users)


@pytest.mark.slow
def test_what_a_module_is_for_shows_in_its_public_names() -> None:
    alone = house().alone()
    told = f"{len(alone)} names that no other file uses; begin new ones with an underscore:"
    assert len(alone) <= OWN_FILE_ONLY, "\n".join([told, *alone])


@pytest.mark.slow
def test_nothing_stands_that_nobody_uses() -> None:
    found = house()
    unused: list[str] = []
    for module, names in found.public.items():
        written = Counter(re.findall(r"\w+", found.text[module]))
        unused += (
            f"{module}.{name}"
            for name in (*names, *found.private[module])
            if written[name] < 2
            and name not in CALLED_BY_NAME
            and not name.startswith("__")
            and not found.users[module, name] - {module}
        )
    assert unused == []


@pytest.mark.slow
def test_what_only_tests_and_benches_use_stands_with_them() -> None:
    found = house()
    used = {
        each
        for (module, name), users in found.users.items()
        if any(user.startswith(ENGINE) and user != module for user in users)
        for each in (module, f"{module}.{name}")
    }
    assert [each for each in found.public if found.public[each] and each not in used] == []


@pytest.mark.slow
def test_modules_have_a_test_of_their_own() -> None:
    found = house()
    imported = {
        name
        for user, source in found.text.items()
        if user.startswith("tests.")
        for name in imports_in(ast.parse(source))
    }
    rooms = {module for module, names in found.public.items() if not names}
    alone = sorted(found.public.keys() - rooms - imported)
    told = f"{len(alone)} modules that no test imports; write one for what is new:"
    assert len(alone) <= UNTESTED, "\n".join([told, *alone])


def imports_in(tree: ast.Module) -> Iterator[str]:
    """What a file imports, by the names of modules, those in functions too."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (each.name for each in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield module
                yield from (f"{module}.{each.name}" for each in names)


def test_an_import_is_seen_wherever_it_stands() -> None:
    source = "import slots.a\ndef f():\n    from slots import b\n    from slots.c import D\n"
    assert {"slots.a", "slots.b", "slots.c"} <= set(imports_in(ast.parse(source)))
    assert set(imports_in(ast.parse("from . import e"))) == set()


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("from slots.units import PT, MM as mm", {"PT", "MM"}),
        ("from slots.units import (\n    PT,\n    MM,\n)", {"PT", "MM"}),
        ("from slots import units\nunits.PT", {"PT"}),
        ("import slots.units as lengths\nlengths.PT", {"PT"}),
        ('patch.setattr("slots.units.PT", 1)', {"PT"}),
        ('from slots import units\npatch.setattr(units, "PT", 1)', {"PT"}),
        ('Worker(f"{room}.units:PT")', {"PT"}),
        ("from slots.solver import PT", set()),
    ],
)
def test_a_use_is_seen_however_it_is_written(source: str, asked: set[str]) -> None:
    public = {"slots.units": ("PT", "MM"), "slots.solver": ("PT",)}
    found = {name for module, name in asked_for(source, public) if module == "slots.units"}
    assert found & {"PT", "MM"} == asked


def test_what_a_module_defines_is_seen_whole() -> None:
    source = (
        "A = B = 1\nC: int = 2\nD, E = 3, 4\ndef f(): g = 5\nasync def h(): ...\nclass I: j = 6"
    )
    assert list(names_in(ast.parse(source))) == ["A", "B", "C", "D", "E", "f", "h", "I"]


def smuggled(node: ast.expr, aliases: Mapping[str, ast.expr]) -> Iterator[str]:
    """The tuples of unlike things in an annotation, with names for others looked up: records whose
    parts have no names. Keys of mappings are no records, and what a callable gives is no parameter.
    """
    match node:
        case ast.Name(id=name) if name in aliases:
            rest = {other: each for other, each in aliases.items() if other != name}
            yield from (f"{name} = {each}" for each in smuggled(aliases[name], rest))
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=parts)):
            kinds = {ast.unparse(part) for part in parts} - {"..."}
            if len(kinds) > 1:
                yield ast.unparse(node)
            else:
                yield from (each for part in parts for each in smuggled(part, aliases))
        case ast.Subscript(value=ast.Name(id="Callable")):
            return
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=parts)):
            kept = parts[1:] if name in _MAPPINGS else parts
            yield from (each for part in kept for each in smuggled(part, aliases))
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from smuggled(child, aliases)


def aliases_of(tree: ast.Module) -> dict[str, ast.expr]:
    """What a module gives a name of its own: `Chain = tuple[...]`."""
    return {
        name: value
        for node in tree.body
        for name, value in (
            [(node.targets[0].id, node.value)]
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Subscript | ast.BinOp)
            else []
        )
    }


def parameters(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """(function and parameter, annotation) of all that a module defines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            asked = node.args
            every = (*asked.posonlyargs, *asked.args, *asked.kwonlyargs, asked.vararg, asked.kwarg)
            for each in every:
                if each is not None and each.annotation is not None:
                    yield f"{node.name}({each.arg})", each.annotation


def unlike(text: str, elsewhere: Mapping[str, Mapping[str, ast.expr]]) -> Iterator[str]:
    """Each parameter of a module whose type is a tuple of unlike things."""
    tree = ast.parse(text)
    aliases = dict(aliases_of(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in elsewhere:
            there = elsewhere[node.module]
            aliases |= {n.asname or n.name: there[n.name] for n in node.names if n.name in there}
    for where, annotation in parameters(tree):
        yield from (f"{where}: {each}" for each in smuggled(annotation, aliases))


@pytest.mark.slow
def test_no_parameter_is_a_tuple_of_unlike_things() -> None:
    """A record has a name and so have its parts: a frozen dataclass, or a NamedTuple."""
    engine = {module: text for module, text in house().text.items() if module.startswith(ENGINE)}
    elsewhere = {module: aliases_of(ast.parse(text)) for module, text in engine.items()}
    found = {
        f"{module}.{each}" for module, text in engine.items() for each in unlike(text, elsewhere)
    }
    left = {each for each in found if not any(name in each for name in UNLIKE)}
    assert sorted(left) == []
    assert [name for name in UNLIKE if not any(name in each for each in found)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(a: tuple[int, str]): ...", ["f(a): tuple[int, str]"]),
        ("def f(a: tuple[int, int], b: tuple[str, ...]): ...", []),
        ("def f(*a: Sequence[tuple[int, str]]): ...", ["f(a): tuple[int, str]"]),
        ("async def f(*, a: tuple[int, str] | None): ...", ["f(a): tuple[int, str]"]),
        ("def f(a: dict[tuple[int, str], int]): ...", []),
        ("def f(a: dict[int, tuple[int, str]]): ...", ["f(a): tuple[int, str]"]),
        ("def f(a: Callable[[int], tuple[int, str]]): ...", []),
        ("A = tuple[int, str]\ndef f(a: list[A]): ...", ["f(a): A = tuple[int, str]"]),
        ("from m import A\ndef f(a: A): ...", ["f(a): A = tuple[str, bytes]"]),
        ("A = Sequence[A]\ndef f(a: A): ...", []),
    ],
)
def test_a_tuple_of_unlike_things_is_found_wherever_it_hides(source: str, found: list[str]) -> None:
    there = aliases_of(ast.parse("A = tuple[str, bytes]"))
    assert list(unlike(source, {"m": there})) == found

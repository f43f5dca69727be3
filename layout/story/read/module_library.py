"""The modules a publication keeps for all its stories, and the house texts behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from layout.story.as_written import Ask, Story
from layout.story.module import KINDS, Module, did_you_mean, kind_of
from layout.story.read.any_format import is_text, read_text
from layout.story.run import plain, text_of
from layout.story.text.language import primary_of
from layout.story.text.no_break import held_module
from layout.story.text.spoken import phrases
from slots.files.door import is_file
from slots.files.listing import files_in
from slots.finding import BadInput, Finding, Severity, Where, bad_input

Library = Mapping[str, Module]
"""Modules by the names of their files: "blue_box", or "blue_box.es" for stories in Spanish."""
_CORRECTION = "correction"
HOUSE_TEXTS = Path(__file__).parents[3] / "templates" / "modules"


def read_module(path: Path, root: Path | None = None) -> tuple[Module, tuple[Finding, ...]]:
    """The module in a file, and the findings of its reader.

    A file's name is the module's kind, with a language if it has one: blue_box.es.txt. Plain text
    opens with the title; Markdown has it in its front matter. Raises BadInput as `read_story`
    does, for a kind newsgrid does not know, and for a link that leads out of `root`.
    """
    text, is_markdown = read_text(path, root)
    kind = kind_of(path.name.split(".")[0])
    if is_markdown:
        from layout.story.markdown.read_markdown import parse_markdown_module

        module, findings = parse_markdown_module(text, kind, str(path))
    else:
        from layout.story.plain.read_plain import parse_plain_module

        module, findings = parse_plain_module(text, kind, str(path))
    if module.kind not in KINDS:
        guess = did_you_mean(module.kind, KINDS)
        message = f'unknown kind of module "{module.kind}"{guess}'
        hint = f"name the file after one of {', '.join(KINDS)}"
        raise bad_input("unknown-module", message, Where(str(path)), hint)
    return module, findings


def read_library(folder: Path, root: Path | None = None) -> tuple[Library, tuple[Finding, ...]]:
    """All modules of a folder, in the order of their names. A folder that is not there has none.

    With a `root` folder and files lie in it. Raises BadInput with the problems of all files.
    """
    modules: dict[str, Module] = {}
    listing = files_in(folder, is_text, root)
    findings: list[Finding] = []
    problems: list[Finding] = [*listing.findings]
    for path in listing.files:
        try:
            module, found = read_module(path, root)
        except BadInput as bad:
            problems.extend(bad.findings)
            continue
        modules[path.stem] = module
        findings.extend(found)
    if problems:
        raise BadInput(problems)
    return modules, tuple(findings)


def fill_modules(story: Story, library: Library) -> tuple[Story, tuple[Finding, ...]]:
    """The story with its empty modules filled from the library, else from our house texts.

    The title that a story gives stays; a correction without one gets the word for it as its title.
    A module filled from the library is not reported; one filled with a house text is an info, and
    one that nothing fills stays empty and is a warning.
    """
    asks: list[Ask] = []
    findings: list[Finding] = []
    for ask in story.asks:
        if isinstance(ask.content, Module) and ask.content.empty:
            module, found = _filled(ask.content, story, library)
            ask = replace(ask, content=held_module(module, story.language))
            findings.extend(found)
        if isinstance(ask.content, Module) and ask.content.kind == _CORRECTION:
            ask = replace(ask, content=_titled(ask.content, story))
        asks.append(ask)
    return replace(story, asks=tuple(asks)), tuple(findings)


def _titled(correction: Module, story: Story) -> Module:
    """A correction with a title: its own, or the word for it in the story's language."""
    word = phrases(story.language)["story"]["correction"]
    return correction if correction.title else replace(correction, title=plain(word))


def _filled(module: Module, story: Story, library: Library) -> tuple[Module, tuple[Finding, ...]]:
    where = Where(story.source or None, module.line or None)
    title = text_of(module.title) or module.id
    for name in (f"{module.kind}.{primary_of(story.language)}", module.kind):
        own, house = library.get(name), HOUSE_TEXTS / f"{name}.txt"
        if own is not None and not own.empty:
            return _with_content(module, own), ()
        if own is None and is_file(house):
            content, origin = read_module(house, HOUSE_TEXTS)[0], f"templates/modules/{house.name}"
            return _with_content(module, content), (
                _filled_finding(title, origin, module.kind, where),
            )
    message = f'"{title}" has no content and stays empty'
    hint = f"write modules/{module.kind}.md, or its content in the story"
    return module, (Finding("empty-module", Severity.WARNING, message, where, hint),)


def _filled_finding(title: str, origin: str, kind: str, where: Where) -> Finding:
    message = f'"{title}" has no content in the story: filled with the house text {origin}'
    hint = f"write its content under it, or a modules/{kind}.md for all stories"
    return Finding("module-filled", Severity.INFO, message, where, hint)


def _with_content(module: Module, content: Module) -> Module:
    """A module with another's content, its own id and line, and its own title if it has one."""
    return replace(
        content,
        id=module.id,
        kind=module.kind,
        title=module.title or content.title,
        action=module.action or content.action,
        line=module.line,
    )

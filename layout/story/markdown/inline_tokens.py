"""From Markdown's inline tokens to runs: emphasis, links, and pictures lifted out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markdown_it.token import Token

from layout.story.run import Emphasis, Run, Runs, all_in, text_of
from layout.story.text.address import safe_href
from layout.story.text.lost_words import count_words, lost_words
from layout.story.text.picture_options import AS_IT_IS, Shown, shown_at
from layout.story.text.sanitise import fold
from slots.finding import Finding, Severity, Where

_EMPHASIS = {"em": Emphasis.ITALIC, "strong": Emphasis.BOLD}
_TAG = re.compile(r"</?([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Image:
    """An image as Markdown has it: address, alt text, title; and what stands in braces after it."""

    src: str
    alt: str
    title: str
    shown: Shown = AS_IT_IS


@dataclass(frozen=True, slots=True)
class Inline:
    """The content of inline tokens. `runs` keep soft breaks as newlines until they are folded."""

    runs: Runs = ()
    images: tuple[Image, ...] = ()
    findings: tuple[Finding, ...] = ()


def inline_of(tokens: Sequence[Token], where: Where) -> Inline:
    """Runs, images and findings of inline tokens.

    Raw HTML tags go and their text stays; links to anything but http, https, mailto and relative
    addresses lose the address; line breaks are white space; a footnote's reference is "[1]";
    {.thumbnail} right after an image is its display, {keep=20,0,100,80} the part to keep, {.mug}
    says that it is a mug shot.
    """
    runs: list[Run] = []
    images: list[Image] = []
    findings: list[Finding] = []
    emphasis: list[Emphasis] = []
    href: str | None = None
    before = ""
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if edge in ("open", "close") and kind in _EMPHASIS:
            emphasis = [*emphasis, _EMPHASIS[kind]] if edge == "open" else emphasis[:-1]
        elif kind == "link":
            href = safe_href(str(token.attrs["href"])) if edge == "open" else None
            findings.extend(_link_findings(token, href, where))
        elif token.type == "image":
            images.append(_image(token))
        else:
            findings.extend(_html_findings(token, where))
            text = _text(token)
            if before == "image":
                shown, text, wrong = shown_at(text, where)
                images[-1] = replace(images[-1], shown=shown)
                findings.extend(wrong)
            runs.append(Run(text, _total(emphasis), href))
        if token.type != "softbreak":
            before = token.type
    return Inline(_joined(runs), tuple(images), tuple(findings))


def _total(emphasis: Iterable[Emphasis]) -> Emphasis:
    total = Emphasis.NONE
    for one in emphasis:
        total |= one
    return total


def _text(token: Token) -> str:
    """The characters a token stands for."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "footnote_ref":
        return f"[{token.meta['label']}]"
    if token.type == "html_inline":
        return "\n" if token.content.lower().startswith("<br") else ""
    return token.content


def _image(token: Token) -> Image:
    alt = "".join(_text(child) for child in token.children or ())
    return Image(str(token.attrs["src"]), fold(alt).strip(), str(token.attrs.get("title", "")))


def _link_findings(token: Token, href: str | None, where: Where) -> Iterable[Finding]:
    if token.nesting != 1:
        return
    lost = count_words(str(token.attrs.get("title", "")))
    if lost:
        what = f'the title of the link to "{token.attrs["href"]}"'
        yield lost_words(lost, what, where, "write what it says into the text")
    if href is not None or not token.attrs["href"]:
        return
    message = f'link to "{token.attrs["href"]}" dropped, its words stay'
    hint = "links lead to http, https, mailto or relative addresses"
    yield Finding("unsafe-link", Severity.WARNING, message, where, hint)


def _html_findings(token: Token, where: Where) -> Iterable[Finding]:
    if token.type != "html_inline":
        return
    tag = _TAG.match(token.content)
    name = f"<{tag[1].lower()}>" if tag else "an HTML comment"
    message = f"{name} dropped, any text around it stays"
    yield Finding("html", Severity.INFO, message, where, "write it in Markdown")
    lost = count_words(token.content) if tag is None else 0
    if lost:
        what = "they stand in a comment of HTML"
        yield lost_words(lost, what, where, "take it out of the story", Severity.INFO)


def _joined(runs: Iterable[Run]) -> Runs:
    """Neighbours of the same looks as one run; none empty."""
    joined: list[Run] = []
    for (emphasis, href), alike in groupby((run for run in runs if run.text), _looks):
        joined.append(Run("".join(run.text for run in alike), emphasis, href))
    return tuple(joined)


def _looks(run: Run) -> tuple[Emphasis, str | None]:
    return run.emphasis, run.href


def folded(runs: Runs) -> Runs:
    """Runs with white space folded, across their edges too, and none at either end."""
    kept: list[Run] = []
    for run in runs:
        text = fold(run.text)
        if not kept or kept[-1].text.endswith(" "):
            text = text.lstrip() if not kept else text.lstrip(" ")
        if text:
            kept.append(replace(run, text=text))
    while kept and kept[-1].text.isspace():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return _joined(kept)


def joined(parts: Iterable[Runs]) -> Runs:
    """Runs of several texts as one text, a space between them."""
    together: list[Run] = []
    for runs in parts:
        together.extend((*([Run(" ")] if together and runs else []), *runs))
    return folded(tuple(together))


def split(runs: Runs, offset: int) -> tuple[Runs, Runs]:
    """The runs before and after a character offset."""
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        cut = max(0, min(offset, len(run.text)))
        before.append(replace(run, text=run.text[:cut]))
        after.append(replace(run, text=run.text[cut:]))
        offset -= len(run.text)
    return _joined(before), _joined(after)


def is_italic(runs: Runs) -> bool:
    """Whether all of a text is italic."""
    return all_in(Emphasis.ITALIC, runs)


def is_bold(runs: Runs) -> bool:
    """Whether all of a text is bold."""
    return all_in(Emphasis.BOLD, runs)


def without_italic(runs: Runs) -> Runs:
    """The runs upright."""
    return _joined(replace(run, emphasis=run.emphasis & ~Emphasis.ITALIC) for run in runs)


def is_blank(runs: Runs) -> bool:
    """Whether a text has no character to print."""
    return not text_of(runs).strip()

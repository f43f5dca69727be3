"""A request with HTML as one with blocks: each with its edges on the screens of the theme."""

from __future__ import annotations

from collections.abc import Iterator

from layout.service.measured.heights import measured_blocks
from layout.service.measured.metrics import Theme, at_screen, odd_metrics
from layout.service.post_parts import Screen
from layout.service.refused import Refused, problem
from layout.service.request import PlacementRequest
from slots.finding import Finding


def with_blocks(request: PlacementRequest, own: Theme | None, most_words: int) -> PlacementRequest:
    """The request with its blocks; `own` is the service's theme, for a request without metrics.
    Raises Refused with every problem: 422."""
    theme = Theme(request.metrics) if request.metrics else own
    problems = tuple(_odd(request, theme))
    if problems:
        raise Refused(422, problems)
    if request.html is None or theme is None:
        return request
    blocks = measured_blocks(request.html, theme, most_words, request.about.language)
    screens = tuple(
        _with_line(screen, theme, index) for index, screen in enumerate(theme.metrics.screens)
    )
    return request.model_copy(update={"blocks": blocks, "screens": screens})


def _with_line(screen: Screen, theme: Theme, index: int) -> Screen:
    """A screen with the leading of its paragraphs, where it names none."""
    if "line" in screen.model_fields_set:
        return screen
    line = at_screen(theme.metrics.paragraph.line, index)
    return screen.model_copy(update={"line": max(line, 1)})


def _odd(request: PlacementRequest, theme: Theme | None) -> Iterator[Finding]:
    """What does not go together."""
    if request.html is None:
        if request.metrics:
            hint = "send html, or leave the metrics out"
            yield problem("no-html", "there is no html to measure by them", "metrics", hint)
        return
    for name in sorted({"blocks", "screens"} & request.model_fields_set):
        hint = "leave it out: blocks are made of the html, screens are those of the metrics"
        yield problem("html-and-blocks", "html is given as well", name, hint)
    if theme is None:
        hint = "send metrics, or start newsgrid serve with --metrics FILE"
        yield problem("no-metrics", "nothing says how html stands", "metrics", hint)
    if request.metrics:
        for path, message, hint in odd_metrics(request.metrics, frozenset()):
            yield problem("bad-metrics", message, f"metrics.{path}", hint)

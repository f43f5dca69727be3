"""Rendering: a template of a room with its data, and what is wrong with it as a finding.

Every template of print and web goes through `templates_of(theme, room).render(...)`, be it ours or
a publication's.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layout.sandbox.meter import Fault, Meter
from layout.sandbox.opened import Room, size_of
from layout.typeset.words.theme import Theme
from slots.files.door import shown
from slots.finding import BadInput, Finding, Severity, Where, bad_input

if TYPE_CHECKING:
    from types import TracebackType

    from layout.sandbox.environment import Flawed

_CODE = "bad-template"
_ANY_HINT = "docs/theme.md says what templates see, and what they may do"
_LONGEST = 200
"""Characters of an error that are repeated."""


def templates_of(theme: Theme, room: Room) -> Templates:
    """The templates of a room in a theme, read and compiled once: that takes longer than rendering.
    Files of a publication are looked at again at each use, so what is remembered never shows."""
    return _templates(theme.folder, theme.home, room)


@lru_cache(maxsize=16)
def _templates(folder: Path, home: Path | None, room: Room) -> Templates:
    return Templates(folder, home, room)


class Templates:
    """The templates of a room: the theme's own before ours."""

    def __init__(self, folder: Path, home: Path | None, room: Room) -> None:
        from layout.sandbox.environment import Sandbox
        from layout.sandbox.whose_template import Shelves

        self._room, self._lock = room, threading.RLock()
        self.shelves = Shelves(folder, home, room.name)
        self._sandbox = Sandbox(room, self.shelves)

    @property
    def own(self) -> bool:
        """Whether templates of a publication's theme had a hand in what was rendered so far."""
        return any(not file.endswith(".css") for file in self.shelves.taken)

    def render(
        self,
        names: str | tuple[str, ...],
        facts: Mapping[str, Any],
        filters: Mapping[str, Callable[..., Any]] | None = None,
    ) -> str:
        """The first template of some names that is there, filled. `filters` are those of the page.

        Raises BadInput with what is wrong with a publication's template; with ours nothing is.
        """
        with self._lock:
            return self._metered(lambda: self._rendered(names, facts), facts, filters or {})

    def source(self, name: str) -> tuple[str, str]:
        """The text of a style sheet, and its path. Raises BadInput."""
        text, path, _ = self.shelves.get_source(self._sandbox, name)
        return text, path

    def compiled(self, name: str) -> None:
        """Reads and compiles a template. Raises BadInput with all that is wrong with it."""
        with self._lock:
            self._metered(lambda: self._compiled(name), {}, {})

    def _compiled(self, name: str) -> str:
        from jinja2 import TemplateNotFound

        try:
            self._sandbox.get_template(name)
        except TemplateNotFound:
            where = Where(shown(next(self.shelves.own(name))))
            hint = "use letters without accents, figures, -, _ and . in its name; no dead links"
            raise bad_input(_CODE, "is no file that a template can be", where, hint) from None
        return ""

    def _rendered(self, names: str | tuple[str, ...], facts: Mapping[str, Any]) -> str:
        sandbox = self._sandbox
        wanted = [names] if isinstance(names, str) else list(names)
        template = sandbox.select_template(wanted)
        context = template.new_context(dict(facts))
        return sandbox.concat(template.root_render_func(context))

    def _metered(
        self,
        work: Callable[[], str],
        facts: Mapping[str, Any],
        filters: Mapping[str, Callable[..., Any]],
    ) -> str:
        """Does some work under a meter of its own; what goes wrong becomes findings."""
        sandbox, opened = self._sandbox, self._room.opened
        before = sandbox.meter, sandbox.filters
        sandbox.meter = Meter(lambda: size_of(facts, opened))
        if filters:
            sandbox.filters = sandbox.page_filters(filters)
        try:
            return work()
        except (BadInput, MemoryError):
            raise
        except Exception as error:
            found = tuple(self._findings(error))
            if not found:
                raise
            raise BadInput(found) from None
        finally:
            sandbox.meter, sandbox.filters = before

    def _findings(self, error: Exception) -> Iterator[Finding]:
        """What an error says of a publication's templates; nothing where it is a mistake of
        ours."""
        from jinja2 import TemplateSyntaxError

        from layout.sandbox.environment import Flawed

        if isinstance(error, Flawed):
            yield from self._flaws(error)
            return
        if isinstance(error, TemplateSyntaxError):
            if self.shelves.is_own(error.filename):
                message = _line(error.message or "it cannot be read")
                yield _finding(message, Where(error.filename, error.lineno), _ANY_HINT)
            return
        where = self._where(error)
        if where is not None:
            yield _finding(
                _message(error), where, error.hint if isinstance(error, Fault) else _hint(error)
            )

    def _flaws(self, error: Flawed) -> Iterator[Finding]:
        if self.shelves.is_own(error.file):
            for flaw in error.flaws:
                yield _finding(flaw.message, Where(error.file, flaw.line), flaw.hint)

    def _where(self, error: Exception) -> Where | None:
        """The innermost line of the publication's templates that an error came through; one of its
        files where ours asked it for something. None where it had no hand in it."""
        places = [
            place for place in _places(error.__traceback__) if self.shelves.is_own(place.file)
        ]
        if places:
            return places[-1]
        if isinstance(error, Fault) and self.shelves.is_own(error.file):
            return Where(error.file)
        return Where(min(self.shelves.taken)) if self.shelves.taken else None


def _places(traceback: TracebackType | None) -> Iterator[Where]:
    """The lines of templates in a traceback, outermost first."""
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None and template.filename:
            yield Where(template.filename, template.get_corresponding_lineno(traceback.tb_lineno))
        traceback = traceback.tb_next


def _finding(message: str, where: Where, hint: str) -> Finding:
    return Finding(_CODE, Severity.ERROR, message, where, hint)


def _message(error: Exception) -> str:
    """What went wrong, on one line."""
    from jinja2 import TemplateNotFound, TemplateRuntimeError

    if isinstance(error, Fault):
        return _line(error.message)
    if isinstance(error, RecursionError):
        return "the template goes too deep"
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{_line(str(error.message or error.name))}"'
    if isinstance(error, TemplateRuntimeError):
        return _line(str(error.message))
    return _line(f"{type(error).__name__}: {error}")


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} ..."


def _hint(error: Exception) -> str:
    from jinja2 import TemplateNotFound, UndefinedError

    if isinstance(error, UndefinedError):
        return "check the name; docs/theme.md lists what templates see"
    if isinstance(error, TemplateNotFound):
        return "name a file of the theme, or one of newsgrid's templates, without its folder"
    return _ANY_HINT

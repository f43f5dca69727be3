"""Where in a file one is while it is brought into the inks of a press, and what is noted there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from layout.press.separation.refused import AGAIN, Refusal, Unpressable
from slots.files.decoding import Undecodable, decoding

_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """Something of a page that older printing standards do not know: its place in the file, a path
    to it, and how much the page had drawn by then."""

    page: int
    path: str
    what: str
    nth: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What was noted of something that may be drawn again: in which notes, the path within it, and
    what; `depth` is how long the path to it was."""

    depth: int
    noted: list[tuple[dict[Seen, None], list[str], str]]


class Notes:
    """What is noted of a file: what is `refused` of it, what others are seen through
    (`transparent`), what belongs to `layers`, what is `mended`, what may be
    `adding` ink to what lies under it, how pictures that stay are packed (`packings`)."""

    def __init__(self) -> None:
        self.refused: list[Refusal] = []
        self.transparent: dict[Seen, None] = {}
        self.layers: dict[Seen, None] = {}
        self.mended: dict[Seen, None] = {}
        self.adding: dict[Seen, None] = {}
        self._keeping: list[Kept] = []
        self.packings: dict[Seen, None] = {}
        self._page, self._nth = 0, 0
        self._path: list[str] = []

    def turn_to(self, page: int) -> None:
        """Goes to the beginning of a page."""
        self.go_back(Seen(page, "", ""))

    def go_back(self, place: Seen) -> None:
        """Goes to where something was met first: what is wrong with it is said to be there."""
        self._page, self._nth = place.page, place.nth
        self._path = [place.path] if place.path else []

    def here(self, what: str = "") -> Seen:
        """Something that is met now."""
        return Seen(self._page, " > ".join(self._path), what, self._nth)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Keeps what is refused in its block, with the path that leads to it."""
        try:
            with decoding(Unpressable):
                yield
        except Unpressable as error:
            self._refuse(str(error), error.remedy)
        except Undecodable as error:
            self._refuse(f"it is damaged: {error}", AGAIN)

    def _refuse(self, message: str, remedy: str) -> None:
        here = self.here()
        self.refused.append(Refusal(here.page, here.path, message, here.nth, remedy))

    @contextmanager
    def at(self, name: str) -> Iterator[None]:
        """The path goes through something of this name; where that is refused it stays there."""
        self._path.append(name.removeprefix("/"))
        if len(self._path) > _DEEPEST:
            raise Unpressable("forms and patterns are nested too deeply")
        yield
        self._path.pop()

    def see_through(self, what: str) -> None:
        """Notes that something lets others be seen through it."""
        self._note(self.transparent, what)

    def layered(self) -> None:
        """Notes that something belongs to a layer."""
        self._note(self.layers, "there are layers")

    def adds_up(self, what: str) -> None:
        """Notes that ink may be added here to that which lies there: by blending or overprinting.
        What is partly opaque never is: it takes of what lies there as much as it adds."""
        self._note(self.adding, what)

    def mend(self, what: str) -> None:
        """Notes that something was, or must be, mended: `what` names the kind."""
        self._note(self.mended, what)

    def _note(self, notes: dict[Seen, None], what: str) -> None:
        notes[self.here(what)] = None
        for kept in self._keeping:
            kept.noted.append((notes, self._path[kept.depth :], what))

    @contextmanager
    def keeping(self) -> Iterator[Kept]:
        """Keeps what is noted in its block, to be said again where the same is drawn again."""
        kept = Kept(len(self._path), [])
        self._keeping.append(kept)
        try:
            yield kept
        finally:
            self._keeping.remove(kept)

    def again(self, kept: Kept) -> None:
        """Says here what was noted where the same was drawn before."""
        depth = len(self._path)
        for notes, path, what in kept.noted:
            self._path += path
            self._note(notes, what)
            del self._path[depth:]

    def drawing(self) -> None:
        """Something is drawn: on the page itself, or within what it draws."""
        self._nth += not self._path

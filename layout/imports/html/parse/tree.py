"""A tree of the elements of HTML, mended as browsers do where tags are missing or cross.

    <p>One <b>two<p>three</b>       p: One, b: two      p: b: three

Source: WHATWG HTML, 13.2.6 Tree construction, as far as it moves words or what they look like:
paragraphs, items, headings and cells that end where the next begins, emphasis that goes on in the
next paragraph, tags that cross, text straight in a table. The head of a page is part of its body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

from layout.imports.html.parse.element import Element
from layout.imports.html.parse.tokens import End, Start, Unfinished, tokens_of

DEEPEST = 100
"""So many elements stand in each other; what is deeper stands beside them. Browsers have 512."""
_MOST_LOOKS = 40
"""Elements such as <b> that are open at once and go on in the next paragraph."""

_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr".split()
)
_LOOKS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_CLOSES_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer header hgroup main menu nav ol p search section summary ul h1 h2 h3 h4 h5 h6 pre "
    "listing form table hr xmp plaintext li dd dt".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDED_BY = (
    (_HEADINGS, _HEADINGS),
    (("option",), ("option", "optgroup")),
)
"""What is open and ends where one of the others begins."""
_READINGS = ("rb", "rp", "rt", "rtc")
_IN_TABLES = frozenset("caption colgroup col thead tbody tfoot tr td th".split())
_TABLE_PARTS = frozenset("table thead tbody tfoot tr".split())
_CELLS = frozenset(("td", "th", "caption"))
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_MARKED = frozenset("applet marquee object template td th caption".split())
_SCOPE = frozenset(
    "applet caption html table td th marquee object template foreignobject annotation-xml".split()
)
_SPECIAL = frozenset(
    "address applet area article aside base blockquote body br button caption center col colgroup "
    "dd details dir div dl dt embed fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 "
    "head header hgroup hr html iframe img input li link listing main marquee menu meta nav "
    "noembed noframes noscript object ol p param plaintext pre script search section select source "
    "style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp "
    "foreignobject".split()
)
_FOREIGN = ("svg", "math")
_BREAKS_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li "
    "listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var "
    "newsgrid-slot newsgrid-module".split()
)
_IGNORED = frozenset(("html", "head", "body", "frameset"))


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed text: its root, the line of the first element too deep to stand where it was
    written, and the tag that was open at the end."""

    root: Element
    too_deep: int | None
    unfinished: Unfinished | None


def tree_of(text: str) -> Tree:
    """The tree of a text, whatever it is."""
    builder = _Builder()
    for token in tokens_of(text, builder.in_drawing):
        if isinstance(token, str):
            builder.text(token)
        elif isinstance(token, Start):
            builder.start(token)
        elif isinstance(token, End):
            builder.end(token.name)
        else:
            builder.unfinished = token
    return Tree(builder.root, builder.too_deep, builder.unfinished)


class _Builder:
    """The tree while it grows: the elements that are open, and the looks that go on."""

    def __init__(self) -> None:
        self.root = Element("body")
        self.open = [self.root]
        self.looks: list[Element | None] = []
        self.beyond: Counter[str] = Counter()
        self.too_deep: int | None = None
        self.unfinished: Unfinished | None = None

    # --- what comes ------------------------------------------------------------------------------

    def text(self, text: str) -> None:
        if text.strip("\t\n\f\r "):
            self._resume_looks()
            self._put(text)
        elif self.open[-1].name in _TABLE_PARTS:
            self.open[-1].children.append(text)
        else:
            self._resume_looks()
            self._put(text)

    def start(self, tag: Start) -> None:
        name = "img" if tag.name == "image" and not self.in_drawing() else tag.name
        if self.in_drawing() and self._foreign(tag):
            return
        if name in _IGNORED or (name == "form" and self._has("form", ("template",))):
            return
        if name in _IN_TABLES:
            self._table_part(tag)
            return
        self._close_before(name)
        if name in _LOOKS:
            self._look(tag)
            return
        if name not in _CLOSES_PARAGRAPH:
            self._resume_looks()
        element = Element(name, tag.attributes, tag.line, foreign=name if name in _FOREIGN else "")
        if tag.raw is not None:
            element.children.append(tag.raw)
            self._put(element)
        elif name in _VOID or (tag.closed and element.foreign):
            self._put(element)
        else:
            self._push(element)

    def end(self, name: str) -> None:
        if self.beyond[name]:
            self.beyond[name] -= 1
            self._put(Element(name))
            return
        if self.open[-1].foreign and self._end_foreign(name):
            return
        if name == "br":
            self.start(Start("br", {}, 0))
        elif name == "p" and not self._has("p", _SCOPE | {"button"}):
            self._put(Element("p"))
        elif name in _LOOKS:
            self._end_look(name)
        elif name == "form":
            self._end_form()
        elif name in _SPECIAL:
            names, scope = _ended_by(name)
            self._end_any(names, scope)
        else:
            self._end_other(name)

    # --- where it goes ---------------------------------------------------------------------------

    def _put(self, child: Element | str) -> None:
        """Into what is open; before its table where that is no place for it."""
        parent, at = self._place(self.open[-1])
        if isinstance(child, Element):
            child.parent = parent
            child.foreign = child.foreign or parent.draws
        if at is None:
            parent.children.append(child)
        else:
            parent.children.insert(at, child)

    def _place(self, parent: Element) -> tuple[Element, int | None]:
        if parent.name not in _TABLE_PARTS:
            return parent, None
        table: Element | None = parent
        while table is not None and table.name != "table":
            table = table.parent
        if table is None or table.parent is None:
            return parent, None
        siblings = table.parent.children
        at = len(siblings) - 1
        while at >= 0 and siblings[at] is not table:
            at -= 1
        return table.parent, max(at, 0)

    def _push(self, element: Element, inside: bool = False) -> None:
        """Opens an element, or lets it stand empty where it is too deep. `inside`: in what is
        open, be it a table."""
        if inside:
            element.parent = self.open[-1]
            self.open[-1].children.append(element)
        else:
            self._put(element)
        if len(self.open) >= DEEPEST:
            self.beyond[element.name] += 1
            self.too_deep = element.line if self.too_deep is None else self.too_deep
            return
        self.open.append(element)
        if element.name in _MARKED:
            self.looks.append(None)

    # --- what ends where another begins ----------------------------------------------------------

    def _close_before(self, name: str) -> None:
        if name == "li":
            self._close_item(("li",))
        elif name in ("dd", "dt"):
            self._close_item(("dd", "dt"))
        if name in _CLOSES_PARAGRAPH and self._has("p", _SCOPE | {"button"}):
            self._end_any({"p"}, _SCOPE | {"button"})
        last = self.open[-1].name
        if name == "table" and self._between_cells():
            self._end_any({"table"}, ("template",))
        ended = any(name in others and last in these for these, others in _ENDED_BY)
        read = last in _READINGS and name in _READINGS and self._has("ruby", _SCOPE)
        if ended or read:
            self.open.pop()
        elif name == "button" and self._has("button", _SCOPE):
            self._end_any({"button"}, _SCOPE)

    def _between_cells(self) -> bool:
        """Whether what comes stands in a table, but in none of its cells."""
        names = (element.name for element in reversed(self.open))
        nearest = next((name for name in names if name in _CELLS | _TABLE_PARTS), "td")
        return nearest in _TABLE_PARTS

    def _close_item(self, names: tuple[str, ...]) -> None:
        """Ends the item that is open, unless another block stands in between."""
        for element in reversed(self.open):
            if element.name in names:
                self._end_any({element.name}, frozenset())
                return
            if element.name in _SPECIAL and element.name not in ("address", "div", "p"):
                return

    def _has(self, name: str, scope: Iterable[str]) -> bool:
        for element in reversed(self.open):
            if element.name == name:
                return True
            if element.name in scope:
                return False
        return False

    def _end_any(self, names: Iterable[str], scope: Iterable[str]) -> None:
        """Closes the innermost open element of these names, if no border stands before it."""
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name in names:
                self._close_from(at)
                return
            if self.open[at].name in scope:
                return

    def _end_form(self) -> None:
        """Ends a form alone: what is open in it stays so."""
        at = next((at for at, one in enumerate(self.open) if one.name == "form"), None)
        if at is not None:
            del self.open[at]

    def _end_other(self, name: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].name == name:
                self._close_from(at)
                return
            if self.open[at].name in _SPECIAL:
                return

    def _close_from(self, at: int) -> None:
        """Closes an open element and all in it; looks that began in a cell end with it."""
        for element in reversed(self.open[at:]):
            if element.name in _MARKED:
                self._forget_looks()
        del self.open[at:]

    def _forget_looks(self) -> None:
        while self.looks and self.looks.pop() is not None:
            pass

    # --- tables ----------------------------------------------------------------------------------

    def _table_part(self, tag: Start) -> None:
        """A part of a table: it ends the parts that it cannot stand in. Alone it is nothing."""
        if not self._has("table", ("template",)):
            return
        name = tag.name
        if name in ("td", "th"):
            self._back_to({"tr", "table", *_SECTIONS})
            if self.open[-1].name != "tr":
                self._push(Element("tr", line=tag.line), inside=True)
        elif name == "tr":
            self._back_to({"table", *_SECTIONS})
        elif name in ("col", "colgroup"):
            return
        else:
            self._back_to({"table"})
        element = Element(name, tag.attributes, tag.line)
        self._push(element, inside=True)

    def _back_to(self, names: set[str]) -> None:
        at = len(self.open) - 1
        while at > 0 and self.open[at].name not in names:
            at -= 1
        if at < len(self.open) - 1:
            self._close_from(at + 1)

    # --- svg and math ----------------------------------------------------------------------------

    def in_drawing(self) -> bool:
        """Whether what comes next is part of a drawing or formula."""
        return bool(self.open[-1].draws)

    def _foreign(self, tag: Start) -> bool:
        """Whether a tag in a drawing or formula is part of it; those of text end it."""
        if tag.name in _BREAKS_OUT or (tag.name == "font" and tag.attributes.keys() & {"color"}):
            at = len(self.open) - 1
            while at > 0 and self.open[at].draws:
                at -= 1
            self._close_from(at + 1)
            return False
        element = Element(tag.name, tag.attributes, tag.line, foreign=self.open[-1].draws)
        if tag.raw is not None:
            element.children.append(tag.raw)
        if tag.closed or tag.raw is not None:
            self._put(element)
        else:
            self._push(element)
        return True

    def _end_foreign(self, name: str) -> bool:
        for at in range(len(self.open) - 1, 0, -1):
            if not self.open[at].foreign:
                return False
            if self.open[at].name == name:
                self._close_from(at)
                return True
        return False

    # --- looks: <b>, <a> and the like, which go on where blocks part them -------------------------

    def _look(self, tag: Start) -> None:
        if tag.name in ("a", "nobr") and any(look.name == tag.name for look in self._looks_here()):
            self._end_look(tag.name)
            self.looks = [one for one in self.looks if one is None or one.name != tag.name]
        self._resume_looks()
        element = Element(tag.name, tag.attributes, tag.line)
        self._push(element)
        if self.open[-1] is element:
            self._remember(element)

    def _looks_here(self) -> list[Element]:
        """The looks that go on, since the last cell began."""
        here: list[Element] = []
        for look in reversed(self.looks):
            if look is None:
                break
            here.append(look)
        return here[::-1]

    def _remember(self, element: Element) -> None:
        """Three alike at most, and so many in all: else each paragraph would open thousands."""
        here = self._looks_here()
        alike = [
            one for one in here if one.name == element.name and one.attributes == element.attributes
        ]
        if len(alike) >= 3:
            self.looks.remove(alike[0])
        elif len(here) >= _MOST_LOOKS:
            self.looks.remove(here[0])
        self.looks.append(element)

    def _resume_looks(self) -> None:
        """Opens again the looks that a block's end closed."""
        if not self.looks or self.looks[-1] is None or self.looks[-1] in self.open:
            return
        at = len(self.looks)
        while at > 0 and self.looks[at - 1] is not None and self.looks[at - 1] not in self.open:
            at -= 1
        for index in range(at, len(self.looks)):
            old = self.looks[index]
            if old is None or len(self.open) >= DEEPEST:
                return
            again = Element(old.name, old.attributes, old.line)
            self._push(again)
            self.looks[index] = again

    def _end_look(self, name: str) -> None:
        """The end tag of a look: as the standard's adoption agency, it parts what it crosses."""
        if self.open[-1].name == name and self.open[-1] not in self.looks:
            self.open.pop()
            return
        for _ in range(8):
            look = next((one for one in reversed(self._looks_here()) if one.name == name), None)
            if look is None:
                self._end_other(name)
                return
            if look not in self.open:
                self.looks.remove(look)
                return
            at = self.open.index(look)
            if any(element.name in _SCOPE for element in self.open[at + 1 :]):
                return
            block = next((one for one in self.open[at + 1 :] if one.name in _SPECIAL), None)
            if block is None:
                self._close_from(at)
                self.looks.remove(look)
                return
            self._part(look, block, at)

    def _part(self, look: Element, block: Element, at: int) -> None:
        """Takes a block out of a look that ends in the middle of it: what the block has so far
        keeps the look, what follows has it not."""
        place = self.looks.index(look)
        last, inner = block, self.open.index(block)
        for count in range(1, inner - at):
            node = self.open[inner - count]
            if node not in self.looks or count > 3:
                self._drop_look(node)
                self.open.remove(node)
                place = min(place, len(self.looks))
                continue
            again = Element(node.name, node.attributes, node.line)
            self.looks[self.looks.index(node)] = again
            self.open[self.open.index(node)] = again
            if last is block:
                place = self.looks.index(again) + 1
            _move(last, again)
            last = again
        parent, spot = self._place(self.open[at - 1])
        _move(last, parent, spot)
        copy = Element(look.name, look.attributes, look.line, children=block.children, parent=block)
        for child in copy.children:
            if isinstance(child, Element):
                child.parent = copy
        block.children = [copy]
        self.looks.insert(place, copy)
        self.looks.remove(look)
        self.open.remove(look)
        self.open.insert(self.open.index(block) + 1, copy)

    def _drop_look(self, node: Element) -> None:
        if node in self.looks:
            self.looks.remove(node)


def _ended_by(name: str) -> tuple[Set[str], Set[str]]:
    """What an end tag closes the innermost of, and the borders that it does not see across."""
    if name in _HEADINGS:
        return _HEADINGS, _SCOPE
    if name == "li":
        return {"li"}, _SCOPE | {"ol", "ul"}
    if name == "table" or name in _IN_TABLES:
        return {name}, {"table", "template"} - {name}
    return {name}, _SCOPE - {name}


def _move(node: Element, parent: Element, at: int | None = None) -> None:
    """Takes an element from where it stands, most likely the last there, to the end of another."""
    if node.parent is not None:
        siblings = node.parent.children
        old = len(siblings) - 1
        while old >= 0 and siblings[old] is not node:
            old -= 1
        if old >= 0:
            del siblings[old]
    node.parent = parent
    if at is None:
        parent.children.append(node)
    else:
        parent.children.insert(at, node)

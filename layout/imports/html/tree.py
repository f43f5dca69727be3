"""A tree of the elements of HTML, mended as browsers do where tags are missing or cross.

    <p>One <b>two<p>three</b>       p: One, b: two      p: b: three

tinyhtml5 parses, as the standard says (WHATWG HTML, 13.2). Added here are the line of each element,
the tag that is open at the end, and bounds: on elements in each other, attributes of a tag, and
elements such as <b> that go on in the next paragraph. What tinyhtml5 gathers character by character
(names, scripts, comments) is taken whole, so that time grows with length, whatever is not closed.
The head of a page is part of its body.
"""

from __future__ import annotations

import html
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tinyhtml5.constants import Token, namespaces
from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer
from tinyhtml5.treebuilder import ActiveFormattingElements, TreeBuilder

from layout.imports.html.element import Element
from layout.story.text.sanitise import sanitise

DEEPEST = 100
"""So many elements stand in each other; what is deeper stands beside them. Browsers have 512."""
_MOST_LOOKS = 40
"""Elements such as <b> that are open at once and go on in the next paragraph."""
_MOST_ATTRIBUTES = 200
_HTML = namespaces["html"]
_FOREIGN = {namespaces["svg"]: "svg", namespaces["mathml"]: "math"}
_ALONE = frozenset(
    "area base basefont bgsound br col embed frame hr img image input keygen link meta param "
    "source track wbr html head body frameset "
    "script style xmp iframe noembed noframes textarea title plaintext".split()
)
"""Elements in which no other stands: those without an end, and those in which tags are text."""
_ENDS_NAME = ("\t", "\n", "\f", "\r", " ", "/", ">", "\0")
_ENDS_ATTRIBUTE = (*_ENDS_NAME, "=")
_COMMENT = re.compile(r"-?>|.*?(?:--!?>|\Z)", re.DOTALL)
_SCRIPT_MARK = re.compile(r"<!--|-->|</?script(?=[\t\n\f\r />])", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"&#[0-9]{12,};?")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A tag that is open where the text ends; browsers show nothing of it."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed text: its root, the line of the first element too deep to stand where it was
    written, and the tag that was open at the end. Lines count from 0."""

    root: Element
    too_deep: int | None
    unfinished: Unfinished | None


def tree_of(text: str) -> Tree:
    """The tree of a text, whatever it is."""
    page = f"<body>{_LONG_NUMBER.sub(chr(0xFFFD), text)}"
    parser = _Parser()
    parser.read(page)
    tokens = parser.tokenizer
    unfinished = None if tokens.opened is None else Unfinished(page[tokens.opened :], tokens.line)
    _html, body = parser.tree.open_elements[:2]
    root = _element_of(body, _clean if "&#" in text else str)
    return Tree(root, tokens.too_deep, unfinished)


class _Parser(HTMLParser):  # type: ignore[misc]
    """tinyhtml5's parser, with our tokenizer and tree; what is wrong is mended in silence."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = _Builder(self)
        for phase in self.phases.values():
            phase.tree = self.tree

    def read(self, text: str) -> None:
        """Reads a text, as that of a page with a doctype."""
        self.container, self.scripting = None, False
        self.tokenizer = _Tokenizer(text, self)
        self.reset()
        self.phase = self.phases["before html"]
        self.main_loop()

    def in_drawing(self) -> bool:
        """Whether what comes next is part of a drawing or formula."""
        here = self.tree.open_elements[-1]
        texts = self.is_html_integration_point(here) or self.is_mathml_text_integration_point(here)
        return here.namespace != _HTML and not texts

    def parse_error(self, errorcode: str, datavars: object = None) -> None:
        """Says nothing: finding a place for it would take as long as all before it."""


class _Whole:
    """A text that is read at once: an offset in it is then one in the parser's stream."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, size: int) -> str:
        """The text, the first time that anything is wanted."""
        text, self.text = (self.text, "") if size else ("", self.text)
        return text


class _Tokenizer(HTMLTokenizer):  # type: ignore[misc]
    """tinyhtml5's tokenizer, with lines and bounds, and in time that grows with the text."""

    current_token: dict[str, Any]

    def __init__(self, text: str, parser: _Parser) -> None:
        super().__init__(_Whole(text), parser=parser)
        self.opened: int | None = None
        self.line = 0
        self.too_deep: int | None = None
        self._counted = 0
        self._beyond: Counter[str] = Counter()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self.token_queue: deque[dict[str, Any]] = deque()
        while self.state():
            while self.token_queue:
                self.opened = None
                yield from self._bounded(self.token_queue.popleft())

    def parse_error(self, _data: str, **datavars: object) -> None:
        """Says nothing."""

    # --- what is too deep ------------------------------------------------------------------------

    def _bounded(self, token: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A token; where a tag would open an element too deep, one that is closed at once. Its end
        tag, too, parts what stands before it from what follows, and closes nothing else."""
        name = token.get("name", "")
        if token["type"] is Token.END_TAG and self._beyond[name]:
            self._beyond[name] -= 1
            yield {**token, "type": Token.START_TAG, "data": {}, "selfClosingAcknowledged": False}
        elif token["type"] is Token.START_TAG and self._opens_too_deep(token):
            self._beyond[name] += 1
            self.too_deep = self.line if self.too_deep is None else self.too_deep
            yield token
            token = {**token, "type": Token.END_TAG, "data": []}
        yield token

    def _opens_too_deep(self, token: Mapping[str, Any]) -> bool:
        if len(self.parser.tree.open_elements) <= DEEPEST:
            return False
        name = token["name"]
        if self.parser.in_drawing() or name in _FOREIGN.values():
            return not token["selfClosing"]
        return name not in _ALONE

    # --- tags ------------------------------------------------------------------------------------

    def tag_open_state(self) -> bool:
        """Behind a "<": what its line is."""
        self.opened = self.stream.chunk_offset - 1
        self.line += self.stream.chunk.count("\n", self._counted, self.opened)
        self._counted = self.opened
        return bool(super().tag_open_state())

    def tag_name_state(self) -> bool:
        """In a tag's name, taken whole."""
        self.current_token["name"] += self.stream.chars_until(_ENDS_NAME)
        return bool(super().tag_name_state())

    def attribute_name_state(self) -> bool:
        """In an attribute's name, taken whole; its value will be gathered in a list."""
        attributes = self.current_token["data"]
        del attributes[_MOST_ATTRIBUTES:-1]
        name = attributes[-1][0] + self.stream.chars_until(_ENDS_ATTRIBUTE)
        attributes[-1] = [name, []]
        return bool(super().attribute_name_state())

    def emit_current_token(self) -> None:
        """Gives a tag, its values as texts."""
        for attribute in self.current_token["data"]:
            attribute[1] = "".join(attribute[1])
        super().emit_current_token()

    # --- what is not parsed ----------------------------------------------------------------------

    def comment_start_state(self) -> bool:
        """Behind a "<!--": all of it goes."""
        end = _COMMENT.match(self.stream.chunk, self.stream.chunk_offset)
        self.stream.chunk_offset = end.end() if end else self.stream.chunk_size
        self.opened = None
        self.state = self.data_state
        return True

    def doctype_state(self) -> bool:
        """Behind a "<!doctype": all of it goes."""
        return bool(self.bogus_comment_state())

    def rcdata_state(self) -> bool:
        """In an element in which tags are text and references are not."""
        return self._raw(_raw_end, html.unescape)

    def rawtext_state(self) -> bool:
        """In an element in which tags and references are text."""
        return self._raw(_raw_end, str)

    def script_data_state(self) -> bool:
        """In a script."""
        return self._raw(_script_end, str)

    def _raw(
        self, end_of: Callable[[str, str, int], int | None], read: Callable[[str], str]
    ) -> bool:
        """The text of an element up to its end tag. Where it has none it takes all, unless it was
        closed at once, as in XML."""
        stream, name = self.stream, self.current_token["name"]
        start, end = stream.chunk_offset, end_of(stream.chunk, name, stream.chunk_offset)
        closed = end is None and self.current_token["selfClosing"]
        inside = "" if closed else stream.chunk[start:end]
        if inside:
            self.characters(read(inside))
        self.current_token = {
            "type": Token.END_TAG,
            "name": name,
            "data": [],
            "selfClosing": False,
        }
        self.state = self.before_attribute_name_state
        if end is not None:
            stream.chunk_offset = end + len("</") + len(name)
        elif closed:
            self.emit_current_token()
        else:
            stream.chunk_offset = stream.chunk_size
            self.state = self.data_state
        return True


def _raw_end(text: str, name: str, start: int) -> int | None:
    """Where the end tag of a raw element begins."""
    end = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(text, start)
    return end.start() if end else None


def _script_end(text: str, _name: str, start: int) -> int | None:
    """Where a script's end tag begins. In a comment in it, another script may open and close."""
    commented = nested = False
    for mark in _SCRIPT_MARK.finditer(text, start):
        sign = mark[0].lower()
        if sign == "<!--":
            commented = True
        elif sign == "-->":
            commented = nested = False
        elif sign == "<script":
            nested = commented
        elif nested:
            nested = False
        else:
            return mark.start()
    return None


# --- the tree while it grows ---------------------------------------------------------------------


class _Node:
    """An element as tinyhtml5 asks for it; its texts stand among its children, so that no place
    has to be looked for from the first of thousands."""

    __slots__ = ("attributes", "children", "line", "name", "name_tuple", "namespace", "parent")

    def __init__(self, name: str, namespace: str, attributes: Mapping[Any, str], line: int) -> None:
        self.name = name
        self.namespace = namespace
        self.name_tuple = (namespace, name)
        self.attributes = dict(attributes)
        self.line = line
        self.children: list[_Node | str] = []
        self.parent: _Node | None = None

    def has_content(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.children)

    def append_child(self, node: _Node) -> None:
        """Puts a node at its end."""
        self.children.append(node)
        node.parent = self

    def insert_before(self, node: _Node, reference: _Node) -> None:
        """Puts a node before another that stands in it."""
        self.children.insert(self._place(reference), node)
        node.parent = self

    def insert_text(self, text: str, insert_before: _Node | None = None) -> None:
        """Puts a text at its end, or before a node that stands in it."""
        at = len(self.children) if insert_before is None else self._place(insert_before)
        self.children.insert(at, text)

    def remove_child(self, node: _Node) -> None:
        """Takes a node out."""
        del self.children[self._place(node)]
        node.parent = None

    def clone(self) -> _Node:
        """One that looks the same, and is empty."""
        return _Node(self.name, self.namespace, self.attributes, self.line)

    def reparent_children(self, parent: _Node) -> None:
        """Puts all that stands in it into another."""
        for child in self.children:
            if isinstance(child, _Node):
                child.parent = parent
        parent.children.extend(self.children)
        self.children = []

    def _place(self, node: _Node) -> int:
        """Where a node stands in it: near the end, as a rule."""
        at = len(self.children) - 1
        while self.children[at] is not node:
            at -= 1
        return at


class _Looks(ActiveFormattingElements):  # type: ignore[misc]
    """The elements that go on in the next paragraph: not too many, else each opened thousands."""

    def append(self, node: _Node | None) -> None:
        """Adds one, or the border of a cell, before which none goes on."""
        super().append(node)
        if len(self) > _MOST_LOOKS and None not in self[-_MOST_LOOKS - 1 :]:
            del self[-_MOST_LOOKS - 1]


class _Builder(TreeBuilder):  # type: ignore[misc]
    """tinyhtml5's tree builder, of our nodes."""

    def __init__(self, parser: _Parser) -> None:
        self.parser = parser
        super().__init__(namespace_html_elements=True)

    def reset(self) -> None:
        """Begins with nothing."""
        super().reset()
        self.document = _Node("", _HTML, {}, 0)
        self.active_formatting_elements = _Looks()

    def create_element(self, token: Mapping[str, Any]) -> _Node:
        """An element that stands nowhere yet."""
        line = self.parser.tokenizer.line
        return _Node(token["name"], token.get("namespace", _HTML), token["data"], line)

    def insert_element_normal(self, token: Mapping[str, Any]) -> _Node:
        """An element in what is open, open itself."""
        element = self.create_element(token)
        self.open_elements[-1].append_child(element)
        self.open_elements.append(element)
        return element

    def insert_comment(self, token: Mapping[str, Any], parent: _Node) -> None:
        """Leaves a comment out."""


# --- the tree as the engine reads it -------------------------------------------------------------


def _element_of(root: _Node, clean: Callable[[str], str]) -> Element:
    """The elements of a node and all in it, texts that follow each other in one."""
    body = Element("body")
    stack = [(root, body)]
    while stack:
        node, element = stack.pop()
        texts: list[str] = []
        for child in (*node.children, None):
            if isinstance(child, str):
                texts.append(child)
                continue
            if texts:
                element.children.append(clean("".join(texts)))
                texts = []
            if child is not None:
                inner = _element(child, element, clean)
                element.children.append(inner)
                stack.append((child, inner))
    return body


def _element(node: _Node, parent: Element, clean: Callable[[str], str]) -> Element:
    attributes = {_attribute(name): clean(value) for name, value in node.attributes.items()}
    foreign = _FOREIGN.get(node.namespace, "")
    return Element(node.name.lower(), attributes, node.line, [], parent, foreign)


def _attribute(name: Any) -> str:
    """A name as it is written, in lower case; tinyhtml5 has parted "xlink:href"."""
    return (name if isinstance(name, str) else ":".join(filter(None, name[:2]))).lower()


def _clean(text: str) -> str:
    """A text without what references must not bring in."""
    return sanitise(text, "")[0]

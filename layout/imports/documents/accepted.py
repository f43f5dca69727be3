"""A part of Word as it reads: changes accepted, what is hidden taken out, wrappers gone, so that a
reader which knows paragraphs, runs, tables, links, pictures and notes loses nothing of it.

    w:ins, w:moveTo        kept            w:del, w:moveFrom       gone: nobody reads them
    w:vanish               left out        text boxes              after the paragraph they hang on
    fields                 what they show  w:sdt, w:smartTag ...   what is in them
    formulas, symbols      text            charts, WordArt         left out, with their words

Source: ISO/IEC 29500-1, 17.13.5 (revisions), 17.16 (fields), 17.3.3 (run content).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from layout.imports.documents.word_names import (
    child_of,
    dropped,
    every,
    is_on,
    made,
    tag,
    unwrapped,
    value_of,
    within,
    words_in,
)
from layout.imports.documents.word_styles import Styles
from layout.imports.documents.written import CAPTION

BOX_BEGINS, BOX_ENDS = "box-begins", "box-ends"
"""Styles of the paragraphs that stand before and after a text box."""

_WRAPPERS = (*("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:bdo", "w:dir"),)
_DELETED = ("w:del", "w:moveFrom")
_MARKS = (
    *("w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd"),
    *("w:commentReference", "w:annotationRef", "w:proofErr", "w:permStart", "w:permEnd"),
    *("w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart", "w:moveToRangeEnd"),
    *("w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:lastRenderedPageBreak"),
)
_CHECKED, _OPEN_BOX = "\u2612", "\u2610"


@dataclass(slots=True)
class Accepted:
    """What came of accepting a part: words left out, by what they were, and words deleted."""

    left_out: list[tuple[str, str]] = field(default_factory=list)
    deleted: int = 0
    formulas: int = 0

    def leaves_out(self, what: str, text: str) -> None:
        """Words that are seen in Word and stand not in the copy."""
        if text.strip():
            self.left_out.append((what, text.strip()))


def accept(root: etree._Element, styles: Styles, accepted: Accepted, boxes: bool = True) -> None:
    """Makes of a part what it reads as. Text boxes become paragraphs, between marks where `boxes`
    says so."""
    _choose(root)
    _without_deletions(root, accepted)
    for element in every(root, *_MARKS):
        dropped(element)
    for element in every(root, "w:sdt"):
        _unwrap_control(element, accepted)
    for element in every(root, "w:ruby"):
        _unfold_ruby(element)
    for element in every(root, *_WRAPPERS):
        unwrapped(element)
    _join_paragraphs(root)
    _without_field_codes(root)
    _hide(root, styles, accepted)
    lifted: dict[etree._Element, etree._Element] = {}
    for content in every(root, "w:txbxContent"):
        _lift(content, styles, boxes, lifted)
    for element in every(root, "m:oMathPara", "m:oMath"):
        _write_out(element, accepted)
    for run in every(root, "w:r"):
        _plainly(run)


def _choose(root: etree._Element) -> None:
    """Of content in several forms the first, or the plain one where only that has something."""
    for element in every(root, "mc:AlternateContent"):
        choices = [*element.findall(tag("mc:Choice")), *element.findall(tag("mc:Fallback"))]
        best = next((one for one in choices if _has_content(one)), None)
        for child in () if best is None else list(best):
            element.addprevious(child)
        dropped(element)


def _has_content(choice: etree._Element) -> bool:
    pictures = choice.iter(tag("a:blip"), tag("v:imagedata"), tag("c:chart"), tag("dgm:relIds"))
    return bool(words_in(choice)) or next(pictures, None) is not None


def _without_deletions(root: etree._Element, accepted: Accepted) -> None:
    for cell in every(root, "w:cellDel"):
        for deleted in list(within(cell, "w:tc"))[:1]:
            accepted.deleted += len(words_in(deleted).split())
            dropped(deleted)
    for element in every(root, *_DELETED):
        parent = element.getparent()
        if parent is not None and parent.tag == tag("w:trPr"):
            row = parent.getparent()
            if row is not None:
                accepted.deleted += len(words_in(row).split())
                dropped(row)
        elif parent is not None and parent.tag != tag("w:rPr"):
            accepted.deleted += len(words_in(element).split())
            dropped(element)


def _join_paragraphs(root: etree._Element) -> None:
    """Paragraphs whose end is deleted go on in the next one."""
    for paragraph in reversed(every(root, "w:p")):
        marks = child_of(paragraph, "w:pPr/w:rPr")
        if marks is None or not any(marks.find(tag(name)) is not None for name in _DELETED):
            continue
        following = paragraph.getnext()
        content = [child for child in paragraph if child.tag != tag("w:pPr")]
        if following is not None and following.tag == tag("w:p"):
            at = 1 if following.find(tag("w:pPr")) is not None else 0
            following[at:at] = content
            dropped(paragraph)


def _unwrap_control(element: etree._Element, accepted: Accepted) -> None:
    """A content control gives way to what is in it; words that only ask for some go."""
    content = child_of(element, "w:sdtContent")
    if child_of(element, "w:sdtPr/w:showingPlcHdr") is not None and content is not None:
        accepted.leaves_out("a placeholder", words_in(content))
    elif content is not None:
        for child in list(content):
            element.addprevious(child)
    dropped(element)


def _unfold_ruby(element: etree._Element) -> None:
    """The reading above a word stands behind it, in brackets."""
    base, reading = child_of(element, "w:rubyBase"), child_of(element, "w:rt")
    owner = element.getparent()
    place = owner if owner is not None and owner.tag == tag("w:r") else element
    runs = [] if base is None else list(base.iter(tag("w:r")))
    if reading is not None and words_in(reading):
        runs += [_run("("), *reading.iter(tag("w:r")), _run(")")]
    for run in runs:
        place.addprevious(run)
    dropped(element)


def _run(text: str) -> etree._Element:
    run, letters = made("w:r"), made("w:t")
    letters.text = text
    run.append(letters)
    return run


# --- fields ------------------------------------------------------------------------------------


def _without_field_codes(root: etree._Element) -> None:
    """Of a field what it shows: its code goes, and what stands in its code, as other fields do."""
    for element in every(root, "w:fldSimple"):
        _link_or_text(element, value_of(element, "w:instr"))
    begins, ends = _codes(root)
    depth, first = 0, set(begins)
    for node in root.iter(tag("w:fldChar"), tag("w:t")):
        if node in first:
            depth += 1
        elif node in ends:
            depth -= 1
        elif depth and node.tag == tag("w:t"):
            node.text = ""
    for sign in begins:
        _checkbox(sign)


def _codes(root: etree._Element) -> tuple[list[etree._Element], set[etree._Element]]:
    """The characters that begin the code of a field, and those that end it: its separator, or its
    end where it shows nothing. A field that is never ended has no code, so that no text is lost."""
    begins: list[etree._Element] = []
    ends: set[etree._Element] = set()
    open_: list[list[etree._Element]] = []
    for sign in root.iter(tag("w:fldChar")):
        kind = value_of(sign, "w:fldCharType")
        if kind == "begin":
            open_.append([sign])
        elif kind == "separate" and open_:
            open_[-1].append(sign)
        elif kind == "end" and open_:
            begun = open_.pop()
            begins.append(begun[0])
            ends.add(begun[1] if len(begun) > 1 else sign)
    return begins, ends


def _checkbox(first: etree._Element) -> None:
    box = child_of(first, "w:ffData/w:checkBox")
    if box is None:
        return
    state = child_of(box, "w:checked")
    state = child_of(box, "w:default") if state is None else state
    owner = first.getparent()
    if owner is not None and owner.tag == tag("w:r"):
        owner.addprevious(_run(_CHECKED if state is not None and is_on(state) else _OPEN_BOX))


_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\\\s]\S*))')


def _address_in(code: str) -> str:
    """The address of a field that is a link, "" for another, or one inside the document."""
    match = _HYPERLINK.match(code)
    return (match[1] or match[2] or "") if match else ""


def _link_or_text(element: etree._Element, code: str) -> None:
    address = _address_in(code)
    if not address:
        unwrapped(element)
        return
    for name in list(element.attrib):
        del element.attrib[name]
    element.tag = tag("w:hyperlink")
    element.set("address", address)


# --- runs --------------------------------------------------------------------------------------


def _hide(root: etree._Element, styles: Styles, accepted: Accepted) -> None:
    """Hidden text goes into what is left out, a text a paragraph."""
    for paragraph in every(root, "w:p"):
        hidden: list[str] = []
        style = value_of(child_of(paragraph, "w:pPr/w:pStyle"))
        for run in paragraph.iter(tag("w:r")):
            if next(within(run, "w:p"), None) is paragraph and styles.has("w:vanish", run, style):
                hidden.append(words_in(run))
                for child in list(run):
                    if child.tag not in _KEPT_OF_HIDDEN:
                        run.remove(child)
        accepted.leaves_out("hidden text", " ".join(filter(None, hidden)))


_KEPT_OF_HIDDEN = frozenset(map(tag, ("w:rPr", "w:fldChar", "w:instrText")))


def _plainly(run: etree._Element) -> None:
    """The odd characters of a run as those that every reader knows."""
    for child in list(run):
        write = _SIGNS.get(child.tag)
        if write is not None:
            new = write(child)
            if new is not None:
                child.addprevious(new)
            run.remove(child)


def _line(_: etree._Element) -> etree._Element:
    return made("w:br")


def _tab(_: etree._Element) -> etree._Element:
    return made("w:tab")


def _symbol(element: etree._Element) -> etree._Element | None:
    """A character of a font of symbols: as Unicode has it, else as it would be in a font of
    letters."""
    from mammoth.docx.dingbats import dingbats

    font, code = value_of(element, "w:font"), value_of(element, "w:char")
    try:
        number = int(code, 16)
    except ValueError:
        return None
    known = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
    if known is None:
        known = number & 0xFF if 0xF000 <= number <= 0xF0FF else number
    text = made("w:t")
    text.text = chr(known) if known >= 0x20 and not 0xD800 <= known < 0xF900 else "\ufffd"
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return text


_SIGNS: dict[str, Callable[[etree._Element], etree._Element | None]] = {
    tag("w:cr"): _line,
    tag("w:ptab"): _tab,
    tag("w:sym"): _symbol,
}


def _write_out(element: etree._Element, accepted: Accepted) -> None:
    """A formula as the letters it has, in their order."""
    if next(within(element, "m:oMathPara"), None) is not None:  # they are among that one's
        return
    text = " ".join("".join(each.text or "" for each in element.iter(tag("m:t"))).split())
    if not text:
        dropped(element)
        return
    accepted.formulas += 1
    run = place = _run(text)
    if element.getparent().tag in (tag("w:body"), tag("w:tc")):  # type: ignore[union-attr]
        place = made("w:p")
        place.append(run)
    element.addprevious(place)
    dropped(element)


# --- text boxes --------------------------------------------------------------------------------


def _lift(
    content: etree._Element,
    styles: Styles,
    boxes: bool,
    lifted: dict[etree._Element, etree._Element],
) -> None:
    """A text box comes after the paragraph that it hangs on, its blocks between marks; without
    them where it stands in a table or another box, and where it is nothing but a cutline.
    `lifted` has the last block that came out of each paragraph."""
    blocks = [block for block in content if block.tag in (tag("w:p"), tag("w:tbl"))]
    host = next(within(content, "w:p"), None)
    if host is None or not any(words_in(block) for block in blocks):
        return
    roles = {styles.role(child_of(block, "w:pPr")) for block in blocks if words_in(block)}
    inside = next(within(host, "w:tc", "w:txbxContent"), None) is not None
    if boxes and not inside and roles != {CAPTION}:
        blocks = [_mark(BOX_BEGINS), *blocks, _mark(BOX_ENDS)]
    for block in blocks:
        lifted.get(host, host).addnext(block)
        lifted[host] = block


def _mark(style: str) -> etree._Element:
    paragraph, properties = made("w:p"), made("w:pPr")
    properties.append(made("w:pStyle", val=style))
    paragraph.extend((properties, _run(style)))
    return paragraph

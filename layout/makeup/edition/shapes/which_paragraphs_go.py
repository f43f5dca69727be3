"""Where a story may end: after which of its blocks an editor would stop who has to shorten it.

A story is shortened from its end, block by block. It never ends inside a quotation, a list, a
table, a letter that is signed, or between a question and its answer; nor on something that only
introduces what comes next: a crosshead, a divider, a lead-in with a colon, a pull quote; nor on a
line that ends no sentence, which is a caption, a credit or a heading that its source lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from layout.story.block import Block, Crosshead, Divider, Listing, Paragraph, Picture, Quote
from layout.story.lead_in import leads
from layout.story.run import Emphasis, text_of
from layout.typeset.set_body import is_signature

_CLOSING = "”’»“\"')]› \u00a0\u202f"
"""Signs that may follow the last one of a sentence: among them what closes a German quotation."""

_ASKED = re.compile(r"(?:Q|P|F|Question|Pregunta|Pergunta|Frage)\s?[.:]\s", re.IGNORECASE)
"""How a question is marked in the script of an interview, in words of several languages."""

_SENTENCE = (".", "!", "…", "。", "！", "．", "।")
"""Signs that end a sentence, questions apart."""

_QUESTION = ("?", "？", "\u037e")
"""Question marks: ours, that of Chinese and Japanese, that of Greek."""

_CLOSED_BY = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
"""Quotation marks that open, with those that close them: German „…“ and Danish »…« among them."""

_SOME = 5  # one of so many paragraphs: a how-to has more captions and headings than sentences
_INTERVIEW = 2  # questions that make an interview: a single one may be the writer's own
_LETTERS = 2  # signatures that make letters: a single one is the author's
_LONGEST_SIGNATURE = 120  # characters


def is_text(block: Block) -> bool:
    """Whether a block is set in the legs of a story; pictures stand beside them."""
    return not isinstance(block, Picture)


def is_counted(block: Block) -> bool:
    """Whether a block counts as a paragraph of those that are cut: crossheads and dividers go with
    what they stand over."""
    return is_text(block) and not isinstance(block, Crosshead | Divider)


def ends_of(body: Sequence[Block], letters: bool = False) -> Iterator[int]:
    """The numbers of blocks after which a body may end, the whole of it first; one of `letters`
    only after a signature. At least one block of text is left."""
    texts = [number for number, block in enumerate(body) if is_text(block)]
    if letters:
        yield from (n + 1 for n in reversed(texts) if n == texts[-1] or is_signature(body[n]))
        return
    signed = _signatures(body)
    inside = _inside_answers(body) | _inside_letters(body, signed)
    sentences = _has_sentences(body)
    yield texts[-1] + 1 if texts else 0
    for number, then in zip(texts[-2::-1], texts[:0:-1], strict=True):
        whole = number in signed or not sentences or _ends_sentence(body[number])
        if whole and then not in inside and _may_part(body[number], body[then]):
            yield number + 1


def _has_sentences(body: Sequence[Block]) -> bool:
    """Whether some paragraphs of a body end with a sign at least: not so in some languages,
    nor in verse."""
    paragraphs = [block for block in body if isinstance(block, Paragraph)]
    return sum(map(_ends_sentence, paragraphs)) * _SOME >= len(paragraphs)


def _ends_sentence(block: Block) -> bool:
    """Whether a paragraph ends with a sentence; other blocks end in their own ways."""
    if not isinstance(block, Paragraph):
        return True
    return text_of(block.runs).rstrip(_CLOSING).endswith((*_SENTENCE, *_QUESTION))


def _signatures(body: Sequence[Block]) -> set[int]:
    """The blocks that are signatures of letters: a few words in italics or after a dash, that end
    no sentence and stand at the end or over a crosshead or divider."""
    texts = [number for number, block in enumerate(body) if is_text(block)]
    thens = (*(body[number] for number in texts[1:]), Divider())
    return {
        number
        for number, then in zip(texts, thens, strict=False)  # without text there are none
        if isinstance(then, Crosshead | Divider) and _signs(body[number])
    }


def _signs(block: Block) -> bool:
    if not isinstance(block, Paragraph) or _ends_sentence(block):
        return False
    text = text_of(block.runs).strip()
    return len(text) <= _LONGEST_SIGNATURE and (text.startswith(("—", "–")) or _stands_out(block))


def _stands_out(block: Paragraph) -> bool:
    """Whether all of a paragraph is in other type."""
    return all(run.emphasis is not Emphasis.NONE for run in block.runs if run.text.strip())


def _inside_letters(body: Sequence[Block], signed: set[int]) -> set[int]:
    """The blocks of letters that others of the same letter come before: up to the signature."""
    if len(signed) < _LETTERS:
        return set()
    inside: set[int] = set()
    letter: list[int] = []
    for number, block in enumerate(body):
        if isinstance(block, Crosshead | Divider):
            letter = []
        elif is_text(block):
            letter.append(number)
        if number in signed:
            inside.update(letter[1:])
            letter = []
    return inside


def _inside_answers(body: Sequence[Block]) -> set[int]:
    """The blocks of an interview that are said in answer to a question: up to the next question, a
    crosshead or a divider."""
    questions = {number for number, block in enumerate(body) if _asks(block)}
    if len(questions) < _INTERVIEW:
        return set()
    inside, answering = set(), False
    for number, block in enumerate(body):
        if number in questions:
            answering = True
        elif isinstance(block, Crosshead | Divider):
            answering = False
        elif answering:
            inside.add(number)
    return inside


def _asks(block: Block) -> bool:
    """Whether a paragraph is a question of an interview: marked as one, or in other type than what
    is said."""
    if not isinstance(block, Paragraph):
        return False
    text = text_of(block.runs).strip()
    asks = text.rstrip(_CLOSING).endswith(_QUESTION)
    return bool(_ASKED.match(text)) or (asks and _stands_out(block))


def _may_part(block: Block, then: Block) -> bool:
    """Whether a story may end with a block that another one follows."""
    match block:
        case _ if leads(block):
            return False
        case Crosshead() | Divider():
            return False
        case Quote(pulled=pulled, credit=credit):
            # a quotation in several blocks: nobody is named between them
            return not pulled and (bool(credit) or not _is_quotation(then))
        case Listing():
            return not (isinstance(then, Listing) and then.ordered and then.start > 1)
        case Paragraph():
            said = text_of(block.runs).rstrip(_CLOSING)
            return not (said.endswith(_QUESTION) or _goes_on(block, then))
        case _:
            return True


def _is_quotation(block: Block) -> bool:
    return isinstance(block, Quote) and not block.pulled


def _goes_on(block: Paragraph, then: Block) -> bool:
    """Whether words spoken in a paragraph go on in the next: it leaves them open, and the next one
    opens them again, as the custom is."""
    again = text_of(then.runs).lstrip()[:1] if isinstance(then, Paragraph) else ""
    return again in _CLOSED_BY and _stays_open(text_of(block.runs))


def _stays_open(text: str) -> bool:
    """Whether a quotation that a text opens is not closed in it."""
    closing = ""
    for sign in text:
        if not closing:
            closing = _CLOSED_BY.get(sign, "")
        elif sign in closing:
            closing = ""
    return bool(closing)

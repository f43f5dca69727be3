"""A dispatch: what an agency's file says of one story, and what an editor makes of it.

Readers of formats collect; `given_of` decides, the same for all of them:

    headline   the main one; one for print beside it, a kicker, a deck; others are left out
    byline     as printed; a bare name gets the "By" of the story's language; the agency is added
    dateline   of the copy, else of its own field, else where it was written; never twice
    rank       of the urgency: 1 and 2 lead (1), 3 is 2, 4 is 3, 5 is 4, 6 is 5, 7 is 6, 8 is 7
    section    a category the file names, else IPTC's topic, else ANPA's letter
    left out   notes to editors, notices of rights, initials: no copy, but never lost
    no text    no story: a finding that names what it is, with its words
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from layout.imports.dates import Moment
from layout.imports.item import Copy, Given, Head, Item, LeftOut, Media, Status
from layout.imports.wires.dates import moment_noted
from layout.imports.wires.editing import (
    DatelineSigns,
    adds_no_word,
    counted,
    dateline_off,
    headline_without_mark,
    is_date_only,
    signed,
    tidy,
    without_doubled_heading,
    words_in,
)
from layout.imports.wires.topics import is_top_topic, rank_of, topic_name
from layout.story.block import Crosshead, Picture
from layout.story.run import plain, text_of
from layout.story.text.pieces import Piece, name_of
from slots.finding import NOWHERE, Finding, Severity, Where

NO_COPY = Copy()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dispatch's head and what it is: `role` "main", "print", "kicker", "deck", or
    whatever its source calls it."""

    text: str
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a story is about: its name, its code with the scheme, and whether its agency files the
    story under it (a category of its service, not one topic of many)."""

    name: str
    code: str = ""
    category: bool = False


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a dispatch: where its bytes may be, best first, what stands under it, and its
    type ("image/jpeg"), "" where unknown."""

    places: tuple[str, ...]
    caption: str = ""
    credit: str = ""
    alt: str = ""
    width: int | None = None
    height: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What a file says of one story, as it says it; see the module for what becomes of each.

    `kind` is what it is where it has no text ("a picture"). `words` is how many the agency
    counted. `notes` are words that are no copy, with what they are.
    """

    key: str
    where: Where
    version: str = ""
    kind: str = "an item"
    copy: Copy = NO_COPY
    headlines: tuple[Line, ...] = ()
    decks: tuple[Line, ...] = ()
    byline: str = ""
    credit: str = ""
    datelines: tuple[str, ...] = ()
    located: str = ""
    date: Moment | None = None
    updated: Moment | None = None
    embargo: Moment | None = None
    status: Status = Status.PUBLISHED
    urgency: int | None = None
    category: str = ""
    subjects: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str = ""
    slug: str = ""
    words: int | None = None
    shots: tuple[Shot, ...] = ()
    notes: tuple[LeftOut, ...] = ()
    replaces: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


_KILLS = re.compile(
    r"(?:(?:MANDATORY|BULLETIN|URGENT|AP|AFP|ATTN:?|EDS:?) ){0,3}"
    r"(?:KILL|STORY (?:KILL|KILLED|WITHDRAWN)|WITHDRAWN|WITHDRAWAL)(?: STORY| NOTICE)?(?:$|[:,—–-])"
)


def _with_status(dispatch: Dispatch) -> Dispatch:
    """A dispatch whose headline or note says in capitals that it is taken back is killed."""
    texts = (*(line.text for line in dispatch.headlines), *(each.text for each in dispatch.notes))
    if any(_KILLS.match(tidy(text)) for text in texts):
        return replace(dispatch, status=Status.KILLED)
    return dispatch


_EMBARGO = re.compile(
    r"\b(?:sperrfrist|embargo|embargoed|hold for release|not for publication before)\b", re.I
)
_LIFTED = re.compile(r"\b(?:lifted|aufgehoben|entfällt|no embargo)\b", re.I)


def _with_embargo(dispatch: Dispatch) -> Dispatch:
    """A dispatch with the embargo that a note to editors names, where nothing else does."""
    if dispatch.embargo or any(each.code == "embargo" for each in dispatch.findings):
        return dispatch
    for each in dispatch.notes:
        text = each.text[:_LONGEST_NOTE]
        if each.what == _NOTE and _EMBARGO.search(text) and not _LIFTED.search(text):
            until = moment_noted(text)
            findings = () if until else (embargo_unknown(dispatch.where),)
            return replace(dispatch, embargo=until, findings=(*dispatch.findings, *findings))
    return dispatch


_LONGEST_NOTE = 500
_NOTE = "a note to editors"


def embargo_unknown(where: Where) -> Finding:
    """The finding for an embargo whose end nobody can read."""
    message = "under embargo, and no date says until when"
    hint = "write embargo into the story's front matter, or wait for the agency's release"
    return Finding("embargo", Severity.WARNING, message, where, hint)


def given_of(dispatch: Dispatch) -> Iterator[Given]:
    """The item of a dispatch, or the finding that it has no text; before it, other findings about
    it."""
    dispatch = _with_embargo(_with_status(dispatch))
    yield from dispatch.findings
    if dispatch.status is Status.DRAFT:
        message = "the agency withholds it: it is no more than a draft until it is released"
        yield Finding("withheld", Severity.INFO, message, dispatch.where)
    if not dispatch.copy.pieces and dispatch.status is not Status.KILLED:
        yield no_story(dispatch)
        return
    yield _edited(dispatch)


def no_story(dispatch: Dispatch, code: str = "no-text", hint: str | None = None) -> Finding:
    """The finding for what is no story: its kind, and all its words, so that none is lost."""
    words = " / ".join(_words_of_all(dispatch))
    why = _WHY.get(code, "without text is no story")
    message = f"{dispatch.kind} {why}" + (f": {words}" if words else "")
    if hint is None and dispatch.shots:
        hint = "import it together with the story or the package that it belongs to"
    if code == "not-a-story":
        return Finding(code, Severity.INFO, message, dispatch.where, hint)
    return Finding(code, Severity.WARNING, message, dispatch.where, hint)


_WHY = {
    "picture-alone": "alone is no story",
    "not-a-story": "is no story",
    "package": "is no story",
}


def _words_of_all(dispatch: Dispatch) -> Iterator[str]:
    texts = [line.text for line in (*dispatch.headlines, *dispatch.decks)]
    texts += [dispatch.byline, dispatch.credit, *dispatch.datelines, dispatch.located]
    for shot in dispatch.shots:
        texts += [shot.caption, shot.credit, shot.alt, *shot.places[:1]]
    texts += [note.text for note in (*dispatch.notes, *dispatch.copy.left_out)]
    texts += [*(subject.name for subject in dispatch.subjects), *dispatch.keywords]
    yield from dict.fromkeys(text for each in texts if (text := tidy(each)))


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Lines of a head, sorted: those that are printed, and those that are left out."""

    headline: str = ""
    print_headline: str = ""
    kicker: str = ""
    deck: str = ""
    left: tuple[LeftOut, ...] = ()


_ROLES = {
    "print": "print_headline",
    "printheadline": "print_headline",
    "kicker": "kicker",
    "overline": "kicker",
    "sub": "deck",
    "subheadline": "deck",
    "subhead": "deck",
    "subtitle": "deck",
    "deck": "deck",
}


def _place_of(line: Line) -> str:
    role = line.role.lower().rsplit(":", 1)[-1].replace("-", "").replace("_", "")
    return _ROLES.get(role, "headline")


def _sorted(dispatch: Dispatch) -> _Sorted:
    """The headlines by their roles; a second one of a kind is left out unless it says no more."""
    at: dict[str, str] = {}
    left: list[LeftOut] = []
    lines = sorted(dispatch.headlines, key=lambda line: line.role.lower() != "main")
    for line in lines:
        mark, text = headline_without_mark(line.text)
        place = _place_of(line)
        if mark:
            left.append(LeftOut("a mark of the version", mark, dispatch.where))
        if not text:
            continue
        if place not in at and text not in at.values():
            at[place] = text
        elif not adds_no_word(text, " ".join(at.values())):
            left.append(LeftOut("another headline", text, dispatch.where))
    if "headline" not in at and at:
        at["headline"] = at.pop(next(iter(at)))
    return _Sorted(**at, left=tuple(left))


_LONGEST_DECK = 60


def _with_deck(dispatch: Dispatch, sorted_lines: _Sorted, copy_text: str) -> _Sorted:
    """The deck of a summary, unless it is the copy's own opening; a long one is left out."""
    deck, left = sorted_lines.deck, list(sorted_lines.left)
    word_counts = counted(f"{sorted_lines.headline} {copy_text}")
    for line in dispatch.decks:
        text = tidy(line.text)
        if not text or adds_no_word(text, word_counts):
            continue
        if not deck and len(text.split()) <= _LONGEST_DECK and line.role.lower() != "caption":
            deck = text
        elif not adds_no_word(text, deck):
            left.append(LeftOut("a summary", text, dispatch.where))
    return replace(sorted_lines, deck=deck, left=tuple(left))


def _edited(dispatch: Dispatch) -> Item:
    lines = _sorted(dispatch)
    pieces = without_doubled_heading(dispatch.copy.pieces, lines.headline)
    if not lines.headline and pieces and isinstance(heading := pieces[0], Crosshead):
        lines, pieces = replace(lines, headline=text_of(heading.runs)), pieces[1:]
    lines = lines if lines.headline else replace(lines, headline=tidy(dispatch.slug.strip("/ ")))
    dateline, pieces, left_lines = _dateline(dispatch, pieces)
    lines = _with_deck(dispatch, lines, words_in(pieces))
    byline, initials = signed(dispatch.byline, dispatch.credit, dispatch.language)
    left = [*lines.left, *left_lines, *dispatch.notes, *dispatch.copy.left_out]
    if initials:
        left.append(LeftOut("initials of writers", initials, dispatch.where))
    pieces, media = _with_shots(dispatch, pieces)
    section, tags = _filed(dispatch)
    left += [LeftOut("a tag of too many", tag, dispatch.where) for tag in tags[_MOST_TAGS:]]
    head = Head(
        headline=plain(lines.headline),
        print_headline=plain(lines.print_headline),
        kicker=lines.kicker,
        deck=plain(lines.deck),
        byline=byline,
        dateline=dateline,
        date=dispatch.date,
        updated=dispatch.updated if dispatch.updated != dispatch.date else None,
        embargo=dispatch.embargo,
        section=section,
        tags=tags[:_MOST_TAGS],
        rank=rank_of(dispatch.urgency),
        language=_language(dispatch.language),
        slug=name_of(dispatch.slug),
    )
    findings = [*dispatch.copy.findings, *_miscounted(dispatch)]
    if any(each.text.startswith("CORRECTED") for each in lines.left):
        findings.append(corrected(dispatch.where))
    copy = Copy(pieces, media, _each_once(left), tuple(findings))
    return Item(
        dispatch.key,
        dispatch.version,
        dispatch.where,
        head,
        copy,
        dispatch.status,
        dispatch.replaces,
    )


_MOST_TAGS = 100
"""As many as front matter takes."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.I)


def _language(tag: str) -> str:
    """A language as BCP 47 has it: "EN" is "en"; "" for what is none ("x-default")."""
    tag = tag.strip().replace("_", "-")
    start, dash, rest = tag.partition("-")
    return f"{start.lower()}{dash}{rest}" if _LANGUAGE.fullmatch(tag) else ""


def _each_once(left: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """Left-outs without those that are empty or stand within one of the same kind."""
    kept: list[LeftOut] = []
    kept_text: dict[str, str] = {}
    for each in left:
        text = tidy(each.text)
        before = kept_text.get(each.what, "")
        if text and f" {text} " not in before:
            kept.append(replace(each, text=text))
            kept_text[each.what] = f"{before[-_LONGEST_KEPT:]} {text} "
    return tuple(kept)


_LONGEST_KEPT = 20_000
"""Characters of earlier left-outs that a later one is looked for in."""


def _dateline(
    dispatch: Dispatch, pieces: tuple[Piece, ...]
) -> tuple[str, tuple[Piece, ...], list[LeftOut]]:
    """The dateline, the copy without it, and lines of the head that only say the day."""
    lines = [text for each in dispatch.datelines if (text := tidy(each))]
    signs = DatelineSigns(tuple(lines), dispatch.located, dispatch.credit)
    dateline, pieces = dateline_off(pieces, signs)
    left: list[LeftOut] = []
    for line in lines:
        bare = line.rstrip(" -–—_=").removesuffix(".").rstrip(" -–—_")
        if adds_no_word(line, dateline):
            continue
        if not dateline and not is_date_only(bare):
            dateline = bare
        else:
            left.append(LeftOut("a dateline", line, dispatch.where))
    located = tidy(dispatch.located)
    if not dateline and not adds_no_word(located, words_in(pieces)[:_OPENING]):
        dateline = located
    elif located and not adds_no_word(located, dateline):
        left.append(LeftOut("where it was written", located, dispatch.where))
    return dateline, pieces, left


_OPENING = 60
"""Characters of the copy within which a place is its dateline, in whatever form."""


def _with_shots(
    dispatch: Dispatch, pieces: tuple[Piece, ...]
) -> tuple[tuple[Piece, ...], tuple[Media, ...]]:
    """The copy with its pictures: the first above it, the others after it, none twice."""
    media = {each.src: each for each in dispatch.copy.media}
    known = {place for each in media.values() for place in each.places}
    names: Counter[str] = Counter()
    pictures: list[Picture] = []
    for shot in dispatch.shots:
        if not shot.places or not known.isdisjoint(shot.places):
            continue
        src = _media_name(shot, names)
        while src in media:
            src = _media_name(shot, names)
        media[src] = Media(src, places=shot.places)
        known.update(shot.places)
        cutline = plain(tidy(shot.caption))
        alt, credit = tidy(shot.alt), tidy(shot.credit)
        pictures.append(Picture(src, alt, cutline, credit, shot.width, shot.height))
    return (*pictures[:1], *pieces, *pictures[1:]), tuple(media.values())


_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?)$", re.I)
_SUFFIXES = {
    **{"image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/avif": ".avif"},
    **{"image/svg+xml": ".svg"},
}


def _media_name(shot: Shot, names: Counter[str]) -> str:
    """ "media/" and the last part of a picture's address, numbered where it was given before."""
    last = re.split(r"[/\\]", re.split(r"[?#]", shot.places[0])[0].rstrip("/"))[-1]
    suffix = _SUFFIX.search(last)
    ending = suffix[0].lower() if suffix else _SUFFIXES.get(shot.kind.lower(), ".jpg")
    stem = name_of(last[: suffix.start()] if suffix else last)[-80:].strip("-") or "picture"
    names[stem] += 1
    number = f"-{names[stem]}" if names[stem] > 1 else ""
    return f"media/{stem}{number}{ending}"


def _filed(dispatch: Dispatch) -> tuple[str, tuple[str, ...]]:
    """Section and tags: a category with a name is the section, else a topic of IPTC's top level,
    else what a code means; all other names are tags."""
    named = [subject for subject in dispatch.subjects if tidy(subject.name)]
    section = next((subject.name for subject in named if subject.category), "")
    section = section or next((each.name for each in named if is_top_topic(each.code)), "")
    section = section or dispatch.category
    codes = (topic_name(subject.code) for subject in dispatch.subjects)
    section = tidy(section or next(filter(None, codes), ""))
    section = section[:1].upper() + section[1:]
    names = (tidy(each) for each in (*(each.name for each in named), *dispatch.keywords))
    tags = {name.casefold(): name for name in names if name}
    tags.pop(section.casefold(), None)
    return section, tuple(tags.values())


_COUNTED_OTHERWISE = 0.8
"""Agencies count by rules of their own, some with the head: fewer than this share of the count is
reported."""


def _miscounted(dispatch: Dispatch) -> Iterator[Finding]:
    """Reports where the copy has far fewer words than its agency counted: part of it may be
    gone."""
    if not dispatch.words or dispatch.status is Status.KILLED:
        return
    found = len(words_in(dispatch.copy.pieces).split())
    found += sum(len(each.text.split()) for each in dispatch.copy.left_out)
    if found < dispatch.words * _COUNTED_OTHERWISE:
        message = f"the agency counted {dispatch.words:,} words, {found:,} are here"
        yield Finding("fewer-words", Severity.INFO, message, dispatch.where)


def corrected(where: Where) -> Finding:
    """The finding for a story that its agency corrects."""
    message = "the agency corrects the story here: compare it with what is printed"
    return Finding("corrected", Severity.INFO, message, where)


def note(text: str, where: Where = NOWHERE, what: str = _NOTE) -> LeftOut:
    """Words that are no copy, and what they are."""
    return LeftOut(what, text, where)

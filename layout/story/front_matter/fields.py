"""The fields of a story from its front matter, with their types checked."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from layout.story.as_written import Embargo, PromoAsk, SlotAsk
from layout.story.front_matter.yaml_lines import FrontMatter, Nested
from layout.story.kinds import KINDS
from layout.story.text.dates import read_date
from layout.story.text.language import is_language, language_of
from layout.story.text.pieces import name_of, slot_named
from layout.story.text.written_dates import day_first_in_figures, write_date
from slots.finding import Finding, Severity
from slots.rules.story_overrides import OwnRules

KEYS = (
    *("headline", "print_headline", "kicker", "deck", "byline", "dateline", "date", "updated"),
    *("embargo", "section", "tags", "rank", "language", "comments", "slots", "slug", "ads"),
    *("jump", "cut", "rules", "source", "kind", "promo", "decide"),
)
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ]\s*(?P<time>\d{2}:\d{2}(?::\d{2})?)\s*"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
"""A day with a time and zone. Source: RFC 3339, seconds and T left out."""

LISTS = ("tags", "slots")
TABLES = {
    "rules": Nested("tables of rules", "{page: {max_ads: 1}}", "own-rules"),
    "decide": Nested("keys", "{page: 3, columns: 4}", "own-decisions"),
}
_NO_ADS = "none"
_NONE = (_NO_ADS, "no", "off", "false", "0")
"""What is taken for the wish to have no ads."""

_JUMP = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
"""The values of `jump`: whether print may continue the story on another page, as YAML spells it."""
_PROMO = 60
"""Characters of a promo at most: a few words, on a line or two beside its picture."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields that a front matter gives a story; headlines and deck are still Markdown."""

    headline: str
    print_headline: str
    deck: str
    kicker: str
    byline: str
    dateline: str
    date_text: str
    date: datetime.date | None
    updated: datetime.date | None
    embargo: Embargo | None
    section: str
    tags: tuple[str, ...]
    slots: tuple[SlotAsk, ...]
    rank: int | None
    comments: int | None
    language: str
    slug: str
    ad_free: bool
    jump: bool
    cut: int | None
    rules: OwnRules
    came_from: str
    kind: str
    promo: PromoAsk | None
    decide: OwnRules


def fields_of(front: FrontMatter, body: str) -> tuple[Fields, tuple[Finding, ...]]:
    """The fields of a front matter, and a finding for each value that is none of its kind.

    Without a `language` it is recognised by the body's words.
    """
    findings: list[Finding] = list(front.findings)
    report = findings.append
    language = _language(front, body, report)
    date_text, date = _date(front, language, report)
    fields = Fields(
        headline=front.text_of("headline"),
        print_headline=front.text_of("print_headline"),
        deck=front.text_of("deck"),
        kicker=front.text_of("kicker"),
        byline=front.text_of("byline"),
        dateline=front.text_of("dateline"),
        date_text=date_text,
        date=date,
        updated=_updated(front, language, date, report),
        embargo=_embargo(front, language, report),
        section=front.text_of("section"),
        tags=front.texts_of("tags"),
        slots=tuple(slot_named(name, front.line_of("slots")) for name in front.texts_of("slots")),
        rank=_count(front, "rank", 1, report),
        comments=_count(front, "comments", 0, report),
        language=language,
        slug=_slug(front, report),
        ad_free=_ad_free(front, report),
        jump=_jump(front, report),
        cut=_count(front, "cut", 0, report),
        rules=front.tables_of("rules"),
        came_from=front.text_of("source"),
        kind=_kind(front, report),
        promo=_promo(front, report),
        decide=front.tables_of("decide"),
    )
    return fields, tuple(findings)


_Report = Callable[[Finding], None]


def _language(front: FrontMatter, body: str, report: _Report) -> str:
    tag = front.text_of("language")
    if not tag or is_language(tag):
        return tag or language_of(body)
    message = f'language: expected a tag such as en or es-EC, found "{tag}"'
    report(_wrong(front, "language", message, "write en, es or another BCP 47 tag"))
    return language_of(body)


def _date(front: FrontMatter, language: str, report: _Report) -> tuple[str, datetime.date | None]:
    """The date as it is printed and what it means; 2022-12-16 is printed in words."""
    text = front.text_of("date")
    if not text:
        return "", None
    written = read_date(text, day_first_in_figures(language))
    if written is None or written.day is None:
        problem = written.problem if written else "is no date"
        message = f'date: "{text}" {problem}: printed as written, not used for sorting'
        report(_wrong(front, "date", message, "write it as 2022-12-16"))
        return text, None
    return write_date(written.day, language) if text[:4].isdigit() else text, written.day


def _updated(
    front: FrontMatter, language: str, date: datetime.date | None, report: _Report
) -> datetime.date | None:
    """The day of a story's last change; one before its own day is none."""
    text = front.text_of("updated")
    written = read_date(text, day_first_in_figures(language)) if text else None
    day = written.day if written else None
    if text and (day is None or (date and day < date)):
        problem = (written.problem if written else "is no date") or f"is before {date}"
        message = f'updated: "{text}" {problem}: left out'
        report(_wrong(front, "updated", message, "write it as 2022-12-16"))
        return None
    return day


def _embargo(front: FrontMatter, language: str, report: _Report) -> Embargo | None:
    """The embargo of a story; one that cannot be read holds the story back until it is mended."""
    text = front.text_of("embargo")
    if not text:
        return None
    moment = _MOMENT.fullmatch(text)
    if moment and not moment["zone"]:
        message = f'embargo: "{text}" has no zone: taken for that of the edition'
        report(_wrong(front, "embargo", message, f"write it as {moment['day']} 18:00+01:00"))
    written = read_date(moment["day"] if moment else text, day_first_in_figures(language))
    if written and written.day and (moment is None or _is_time(moment)):
        clock = f"{moment['time']}{moment['zone'] or ''}" if moment else ""
        return Embargo(written.day, clock)
    problem = (written.problem if written else "") or "is no date, nor date and time"
    message = f'embargo: "{text}" {problem}: held back until it is mended'
    hint = "write it as 2022-12-16, or 2022-12-16 18:00+01:00"
    report(Finding("embargo", Severity.ERROR, message, front.where_of("embargo"), hint))
    return Embargo(datetime.date.max)


def _is_time(moment: re.Match[str]) -> bool:
    try:
        datetime.time.fromisoformat(f"{moment['time']}{moment['zone'] or ''}")
    except ValueError:
        return False
    return True


def _count(front: FrontMatter, key: str, least: int, report: _Report) -> int | None:
    """The whole number under a key, None if there is none of at least `least`."""
    text = front.text_of(key)
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text) >= least:
        return int(text)
    message = f'{key}: expected a whole number from {least}, found "{text}"'
    below = re.fullmatch(r"-?\d{1,8}", text) and int(text) < least
    meant = str(least) if below else ""
    report(_wrong(front, key, message, f"write {key}: {least or 6}", meant))
    return None


def _slug(front: FrontMatter, report: _Report) -> str:
    text = front.text_of("slug")
    slug = name_of(text)
    if text and slug != text:
        message = f'slug: "{text}" read as "{slug}"'
        report(_wrong(front, "slug", message, "use small letters, digits and hyphens", slug))
    return slug


def _ad_free(front: FrontMatter, report: _Report) -> bool:
    """Whether the story wants no ads at all: what looks like a no is taken as one."""
    text = front.text_of("ads")
    if text and text.lower() != _NO_ADS:
        message = f'ads: expected none, found "{text}"'
        hint = "write ads: none, or change single slots in rules:"
        report(_wrong(front, "ads", message, hint, _NO_ADS if text.lower() in _NONE else ""))
    return text.lower() in _NONE


def _jump(front: FrontMatter, report: _Report) -> bool:
    text = front.text_of("jump")
    if text and text.lower() not in _JUMP:
        message = f'jump: expected true or false, found "{text}"'
        report(_wrong(front, "jump", message, "write jump: false to keep the story on one page"))
    return _JUMP.get(text.lower(), True)


def _promo(front: FrontMatter, report: _Report) -> PromoAsk | None:
    """What a story says of its promo: words, or whether it wants one at all."""
    text = front.text_of("promo").strip()
    if not text:
        return None
    line = front.line_of("promo")
    if text.lower() in _JUMP:
        return PromoAsk(_JUMP[text.lower()], line=line)
    if len(text) > _PROMO:
        message = f"promo: {len(text)} characters, a promo has {_PROMO} at most: its end may go"
        report(
            _wrong(front, "promo", message, "write a few words, as in promo: The cup comes home")
        )
    return PromoAsk(True, text, line)


def _kind(front: FrontMatter, report: _Report) -> str:
    """The kind of story; "" where it gives none, or none that exists."""
    text = front.text_of("kind")
    kind = text.lower()
    if not text or kind in KINDS:
        return kind
    near = next(iter(difflib.get_close_matches(kind, KINDS, 1)), "")
    hint = f"did you mean {near}?" if near else "leave it out for an ordinary story"
    message = f'kind: expected {", ".join(KINDS[:-1])} or {KINDS[-1]}, found "{text}"'
    report(_wrong(front, "kind", message, hint, near))
    return ""


def _wrong(front: FrontMatter, key: str, message: str, hint: str, meant: str = "") -> Finding:
    """What is wrong with a value, and the edit that writes what was meant, where that is sure."""
    found = Finding("wrong-value", Severity.WARNING, message, front.where_of(key), hint)
    return replace(found, edits=front.entries[key].edits(meant))

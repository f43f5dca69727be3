"""Reading creatives.toml: the creatives of a publication, or all mistakes at once with their
places."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from layout.publication.creatives.asset_files import (
    Unusable,
    artwork_of,
    frame_of,
    markup_of,
    script_of,
)
from layout.story.creative import (
    ADSENSE,
    BUSY,
    CALM,
    GPT,
    NONE,
    AdSense,
    Artwork,
    Asset,
    Consent,
    Creative,
    Creatives,
    Gpt,
    HousePicture,
    Matter,
    Networks,
    Owners,
    Prebid,
    Seller,
)
from slots.files.door import there
from slots.finding import BadInput, Finding, Severity, by_line

if TYPE_CHECKING:
    from layout.publication.creatives import allowed_keys as written
    from layout.publication.settings.newsgrid_toml import House
    from slots.rules.mistake import Mistake
    from slots.rules.terms import Rules
    from slots.text.source_map import Path as KeyPath

CREATIVES = "creatives.toml"

_T = TypeVar("_T")


def creatives_of(house: House, rules: Rules | None) -> tuple[Creatives, tuple[Finding, ...]]:
    """A publication's creatives and their warnings, none without the file. Raises BadInput."""
    from slots.rulebook.load import read_text

    file = house.file.parent / CREATIVES if house.file else None
    if file is None or not there(file):
        return NONE, ()
    creatives, findings = read_creatives(read_text(file, root=file.parent), file, rules)
    if creatives is None:
        raise BadInput(findings)
    return creatives, findings


def read_creatives(
    text: str, file: Path, rules: Rules | None = None
) -> tuple[Creatives | None, tuple[Finding, ...]]:
    """The creatives of a text (None where it has errors), with all errors and warnings, by line.

    `rules` are those whose slots it names; without them these names are not checked.
    """
    from layout.publication.creatives.mistakes import lints
    from slots.text.broken_toml import read_toml
    from slots.text.source_map import positions

    data, mended, broken = read_toml(text, str(file))
    places = positions(mended, str(file))
    book, wrong = _validated(data)
    reader = _Reader(file.parent)
    creatives = reader.creatives(book)
    mistakes = (*wrong, *reader.mistakes, *lints(book, data, rules))
    found = (*broken, *dict.fromkeys(mistake.finding(places) for mistake in mistakes))
    ordered = by_line(found)
    bad = any(finding.severity is Severity.ERROR for finding in ordered)
    return (None if bad else creatives), ordered


def json_schema() -> dict[str, Any]:
    """The JSON Schema of creatives.toml."""
    from layout.publication.creatives.allowed_keys import Book

    schema = Book.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": CREATIVES,
    }


def _validated(data: dict[str, Any]) -> tuple[written.Book, tuple[Mistake, ...]]:
    """What of the file is right, so that it can be checked further, and the mistakes of the
    rest."""
    from pydantic import ValidationError

    from layout.publication.creatives.allowed_keys import Book
    from layout.publication.creatives.mistakes import mistakes_of

    try:
        return Book.model_validate(data), ()
    except ValidationError as error:
        errors = error.errors()
        return Book.model_validate(_sound(data, errors)), tuple(mistakes_of(errors, data))


def _sound(data: dict[str, Any], errors: Any) -> dict[str, Any]:
    """The data without unknown keys, and without the creatives and other tables that have other
    mistakes."""
    from layout.publication.creatives.mistakes import in_file

    unknown = {in_file(error["loc"]) for error in errors if error["type"] == "extra_forbidden"}
    paths = {in_file(error["loc"]) for error in errors} - unknown
    wrong = {path[: 2 if path[0] == "creative" else 1] for path in paths}
    return {
        name: _without(value, (name,), wrong | unknown)
        for name, value in data.items()
        if (name,) not in wrong | unknown
    }


def _without(value: Any, path: KeyPath, lost: set[KeyPath]) -> Any:
    """A value without what lies at some paths."""
    if isinstance(value, list):
        return [_without(each, (*path, index), lost) for index, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    kept = {key: each for key, each in value.items() if (*path, key) not in lost}
    return {key: _without(each, (*path, key), lost) for key, each in kept.items()}


class _Reader:
    """Turns settings into creatives, reading the files that they name; `mistakes` are those files
    that cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mistakes: list[Mistake] = []

    def creatives(self, book: written.Book) -> Creatives:
        """The creatives that can be used, with the settings of networks, consent and sellers."""
        made = (self._creative(name, each) for name, each in book.creative.items())
        return Creatives(
            tuple(creative for creative in made if creative),
            _networks(book.network),
            self._consent(book.consent),
            self._reader(book.reader),
            tuple(
                Seller(each.domain, each.account, each.relationship, each.certification or "")
                for each in book.seller
            ),
            Owners(
                book.ads_txt.contact or "",
                book.ads_txt.owner_domain or "",
                book.ads_txt.manager_domain or "",
            ),
        )

    def _creative(self, name: str, settings: written.AnyKind) -> Creative | None:
        matter = self._matter(("creative", name), settings)
        if matter is None:
            return None
        usual = CALM if settings.kind == "house" else BUSY
        return Creative(
            name,
            matter,
            settings.slots,
            settings.sizes,
            settings.categories,
            settings.share,
            usual if settings.priority is None else settings.priority,
            settings.since,
            settings.until,
            settings.when.audience(),
            settings.cap,
            _refresh(settings),
        )

    def _matter(self, path: KeyPath, settings: written.AnyKind) -> Matter | None:
        if settings.kind == "house":
            return self._house(path, settings)
        if settings.kind == "html":
            file, terms = (
                settings.file,
                (settings.files, settings.title, settings.hosts, settings.scripts),
            )
            made = self._tried((*path, "file"), lambda: frame_of(file, self.folder, *terms))
            if made and not settings.scripts and b"<script" in made.page.data.lower():
                self._idle((*path, "file"), file)
            return made
        if settings.kind == "gpt":
            return Gpt(settings.unit, _targeting(settings.targeting))
        if settings.kind == "adsense":
            return AdSense(settings.client, settings.slot)
        bidders = tuple(
            (code, json.dumps(dict(each), sort_keys=True, default=str))
            for code, each in settings.bidders.items()
        )
        return Prebid(settings.unit, bidders, _targeting(settings.targeting))

    def _idle(self, path: KeyPath, file: str) -> None:
        from slots.rules.mistake import Mistake

        message = f'"{file}" has scripts, which do not run'
        hint = "take them out, or let them run in their frame: scripts = true"
        self.mistakes.append(Mistake("scripts-off", path, message, hint, Severity.WARNING))

    def _house(self, path: KeyPath, settings: written.House) -> Matter | None:
        template = settings.template
        if template:
            return self._tried((*path, "template"), lambda: markup_of(template, self.folder))
        named: list[tuple[KeyPath, str]] = [(("image",), settings.image)] if settings.image else []
        named += [(("images", index), name) for index, name in enumerate(settings.images)]
        tried = [self._artwork((*path, *key), name) for key, name in named]
        artworks = tuple(artwork for artwork in tried if artwork)
        return HousePicture(artworks, settings.alt, settings.link or "") if artworks else None

    def _artwork(self, path: KeyPath, name: str) -> Artwork | None:
        return self._tried(path, lambda: artwork_of(name, self.folder))

    def _consent(self, settings: written.ConsentSettings) -> Consent:
        script = settings.script or ""
        if not script or "://" in script:
            return Consent(script, settings.hosts, settings.frameworks)
        asset = self._tried(("consent", "script"), lambda: script_of(script, self.folder))
        return Consent(asset or "", settings.hosts, settings.frameworks)

    def _reader(self, settings: written.ReaderSettings | None) -> Asset | None:
        if settings is None:
            return None
        script = settings.script
        return self._tried(("reader", "script"), lambda: script_of(script, self.folder))

    def _tried(self, path: KeyPath, read: Callable[[], _T]) -> _T | None:
        from slots.rules.mistake import Mistake

        try:
            return read()
        except Unusable as error:
            hint = "paths start from the publication's folder"
            self.mistakes.append(Mistake("bad-file", path, str(error), hint))
            return None


def _refresh(settings: written.AnyKind) -> int:
    if settings.kind == "gpt" or settings.kind == "prebid":
        return settings.refresh or 0
    return 0


def _networks(settings: written.Network) -> Networks:
    lazy = int(settings.lazy.value * 100)
    return Networks(
        settings.gpt or GPT,
        settings.adsense or ADSENSE,
        settings.prebid or "",
        settings.hosts,
        settings.timeout,
        lazy,
    )


def _targeting(targeting: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (key, (value,) if isinstance(value, str) else tuple(value))
        for key, value in targeting.items()
    )

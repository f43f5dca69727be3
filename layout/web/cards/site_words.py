"""The words of a site that no story has: of navigation, fronts, feeds and the error page, by
language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteWording:
    """Phrases of one language; `{name}` and `{section}` stand for names."""

    sections: str
    trail: str
    home: str
    unsorted: str
    more: str
    earlier: str
    undated: str
    feed: str
    skip: str
    missing: str
    missing_text: str
    to_home: str
    moved: str


_ENGLISH = SiteWording(
    sections="Sections",
    trail="You are here",
    home="Front page",
    unsorted="News",
    more="More {section}",
    earlier="Earlier",
    undated="Without a date",
    feed="{name}: {section}",
    skip="Skip to the stories",
    missing="There is no such page",
    missing_text="It may have moved, or the address may have been mistyped.",
    to_home="To the front page",
    moved="This page is at",
)
_SPANISH = SiteWording(
    sections="Secciones",
    trail="Está en",
    home="Portada",
    unsorted="Noticias",
    more="Más de {section}",
    earlier="Anteriores",
    undated="Sin fecha",
    feed="{name}: {section}",
    skip="Ir a las noticias",
    missing="Esta página no existe",
    missing_text="Puede que haya cambiado de lugar o que la dirección esté mal escrita.",
    to_home="Ir a la portada",
    moved="Esta página está en",
)


def site_wording_of(language: str) -> SiteWording:
    """The wording of a BCP 47 language, English where there is none."""
    return _SPANISH if language.split("-")[0].lower() == "es" else _ENGLISH

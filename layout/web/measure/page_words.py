"""The words of a page that its story has not: labels of forms, navigation and ads, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases of one language; `{count}` stands for a number."""

    skip: str
    home: str
    comment: str
    comments: str
    advertisement: str
    email: str
    sign_up: str
    email_error: str
    success: str
    hint: str
    footer_nav: str
    table: str
    top: str

    def comments_of(self, count: int) -> str:
        """ "6 comments"."""
        return (self.comment if count == 1 else self.comments).format(count=count)


_ENGLISH = Wording(
    skip="Skip to the article",
    home="Front page",
    comment="{count} comment",
    comments="{count} comments",
    advertisement="Advertisement",
    email="Email address",
    sign_up="Sign up",
    email_error="Please enter an address such as name@example.org.",
    success="Thank you for signing up.",
    hint="name@example.org",
    footer_nav="Foot of the page",
    table="Table",
    top="Back to top",
)
_SPANISH = Wording(
    skip="Ir al artículo",
    home="Portada",
    comment="{count} comentario",
    comments="{count} comentarios",
    advertisement="Publicidad",
    email="Correo electrónico",
    sign_up="Suscribirse",
    email_error="Escriba una dirección como nombre@example.org.",
    success="Gracias por suscribirse.",
    hint="nombre@example.org",
    footer_nav="Pie de página",
    table="Tabla",
    top="Volver arriba",
)


def wording_of(language: str) -> Wording:
    """The wording of a BCP 47 language, English where there is none."""
    return _SPANISH if language.split("-")[0].lower() == "es" else _ENGLISH

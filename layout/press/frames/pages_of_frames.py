"""Pages of frames: a template of print with its style sheet, the theme's own before ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layout.press.frames.css_check import print_css
from layout.press.frames.print_room import print_templates
from layout.typeset.words.theme import Theme


def render_page(sections: Sequence[str], page: Mapping[str, str], theme: Theme) -> str:
    """A page of frames: `page` holds language, title, fonts, rules and the root's variables."""
    from markupsafe import Markup

    words = ("language", "title")
    values = {name: value if name in words else Markup(value) for name, value in page.items()}
    facts = {**values, "sections": [Markup(each) for each in sections]}
    facts["css"] = Markup(print_css(theme))
    return print_templates(theme).render("page.html.j2", facts)

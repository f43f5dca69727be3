"""A page of the web: its template filled, and, where a theme had a hand in it, looked through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layout.sandbox.no_foreign_script import Allowed, page_findings
from layout.typeset.words.theme import Theme
from layout.web.pages.template_room import web_templates
from slots.finding import BadInput


def web_page(theme: Theme, name: str, facts: Mapping[str, Any], filters: Mapping[str, Any]) -> str:
    """A page of a template with its data and its filters. Raises BadInput with what is wrong with
    a template of the publication's theme, or with the page that came of it."""
    templates = web_templates(theme)
    html = templates.render(name, facts, filters)
    if templates.own:
        scripts = frozenset((each["src"], each["orders"]) for each in facts.get("scripts", ()))
        allowed = Allowed(str(facts["policy"]), scripts, str(facts.get("href", "")))
        found = page_findings(html, allowed, templates.shelves)
        if found:
            raise BadInput(found)
    return html

"""Routes of the rules view."""

from __future__ import annotations

from layout.desk.preview.answers import Handler

RULES_ROUTES: dict[str, Handler] = {}

"""Routes of the list view."""

from __future__ import annotations

from layout.desk.preview.answers import Handler

LIST_ROUTES: dict[str, Handler] = {}

"""Routes of the web view."""

from __future__ import annotations

from layout.desk.preview.answers import Handler

WEB_ROUTES: dict[str, Handler] = {}

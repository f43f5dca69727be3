"""Routes of the print view."""

from __future__ import annotations

from layout.desk.preview.answers import Handler

PRINT_ROUTES: dict[str, Handler] = {}

"""Routes of the file view."""

from __future__ import annotations

from layout.desk.preview.answers import Handler

FILE_ROUTES: dict[str, Handler] = {}

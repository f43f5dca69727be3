"""The formats that are imported: the one table of them, each named in the first file of its room.

The order does not matter: no two of them tell the same bytes.
"""

from __future__ import annotations

from layout.imports.item import Format

FORMATS: tuple[Format, ...] = ()

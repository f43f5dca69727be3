"""Feeds with the whole of their stories: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed. Bytes come in, an
item for each entry goes out; what has only a teaser, or no copy at all, is reported.

    bytes ─mended.py─▶ XML that can be read ─xml_feed.py─▶ Entry ─┐
    bytes ────────────────────────────────json_feed.py──▶ Entry ─┴─entry.py─▶ Item

Open `entry.py` first: what all of them say of an entry.
"""

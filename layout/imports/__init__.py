"""Copy as others have it comes in, stories of a publication go out. One room a format: bytes in,
items out; no network, no clock. One writer makes story files and media of all of them.

    source.py ──all_formats.py: which?──▶ a reader ──▶ item.py ──▶ markdown_of.py, publication

What several rooms need stands here once: bytes to characters (`encodings.py`), XML and JSON of
others (`safe_xml.py`, `json_values.py`), dates and versions (`dates.py`), bylines (`languages.py`),
titles without a site's name (`titles.py`).

Open `item.py` first: what every reader gives.
"""

"""pages.toml, the editor's hand: a file comes in, what is decided of stories and pages goes out.
Open `pages_toml.py` first; the keys it may hold stand in `pages_keys.py`, what stories decide of
themselves is read by `in_front_matter.py`.
"""

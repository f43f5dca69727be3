"""The walker: content of pages in, frozen events out. Begin with `pages.py`, then `events.py`
(what is painted) and `walker.py` (how it is found out)."""

"""Whether a PDF file can be printed: it is walked as a viewer would, and held against a profile.

    bytes ─> opened ─> pages walked: events ─┐
                       inks summed ──────────┴─> rules of a profile ─> faults, with page and place

Comes in: the bytes of any PDF file, damaged ones too, and a profile. Goes out: a `Verdict`. It
knows PDF files and nothing of publications. Begin with `run.py`; the walker is
`content/walker.py`, and gives its events to whoever else reads pages.
"""

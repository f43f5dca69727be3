"""What moves between two editions of a publication: since the last print, or if something more were
decided. Open `moves.py` first; `trial.py` makes an edition with more decided, and keeps nothing;
`swap_pages.py` decides that two pages change places, `mirror_pages.py` that left is right there.
"""

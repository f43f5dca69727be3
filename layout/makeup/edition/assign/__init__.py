"""Which story goes onto which page, and which stories jump: items and pages of a section come in,
an assignment by area goes out. Open `by_area.py` first, `parts.py` for jumps.
"""

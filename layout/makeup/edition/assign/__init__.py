"""Which story goes onto which page, how long and in how many parts: items and pages of a section
come in, an assignment by area goes out. Open `by_area.py` first, `parts.py` for stories that jump,
`lower_bound.py` for what no make-up costs less than.
"""

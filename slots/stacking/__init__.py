"""Ads onto the pages of an edition: bookings and pages come in; every ad's place, or the smallest
reason why it has none, goes out. Open `solve.py` first.
"""

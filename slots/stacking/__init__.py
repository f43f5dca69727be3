"""Ads onto the pages of an edition: bookings and pages come in; every ad's place, or the smallest
conflict found that leaves it none, goes out. Open `solve.py` first.
"""

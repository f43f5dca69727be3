"""The stacking problem: ads on the grid, pages, where each may stand, the worth of a plan. Bookings
and pages come in, a task goes out. Open `ads_and_pages.py` first.
"""

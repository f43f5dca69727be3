"""What is given and what is asked: ads on the grid, pages, where each may stand, what a plan is
worth. Open `ads_and_pages.py` first.
"""

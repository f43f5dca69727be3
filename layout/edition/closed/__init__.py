"""Closing pages: an edition comes in, out go those of its pages that stay as they are from now on.
Open `closing.py` first; what is kept of them is `layout/publication/closed_pages.py`.
"""

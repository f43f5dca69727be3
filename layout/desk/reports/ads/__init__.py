"""`newsgrid stack`'s report: an ad plan comes in; text, JSON and sheets of thumbnails (PDF, SVG,
PNG) go out. Open `page_by_page.py` first.
"""

"""All stories onto all pages: articles and news holes come in, a plan of every page goes out, then
the document. Open `all_pages.py` first.
"""

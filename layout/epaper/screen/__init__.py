"""The reader page: an issue comes in, out go the page that shows it, each story as a page of its
own, and their style sheet, fonts and script. Open `reader_page.py` first.
"""

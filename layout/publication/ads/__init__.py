"""The ad book of a publication and the pages it is for: the file, the artwork, and all that is
wrong with them. Open `book_mistakes.py` first.
"""

"""Any HTML comes in as a string, the pieces of a story go out: of a post, a wire, a document, a
feed, the article of a page.

    text -> tree -> pieces -> pieces as a story file can hold them

Open `copy_of.py` first.
"""

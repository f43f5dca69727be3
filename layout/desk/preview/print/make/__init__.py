"""The edition for the print view: made as `newsgrid print` makes it, with nothing written; its
geometry and digests. Open `made_edition.py` first.
"""

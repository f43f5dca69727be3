"""The PDF of an edition comes in; the files that a printer takes go out: PDF/X, in the inks of one
press, with its boxes and marks. Open `pressed.py` first.
"""

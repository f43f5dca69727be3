"""HTML to a tree of elements, as browsers make it: text comes in, a tree goes out, whatever it is.
Open `tree.py` first.
"""

"""HTML to a tree of elements, as browsers make one: a text comes in, a tree goes out, whatever it is.
Open `tree.py` first.
"""

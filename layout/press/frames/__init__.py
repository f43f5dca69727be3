"""Boxes that a designer styles: a template of HTML and CSS comes in, WeasyPrint's rendering at an
exact size goes out, cached by all it depends on. Open `skeleton.py` first.
"""

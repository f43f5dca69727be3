"""Boxes that a designer styles: markup made by a template comes in, WeasyPrint's rendering at an
exact size goes out, remembered by all that it depends on. Open `skeleton.py` first.
"""

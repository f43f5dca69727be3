"""A document comes in; what a designer has of it goes out: threads, tables, graphics, grounds,
rules, masters. Nothing here knows IDML. Open `set_matter.py` first.
"""

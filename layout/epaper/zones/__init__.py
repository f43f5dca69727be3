"""Zones: an edition comes in, out goes what stands on each page, in reading order, each with its
outline and its words. Open `of_each_page.py` first.
"""

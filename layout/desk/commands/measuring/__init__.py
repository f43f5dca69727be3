"""Commands about what was counted of a site: `measured.py` fits the values of slots to it."""

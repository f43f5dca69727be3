"""Ads onto the pages of a whole edition: which page, where in the stack, and why not."""

"""Measured type: fonts, shaping, hyphenation, line breaking, galleys."""

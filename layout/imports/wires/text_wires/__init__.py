"""Wires of control characters: IPTC 7901 and ANPA 1312 in, items out. Open `characters.py` first:
how bytes become text; then there is a file for each of the two.
"""

"""Wires of control characters: IPTC 7901 and ANPA 1312 in, items out. Open `iptc_7901.py` first."""

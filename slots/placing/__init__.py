"""Strips, contents and rules come in, a decision goes out: by exact search, greedily, or stable
under growing copy; relaxed step by step where rules say so. Open `place.py` first.
"""

"""creatives.toml: text comes in; creatives with their files go out, and every mistake at its place.
Open `read_creatives.py` first.
"""

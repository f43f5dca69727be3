"""TOML and JSON, broken or not: text comes in; data, the line and column of each value, and every
mistake go out. Open `broken_toml.py` first.
"""

"""newsgrid.toml: found, read, and turned into format, grid, sections and themes. Open
`newsgrid_toml.py` first; the keys it may hold stand in `newsgrid_keys.py`.
"""

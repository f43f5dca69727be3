"""Commands that decide: what they say is written into pages.toml as if typed. `swap.py` has two
pages change places, `again.py` something of an earlier edition hold again.
"""

"""Commands that decide: what they say is written into pages.toml as if typed. Open `swap.py`."""

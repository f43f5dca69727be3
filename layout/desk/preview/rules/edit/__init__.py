"""Edits of slots.toml that leave every other byte as it is. Open `change_key.py` first."""

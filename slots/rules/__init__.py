"""slots.toml as typed values: terms, sizes, positions, conditions, steps of relaxation, and how
each is written. Nothing is placed here. Open `terms.py` first.
"""

"""What all commands share: options, publications by name, and the rule that sources are never
overwritten. Open `options.py` first.
"""

"""What stands on pages comes in, the parts of an IDML package go out: styles, stories, spreads,
resources. Open `package.py` first.
"""

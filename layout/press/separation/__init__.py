"""Colours of all kinds come in; the inks of one press go out, within its limit. Of files it knows
colour spaces and functions only. Open `printer.py` first.
"""

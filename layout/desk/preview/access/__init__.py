"""Who may ask the desk what: a request comes in, and is let through or turned away. Open
`safety.py` first.
"""

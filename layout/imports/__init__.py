"""Copy as others have it comes in, stories of a publication go out. One room a format: bytes in,
items out; no network, no clock. One writer makes story files and media of all of them.

Open `item.py` first: what every reader gives.
"""

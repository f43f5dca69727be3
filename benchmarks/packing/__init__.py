"""Rectangles into the fewest equal bins, beside rectpack: a yardstick, used by no command. Open
`beside_rectpack.py` first: what is compared; then `fewest_bins.py`: how ours are packed.
"""

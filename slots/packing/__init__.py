"""Rectangles into the fewest equal bins: a yardstick for benchmarks, used by no command. Open
`fewest_bins.py` first.
"""

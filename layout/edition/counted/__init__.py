"""Art direction in figures: a finished edition comes in, what can be counted on its pages goes out.

Nothing is decided here and no page is changed: these are the measures by which editors, tests and
benchmarks tell whether pages are led, mixed and well set. Open `count.py` first; `as_data.py` has
the figures as reports print them.
"""

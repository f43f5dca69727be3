"""The theme of a site that newsgrid does not make: pages of it in Chromium come in; the metrics and
fonts that `newsgrid serve` works heights out by go out, and how well they tell what stands on those
pages. Open `measure_theme.py` first; only `browser.py` reaches out.
"""

"""What slots turned out to be worth: counts of views, viewability and revenue come in, `value` and
`decay` with intervals go out, and the rules that follow from them. Open `proposed.py` first.
"""

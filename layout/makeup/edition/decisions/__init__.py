"""The editor's hand in make-up: decisions come in, out goes where items may begin, and which
decisions do not go together. Open `where_to_begin.py` first; `refused.py` says what cannot be kept,
`over_pages.py` of it what several pages cannot together, `forms.py` how a story cannot look.
"""

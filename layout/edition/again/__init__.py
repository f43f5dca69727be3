"""Anything of an earlier edition again. Comes in: the plan of an edition when it is printed; later
what of it is to hold once more. Goes out: plans by their dates; the text of a pages.toml. Open
`again.py` first; `earlier.py` keeps the plans.
"""

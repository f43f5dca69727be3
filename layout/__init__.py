"""How does it look there? Stories, type, pages, make-up, web and press. Programs import from
`newsgrid.py`.
"""

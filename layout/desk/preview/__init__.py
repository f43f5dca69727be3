"""A local server that shows pages and rules, over the same functions as the command line. Open
`app.py` first; each view adds its routes.
"""

"""Commands for sites that newsgrid does not make: options come in, a service or a file comes of it.
Open `serve.py` first.
"""

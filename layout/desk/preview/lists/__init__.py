"""Stories, ad book and findings as lists, file by file, each remembered while its file stays the
same. Open `routes.py` for requests, `tasks.py` for the worker.
"""

"""The web view: a story or a front comes in, its page as published and why things stand there go
out. Open `routes.py` for requests, `tasks.py` for the worker.
"""

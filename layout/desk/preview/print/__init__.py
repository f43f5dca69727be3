"""The print view: pages of the PDF as pictures, lists, figures. Open `routes.py` for requests,
`tasks.py` for the worker.
"""

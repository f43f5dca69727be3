"""The preview desk: a local server that shows pages and rules, over what the command line calls.

browser ── desk's address ──> app ── asks ──> workers (web, print, whole, lists)
    │                          │ events: which files changed
    └── frames: pages' address ┘ pages as published, of an origin of their own
"""

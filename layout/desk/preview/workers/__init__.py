"""Processes that do the engine's work, one thing at a time: a task comes in, data or findings go
out. Open `process.py` first.
"""

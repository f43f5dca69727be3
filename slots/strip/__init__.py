"""A story in one dimension: items with their tops and bottoms, what is to be placed there,
distances along it, and the decision that comes of it. Open `measured_flow.py` first.
"""

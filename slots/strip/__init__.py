"""A story in one dimension: items with their tops and bottoms, what is to be placed there,
distances along it, the decision that comes of it, and refusals. Open `measured_flow.py` first.
"""

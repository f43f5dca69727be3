"""What `newsgrid place` and other programs exchange: strips as JSON files come in, placements and
their JSON Schemas go out. Open `strip_file.py` first.
"""

"""What `newsgrid place` and other programs exchange: strips as JSON files come in, placements and
their JSON Schemas go out. Open `place_strip.py` first, then `strip_file.py`.
"""

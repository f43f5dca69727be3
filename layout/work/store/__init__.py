"""What one run keeps for the next: bytes by key in a sealed `.newsgrid` folder. No output depends
on it. Open `cache.py` first.
"""

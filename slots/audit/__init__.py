"""The audit: what was placed, measured again. A case and its decision come in, every broken rule
goes out. Shares no code with what it checks. Open `measure_again.py` first.
"""

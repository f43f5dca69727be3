"""What was placed or stacked, measured again: a finished decision or ad plan comes in, every broken
rule goes out. Shares no code with what it checks. Open `measure_again.py` first.
"""

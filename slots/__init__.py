"""Where may it go? Rules, strips and the placements that are worth most; nothing of layout. Beside
the rooms stand what all of them use: findings, lengths (`units`), what is placed where (`case`),
the CP-SAT program (`solver`), `frozen` and `legible`. Open `finding.py` first, then the room
`placing`.
"""

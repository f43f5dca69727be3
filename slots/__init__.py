"""Where may it go? Rules, strips and the placements that are worth most; nothing of layout. Beside
the rooms stand the modules that all of them use: findings, lengths (`units`), what is placed where
(`case`), the CP-SAT program (`solver`), `published_limits`, `prices_of_taste`, `frozen` and
`legible`. Open `finding.py` first, then the room `placing`.
"""

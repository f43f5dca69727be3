"""How a run speaks: findings, steps and progress come in and go to stderr; the report goes to
stdout as text or JSON, with an exit code. Open `console.py` first.
"""

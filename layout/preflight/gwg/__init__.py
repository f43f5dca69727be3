"""The rules of GWG 2022 for newspapers: a chapter for each group of them, its checks by their ids
in CHECKS. A file in, faults out; begin with `overprint.py`. Limits and severities are no code but
stand in templates/preflight."""

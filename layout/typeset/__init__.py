"""Copy to lines: blocks, a measure and a theme come in, a galley of set lines goes out. Open
`set_body.py` first.
"""

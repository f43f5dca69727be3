"""The sandbox: the one place where templates that a publication can bring are read and rendered.

    door ─> forbidden_syntax ─> Jinja2's immutable sandbox ─> what is written, counted and escaped
            (nodes)             (attributes, calls, operators)

A template sees plain data: the fields of frozen things that a room opens, texts, numbers, days,
lists and tables of these. It reaches nothing else, whatever it is named: an attribute, an item, a
filter, a format or a file. What it may do is counted, not timed: the same template fails or passes
on every machine. What is wrong with one is a finding with its file and line. Open
`templates.py` first.
"""

"""One memory: what was worked out at the borders of pure stages, in this process or an earlier run.

A stage says beside its `def` what it depends on (`remembered.py`: open it first); `Memory` is what
a run has at hand meanwhile (`memory.py`), or nothing, and then all is worked out, with the same
bytes. Values lie in the user's cache folder (`folder.py`), written by their types
(`typed_bytes.py`), under names that the code's own digest is part of (`own_code.py`).
"""

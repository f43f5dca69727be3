"""How much ink a page takes where: its bytes in, percentages of ink by place out. Begin with
`coverage.py`."""

"""Damaged input, by the ten thousand: what does newsgrid do with what nobody would write?

Every case is drawn from a seed and its number alone, so any of them comes back by
`python -m benchmarks.fuzz --seed S --case N` (`--run N` for a run of the command line). What may
come out is a value, or a refusal that the reader documents; all else is a find.
"""

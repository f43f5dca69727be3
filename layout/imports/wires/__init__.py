"""Agency files come in, items go out: ninjs, NewsML-G2, NewsML 1.2, NITF, IPTC 7901, ANPA 1312, and
what Ritzau, WENN and Reuters send in forms of their own.

    bytes ──agency_file──▶ format ──its reader──▶ Dispatch ──given_of──▶ Item, or a finding

Each reader only collects what the file says (`Dispatch`); what an editor makes of it (byline,
dateline, rank, section, embargo, kill, what is a note and no copy) is decided once, in
`dispatch.py`. Open `tell_apart.py` first: the formats, how they are recognised, who reads them.
"""

"""The network, for imports that were given leave: an address and hosts come in; bytes go out, or
why there are none. `newsgrid import --allow-network HOST` alone uses it: no other command, and
nothing that places or prints, ever fetches (a contract in pyproject.toml). Open `fetcher.py` first.
"""

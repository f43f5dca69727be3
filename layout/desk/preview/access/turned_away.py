"""What those are told who have no key: a short page in a window, a finding everywhere else."""

from __future__ import annotations

from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response

_WHY = "this desk opens with its key alone, and this request has none"
_REMEDY = "open the address that newsgrid preview printed where it was started"
_ASKS = {"www-authenticate": 'Key realm="newsgrid preview"'}
"""Every answer 401 says what would be taken (RFC 9110, 15.5.2); no browser asks for this one."""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Locked – newsgrid</title>{again}
<style>body {{ max-width: 36em; margin: 15vh auto; padding: 0 1.5em; font: 1.05rem/1.5 sans-serif }}
</style>
</head>
<body>
<h1>This desk is locked</h1>
<p>It opens with its key, which is in the address that <code>newsgrid preview</code> printed in the
terminal where it was started: the one with <code>?key=</code> in it. Open that.</p>
<p>Each run has a key of its own, so an address or a tab of an earlier run opens nothing. If you
cannot find it, end the desk with Ctrl-C and start it again.</p>
</body>
</html>
"""


def turned_away(headers: Headers, again: str | None = None) -> Response:
    """The answer 401. In a window it is a page; with `again` one that goes there at once by itself:
    a browser that was led here by another site keeps the cookie to itself until a page of our own
    asks."""
    if _is_read(headers):
        soon = f'\n<meta http-equiv="refresh" content="0;url={escape(again)}">' if again else ""
        return HTMLResponse(_PAGE.format(again=soon), 401, _ASKS)
    finding = {"code": "locked", "severity": "error", "message": _WHY, "hint": _REMEDY}
    return JSONResponse({"findings": [finding]}, 401, _ASKS)


def _is_read(headers: Headers) -> bool:
    """Whether somebody looks at the answer, not a script."""
    mode = headers.get("sec-fetch-mode")
    return mode == "navigate" or (mode is None and "text/html" in headers.get("accept", ""))

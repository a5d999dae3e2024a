"""Parts of a file (Range, RFC 9110): polars and DuckDB read a table by its address piece by piece."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

RANGE: Final = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


def ranged(request: Request, whole: Response) -> Response:
    """The part of a whole answer that a request asks for: 206; 416 where it has none such; else the whole."""
    whole.headers["Accept-Ranges"] = "bytes"
    asked = RANGE.fullmatch(request.headers.get("range", "").strip())
    if request.method != "GET" or whole.status_code != 200 or not asked or not any(asked.groups()):
        return whole
    if asked[1] and asked[2] and int(asked[1]) > int(asked[2]):
        return whole
    size = len(whole.body)
    if asked[1]:
        first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    else:
        first, last = max(0, size - int(asked[2])), size - 1
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {name: value for name, value in whole.headers.items() if name != "content-length"}
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(bytes(whole.body[first : last + 1]), 206, headers)

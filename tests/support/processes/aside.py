"""Coroutines for tests, in a thread of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Got = TypeVar("Got")


def aside(scene: Coroutine[Any, Any, Got]) -> Got:
    """What a coroutine gives, or raises; use it in place of `asyncio.run`.

    A browser test that this process ran before has left Playwright's loop in the main thread, and
    no thread runs two.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, scene).result()

"""Calls of pdfium made cheap: a page takes thousands of them, for each character and each line drawn."""

from __future__ import annotations

import ctypes
from typing import Any


class Handle(ctypes.c_void_p):
    """What pdfium gives to be handed back to it; as a class of its own it stays an object when it is returned."""


def bare(function: Any, result: Any) -> Any:
    """A function of pdfium that takes ctypes objects as they are, unchecked, and keeps hold of the interpreter."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)

"""Python looks for things that only refer to each other less often while documents are read, and no longer."""

from __future__ import annotations

import gc

import pytest

from kommunegraf.collecting import YOUNG, seldom_collecting


def test_it_is_as_before_afterwards() -> None:
    """What was set before is set again, also where the work breaks off."""
    before = gc.get_threshold()
    with seldom_collecting():
        assert (YOUNG, *before[1:]) == gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collecting():
        _ = 1 / 0
    assert before == gc.get_threshold()

"""How much work a function is, told without a clock: the calls of Python that it makes."""

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """The calls of functions, Python's and C's, until `work` is done."""
    count = 0

    def noted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(noted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """By what part more than four times the work a text of four times the size is: about 1 where
    work goes with the size, 4 where it goes with its square."""
    work(size)  # what is imported or compiled once is no work of the text's
    return calls(lambda: work(4 * size)) / calls(lambda: work(size)) / 4

"""What a kernel is timed with."""

from collections.abc import Callable
from typing import NamedTuple


class Case(NamedTuple):
    """A kernel with arguments. ``make(small)`` returns them and how many operations they ask for.

    Small arguments are for the twin, which takes thousands of times as long for the same work.
    """

    kernel: str
    label: str
    make: Callable

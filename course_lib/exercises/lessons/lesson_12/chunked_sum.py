"""Exercise 12.3: a sum in chunks, with the same bits for any number of threads."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers

LARGE = 2.0**24  # beyond it float32 has no odd numbers


def chunked_sum(numbers, size):
    """Add up chunks of numbers from left to right, then the chunks' sums from left to right, all in float32.

    Parameters
    ----------
    numbers : ndarray, (n,), float32
        What is added up.
    size : int
        Numbers in a chunk; the last one may have fewer.

    Returns
    -------
    float32

    Examples
    --------
    >>> float(chunked_sum(np.float32([2**24, 1, 1, 1, -(2**24)]), 2))
    2.0
    """
    total = np.float32(0)
    for start in range(0, len(numbers), size):
        total += _in_order(numbers[start : start + size])
    return total


def _in_order(numbers):
    total = np.float32(0)
    for number in numbers:
        total += np.float32(number)
    return total


def _cases():
    """After the first, each has numbers so large that another order gives another sum."""
    wanted = [
        ([1, 2, 3, 4, 5], 2),
        ([LARGE, 1, 1, 1, -LARGE], 2),
        ([1, 1, LARGE, 1, -LARGE, 1, 1], 3),
        ([LARGE, *[1] * 15, -LARGE], 16),
        ([3, LARGE, 1, 1, 1, 1, -LARGE, 5], 4),
        ([7, 8], 5),
        ([LARGE, 1, -LARGE, 1], 1),
        ([1, 2 * LARGE, 1, -2 * LARGE, 1], 1),
        ([*small_numbers((21,), "exercise 12.3", low=1), LARGE, 1, 1, 1, -LARGE, 9], 6),
    ]
    return [{"numbers": np.float32(numbers), "size": size} for numbers, size in wanted]


def _chunks(numbers, size):
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]


def _wide(numbers, size, parts=np.float32, total=np.float32):
    """Chunks' sums and their total, each with the bits that it is told."""
    sums = [sum(map(parts, chunk), parts(0)) for chunk in _chunks(numbers, size)]
    return sum(map(total, sums), total(0))


def _total_within(numbers, size):
    total = np.float32(0)
    for chunk in _chunks(numbers, size):
        part = np.float32(0)
        for number in chunk:
            part += number
            total += part
    return total


def _running(numbers, size):
    total = part = np.float32(0)
    for chunk in _chunks(numbers, size):
        for number in chunk:
            part += number
        total += part
    return total


CHUNKED_SUM = FunctionExercise(
    number="12.3",
    title="a sum in chunks that does not depend on the threads",
    finished=chunked_sum,
    cases=_cases,
    mistakes={
        "it adds up from left to right, without chunks: each chunk needs a sum of its own.": lambda numbers, size: (
            _in_order(numbers)
        ),
        "it adds up with 64 bits. Begin with `np.float32(0)`, and add float32 numbers.": lambda numbers, size: float(
            np.sum(np.float64(numbers))
        ),
        "the chunks' sums are float32, but their total has 64 bits. Begin it with `np.float32(0)` too.": (
            lambda numbers, size: _wide(numbers, size, total=np.float64)
        ),
        "the chunks' sums have 64 bits. Begin each with `np.float32(0)`, and add float32 numbers.": (
            lambda numbers, size: _wide(numbers, size, parts=np.float64)
        ),
        "each chunk lacks its last number. A slice ends before its second number: `start : start + size`.": (
            lambda numbers, size: _in_order([_in_order(chunk[: size - 1]) for chunk in _chunks(numbers, size)])
        ),
        "the total grows within the inner loop. Add a chunk's sum to it once, behind that loop.": _total_within,
        "the last chunk is lost where it is shorter than the others.": lambda numbers, size: _in_order(
            [_in_order(chunk) for chunk in _chunks(numbers, size) if len(chunk) == size]
        ),
        "a chunk's sum begins with that of the chunk before. Set it back to 0 for each chunk.": _running,
        "only the last chunk is there: add its sum to the total.": lambda numbers, size: _in_order(
            _chunks(numbers, size)[-1]
        ),
        "only the first chunk is there. The `return` belongs behind the loops, not into them.": lambda numbers, size: (
            _in_order(numbers[:size])
        ),
        "the chunks' sums are added up from the last to the first.": lambda numbers, size: _in_order(
            [_in_order(chunk) for chunk in _chunks(numbers, size)][::-1]
        ),
        "each chunk is added up from right to left, or by NumPy in its own order.": lambda numbers, size: _in_order(
            [_in_order(chunk[::-1]) for chunk in _chunks(numbers, size)]
        ),
        "`np.sum` adds up in an order of its own: write the inner loop yourself.": lambda numbers, size: _in_order(
            [np.sum(chunk) for chunk in _chunks(numbers, size)]
        ),
        "`size` is how many numbers are in a chunk, not how many chunks there are.": lambda numbers, size: _in_order(
            [_in_order(chunk) for chunk in np.array_split(numbers, size)]
        ),
        "a chunk is made of neighbours. This one takes every so many numbers.": lambda numbers, size: _in_order(
            [_in_order(numbers[start::size]) for start in range(size)]
        ),
    },
    hints=(
        "Which sums does a thread work out alone, and which does it have to wait for? Work through "
        "[16,777,216, 1, 1, 1] with chunks of 2 on paper.",
        "Two loops: the outer one goes over the starts of the chunks, `range(0, len(numbers), size)`. The inner one "
        "adds up `numbers[start : start + size]`.",
        "Before the inner loop set `part = np.float32(0)`, within it `part += number`. After it add `part` to the "
        "total, which began as `np.float32(0)` before both loops.",
    ),
)

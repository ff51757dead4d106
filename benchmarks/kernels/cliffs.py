"""Does an awkward number of filters or channels cost much more than a round one beside it? It should not."""

from typing import NamedTuple

from benchmarks.kernels.convolutions import PARTS, Convolution
from benchmarks.kernels.roofline import fastest

FILTERS = (1, 3, 5, 7, 8, 10, 16, 17, 24, 31, 32, 33, 48, 64, 65)
CHANNELS = (1, 3, 5, 7, 10, 16, 32, 33)
ROUND = (8, 16, 32, 48, 64)
ALLOWED, FROM = 3.0, 8  # times the cost of the round neighbour, for so many filters or more


class Cost(NamedTuple):
    """Picoseconds for a multiply-add, by part, and how many times that of the cheaper round neighbour."""

    count: int
    neighbours: tuple
    picoseconds: dict
    times: dict


def neighbours(count):
    """The round numbers below and above, or as many as there are; a round number's is itself."""
    below, above = [each for each in ROUND if each <= count], [each for each in ROUND if each >= count]
    return tuple(sorted({*below[-1:], *above[:1]}))


def by_filters(window):
    return _costs({count: Convolution(24, 32, count, window) for count in sorted({*FILTERS, *ROUND})}, FILTERS)


def by_channels(window):
    return _costs({count: Convolution(24, count, 32, window) for count in sorted({*CHANNELS, *ROUND})}, CHANNELS)


def _costs(shapes, counts):
    """The costs of `counts`; `shapes` are the convolutions for these and for the round numbers."""
    measured = {count: {part: _picoseconds(shape, part) for part in PARTS} for count, shape in shapes.items()}
    return [compared(count, measured) for count in counts]


def compared(count, measured):
    """The Cost of a count, from {count: {part: picoseconds}}."""
    beside = neighbours(count)
    times = {part: measured[count][part] / min(measured[each][part] for each in beside) for part in PARTS}
    return Cost(count, beside, measured[count], times)


def _picoseconds(shape, part):
    from course_lib import kernels

    name = f"conv2d_{part}"
    return fastest(getattr(kernels, name), *shape.arguments(name)) / shape.multiply_adds * 1e12


def is_cliff(cost):
    return cost.count >= FROM and max(cost.times.values()) > ALLOWED

"""Time of one kernel, beside its twin and its limit."""

import time
from typing import NamedTuple

import numpy as np

from benchmarks.kernels.roofline import fastest


class Timing(NamedTuple):
    """A kernel's figures; `share` is its part of what the limits allow, `twin` how many times as long its twin takes.

    `share` may pass 1: minimal filtering needs fewer multiplications than are counted, and what the last call left in
    a cache need not be fetched again.
    """

    kernel: str
    label: str
    ms: float
    gflops: float
    gbs: float
    bound: str
    share: float
    twin: float | None


def timing(case, limits, with_twin=True):
    """Measure a case."""
    from course_lib import kernels

    kernel = getattr(kernels, case.kernel)
    arguments, operations = case.make(False)
    size = traffic(arguments, kernel(*arguments))
    seconds = fastest(kernel, *arguments)
    least, bound = limits.seconds(operations, size)
    times = twin_seconds(case, operations) / seconds if with_twin else None
    rates = operations / seconds / 1e9, size / seconds / 1e9
    return Timing(case.kernel, case.label, seconds * 1e3, *rates, bound, least / seconds, times)


def traffic(arguments, results):
    """Bytes that have to be read or written if each number is moved once.

    A kernel without results is an update: it writes all of its arrays but the second, the gradient.
    """
    arrays = [each for each in arguments if isinstance(each, np.ndarray)]
    if results is None:
        written = [arrays[0], *arrays[2:]]
    else:
        written = results if isinstance(results, tuple) else (results,)
    return sum(array.nbytes for array in arrays) + sum(np.asarray(array).nbytes for array in written)


def twin_seconds(case, operations):
    """How long the twin would take for so many operations, from its time for a few."""
    from course_lib.kernels import reference

    arguments, few = case.make(True)
    start = time.perf_counter()
    getattr(reference, case.kernel)(*arguments)
    return (time.perf_counter() - start) * operations / few

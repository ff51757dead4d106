"""The benchmarks of single kernels: that each has a case, and the arithmetic of limits and cliffs."""

import re

import numpy as np
import pytest

from benchmarks import networks
from benchmarks.kernels import cliffs
from benchmarks.kernels.cases import every_kernel, layers_of
from benchmarks.kernels.convolutions import AWKWARD, NAMES, Convolution
from benchmarks.kernels.roofline import Limits
from benchmarks.kernels.session import timing_text
from benchmarks.kernels.timing import Timing, traffic, twin_seconds
from course_lib import kernels


def test_every_public_kernel_has_a_case():
    assert set(every_kernel()) == set(kernels.__all__), "give the kernel a case in benchmarks/kernels/cases.py"
    assert set(NAMES) <= set(kernels.__all__)


SMALL = [case for name, case in every_kernel().items() if not name.startswith(("conv2d", "dense"))]


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.kernel)
def test_small_arguments_fit_their_twins(case):
    assert twin_seconds(case, 1000) > 0


@pytest.mark.parametrize("name", NAMES)
def test_arguments_of_convolutions_fit_their_twins(name):
    case = Convolution(6, 2, 3, 3, stride=2, frame=1).case(name)
    assert case.make(True)[1] == 2 * 2 * 2 * 9 * 2 * 3  # two places down and across, 9 · 2 numbers, 3 filters
    assert twin_seconds(case, 1000) > 0


def test_multiply_adds_of_the_kernels_are_those_of_the_network():
    made = [case.make(False)[1] for case in layers_of("T4")]
    assert sum(made) == networks.training_flops("T4")
    assert len(AWKWARD) == len({shape.label for shape in AWKWARD})


def test_the_roofline_is_the_higher_of_two_times():
    limits = Limits(blas=100.0, tile=200.0, copies={2**20: 100.0, 2**22: 50.0})
    assert limits.gflops == 200
    assert limits.bandwidth(2**21) == 75 and limits.bandwidth(2**30) == 50
    assert limits.seconds(2e9, 2**20) == (0.01, "arithmetic")
    assert limits.seconds(1, 2**22) == (pytest.approx(2**22 / 50e9), "memory")


def test_traffic_counts_each_number_once():
    x, y = np.zeros(10, np.float32), np.zeros(3, np.float32)
    assert traffic([x, 0.5], y) == 52 and traffic([x], (y, y)) == 64
    assert traffic([x, x, x], None) == 200  # an update reads three arrays and writes two


def test_a_cliff_is_three_times_the_neighbours_cost():
    assert [cliffs.neighbours(count) for count in (1, 10, 16, 65)] == [(8,), (8, 16), (16,), (64,)]
    measured = {count: dict.fromkeys(cliffs.PARTS, cost) for count, cost in ((16, 2.0), (32, 4.0))}
    measured |= {17: dict.fromkeys(cliffs.PARTS, 2.0) | {"forward": 6.5}}
    cost = cliffs.compared(17, measured)
    assert cost.times["forward"] == 3.25 and cliffs.is_cliff(cost)
    assert not cliffs.is_cliff(cost._replace(count=7))
    assert not cliffs.is_cliff(cliffs.compared(16, measured))


def test_a_line_of_the_kernels_table():
    text = timing_text(Timing("dense_forward", "1600 → 128", 0.25, 200.0, 8.0, "arithmetic", 0.5, 1234.0))
    assert re.search(r"dense_forward +1600 → 128 +0\.250 +200\.0 +8\.0 +50%  arithmetic +1,234 ×$", text)

"""Learning-rate schedules against numbers worked out by hand."""

import math
import re

import numpy as np
import pytest

from course_lib.optimizers import schedules
from course_lib.optimizers.schedules import (
    CosineDecay,
    CosineDecayRestarts,
    ExponentialDecay,
    InverseTimeDecay,
    PiecewiseConstantDecay,
    PolynomialDecay,
)


def check(schedule, table):
    found = {step: schedule(step) for step in table}
    assert found == {step: pytest.approx(rate, rel=1e-13, abs=1e-16) for step, rate in table.items()}


def test_exponential_decay():
    """A quarter is left after every 10 steps, half after 5, and 0.4 · ¼^0.3 = 0.4 · 0.659754 after 3."""
    schedule = ExponentialDecay(0.4, decay_steps=10, decay_rate=0.25)
    check(schedule, {0: 0.4, 5: 0.2, 10: 0.1, 15: 0.05, 20: 0.025})
    assert schedule(3) == pytest.approx(0.2639016, rel=1e-6)


def test_exponential_decay_in_stairs():
    schedule = ExponentialDecay(0.4, decay_steps=10, decay_rate=0.25, staircase=True)
    check(schedule, {0: 0.4, 9: 0.4, 10: 0.1, 19: 0.1, 20: 0.025})


def test_inverse_time_decay():
    """The divisor is 1 + 3 · step / 10: 1, 2.5, 4, 5.5, 7."""
    schedule = InverseTimeDecay(0.7, decay_steps=10, decay_rate=3)
    check(schedule, {0: 0.7, 5: 0.28, 10: 0.175, 15: 0.7 / 5.5, 20: 0.1})


def test_inverse_time_decay_in_stairs():
    schedule = InverseTimeDecay(0.7, decay_steps=10, decay_rate=3, staircase=True)
    check(schedule, {0: 0.7, 9: 0.7, 10: 0.175, 19: 0.175, 20: 0.1})


def test_piecewise_constant_decay():
    """A boundary is the last step of its stretch."""
    schedule = PiecewiseConstantDecay([5, 8], [0.3, 0.2, 0.1])
    check(schedule, {0: 0.3, 5: 0.3, 6: 0.2, 8: 0.2, 9: 0.1, 10**9: 0.1})
    assert PiecewiseConstantDecay([], [0.5])(7) == 0.5


def test_polynomial_decay_is_a_straight_line_at_first():
    """From 0.9 to 0.1 in 8 steps: 0.1 a step."""
    check(PolynomialDecay(0.9, 8, 0.1), {0: 0.9, 1: 0.8, 4: 0.5, 7: 0.2, 8: 0.1, 9: 0.1, 1000: 0.1})


@pytest.mark.parametrize("power, half_way", [(2, 0.3), (0.5, 0.1 + 0.8 * math.sqrt(0.5)), (3, 0.2)])
def test_the_power_of_polynomial_decay(power, half_way):
    """Half-way 0.8 · ½^power is left above 0.1."""
    check(PolynomialDecay(0.9, 8, 0.1, power=power), {0: 0.9, 4: half_way, 8: 0.1, 9: 0.1})


def test_polynomial_decay_in_cycles():
    """After step 8 the way is 16 steps long, half of it done, after step 16 it is 24 steps long."""
    schedule = PolynomialDecay(0.9, 8, 0.1, cycle=True)
    check(schedule, {0: 0.9, 4: 0.5, 8: 0.1, 9: 0.1 + 0.8 * 7 / 16, 12: 0.3, 16: 0.1, 18: 0.3, 24: 0.1})


def test_polynomial_decay_ends_at_1e_4_unless_told_otherwise():
    assert PolynomialDecay(0.9, 8)(8) == 0.0001


def test_cosine_decay():
    """cos 60° = ½, cos 90° = 0, cos 120° = −½: so ¾, ½ and ¼ are left after 4, 6 and 8 of 12 steps."""
    check(CosineDecay(0.4, 12), {0: 0.4, 4: 0.3, 6: 0.2, 8: 0.1, 12: 0, 13: 0, 1000: 0})


def test_what_cosine_decay_leaves():
    """With alpha = 0.2 the wave runs from 0.4 down to 0.08: half-way 0.24, and 0.08 + ¼ · 0.32 = 0.16."""
    check(CosineDecay(0.4, 12, alpha=0.2), {0: 0.4, 6: 0.24, 8: 0.16, 12: 0.08, 99: 0.08})


def test_warm_up():
    """Four steps from 0.1 to 0.5, 0.1 each; then 12 steps of decay from 0.5 down to 0.1 = 0.2 · 0.5."""
    schedule = CosineDecay(0.1, 12, alpha=0.2, warmup_target=0.5, warmup_steps=4)
    check(schedule, {0: 0.1, 1: 0.2, 3: 0.4, 4: 0.5, 8: 0.4, 10: 0.3, 12: 0.2, 16: 0.1, 17: 0.1})


def test_half_a_warm_up():
    """Without steps the decay begins at the target; without a target there is no warm-up."""
    check(CosineDecay(0.1, 12, warmup_target=0.4), {0: 0.4, 6: 0.2, 12: 0})
    check(CosineDecay(0.4, 12, warmup_steps=5), {0: 0.4, 6: 0.2, 12: 0})
    check(CosineDecay(0, 12, warmup_target=0.4, warmup_steps=2), {0: 0, 1: 0.2, 2: 0.4, 8: 0.2})


def test_restarts():
    """Falls of 12, 24 and 48 steps begin at 0, 12, 36 and 84."""
    schedule = CosineDecayRestarts(0.4, 12)
    check(schedule, {0: 0.4, 6: 0.2, 8: 0.1, 12: 0.4, 20: 0.3, 24: 0.2, 28: 0.1, 36: 0.4, 60: 0.2, 84: 0.4})


def test_restarts_lower_each_time_and_above_a_floor():
    """alpha = 0.2 leaves 0.08; above it 0.32 at first, then half and a quarter of that."""
    schedule = CosineDecayRestarts(0.4, 12, t_mul=3, m_mul=0.5, alpha=0.2)
    check(schedule, {0: 0.4, 6: 0.24, 12: 0.24, 30: 0.16, 48: 0.16, 102: 0.12})


def test_restarts_of_one_length():
    schedule = CosineDecayRestarts(0.4, 12, t_mul=1, m_mul=0.5)
    check(schedule, {0: 0.4, 6: 0.2, 12: 0.2, 18: 0.1, 24: 0.1, 12 * 20 + 4: 0.4 * 0.5**20 * 0.75})


def test_rates_are_the_same_on_every_machine():
    """Values stored once."""
    assert ExponentialDecay(0.1, 7, 0.96)(3).hex() == "0x1.927f0e47c5a4bp-4"
    assert PolynomialDecay(0.1, 7, power=0.9)(3).hex() == "0x1.ef61b77645b53p-5"
    assert CosineDecay(0.1, 7)(3).hex() == "0x1.f4be9c700744fp-5"


EVERY = [
    ExponentialDecay(0.1, 10, 0.5, staircase=True),
    InverseTimeDecay(0.1, 10, 0.5),
    PiecewiseConstantDecay([5, 8], [0.3, 0.2, 0.1], name="mine"),
    PolynomialDecay(0.1, 10, power=2, cycle=True),
    CosineDecay(0.1, 10, 0.1, warmup_target=0.3, warmup_steps=2),
    CosineDecayRestarts(0.1, 10, 3, 0.5, 0.1),
]


@pytest.mark.parametrize("schedule", EVERY, ids=lambda schedule: type(schedule).__name__)
def test_a_schedule_can_be_made_again_from_its_words(schedule):
    config = schedule.get_config()
    again = type(schedule).from_config(config)
    assert again.get_config() == config
    assert repr(again) == repr(schedule)
    rates = [schedule(step) for step in range(40)]
    assert [again(step) for step in range(40)] == rates
    assert {type(rate) for rate in rates} == {float}
    assert schedule(np.int64(3)) == schedule(np.float32(3)) == schedule(3)


def test_what_is_shown_and_kept():
    assert repr(CosineDecay(0.1, 10)) == "CosineDecay(initial_learning_rate=0.1, decay_steps=10.0)"
    assert EVERY[2].get_config() == {"boundaries": [5.0, 8.0], "values": [0.3, 0.2, 0.1], "name": "mine"}
    assert CosineDecayRestarts(0.1, 10).get_config() == {
        "initial_learning_rate": 0.1,
        "first_decay_steps": 10.0,
        "t_mul": 2.0,
        "m_mul": 1.0,
        "alpha": 0.0,
        "name": "SGDRDecay",
    }


def test_a_schedule_of_ones_own():
    class Half(schedules.LearningRateSchedule):
        def __call__(self, step):
            return 0.5

    assert (Half()(3), Half("mine").name) == (0.5, "mine")
    with pytest.raises(NotImplementedError):
        schedules.LearningRateSchedule()(0)


@pytest.mark.parametrize(
    "make, text",
    [
        (lambda: ExponentialDecay(0, 10, 0.5), "ExponentialDecay: `initial_learning_rate` must be above 0, got 0."),
        (lambda: ExponentialDecay(0.1, 0, 0.5), "ExponentialDecay: `decay_steps` must be above 0, got 0."),
        (lambda: ExponentialDecay(0.1, 10, 0), "ExponentialDecay: `decay_rate` must be above 0, got 0."),
        (lambda: InverseTimeDecay(-1, 10, 0.5), "InverseTimeDecay: `initial_learning_rate` must be above 0, got -1."),
        (lambda: InverseTimeDecay(0.1, -1, 0.5), "InverseTimeDecay: `decay_steps` must be above 0, got -1."),
        (lambda: InverseTimeDecay(0.1, 10, -0.5), "InverseTimeDecay: `decay_rate` must be at least 0, got -0.5."),
        (
            lambda: PiecewiseConstantDecay([5], [0.1]),
            "Decay: `values` must have one number more than `boundaries`, got 1 values and 1 boundaries.",
        ),
        (
            lambda: PiecewiseConstantDecay([5, 5], [0.3, 0.2, 0.1]),
            "PiecewiseConstantDecay: each of `boundaries` must be above the one before, got [5, 5].",
        ),
        (
            lambda: PiecewiseConstantDecay([5], [0.1, -1]),
            "PiecewiseConstantDecay: `values[1]` must be at least 0, got -1.",
        ),
        (lambda: PolynomialDecay(-1, 10), "PolynomialDecay: `initial_learning_rate` must be at least 0, got -1."),
        (lambda: PolynomialDecay(0.1, 0), "PolynomialDecay: `decay_steps` must be above 0, got 0."),
        (lambda: PolynomialDecay(0.1, 1, -1), "PolynomialDecay: `end_learning_rate` must be at least 0, got -1."),
        (lambda: PolynomialDecay(0.1, 1, power=-1), "PolynomialDecay: `power` must be at least 0, got -1."),
        (lambda: CosineDecay(-1, 10), "CosineDecay: `initial_learning_rate` must be at least 0, got -1."),
        (lambda: CosineDecay(0.1, 0), "CosineDecay: `decay_steps` must be above 0, got 0."),
        (lambda: CosineDecay(0.1, 10, 2), "CosineDecay: `alpha` must be at least 0 and at most 1, got 2."),
        (
            lambda: CosineDecay(0.1, 10, warmup_target=-1),
            "CosineDecay: `warmup_target` must be at least 0, got -1.",
        ),
        (lambda: CosineDecay(0.1, 10, warmup_steps=-1), "CosineDecay: `warmup_steps` must be at least 0, got -1."),
        (lambda: CosineDecayRestarts(0, 9), "CosineDecayRestarts: `initial_learning_rate` must be above 0, got 0."),
        (lambda: CosineDecayRestarts(0.1, 0), "CosineDecayRestarts: `first_decay_steps` must be above 0, got 0."),
        (lambda: CosineDecayRestarts(0.1, 9, 0.9), "CosineDecayRestarts: `t_mul` must be at least 1, got 0.9."),
        (lambda: CosineDecayRestarts(0.1, 9, m_mul=-1), "CosineDecayRestarts: `m_mul` must be at least 0, got -1."),
        (
            lambda: CosineDecayRestarts(0.1, 9, alpha=-1),
            "CosineDecayRestarts: `alpha` must be at least 0 and at most 1, got -1.",
        ),
        (lambda: CosineDecay(0.1, 10)(-1), "CosineDecay: `step` must be at least 0, got -1."),
    ],
)
def test_numbers_out_of_range(make, text):
    with pytest.raises(ValueError, match=re.escape(text)):
        make()


@pytest.mark.parametrize(
    "make, text",
    [
        (lambda: ExponentialDecay("fast", 10, 0.5), "`initial_learning_rate` must be a number, got 'fast'."),
        (lambda: PiecewiseConstantDecay(5, [0.1, 0.2]), "`boundaries` must be a list of numbers, got 5."),
        (lambda: PiecewiseConstantDecay([5], ["a", 0.2]), "`values[0]` must be a number, got 'a'."),
        (lambda: CosineDecay(0.1), "CosineDecay: the arguments are initial_learning_rate, decay_steps, alpha,"),
        (lambda: CosineDecay(0.1, decay_step=10), "got `decay_step`. Did you mean `decay_steps`?"),
        (lambda: CosineDecay(0.1, 10)(np.arange(3)), "CosineDecay: `step` must be a number, got array([0, 1, 2])."),
    ],
)
def test_what_is_no_number(make, text):
    with pytest.raises(TypeError, match=re.escape(text)):
        make()

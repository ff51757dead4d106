"""Gradient descent on (x − 3)²."""

import numpy as np

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.kernels import reference


def descend(start, rate, steps):
    """Return the points of gradient descent on (x − 3)², the first one included."""
    x, points = np.array([float(start)]), [float(start)]
    for _ in range(steps):
        reference.sgd_update(x, 2 * (x - 3), rate)
        points.append(float(x[0]))
    return np.array(points)


def _cases():
    wanted = [(1.0, 0.25, 3), (5, 0.1, 4), (-1.0, 0.75, 5), (4.0, 0.5, 0), (2.0, 1.1, 6), (7.5, 0.01, 2)]
    return [dict(zip(("start", "rate", "steps"), each, strict=True)) for each in wanted]


def _walk(move, first=None, steps_more=0):
    """A descent with a step of one's own: `move` gets x, the rate and the start."""

    def wrong(start, rate, steps):
        points = [float(start)]
        for _ in range(steps + steps_more):
            points.append(points[-1] + move(points[-1], rate, float(start)))
        return np.array(points[first:])

    return wrong


def _cut_off(start, rate, steps):
    points = np.full(steps + 1, start)
    for step in range(steps):
        points[step + 1] = points[step] - rate * 2 * (points[step] - 3)
    return points


def _lost_variable(start, rate, steps):
    """Each step starts again from `start`, since the new x is never kept."""
    return np.array([float(start)] + [start - rate * 2 * (start - 3)] * steps)


def _after_the_loop(start, rate, steps):
    return np.array([start, descend(start, rate, steps)[-1]])


DESCENT = FunctionExercise(
    number="07.1",
    title="gradient descent",
    finished=descend,
    cases=_cases,
    mistakes={
        "it climbs: the step goes against the slope, so it is subtracted.": _walk(lambda x, r, s: 2 * r * (x - 3)),
        "the factor 2 is missing: the slope of (x − 3)² is 2 · (x − 3).": _walk(lambda x, r, s: -r * (x - 3)),
        "2 · x is the slope of x². That of (x − 3)² is 2 · (x − 3).": _walk(lambda x, r, s: -2 * r * x),
        "the height is subtracted. The slope, 2 · (x − 3), belongs there.": _walk(lambda x, r, s: -r * (x - 3) ** 2),
        "brackets are missing: the slope is 2 · (x − 3), not 2 · x − 3.": _walk(lambda x, r, s: -r * (2 * x - 3)),
        "the heights are returned. The points themselves, x, are asked for.": (
            lambda start, rate, steps: (descend(start, rate, steps) - 3) ** 2
        ),
        "the slopes are returned. The points themselves, x, are asked for.": (
            lambda start, rate, steps: 2 * (descend(start, rate, steps) - 3)
        ),
        "only the start and the end are kept: append within the loop.": _after_the_loop,
        "only the start is kept. `np.append` gives a new array and leaves the old one as it is.": (
            lambda start, rate, steps: np.array([start])
        ),
        "the rate is left out: a step is rate · slope.": _walk(lambda x, r, s: -2 * (x - 3)),
        "the slope is divided by the rate. It must be multiplied.": _walk(lambda x, r, s: -2 * (x - 3) / r),
        "every step begins at the start again: keep the new x for the next step.": _lost_variable,
        "the slope is taken at the start only. Each point has a slope of its own.": (
            _walk(lambda x, r, s: -2 * r * (s - 3))
        ),
        "the start is missing among the points.": _walk(lambda x, r, s: -2 * r * (x - 3), first=1),
        "the last point is missing: with the start there are steps + 1 points.": (
            _walk(lambda x, r, s: -2 * r * (x - 3), steps_more=-1)
        ),
        "there is one step too many: with the start there are steps + 1 points.": (
            _walk(lambda x, r, s: -2 * r * (x - 3), steps_more=1)
        ),
        "only the last point is returned. All of them are asked for, in an array.": (
            lambda start, rate, steps: descend(start, rate, steps)[-1]
        ),
        "it returns after the first step: `return` stands inside the loop.": (
            lambda start, rate, steps: descend(start, rate, 1) if steps else None
        ),
        "the array holds whole numbers, so fractions are cut off: a start such as 5 makes one. Use float(start).": (
            _cut_off
        ),
    },
    hints=(
        "What is the slope of (x − 3)² at x = 1? In which direction does it fall from there, and how far does a step "
        "go with rate 0.25?",
        "Keep a list that begins with `float(start)`. Each step looks at its last number, takes the slope there, and "
        "appends the number after the step.",
        "`x = points[-1]`, then `points.append(x - rate * 2 * (x - 3))`, `steps` times. Return `np.array(points)`.",
    ),
)

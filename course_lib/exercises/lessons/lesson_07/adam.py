"""One step of Adam."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers


def adam_update(weights, gradient, m, v, step, rate, beta_1, beta_2, epsilon):
    """Return weights, m and v after one step of Adam; `step` counts from 1."""
    after = [np.array(each, np.float32) for each in (weights, m, v)]
    flat = [each.reshape(-1) for each in after]
    settings = rate, beta_1, beta_2, epsilon, 0.0, step
    kernels.adam_update(flat[0], as_float(gradient).reshape(-1), flat[1], flat[2], *settings)
    return tuple(after)


def _cases():
    """Where epsilon is large, the step is late: there the paper's form and Keras's give the same."""
    names = "weights gradient m v step rate beta_1 beta_2 epsilon".split()
    few, none = np.array([1.0, 2.0]), np.zeros(2)
    before = np.array([2.0, 1.0]), np.array([4.0, 8.0])
    some = [small_numbers((2, 3), "exercise 07.2", name) for name in ("weights", "gradient", "m")]
    wanted = [
        (few, np.array([0.5, -2.0]), none, none, 1, 0.1, 0.9, 0.99, 1e-7),
        (few, np.array([2.0, -1.0]), *before, 2, 0.5, 0.5, 0.75, 1e-7),
        (few, np.array([0.0, 1.0]), none, none, 1, 0.1, 0.9, 0.999, 1e-7),
        (few, np.array([3.0, -2.0]), *before, 60, 1.0, 0.5, 0.5, 1.0),
        (*some, some[2] ** 2 + 1, 7, 0.01, 0.9, 0.999, 1e-7),
        (*some, some[1] ** 2 + 2, 1000, 0.001, 0.9, 0.999, 1e-7),
    ]
    return [dict(zip(names, each, strict=True)) for each in wanted]


def _gather(mistake, gradient, m, v, beta_1, beta_2):
    """The two means after the step."""
    if mistake == "betas swapped":
        beta_1, beta_2 = beta_2, beta_1
    new_m = beta_1 * m + (1 - beta_1) * gradient
    squared = {"not squared": gradient, "m squared": new_m**2}.get(mistake, gradient**2)
    if mistake == "one beta":
        beta_2 = beta_1
    if mistake == "weights of means swapped":
        return (1 - beta_1) * m + beta_1 * gradient, (1 - beta_2) * v + beta_2 * squared
    if mistake == "no factor":
        return beta_1 * m + gradient, beta_2 * v + squared
    if mistake == "forgets":
        return (1 - beta_1) * gradient, (1 - beta_2) * squared
    return beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * squared


def _corrected(mistake, m, v, step, beta_1, beta_2):
    """The two means without their bias towards 0."""
    step += {"from 0": -1, "from 2": 1}.get(mistake, 0)
    if mistake == "times step":
        return m / (1 - beta_1 * step), v / (1 - beta_2 * step)
    if mistake == "one correction":
        return m / (1 - beta_1**step), v / (1 - beta_1**step)
    if mistake == "first correction":
        return m / (1 - beta_1), v / (1 - beta_2)
    for_m, for_v = 1 - beta_1**step, 1 - beta_2**step
    if mistake == "multiplied":
        return m * for_m, v * for_v
    return (
        m if mistake in ("no correction", "only v") else m / np.float64(for_m),
        v if mistake in ("no correction", "only m") else v / np.float64(for_v),
    )


def slow_adam(weights, gradient, m, v, step, rate, beta_1, beta_2, epsilon, mistake=""):
    """Adam's step in NumPy as its paper has it, with one of the mistakes that learners make."""
    old_m, old_v = m, v
    m, v = _gather(mistake, gradient, m, v, beta_1, beta_2)
    used = (old_m, old_v) if mistake == "old means" else (m, v)
    mean, square = _corrected(mistake, *used, step, beta_1, beta_2)
    if mistake == "gradient":
        mean = gradient
    root = {
        "inside": lambda: np.sqrt(square + epsilon),
        "no root": lambda: square + epsilon,
        "no epsilon": lambda: np.sqrt(square),
        "not divided": lambda: 1,
    }.get(mistake, lambda: np.sqrt(square) + epsilon)()
    sign = 1 if mistake == "plus" else -1
    weights = weights + sign * (1 if mistake == "no rate" else rate) * mean / root
    kept = {"keeps corrected": (mean, square), "keeps mean": (mean, v), "keeps square": (m, square)}
    if mistake in kept:
        return weights, *kept[mistake]
    if mistake == "order":
        return m, v, weights
    if mistake == "only weights":
        return weights
    return (weights, old_m, old_v) if mistake == "returns old" else (weights, m, v)


def _with(mistake):
    return lambda *arguments: slow_adam(*arguments, mistake=mistake)


def _loose_epsilon(*arguments):
    weights, *means = slow_adam(*arguments, mistake="no epsilon")
    return weights + arguments[-1], *means


def _in_place(weights, gradient, m, v, step, rate, beta_1, beta_2, epsilon):
    for array, after in zip(
        (weights, m, v), slow_adam(weights, gradient, m, v, step, rate, beta_1, beta_2, epsilon), strict=True
    ):
        array[...] = after
    return weights, m, v


ADAM = FunctionExercise(
    number="07.2",
    title="one step of Adam",
    finished=adam_update,
    cases=_cases,
    mistakes={
        "the bias correction is missing: divide m by 1 − beta_1**step and v by 1 − beta_2**step.": (
            _with("no correction")
        ),
        "v is not corrected: divide it by 1 − beta_2**step.": _with("only m"),
        "m is not corrected: divide it by 1 − beta_1**step.": _with("only v"),
        "the corrected means are returned. The next step needs m and v as they were before the correction.": (
            _with("keeps corrected")
        ),
        "the corrected mean is returned in place of m. The next step needs m as it was before.": _with("keeps mean"),
        "the corrected square is returned in place of v. The next step needs v as it was before.": (
            _with("keeps square")
        ),
        "v is a mean with beta_1. It must be beta_2.": _with("one beta"),
        "v is corrected with beta_1. It must be beta_2.": _with("one correction"),
        "the rate is left out: a step is rate · mean / (√square + epsilon).": _with("no rate"),
        "the step is not divided by the root of the square.": _with("not divided"),
        "brackets are missing around root + epsilon: the division comes before the sum.": _loose_epsilon,
        "`step` counts from 1 already: the power is beta**step, not beta**(step − 1).": _with("from 0"),
        "`step` counts from 1 already: the power is beta**step, not beta**(step + 1).": _with("from 2"),
        "the correction is the same in every step: 1 − beta. It must be 1 − beta**step.": _with("first correction"),
        "beta is multiplied by step. It is raised to that power: beta**step.": _with("times step"),
        "m and v are multiplied by the correction. They must be divided.": _with("multiplied"),
        "epsilon stands inside the root. It is added to the root.": _with("inside"),
        "epsilon is left out, so a weight whose gradients were all 0 divides 0 by 0.": _with("no epsilon"),
        "the root is missing: the step is divided by √v + epsilon.": _with("no root"),
        "v takes in the gradient. It must be the gradient's square.": _with("not squared"),
        "v takes in the square of m. It must be the gradient's square.": _with("m squared"),
        "the parts are swapped: beta is the part of the old mean that is kept, 1 − beta is that of the new.": (
            _with("weights of means swapped")
        ),
        "the new gradient comes in whole. It counts 1 − beta, so that m and v stay means.": _with("no factor"),
        "the old means are forgotten: m is beta_1 · m + (1 − beta_1) · gradient, and v likewise.": _with("forgets"),
        "beta_1 and beta_2 are swapped: beta_1 belongs to m, beta_2 to v.": _with("betas swapped"),
        "the weights step with the m and v of before. Take in the new gradient first.": _with("old means"),
        "m and v are returned as they came in. Return what they became.": _with("returns old"),
        "it climbs: the step must be subtracted.": _with("plus"),
        "the step uses the gradient itself. It uses its corrected mean, made from m.": _with("gradient"),
        "the order of the results is weights, m, v.": _with("order"),
        "m and v are not returned. The next step needs them: `return weights, m, v`.": _with("only weights"),
        "the arrays that were given are changed, by `-=`, `*=` or `[:] =`. Write `m = …`, a new array.": _in_place,
    },
    hints=(
        "How many lines does the rule above have, and what does each need? Begin with m and v: old mean, new gradient.",
        "The corrected means get names of their own, such as `mean` and `square`: m and v themselves are returned "
        "without the correction.",
        "`mean = m / (1 - beta_1**step)` and `square = v / (1 - beta_2**step)`.",
        "`return weights - rate * mean / (np.sqrt(square) + epsilon), m, v`.",
    ),
)

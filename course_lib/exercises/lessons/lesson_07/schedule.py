"""A learning rate that rises, then falls along half a wave."""

import math

from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.optimizers.schedules import CosineDecay


def rate_at(step, warmup, steps, highest):
    """Return the learning rate of a step: an even rise over `warmup` steps, then half a cosine down to 0."""
    return CosineDecay(0.0, decay_steps=steps - warmup, warmup_target=highest, warmup_steps=warmup)(step)


def _cases():
    wanted = [(8, 4, 12, 1.0), (2, 4, 12, 1.0), (6, 4, 12, 1.0), (0, 4, 12, 0.1), (4, 4, 12, 0.1), (12, 4, 12, 0.1)]
    wanted += [(20, 4, 12, 0.1), (0, 0, 10, 0.3), (5, 0, 10, 0.3), (3, 10, 100, 0.01), (40, 10, 100, 0.01)]
    wanted += [(90, 10, 100, 0.01), (1, 3, 5, 2.0)]
    return [dict(zip(("step", "warmup", "steps", "highest"), each, strict=True)) for each in wanted]


def slow_rate(step, warmup, steps, highest, mistake=""):
    """The rate written out, with one of the mistakes that learners make."""
    if step < warmup and mistake != "no warm-up":
        return {
            "next step": highest * (step + 1) / warmup,
            "whole": highest * (step // warmup),
            "over all": highest * step / steps,
            "early": highest * step / max(warmup - 1, 1),
            "no highest": step / warmup,
            "no highest at first": step / warmup,
        }.get(mistake, highest * step / warmup)
    if mistake == "flat":
        return highest
    part = (step - warmup) / (steps - warmup)
    part = {
        "not shifted": step / steps,
        "not shorter": (step - warmup) / steps,
        "no shift": step / (steps - warmup),
    }.get(mistake, part)
    part = max(part, 0) if mistake == "no warm-up" else part
    if mistake == "max":
        part = max(part, 1)
    if mistake == "whole fall":
        part //= 1
    if mistake == "highest again" and part >= 1:
        return highest
    if mistake not in ("comes back", "max"):
        part = min(part, 1)
    if mistake == "straight":
        return highest * (1 - part)
    if mistake == "rises":
        return highest * (1 - math.cos(math.pi * part)) / 2
    angle = {"no pi": part, "whole wave": 2 * math.pi * part, "quarter": math.pi / 2 * part, "degrees": 180 * part}.get(
        mistake, math.pi * part
    )
    if mistake in ("quarter", "cosine alone"):
        return highest * math.cos(angle)
    if mistake == "brackets":
        return highest * (1 + math.cos(angle) / 2)
    if mistake in ("no highest", "no highest in the fall"):
        highest = 1
    return highest * (1 + math.cos(angle)) / (1 if mistake == "no half" else 2)


def _with(mistake):
    return lambda step, warmup, steps, highest: slow_rate(step, warmup, steps, highest, mistake)


def _divides_by_zero(step, warmup, steps, highest):
    return highest * step / warmup if step <= warmup else slow_rate(step, warmup, steps, highest)


def _no_step_at_0(step, warmup, steps, highest):
    return highest * step / max(warmup, 1) if step <= warmup else slow_rate(step, warmup, steps, highest)


class _RateExercise(FunctionExercise):
    """At the end the rate is 0; another way to compute it may leave a trace of rounding."""

    def _trouble(self, case, got):
        if got.error is None and isinstance(got.value, float) and not self.finished(**case) and abs(got.value) < 1e-12:
            return ""
        return super()._trouble(case, got)


SCHEDULE = _RateExercise(
    number="07.4",
    title="a rate that warms up and cools down",
    finished=rate_at,
    cases=_cases,
    mistakes={
        "the warm-up is missing: before step `warmup` the rate is highest · step / warmup.": _with("no warm-up"),
        "the fall is missing: behind the warm-up the rate follows the cosine down to 0.": _with("flat"),
        "the fall begins at step `warmup`, not at 0, and has steps − warmup steps.": _with("not shifted"),
        "the fall has steps − warmup steps, so the part is divided by that, not by `steps`.": _with("not shorter"),
        "the fall begins at step `warmup`: the part counts from there, step − warmup.": _with("no shift"),
        "the half is missing: 1 + cos goes from 2 to 0.": _with("no half"),
        "brackets are missing: 1 is added first, and the sum is halved.": _with("brackets"),
        "`highest` is left out: both parts are multiplied by it.": _with("no highest"),
        "`highest` is left out of the warm-up: the rise is multiplied by it.": _with("no highest at first"),
        "`highest` is left out of the fall: it is multiplied by it.": _with("no highest in the fall"),
        "`max` makes the part at least 1. `min` holds it at 1 at most.": _with("max"),
        "`//` rounds the part down to 0. Use `/`.": _with("whole fall"),
        "behind the last step the rate is `highest` again. It should stay 0.": _with("highest again"),
        "the rise is too steep: it reaches `highest` at step `warmup`, so divide by `warmup`.": _with("early"),
        "without a warm-up step 0 has rate 0. The fall begins there: ask for `step < warmup`.": _no_step_at_0,
        "π is missing: the cosine is at −1 where its angle is π.": _with("no pi"),
        "the angle goes to 2π, a whole wave. Half a wave ends at π.": _with("whole wave"),
        "that is a quarter of a wave, cos from 0 to π/2. Half a wave is (1 + cos(π · part)) / 2.": _with("quarter"),
        "the cosine alone goes from 1 to −1. With 1 added and halved it goes from 1 to 0.": _with("cosine alone"),
        "`math.cos` wants radians: π · part, not 180 · part.": _with("degrees"),
        "the fall is a straight line. It should follow (1 + cos(π · part)) / 2.": _with("straight"),
        "it rises: 1 − cos goes upwards, 1 + cos downwards.": _with("rises"),
        "behind the last step the wave comes back up. The part must be at most 1.": _with("comes back"),
        "the rise is one step ahead: step 0 has rate 0.": _with("next step"),
        "`//` rounds the rise down to 0. Use `/`.": _with("whole"),
        "the rise takes `warmup` steps: divide by that, not by `steps`.": _with("over all"),
        "without a warm-up it divides by 0. At step `warmup` the fall begins: ask for `step < warmup`.": (
            _divides_by_zero
        ),
    },
    hints=(
        "Which of the two parts does a step belong to? What is the rate in the middle of each part?",
        "In the warm-up the rate is `highest * step / warmup`. Behind it, work out which part of the fall has passed: "
        "0 at step `warmup`, 1 at step `steps`, and 1 for all that come later.",
        "`part = min((step - warmup) / (steps - warmup), 1)`. The fall goes along "
        "`highest * (1 + math.cos(math.pi * part)) / 2`.",
    ),
)

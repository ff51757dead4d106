"""Exercise 01.3: image kernels for three jobs, tried on small images, since many are right."""

from dataclasses import dataclass

import numpy as np

from course_lib.exercises.differences import told
from course_lib.exercises.exercise import OPEN, RIGHT, WRONG, Exercise, Verdict
from course_lib.exercises.lessons.lesson_01 import jobs


@dataclass(frozen=True, kw_only=True, eq=False)
class DesignExercise(Exercise):
    """Image kernels of 3×3, each with a job that it has to do.

    Parameters
    ----------
    number, title, hints, finished
        As of every `Exercise`; `finished` is a dict with an image kernel for each job.
    jobs : dict of str to callable
        By name: takes an image kernel, returns what it does wrong and the likely cause, "" and "" where it does its
        job.
    mistakes : list of (str, list)
        Wrong image kernels, each with the name of the job that it fails to do.
    """

    jobs: dict
    mistakes: list

    goes_on = "The lesson goes on with the course's own image kernels."

    def examine(self, answer):
        if answer is ... or answer is None:
            return Verdict(OPEN)
        if not isinstance(answer, dict) or set(answer) != set(self.jobs):
            rule = f"Expected a dict with {', '.join(map(repr, self.jobs))}, got {told(answer)}."
            return Verdict(WRONG, (f"{rule} Leave the cell of the check as it was.",))
        if all(kernel is ... for kernel in answer.values()):
            return Verdict(OPEN)
        lines, right = [], 0
        for name, job in self.jobs.items():
            trouble, cause = jobs.no_kernel(answer[name]) or job(np.asarray(answer[name], float))
            right += not trouble
            lines += [f"{name}: {trouble}"] if trouble else []
            lines += [f"Likely cause: {cause}"] if cause else []
        total = len(self.jobs)
        return Verdict(WRONG, (f"{right} of {total} do their job.", *lines)) if lines else Verdict(RIGHT, ())

    def wrong_answers(self):
        for name, kernel in self.mistakes:
            cause = self.jobs[name](np.array(kernel, float))[1]
            yield {**self.finished, name: np.array(kernel)}, cause


DESIGNS = DesignExercise(
    number="01.3",
    title="three image kernels of your own",
    finished={
        "lower edges": np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]]),
        "move right": np.array([[0, 0, 0], [1, 0, 0], [0, 0, 0]]),
        "blur sideways": np.array([[0, 0, 0], [1, 1, 1], [0, 0, 0]]) / 3,
    },
    jobs={"lower edges": jobs.lower_edges, "move right": jobs.move_right, "blur sideways": jobs.blur_sideways},
    mistakes=[
        ("lower edges", [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]),
        ("lower edges", [[1, 0, -1], [1, 0, -1], [1, 0, -1]]),
        ("lower edges", [[1, 1, 1], [0, 0, 0], [0, 0, 0]]),
        ("lower edges", [[-1, -1, -1], [2, 2, 2], [-1, -1, -1]]),
        ("lower edges", [[2, 1, 0], [1, 0, -1], [0, -1, -2]]),
        ("lower edges", [[0, 0, 0], [0, 0, 0], [0, 0, 0]]),
        ("move right", [[0, 0, 0], [0, 0, 1], [0, 0, 0]]),
        ("move right", [[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
        ("move right", [[1, 0, 0], [0, 0, 0], [0, 0, 0]]),
        ("move right", [[0, 0, 0], [2, 0, 0], [0, 0, 0]]),
        ("move right", [[0, 0, 0], [1, 1, 0], [0, 0, 0]]),
        ("blur sideways", [[0, 0, 0], [1, 1, 1], [0, 0, 0]]),
        ("blur sideways", [[0, 0.2, 0], [0, 0.6, 0], [0, 0.2, 0]]),
        ("blur sideways", [[0.1, 0.1, 0.1], [0.1, 0.2, 0.1], [0.1, 0.1, 0.1]]),
        ("blur sideways", [[0, 0, 0], [-0.5, 2, -0.5], [0, 0, 0]]),
        ("blur sideways", [[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
    ],
    hints=(
        "Try your numbers in the piece above, on the drawing. Which number of a kernel meets the pixel above the "
        "middle, and which the one on the left?",
        "For lower edges: which sign must the weights of the upper row have, where it is bright, and which those of "
        "the lower row? To move: the copying kernel takes the pixel in the middle. Which one does yours take?",
        "To move the image to the right, each pixel takes the value of the one on its left. A blur that keeps the "
        "brightness has weights that add up to 1; sideways means that they all stand in the middle row.",
    ),
)

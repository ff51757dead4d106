"""How many numbers a stack of dense layers learns."""

from itertools import pairwise

from course_lib.exercises.function_exercise import FunctionExercise


def parameters(sizes):
    """Return how many numbers a stack of dense layers learns.

    Parameters
    ----------
    sizes : list of int
        How many numbers go in, then the units of each layer.

    Returns
    -------
    int

    Examples
    --------
    >>> parameters([3, 2])
    8
    """
    return sum((before + 1) * units for before, units in pairwise(sizes))


def _wrong_parameters(count):
    return lambda sizes: sum(count(before, units) for before, units in pairwise(sizes))


PARAMETERS = FunctionExercise(
    number="04.1",
    title="the parameters of a stack",
    finished=parameters,
    cases=lambda: [{"sizes": sizes} for sizes in ([3, 2], [3, 4, 2], [784, 10], [784, 128, 10], [5, 1], [9, 3, 3, 7])],
    mistakes={
        "the biases are missing: each output has one.": _wrong_parameters(lambda before, units: before * units),
        "a layer has a bias for each output, not one in all.": _wrong_parameters(lambda b, units: b * units + 1),
        "the biases are those of the outputs: in · out + out.": _wrong_parameters(lambda b, units: b * (units + 1)),
        "weights are multiplied: each output has one for each input.": _wrong_parameters(lambda b, units: b + units),
        "the first layer alone is counted: `return` belongs behind the loop.": lambda sizes: parameters(sizes[:2]),
        "the last layer alone is counted: `+=` adds to a total, `=` replaces it.": lambda sizes: parameters(sizes[-2:]),
        "the input is no layer: it learns nothing.": lambda sizes: parameters(sizes) + sizes[0],
        "every layer is taken to see the input. It sees the outputs of the layer before.": lambda sizes: sum(
            (sizes[0] + 1) * units for units in sizes[1:]
        ),
        "the loop begins at place 0, where sizes[place - 1] is the last size. Begin at 1.": lambda sizes: sum(
            (sizes[place - 1] + 1) * sizes[place] for place in range(len(sizes))
        ),
        "a layer is missing. There is one for each place from 1 to `len(sizes) - 1`.": lambda sizes: parameters(
            sizes[:-1]
        ),
        "only the last layer has biases. Every layer has them.": lambda sizes: (
            sum(before * units for before, units in pairwise(sizes)) + sizes[-1]
        ),
        "a number for each layer is returned. Add them up.": lambda sizes: [
            parameters(pair) for pair in pairwise(sizes)
        ],
    },
    hints=(
        "How many numbers does one output of a layer need, if `before` numbers go in? Think of the example with three "
        "inputs.",
        "A layer learns (in + 1) · out numbers. The outputs of one layer are the inputs of the next.",
        "Begin with `total = 0`. For each `place` from 1 to `len(sizes) - 1`, add "
        "`(sizes[place - 1] + 1) * sizes[place]`. Return the total behind the loop.",
    ),
)

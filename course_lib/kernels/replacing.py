"""A learner's own function in a kernel's place."""

import inspect
from contextlib import contextmanager

import numpy as np

from course_lib import kernels
from course_lib.kernels.examples import examples
from course_lib.validation import choice, message


@contextmanager
def use(**functions):
    """Within this block, models and layers call your functions instead of kernels.

    Parameters
    ----------
    **functions
        Kernel names with the functions that take their places, such as ``conv2d_forward=mine``. A function takes the
        kernel's arguments in the kernel's order and returns what the kernel returns; it may be compiled by numba or
        plain Python. Names, arguments and results of all kernels are in ``course_lib.kernels.reference``.

    Raises
    ------
    TypeError
        If something is no function, takes other arguments, or returns something else than the kernel does.
    ValueError
        If there is no kernel of that name, or the results' shapes are others than the kernel's.

    Notes
    -----
    Each function is first called with very small arrays, and the shapes of its results are compared with the
    kernel's; the numbers are yours. Results are brought to float32. Kernels that work together inside, such as the
    gradient of a convolution, which is a convolution, go on using the originals.

    Examples
    --------
    >>> import numpy as np
    >>> from course_lib import kernels, layers
    >>> def louder(x):
    ...     return 10 * np.maximum(x, 0)
    >>> with kernels.use(relu_forward=louder):
    ...     print(layers.Activation("relu")(np.array([[-1.0, 2.0]])))
    [[ 0. 20.]]
    """
    replaced = {}
    for name, function in functions.items():
        choice(name, kernels.__all__, "use", "kernel")
        _check_signature(name, function)
        replaced[name] = _bring_to_type(function)
        _check_results(name, replaced[name])
    originals = {name: getattr(kernels, name) for name in functions}
    vars(kernels).update(replaced)
    try:
        yield
    finally:
        vars(kernels).update(originals)


def _check_signature(name, function):
    """Say so if `function` cannot be called as the kernel is."""
    where = f"use({name}=…)"
    if not callable(function):
        raise TypeError(message(where, "it must be a function", repr(function)))
    plain = getattr(function, "py_func", function)
    wanted = list(inspect.signature(_plain(name)).parameters)
    try:
        inspect.signature(plain).bind(*wanted)
    except TypeError:
        got = f"{getattr(plain, '__name__', 'a function')}{inspect.signature(plain)}"
        raise TypeError(message(where, f"the function must take ({', '.join(wanted)})", got)) from None


def _check_results(name, function):
    """Say so if `function` returns other shapes than the kernel for the kernel's smallest arguments."""
    where = f"use({name}=…)"
    expected, found = (_shapes(call(*_copies(examples()[name]))) for call in (getattr(kernels, name), function))
    if len(found) != len(expected):
        wanted = {0: "nothing: it changes its first array"}.get(len(expected), f"{len(expected)} results")
        raise TypeError(message(where, f"the function must return {wanted}", f"{len(found)} results"))
    for mine, theirs in zip(found, expected, strict=True):
        if mine != theirs:
            shapes = ", ".join(str(np.shape(a)) for a in examples()[name] if isinstance(a, np.ndarray))
            raise ValueError(message(where, f"for arrays of shapes {shapes} the result must have shape {theirs}", mine))


def _bring_to_type(function):
    """`function` with its results as C-ordered arrays of the first argument's type; whole numbers stay such."""

    def called(*arguments):
        results = function(*arguments)
        if results is None:
            return None
        kind = arguments[0].dtype
        parts = results if isinstance(results, tuple) else (results,)
        parts = tuple(np.asarray(part) for part in parts)
        parts = tuple(np.require(part, part.dtype if part.dtype.kind in "iu" else kind, ["C", "A"]) for part in parts)
        return parts if isinstance(results, tuple) else parts[0] if parts[0].ndim else parts[0].item()

    return called


def _plain(name):
    kernel = getattr(kernels, name)
    return getattr(kernel, "py_func", kernel)


def _copies(arguments):
    return [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]


def _shapes(results):
    if results is None:
        return []
    return [np.shape(part) for part in (results if isinstance(results, tuple) else (results,))]

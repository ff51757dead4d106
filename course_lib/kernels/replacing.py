"""A learner's own function in a kernel's place."""

import inspect
from contextlib import contextmanager

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_numbers
from course_lib.kernels.examples import examples
from course_lib.validation import choice, message


@contextmanager
def use(*unnamed, **functions):
    """Within this block, models and layers call your functions instead of kernels.

    Parameters
    ----------
    *unnamed
        None: each function needs the name of the kernel whose place it takes.
    **functions
        Kernel names with the functions that take their places, such as ``conv2d_forward=mine``. A function takes the
        kernel's arguments in the kernel's order and returns what the kernel returns; it may be compiled by numba or
        plain Python. Names, arguments and results of all kernels are in ``course_lib.kernels.reference``.

    Raises
    ------
    TypeError
        If something is no function, has no name, takes other arguments, or returns something else than the kernel does.
    ValueError
        If there is no kernel of that name, or the results' shapes are others than the kernel's.

    Notes
    -----
    Each function is first called with very small arrays, and the shapes of its results are compared with the
    kernel's; the numbers are yours. In the block each result must be an array of numbers with as many axes as the
    kernel's; one that has the first argument's shape must have it there too. Results are brought to float32. A layer
    that would call one kernel for two steps, such as ``conv2d_relu_forward``, takes the steps one by one where a
    function of yours stands in for one of them.

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
    if unnamed:
        rule, got = "each function needs a kernel's name", f"{len(unnamed)} without a name"
        raise TypeError(message("use", rule, got, "Write kernels.use(relu_forward=f)."))
    replaced = {}
    for name, function in functions.items():
        choice(name, kernels.__all__, "use", "kernel")
        _check_signature(name, function)
        wanted = _shapes(getattr(kernels, name)(*_copies(examples()[name])))
        _check_results(name, function, wanted)
        replaced[name] = _bring_to_type(name, function, wanted)
    originals, names = {name: getattr(kernels, name) for name in functions}, set(kernels.REPLACED)
    vars(kernels).update(replaced)
    kernels.REPLACED.update(functions)
    try:
        yield
    finally:
        vars(kernels).update(originals)
        kernels.REPLACED &= names


def _check_signature(name, function):
    """Say so if `function` cannot be called as the kernel is."""
    where = _where(name)
    if not callable(function):
        raise TypeError(message(where, "it must be a function", repr(function)))
    plain = getattr(function, "py_func", function)
    wanted = list(inspect.signature(_plain(name)).parameters)
    try:
        inspect.signature(plain).bind(*wanted)
    except TypeError:
        got = f"{getattr(plain, '__name__', 'a function')}{inspect.signature(plain)}"
        raise TypeError(message(where, f"the function must take ({', '.join(wanted)})", got)) from None


def _check_results(name, function, wanted):
    """Say so if `function` returns other shapes than the kernel, `wanted`, for the kernel's smallest arguments."""
    for mine, theirs in zip(_parts(name, function(*_copies(examples()[name])), wanted), wanted, strict=True):
        if mine.shape != theirs:
            names = inspect.signature(_plain(name)).parameters
            given = [_told(*each) for each in zip(names, examples()[name], strict=True)]
            rule = f"for {', '.join(given)} the result must have shape {theirs}"
            raise ValueError(message(_where(name), rule, mine.shape))


def _told(name, value):
    """An argument in words: an array by its shape."""
    return f"{name} of shape {value.shape}" if isinstance(value, np.ndarray) else f"{name}={value}"


def _parts(name, results, wanted):
    """What a function returned as a tuple of arrays; or say that it is none, or that there are too few or too many."""
    parts = () if results is None else results if isinstance(results, tuple) else (results,)
    if len(parts) != len(wanted):
        words = {0: "nothing: it changes its first array", 1: "one result"}
        rule = f"the function must return {words.get(len(wanted), f'{len(wanted)} results')}"
        raise TypeError(message(_where(name), rule, "None" if results is None else f"{len(parts)} results"))
    return tuple(as_numbers(part, _where(name), "the result") for part in parts)


def _bring_to_type(name, function, wanted):
    """`function` with its results as C-ordered arrays of the first argument's type; whole numbers stay such.

    `wanted` are the shapes of the kernel's results for its smallest arguments. Each call says so if a result has
    another number of axes, or has not the first argument's shape as it has there.
    """
    first = np.shape(examples()[name][0])

    def called(*arguments):
        results = function(*arguments)
        parts = _parts(name, results, wanted)
        for part, shape in zip(parts, wanted, strict=True):
            fits = part.shape == arguments[0].shape if shape == first else part.ndim == len(shape)
            if not fits:
                rule = f"shape {arguments[0].shape}, as the first array" if shape == first else f"{len(shape)} axes"
                raise ValueError(message(_where(name), f"the result must have {rule}", f"shape {part.shape}"))
        kind = arguments[0].dtype
        parts = tuple(np.require(part, part.dtype if part.dtype.kind in "iu" else kind, ["C", "A"]) for part in parts)
        if results is None or isinstance(results, tuple):
            return parts or None
        return parts[0] if parts[0].ndim else parts[0].item()

    return called


def _where(name):
    return f"use({name}=…)"


def _plain(name):
    kernel = getattr(kernels, name)
    return getattr(kernel, "py_func", kernel)


def _copies(arguments):
    return [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]


def _shapes(results):
    if results is None:
        return []
    return [np.shape(part) for part in (results if isinstance(results, tuple) else (results,))]

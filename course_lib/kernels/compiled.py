"""Which functions of this package numba compiles."""

import importlib
import pkgutil

from numba.core.dispatcher import Dispatcher


def compiled_functions():
    """Return all functions of the kernels that are, or will be, compiled.

    Returns
    -------
    dict of str to numba function
        ``{"tiles.pack": …}``: under the name of the file that defines each.

    Examples
    --------
    >>> compiled_functions()["dropout.dropout"].__name__
    'dropout'
    """
    package = importlib.import_module("course_lib.kernels")
    found = {}
    for module in pkgutil.walk_packages(package.__path__, "course_lib.kernels."):
        if ".reference" in module.name or module.name.endswith("warm_up"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Dispatcher) and value.__module__ == module.name:
                found[f"{module.name.removeprefix('course_lib.kernels.')}.{name}"] = value
    return found

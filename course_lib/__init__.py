"""Convolutional networks on numba kernels that can be read in an afternoon.

Names are Keras's, so a program written for Keras runs once its import line is changed::

    from course_lib import Sequential, Input, layers, losses, optimizers, callbacks, datasets, utils

Importing this package compiles nothing and loads neither matplotlib nor ipywidgets; each part is imported
when it is first used.
"""

import importlib

__version__ = "0.1.0"

_MODULES = (
    "activations", "callbacks", "datasets", "doctor", "exact", "initializers", "inspect", "kernels", "landscapes",
    "layers", "losses", "metrics", "models", "optimizers", "plots", "random", "regularizers", "utils", "widgets",
)  # fmt: skip
_NAMES = {"Sequential": "models", "Input": "layers"}

__all__ = [*_MODULES, *_NAMES, "__version__"]


def __getattr__(name):
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    if name in _NAMES:
        return getattr(importlib.import_module(f"{__name__}.{_NAMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted(__all__)

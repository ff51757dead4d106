"""What callbacks ask about the functions that they are given."""

import inspect


def takes(function, count):
    """Return whether `function` can be called with `count` arguments, all without a name.

    Examples
    --------
    >>> takes(lambda epoch, logs: None, 2), takes(lambda epoch: None, 2)
    (True, False)
    """
    try:
        signature = inspect.signature(function)
    except ValueError:
        return True  # Python cannot tell for some functions written in C
    try:
        signature.bind(*range(count))
    except TypeError:
        return False
    return True

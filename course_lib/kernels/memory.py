"""Freed memory is kept for the next arrays.

The results of a training step are as large as those of the step before, but the C library gives large blocks back to
the operating system when they are freed. The next step then gets new pages, each of which the system has to find and
fill with zeros: in a network of small convolutions that takes as long as the arithmetic. So we ask the C library to
keep up to a gigabyte of what was freed. Where it cannot be asked (it is GNU's that can), all works the same, slower.

References
----------
mallopt(3), "Linux Programmer's Manual": M_MMAP_MAX, M_TRIM_THRESHOLD.
"""

import ctypes
import os

_TRIM_THRESHOLD, _MMAP_MAX = -1, -4  # numbers of the settings, from malloc.h
_KEPT = 1 << 30  # bytes


def keep_freed_memory():
    """Ask the C library to keep freed memory, unless the environment says how it shall work.

    Returns
    -------
    bool
        Whether it does so now.

    Examples
    --------
    >>> keep_freed_memory() in (True, False)
    True
    """
    if any(name.startswith(("MALLOC_", "GLIBC_TUNABLES")) for name in os.environ):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):  # not GNU's C library
        return False
    return bool(mallopt(_MMAP_MAX, 0) and mallopt(_TRIM_THRESHOLD, _KEPT))

"""Who may call the kernels: one thread at a time, and no process that was forked after others had begun.

Numba's simplest threading layer, ``workqueue``, ends the process when two threads enter parallel code at once. And
GNU's OpenMP, its usual layer on Linux, ends a child process that was forked after parallel code had run. So training
steps, predictions and calls of layers hold `LOCK`, and in such a child every kernel says what to do instead.
"""

import os
import threading

import numba

# A widget's callback runs on another thread while `fit` trains. The thread that holds the lock may take it again.
LOCK = threading.RLock()


def guard_forks(kernels):
    """Let the kernels in a dict {name: kernel} explain themselves in children forked after parallel code had run.

    Parameters
    ----------
    kernels : dict
        Changed in such a child.
    """

    def in_child():
        global LOCK
        LOCK = threading.RLock()  # the old one may be held by a thread that is not here
        if _layer() == "omp":
            kernels.update({name: _refuse for name in kernels["__all__"]})

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=in_child)


def _layer():
    """Numba's threading layer, or None before the first parallel code."""
    try:
        return numba.threading_layer()
    except ValueError:
        return None


def _refuse(*_):
    raise RuntimeError(
        "This process was forked from one that had used the kernels, and GNU's OpenMP would end it here. Start it "
        'afresh: multiprocessing.get_context("spawn") in place of "fork", or set NUMBA_THREADING_LAYER=workqueue.'
    )

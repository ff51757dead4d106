"""How much memory this process has, in MB, as Linux tells it; None elsewhere."""

import ctypes
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def resident():
    """What is in memory now."""
    return _status("VmRSS")


def peak():
    """The most that was in memory since the start, or since `reset_peak`."""
    return _status("VmHWM")


def reset_peak():
    """Give freed memory back and forget the peak so far; return whether that could be done."""
    try:
        ctypes.CDLL(None).malloc_trim(0)  # else a library that keeps freed memory would seem to need less later on
    except (OSError, AttributeError, TypeError):
        pass  # not GNU's C library: it keeps little
    try:
        _RESET.write_text("5")  # see proc(5): the peak becomes what is resident now
    except OSError:
        return False
    return True


def _status(name):
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name + ":")), None)

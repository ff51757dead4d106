"""Which machine the figures are from."""

import datetime
import os
import platform
from pathlib import Path


def describe():
    """The machine in words and numbers, for the results' head."""
    cpu, flags = _cpu()
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "avx2": "avx2" in flags,
        "avx512": "avx512f" in flags,
        "memory_gb": _memory(),
        "system": _system(),
        "python": platform.python_version(),
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }


def sentence(machine):
    """The same for people."""
    vectors = "AVX-512" if machine["avx512"] else "AVX2" if machine["avx2"] else "no AVX2"
    memory = f", {machine['memory_gb']:.0f} GB" if machine["memory_gb"] else ""
    return (
        f"{machine['cpu']} ({vectors}), {machine['cores']} cores{memory}; {machine['system']}, "
        f"Python {machine['python']}; {machine['date']}"
    )


def _cpu():
    """The processor's name and its features."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine(), []
    pairs = [[part.strip() for part in line.partition(":")[::2]] for line in lines]
    first = {name: value for name, value in reversed(pairs)}
    family = f" family {first['cpu family']} model {first['model']}" if "cpu family" in first else ""
    return first.get("model name", platform.machine()) + family, first.get("flags", "").split()


def _memory():
    """RAM in 10⁹ bytes."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, ValueError, OSError):
        return None


def _system():
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release().split('-')[0]}"

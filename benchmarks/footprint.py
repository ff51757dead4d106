"""How long a library takes to start, and how much memory it takes to train."""

import tempfile
import time

from benchmarks.configurations import OURS
from benchmarks.networks import BATCH
from benchmarks.run import tell

STARTS = 3


def measure(run):
    """Measure all configurations; figures appear in ``results["footprint"][name]``.

    ``peak_mb``: what a process takes more for four steps of T3 than after the import; ``after_10_mb`` and
    ``after_60_mb``: what a process holds after so many steps of T5; ``import_s``; ``first_step_s``: from the start of
    the process to the end of its first step of T5, with code that was kept from earlier runs; ``compiling_s``: the same
    where nothing was kept.
    """
    for configuration in run.configurations:
        figures = run.results["footprint"].setdefault(configuration.name, {})
        with run.failures(configuration.name, "memory"):
            figures["peak_mb"] = peak(run, configuration)
        with run.failures(configuration.name, "start"):
            starts = []
            # Before the warm ones, which may leave code behind.
            if configuration.name == OURS or configuration.is_compiled:
                figures["compiling_s"] = start_without_kept_code(run, configuration)
            for number in range(STARTS):
                starts.append(start(run, configuration, figures if number == 0 else None))
            figures["import_s"], figures["first_step_s"] = (list(each) for each in zip(*starts, strict=True))
        tell(f"{configuration.name}: " + ", ".join(f"{name} {_short(value)}" for name, value in figures.items()))
        run.save()


def peak(run, configuration):
    """MB that a new process takes for four steps of T3, all that is made for them included; None if it is not known."""
    with run.start(configuration, "T3", "some") as worker:
        before = worker.greet()["resident"]
        worker.ask("build")
        most = worker.ask("train", first=0, count=4 * BATCH)["peak"]
        return None if before is None else most - before


def start(run, configuration, growth=None, **env):
    """Seconds of the import, and from the process's start to the end of the first step.

    `growth` is a dict for what the process holds after 10 and after 60 steps; without it, there is only one step.
    """
    run.rest()
    with run.start(configuration, "T5", "some", **env) as worker:
        hello = worker.greet()
        worker.ask("build")
        worker.ask("train", first=0, count=BATCH)
        seconds = time.perf_counter() - worker.born
        if growth is not None:
            growth["after_10_mb"] = worker.ask("train", first=0, count=9 * BATCH)["resident"]
            for _ in range(5):  # by tens, so that no more images are held than before
                growth["after_60_mb"] = worker.ask("train", first=0, count=10 * BATCH)["resident"]
    return hello["import"], seconds


def start_without_kept_code(run, configuration):
    """Seconds to the end of the first step where all has to be compiled."""
    tell(f"{configuration.name} is started without kept code …")
    with tempfile.TemporaryDirectory(dir=run.scratch) as empty:
        return start(run, configuration, NUMBA_CACHE_DIR=empty, TORCHINDUCTOR_CACHE_DIR=empty)[1]


def _short(value):
    if isinstance(value, list):
        return f"{sorted(value)[len(value) // 2]:.2f}"
    return "unknown" if value is None else f"{value:.1f}"

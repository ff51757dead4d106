"""Is the machine quiet? Another program on the same CPUs spoils the figures, those of some libraries more than others:
threads that wait for each other by spinning get many times slower.
"""

import time
from pathlib import Path

SETTLING, LOOKING = 0.15, 0.2  # seconds: threads without work may spin for so long


def rest(cpus):
    """Pause; return which part of the CPUs' time other programs used meanwhile, or None where it is not known."""
    time.sleep(SETTLING)
    before = _ticks(cpus)
    time.sleep(LOOKING)
    after = _ticks(cpus)
    if before is None or after is None or after[1] == before[1]:
        return None
    return (after[0] - before[0]) / (after[1] - before[1])


def _ticks(cpus):
    """(busy, all) clock ticks of these CPUs since the machine's start; None where Linux does not tell."""
    try:
        lines = [line.split() for line in Path("/proc/stat").read_text().splitlines()]
    except OSError:
        return None
    # user, nice, system, idle, iowait, irq, softirq, steal: see proc(5)
    counts = [[int(word) for word in line[1:9]] for line in lines if line[0] in [f"cpu{cpu}" for cpu in cpus]]
    if not counts:
        return None
    everything = sum(map(sum, counts))
    return everything - sum(count[3] + count[4] for count in counts), everything

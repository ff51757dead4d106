"""``python -m benchmarks.kernels``: time each kernel beside its twin and beside the machine's limits."""

import argparse
import json
import os
import sys
from pathlib import Path

from benchmarks.configurations import two_cpus
from benchmarks.machine import describe, sentence
from benchmarks.networks import NETWORKS

PARTS = ("kernels", "networks", "awkward", "cliffs")


def main():
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.kernels",
        description="Time each kernel alone; 100 % is what the machine can do.",
        allow_abbrev=False,
    )
    parser.add_argument("--only", metavar="TEXT", default="", help='kernels with TEXT in their names, such as "pool"')
    parser.add_argument(
        "--parts", metavar="A,B", default=",".join(PARTS), help=f"of {', '.join(PARTS)}; by default all"
    )
    parser.add_argument("--no-twins", action="store_true", help="leave the twins out, which take most of the time")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file, too")
    options = parser.parse_args()
    parts = options.parts.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"--parts: there is no {', '.join(unknown)}; there are {', '.join(PARTS)}")
    use_two_cpus()
    from benchmarks.kernels.session import Session

    session = Session(options.only, not options.no_twins)
    print(sentence(describe()), flush=True)
    try:
        session.run(parts, NETWORKS)
    except KeyboardInterrupt:
        print("\nInterrupted.")
        sys.exit(130)
    finally:
        if options.json:
            text = json.dumps({"machine": describe(), **session.figures}, indent=1, ensure_ascii=False)
            options.json.write_text(text + "\n", encoding="utf-8")


def use_two_cpus():
    """As the workers do; before numpy and numba are imported, which count the CPUs then."""
    cpus = two_cpus()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, cpus)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ[name] = str(len(cpus))


if __name__ == "__main__":
    main()

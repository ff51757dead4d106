"""One library with one network in a process of its own: reads tasks from the input, writes answers to the output.

``python -m benchmarks.worker '{"module": "benchmarks.subjects.pytorch", "setting": "contiguous", …}'``. A task is a
line of JSON such as ``{"do": "train", "first": 0, "count": 1280}``, an answer is a line too: the result, or an error.
"""

import json
import os
import sys
import time
from importlib import import_module

from benchmarks import memory

TASKS = ("build", "train", "ways", "predict", "right", "multiply")  # methods of subjects that may be asked for


def main():
    task = json.loads(sys.argv[1])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, task["cpus"])  # before any library counts the CPUs
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print goes to the error output

    def say(answer):
        print(json.dumps(answer), file=answers, flush=True)

    start = time.perf_counter()
    versions, make = import_module(task["module"]).load(task["setting"], len(task["cpus"]))
    imported = time.perf_counter() - start
    subject = make(task["network"], read(task["data"]))
    is_reset = memory.reset_peak()
    say({"import": imported, "versions": versions, "resident": memory.resident() if is_reset else None})
    serve(subject, sys.stdin, say)


def read(path):
    """The arrays of a file by their names; none without a file."""
    import numpy as np

    if path is None:
        return {}
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def serve(subject, lines, say):
    """Carry out the tasks on `lines`; say an answer to each."""
    for line in lines:
        task = json.loads(line)
        do = task.pop("do")
        try:
            if do not in TASKS:
                raise ValueError(f"no such task: {do}")
            answer = {"result": getattr(subject, do)(**task)}
        except Exception as error:  # the driver decides what a failure means
            answer = {"error": f"{type(error).__name__}: {error}"}
        say({**answer, "resident": memory.resident(), "peak": memory.peak()})


if __name__ == "__main__":
    main()

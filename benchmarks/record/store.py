"""The record as a file, and what was trained here so far."""

import json
from pathlib import Path

from benchmarks.configurations import ROOT
from benchmarks.run import write_json
from course_lib import numerics
from course_lib.record import PATH as RECORD

HERE = Path(__file__).resolve().parent
WORK = ROOT / "build" / "record"  # trained networks, results so far
FIGURES = ("plan", "weights", "history_digest", "test_accuracy", "test_loss")


def read(path=RECORD):
    """The record; an empty one if there is none."""
    empty = {"numerics": numerics.VERSION, "trainings": {}}
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else empty


def result_path(folder, plan, seed):
    return folder / f"{plan.name}-{seed}.json"


def read_result(folder, plan, seed):
    """The result of a training in this folder; None if there is none of this plan and numerics version."""
    path = result_path(folder, plan, seed)
    if not path.exists():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    same = (found["numerics"], found["plan"]) == (numerics.VERSION, plan.fingerprint)
    return found if same and plan.judged_by in found else None


def write_result(folder, plan, found):
    write_json(result_path(folder, plan, found["seed"]), found)


def assembled(plans, done, before=None):
    """A record of the results in `done`, {name: results}, and of what else the record `before` has.

    One of another numerics version has nothing that would still hold.
    """
    kept = before if before is not None and before["numerics"] == numerics.VERSION else {"trainings": {}}
    record = {"numerics": numerics.VERSION, "trainings": {}}
    if kept.get("ensemble"):
        record["ensemble"] = kept["ensemble"]
    for plan in plans:
        results = {run["seed"]: run for run in kept["trainings"].get(plan.name, {"runs": []})["runs"]}
        results |= {run["seed"]: run for run in done.get(plan.name, [])}
        if results:
            record["trainings"][plan.name] = described(plan, results.values())
    return record


def described(plan, results):
    """What the record says of a plan."""
    known = ("title", "data", "epochs", "batch_size", "steps", "judged_by", "reported", "wanted", "remark")
    return {name: getattr(plan, name) for name in known} | {"runs": sorted(results, key=lambda run: run["seed"])}


def recorded(record, plan, seed):
    """The record's own result of a training, or None."""
    runs = record["trainings"].get(plan.name, {"runs": []})["runs"]
    return next((run for run in runs if run["seed"] == seed), None)


def differences(found, known):
    """The figures in which two results of one training differ."""
    figures = [*FIGURES, "mirrored_accuracy"] if "mirrored_accuracy" in known else FIGURES
    return [name for name in figures if found[name] != known[name]]

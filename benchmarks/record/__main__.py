"""``python -m benchmarks.record``, or ``make reproduce``: train what is recorded, and compare with the record."""

import argparse
import signal
import sys

from benchmarks.machine import describe
from benchmarks.record import store, table, training
from benchmarks.record.ensemble import together
from benchmarks.record.plans import ENSEMBLE, PLANS
from benchmarks.report import plain_table
from benchmarks.run import tell, write_json
from course_lib import numerics

INTERRUPTED = "Interrupted. The same command goes on here."


def main():
    options = parse(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background a shell has it ignored
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # stops after the step, as Ctrl-C does
    record, differing, done = store.read(), [], {}
    chosen = [(plan, seed) for plan in options.plans for seed in plan.seeds if seed in (options.seeds or plan.seeds)]
    for number, (plan, seed) in enumerate(chosen, 1):
        tell(f"{number} of {len(chosen)}: {plan.name}, seed {seed} · {plan.title}")
        found = one(plan, seed, options)
        if found is None:
            sys.exit(INTERRUPTED)
        done.setdefault(plan.name, []).append(found)
        if wrong := compared(found, store.recorded(record, plan, seed), record["numerics"]):
            differing.append(f"{plan.name} {seed} ({wrong})")
    finish(options, done)
    sys.exit(f"Not as in the record: {', '.join(differing)}." if differing else 0)


def parse(arguments):
    about = "Train the recorded networks, with a checkpoint to go on from; compare every figure with the record."
    parser = argparse.ArgumentParser(prog="python -m benchmarks.record", description=about, allow_abbrev=False)
    names = [plan.name for plan in PLANS]
    parser.add_argument("--only", metavar="T1,T5", help=f"only these of {', '.join(names)}")
    parser.add_argument("--seeds", metavar="1,2", help="only these")
    parser.add_argument("--fresh", action="store_true", help="train again what was trained here before")
    parser.add_argument("--write", action="store_true", help="put the results into the record, beside this program")
    options = parser.parse_args(arguments)
    wanted = options.only.split(",") if options.only else names
    if unknown := set(wanted) - set(names):
        parser.error(f"--only: there is no {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if options.seeds and not all(part.isdigit() for part in options.seeds.split(",")):
        parser.error("--seeds: whole numbers, such as 1,2")
    options.plans = [plan for plan in PLANS if plan.name in wanted]
    options.seeds = [int(part) for part in options.seeds.split(",")] if options.seeds else None
    return options


def one(plan, seed, options):
    """The result of one training: as it was trained here before, or trained now; None if it is interrupted."""
    found = None if options.fresh else store.read_result(store.WORK, plan, seed)
    if found is not None:
        tell("  trained here before")
        return found
    found = training.train(plan, seed, store.WORK)
    if found is not None:
        store.write_result(store.WORK, plan, found)
    return found


def compared(found, known, version):
    """Tell whether a result is the record's; return the names of the figures that are not."""
    figure = f"  {found['test_accuracy']:.2%} of the test images in {found['seconds']:.0f} s"
    if known is None or version != numerics.VERSION:
        tell(f"{figure}; the record has none of this numerics version.")
        return ""
    wrong = ", ".join(store.differences(found, known))
    tell(f"{figure}; " + (f"not as in the record: {wrong}" if wrong else "the record's, to the last bit."))
    return wrong


def finish(options, done):
    """Print the table; write it beside the trained networks, or with --write into the record, whose rest stays."""
    before = store.read() if options.write else None
    record = store.assembled(PLANS, done, before) | {"machine": describe()}
    if len(done.get(ENSEMBLE.name, [])) == len(ENSEMBLE.seeds):
        record["ensemble"] = together(ENSEMBLE, store.WORK)
    tell("\n" + plain_table(table.rows(record)))
    path = store.RECORD if options.write else store.WORK / "record.json"
    write_json(path, record)
    page = (store.HERE if options.write else store.WORK) / "record.md"
    page.write_text(table.markdown(record), encoding="utf-8")
    tell(f"\nWritten: {path} and {page}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:  # between two trainings; within one, `fit` ends after its step
        sys.exit(INTERRUPTED)

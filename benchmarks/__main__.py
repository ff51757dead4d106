"""``python -m benchmarks``, or ``make bench``: measure, print, and write the results."""

import signal
import sys
import time

from benchmarks import accuracy, chart, footprint, options, report, speed
from benchmarks.configurations import two_cpus
from benchmarks.machine import describe
from benchmarks.networks import BATCH
from benchmarks.process import WorkerFailed
from benchmarks.run import Run, new_results, tell, write_json
from benchmarks.tables import measured


def main():
    plan, notes = options.parse(sys.argv[1:])
    for note in notes:
        tell(note)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended from outside."))  # so that the workers are ended, too
    cpus = two_cpus()
    settings = {"batch": BATCH, "threads": len(cpus), "seconds": plan.seconds}
    results = new_results(describe(), settings)
    kept = options.ROUGH / "unfinished.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    tell(f"On {len(cpus)} CPUs: {', '.join(each.name for each in plan.configurations)}. Leave the machine alone.")
    start, code = time.perf_counter(), 0
    try:
        with Run(plan.configurations, cpus, results, lambda now: write_json(kept, now)) as run:
            measure(run, plan)
        results["is_complete"] = not results["troubles"]
    except KeyboardInterrupt:
        tell("\nInterrupted.")
        code = 130
    except WorkerFailed as error:
        results["troubles"].append(str(error))
        tell(str(error))
        code = 1
    finally:
        finish(results, plan, kept)
    tell(f"This took {(time.perf_counter() - start) / 60:.0f} minutes.")
    sys.exit(code or bool(results["troubles"]))


def measure(run, plan):
    """All that is to be measured, speed first."""
    for network in plan.networks:
        speed.measure(run, network, plan.rounds, plan.seconds)
    if not plan.is_brief:
        footprint.measure(run)
        if accuracy.NETWORK in plan.networks:
            accuracy.measure(run)


def finish(results, plan, kept):
    """Print the report and write it; an unfinished run overwrites no finished one's."""
    if not measured(results):
        tell("Nothing was measured.")
        return
    tell("\n" + report.text(results) + "\n")
    folder = plan.folder if results["is_complete"] or plan.folder != options.HERE else options.ROUGH
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "results.json", results)
    (folder / "results.md").write_text(report.markdown(results), encoding="utf-8")
    chart.draw(results).savefig(folder / "results.png")
    kept.unlink(missing_ok=True)
    tell(f"Written: results.json, results.md and results.png in {folder}")


if __name__ == "__main__":
    main()

"""Seconds of training until 99 % of the test images are classified correctly, with T5."""

from benchmarks.configurations import OURS
from benchmarks.networks import BATCH
from benchmarks.run import tell
from benchmarks.speed import per_step
from benchmarks.tables import median

NETWORK, GOAL, STEPS, MOST_STEPS = "T5", 9900, 100, 5000


def fastest_of_each_library(run):
    """The configuration of each library that trained T5 fastest in this run."""
    speed = run.results["speed"].get(NETWORK, {})
    best = {}
    for configuration in run.configurations:
        figures = speed.get(configuration.name, {}).get("train_ms")
        if figures and median(figures) < best.get(configuration.library, (float("inf"),))[0]:
            best[configuration.library] = median(figures), configuration
    return [configuration for _, configuration in best.values()]


def measure(run):
    """Train until the goal is reached, libraries in turn, 100 steps at a time.

    Figures appear in ``results["accuracy"][name]``: ``seconds`` of the steps alone, not of looking and compiling, None
    if the goal was not reached; ``steps``; ``right`` of 10,000 after every 100 steps.
    """
    with run.workers(NETWORK, fastest_of_each_library(run)) as workers:
        figures = run.results["accuracy"]
        for name, worker in list(workers.items()):
            with run.failures(name, "accuracy", workers):
                worker.ask("build")
                figures[name] = {"seconds": None, "steps": 0, "right": []}
        spent = dict.fromkeys(workers, 0.0)
        while workers:
            for name, worker in list(workers.items()):
                with run.failures(name, "accuracy", workers):
                    spent[name] += learn(worker, figures[name], run.rest)
                    if figures[name]["right"][-1] >= GOAL:
                        figures[name]["seconds"] = spent[name]
                        tell(f"{name}: 99 % after {figures[name]['steps']} steps and {spent[name]:.1f} s of training")
                    if figures[name]["seconds"] is not None or figures[name]["steps"] >= MOST_STEPS:
                        workers.pop(name).close()
            run.save()
        if figures.get(OURS, {}).get("seconds") is None:
            tell(f"{OURS} did not reach 99 %.")


def learn(worker, figures, rest):
    """100 more steps, and a look; return the seconds of the steps."""
    rest()
    times = worker.ask("train", first=figures["steps"] * BATCH, count=STEPS * BATCH)["result"]
    figures["steps"] += STEPS
    figures["right"].append(worker.ask("right")["result"])
    return per_step(times) * STEPS

"""Milliseconds of a training step and of a prediction, in rounds: each library works a second, then the next one."""

import itertools

from benchmarks.configurations import OURS, blas
from benchmarks.networks import BATCH
from benchmarks.run import tell

MOST_STEPS, MOST_IMAGES, FEWEST_IMAGES = 100, 78 * BATCH, 20 * BATCH


def measure(run, network, rounds, seconds):
    """Measure all configurations with a network; each works about `seconds` at training in a round.

    Figures appear in ``results["speed"][network][name]``, those of the multiply beside them in ``["blas_gflops"]``.
    """
    speed = run.results["speed"].setdefault(network, {})
    gflops = run.results["blas_gflops"].setdefault(network, [])
    with run.workers(network) as workers, run.start(blas(), network, data=None) as yardstick:
        for configuration in [each for each in run.configurations if each.name in workers]:
            if configuration.is_compiled:
                tell(f"{network}: {configuration.name} is compiling, which may take a minute …")
            with run.failures(configuration.name, network, workers):
                speed[configuration.name] = warm_up(workers[configuration.name], seconds, run.rest)
        for number in range(1, rounds + 1):
            for name, worker in list(workers.items()):
                with run.failures(name, network, workers):
                    one_round(worker, speed[name], run.rest)
            run.rest()
            gflops.append(yardstick.ask("multiply")["result"])
            figures = ", ".join(f"{name} {speed[name]['train_ms'][-1]:.1f}" for name in workers)
            tell(f"{network}, round {number} of {rounds}, ms per step: {figures} (BLAS {gflops[-1]:.0f} GFLOP/s)")
            run.save()
        if OURS not in workers:
            tell(f"{network}: without {OURS} there is nothing to compare with.")


def warm_up(worker, seconds, rest):
    """Let everything be compiled, find out how much a round shall do, and which way to predict is the fastest."""
    worker.ask("build")
    worker.ask("train", first=0, count=4 * BATCH)
    rest()
    times = worker.ask("train", first=0, count=6 * BATCH)["result"]
    step = min(after - before for before, after in itertools.pairwise(times))  # one that nothing disturbed
    ways = {}
    for way in worker.ask("ways")["result"]:
        worker.ask("predict", way=way, images=4 * BATCH)
        rest()
        ways[way] = worker.ask("predict", way=way, images=FEWEST_IMAGES)["result"] / FEWEST_IMAGES * BATCH
    way = min(ways, key=ways.get)
    images = min(max(int(seconds / ways[way]) * BATCH, FEWEST_IMAGES), MOST_IMAGES)
    return {
        "steps": min(max(int(seconds / step), 5), MOST_STEPS) + 1,
        "images": images,
        "way": way,
        "ways_ms": {name: each * 1e3 for name, each in ways.items()},
        "train_ms": [],
        "predict_ms": [],
    }


def one_round(worker, figures, rest):
    """Train and predict once."""
    rest()
    times = worker.ask("train", first=0, count=figures["steps"] * BATCH)["result"]
    rest()
    predicted = worker.ask("predict", way=figures["way"], images=figures["images"])["result"]
    figures["train_ms"].append(per_step(times) * 1e3)
    figures["predict_ms"].append(predicted / figures["images"] * BATCH * 1e3)


def per_step(times):
    """Seconds of a step, from the time after each: the first one may have had to prepare something."""
    return (times[-1] - times[0]) / (len(times) - 1)

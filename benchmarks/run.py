"""What all measurements of one run share: the workers' circumstances, the data, the results so far."""

import json
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.configurations import environment
from benchmarks.process import Worker, WorkerFailed
from benchmarks.quiet import rest


class Run:
    """`configurations` are measured, ours first, `save` is called with the results whenever there are new ones."""

    def __init__(self, configurations, cpus, results, save):
        self.configurations, self.cpus, self.results, self._save = configurations, cpus, results, save

    def __enter__(self):
        self._scratch = tempfile.TemporaryDirectory(prefix="benchmarks-", ignore_cleanup_errors=True)
        self.scratch = Path(self._scratch.name)
        self.data = write_data(self.scratch)
        return self

    def __exit__(self, *_):
        self._scratch.cleanup()

    def start(self, configuration, network, data="all", **env):
        """A new worker; `env` are environment variables of its own."""
        circumstances = {**environment(len(self.cpus), self.scratch), **configuration.env, **env}
        return Worker(configuration, network, self.data.get(data), self.cpus, circumstances)

    @contextmanager
    def workers(self, network, configurations=None):
        """One worker for each configuration, {name: worker}; those that cannot be started are reported and left out."""
        with ExitStack() as stack:
            workers = {}
            for configuration in self.configurations if configurations is None else configurations:
                with self.failures(configuration.name, network):
                    workers[configuration.name] = stack.enter_context(self.start(configuration, network))
            for name, worker in list(workers.items()):
                with self.failures(name, network, workers):
                    self.results["versions"].update(worker.greet()["versions"])
            yield workers

    @contextmanager
    def failures(self, name, where, workers=None):
        """Within this block a worker may fail: that is told and kept, and the worker is ended and taken out."""
        try:
            yield
        except WorkerFailed as error:
            self.results["troubles"].append(f"{where}: {error}")
            tell(f"{where}: {error} It is left out here.")
            if workers is not None and name in workers:
                workers.pop(name).close()

    def rest(self):
        """Let threads of the library that worked before come to rest; look meanwhile what other programs do."""
        self.results["others_busy"].append(rest(self.cpus))

    def save(self):
        self._save(self.results)


def tell(text):
    print(text, flush=True)


def new_results(machine, settings):
    """Results without any figures yet."""
    empty = {"speed": {}, "blas_gflops": {}, "footprint": {}, "accuracy": {}, "others_busy": [], "troubles": []}
    return {"machine": machine, "settings": settings, "versions": {}, "is_complete": False, **empty}


def write_data(folder):
    """Write MNIST, normalized, into two files: all of it, and enough for 60 steps; return {name: path}."""
    import numpy as np

    from course_lib import datasets

    (x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
    arrays = {"x_train": _normalized(x_train), "y_train": y_train, "x_test": _normalized(x_test), "y_test": y_test}
    paths = {"all": folder / "all.npz", "some": folder / "some.npz"}
    np.savez(paths["all"], **arrays)
    np.savez(paths["some"], **{name: array[:7680] for name, array in arrays.items()})
    return paths


def _normalized(images):
    """(N, 28, 28) uint8 -> (N, 28, 28, 1) float32 from 0 to 1"""
    return images[..., None].astype("float32") / 255


def write_json(path, results):
    """Write `results` whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    part.replace(path)

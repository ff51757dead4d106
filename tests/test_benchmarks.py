"""The benchmarks, without the libraries that they measure: arithmetic, reports, and a worker with a stand-in."""

import json
import mmap
import os
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import chart, footprint, machine, memory, networks, options, report, speed, tables, worker
from benchmarks.configurations import Configuration, environment, ours, peers
from benchmarks.process import Worker, WorkerFailed
from benchmarks.run import new_results
from benchmarks.subjects.keras_like import load

ROOT = Path(__file__).resolve().parents[1]

# --- networks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("network", networks.NETWORKS)
def test_shapes_and_parameters_are_those_of_the_models(network):
    _, make = load("course_lib", 2)
    subject = make(network, {"y_train": np.zeros(1, np.int64)})
    subject.build()
    stack = networks.layers(network)
    assert [layer.outputs for layer in stack] == [tuple(layer.output_shape) for layer in subject.model.layers]
    assert [layer.parameters for layer in stack] == [layer.count_params() for layer in subject.model.layers]


def test_operations_of_a_network_counted_by_hand():
    # T4: 26 · 26 windows of 9 numbers, 32 filters; 21632 → 128; 128 → 10. The convolution is the first layer.
    convolution, dense, classes = 26 * 26 * 9 * 32, 21632 * 128, 128 * 10
    assert networks.training_flops("T4", batch=3) == 2 * 3 * (2 * convolution + 3 * dense + 3 * classes)


def test_a_network_in_words():
    assert networks.in_words("T4") == "32 filters of 3², dense 128"


# --- the report ------------------------------------------------------------------------------------------------------


@pytest.fixture
def results():
    """Made-up results of two networks and three subjects, one of which failed with the second network."""
    made = new_results(machine.describe(), {"batch": 128, "threads": 2, "seconds": 1.0})
    made["is_complete"], made["versions"] = True, {"torch": "2.13.0"}
    times = {
        "course_lib": [20.0, 10.0, 11.0],
        "PyTorch contiguous": [30.0, 22.0, 24.0],
        "Keras JAX": [50.0, 50.0, 50.0],
    }
    for network in ("T4", "T5"):
        names = list(times)[: 3 if network == "T4" else 2]
        made["speed"][network] = {name: {"train_ms": times[name], "predict_ms": [5.0]} for name in names}
        made["blas_gflops"][network] = [400.0, 100.0, 200.0]
    made["footprint"]["course_lib"] = {"peak_mb": 123.4, "after_10_mb": 200.0, "after_60_mb": 201.5, "import_s": [0.5]}
    made["accuracy"]["course_lib"] = {"seconds": 12.34, "steps": 900, "right": [9900]}
    made["others_busy"] = [None, 0.01]
    return made


def test_ratios_are_of_medians_and_their_spread_is_of_rounds(results):
    subjects = tables.measured(results)["T4"]
    assert tables.fastest_peer(subjects) == "PyTorch contiguous"
    assert tables.ratio(subjects) == (24 / 11, 1.5, 2.2)
    assert tables.ratio({"course_lib": [1.0]}) is None


def test_the_markdown_has_tables_ratios_and_the_machine(results):
    text = report.markdown(results)
    assert "| fastest peer / course_lib | 2.18 × (1.50–2.20) | 2.18 × (1.50–2.20) |" in text
    assert "| **course_lib** | 11.0 (10.0–20.0) | 11.0 (10.0–20.0) |" in text
    assert "| Keras JAX | 50.0 (50.0–50.0) | – |" in text
    assert "| the fastest other | 24.0, PyTorch | 24.0, PyTorch |" in text
    assert "| course_lib | 123 | +2 | 0.50 (0.50–0.50) | – | – | 12.3 |" in text
    assert machine.sentence(results["machine"]) in text and "torch 2.13.0" in text
    assert re.search(r"!\[Bar chart: .*T4 11\.0 ms \(fastest other: 24\.0, PyTorch\)", text)


def test_the_readme_shows_what_was_measured_last():
    """The stored report is made of the stored figures, and the README has its chart in words and its first table."""
    stored = json.loads((ROOT / "benchmarks/results.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "benchmarks/results.md").read_text(encoding="utf-8") == report.markdown(stored)
    assert stored["is_complete"] and not stored["troubles"]
    assert list(tables.measured(stored)) == list(networks.NETWORKS)
    assert f"![{report.alt_text(stored)}](benchmarks/results.png)" in readme
    assert report.markdown_table(tables.summary_rows(stored)) in readme


def test_the_report_says_what_is_wrong(results):
    assert "not finished" not in report.text(results)
    results |= {"is_complete": False, "others_busy": [0.4, 0.2], "troubles": ["T5: Keras JAX ended with code -9."]}
    text = report.text(results)
    assert "The run is not finished." in text
    assert "Other programs used 30% of the CPUs" in text
    assert "Left out: T5: Keras JAX ended with code -9." in text


def test_work_in_a_second_is_set_against_the_multiply(results):
    gflops, part = tables.work_rate(results, "T5")
    assert gflops == pytest.approx(networks.training_flops("T5") / 0.011 / 1e9)
    assert part == pytest.approx(gflops / 200)


def test_results_without_figures_make_no_table():
    empty = new_results(machine.describe(), {"batch": 128, "threads": 2, "seconds": 1.0})
    empty["speed"]["T1"] = {"course_lib": {"train_ms": [], "predict_ms": []}}
    assert not tables.measured(empty)
    assert "|" not in report.markdown(empty)


def test_the_chart_shows_a_bar_and_a_number_for_each(results, tmp_path):
    figure = chart.draw(results)
    figure.savefig(tmp_path / "results.png")
    assert (tmp_path / "results.png").read_bytes().startswith(b"\x89PNG")
    t4, t5 = figure.axes
    assert [round(bar.get_width()) for bar in t4.patches] == [11, 24, 50]
    assert [bar.get_hatch() for bar in t4.patches] == ["///", None, None]
    assert [text.get_text() for text in t5.texts] == ["11.0", "24.0"]


# --- options ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def environment_of_peers(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    return str(tmp_path)


def test_a_full_run_measures_everything_and_is_kept(environment_of_peers, monkeypatch):
    monkeypatch.setattr("benchmarks.configurations.has_compiler", lambda: True)
    plan, notes = options.parse(["--environment", environment_of_peers])
    assert plan.networks == ["T1", "T2", "T3", "T4", "T5"] and plan.rounds == 7 and not notes
    names = [each.name for each in plan.configurations]
    assert names == ["course_lib", *(each.name for each in peers())] and len(set(names)) == len(names)
    assert plan.folder == ROOT / "benchmarks"


def test_parts_can_be_chosen(environment_of_peers):
    chosen = ["--networks", "T5,T1", "--rounds", "2", "--peers", "jax,contiguous", "--no-compile"]
    plan, _ = options.parse([*chosen, "--environment", environment_of_peers])
    assert plan.networks == ["T5", "T1"] and plan.rounds == 2
    assert [each.name for each in plan.configurations] == ["course_lib", "PyTorch contiguous", "Keras JAX"]
    assert plan.folder == options.ROUGH


def test_without_peers_ours_is_measured_and_that_is_said(tmp_path):
    plan, notes = options.parse(["--environment", str(tmp_path / "none")])
    assert [each.name for each in plan.configurations] == ["course_lib"]
    assert "make bench" in notes[0] and plan.folder == options.ROUGH


@pytest.mark.parametrize(
    "wrong", [["--networks", "T9"], ["--rounds", "0"], ["--environment", "{}", "--peers", "theano"], ["--quic"]]
)
def test_wrong_options_are_refused(wrong, environment_of_peers, capsys):
    with pytest.raises(SystemExit):
        options.parse([word.format(environment_of_peers) for word in wrong])
    assert "error" in capsys.readouterr().err


# --- workers ---------------------------------------------------------------------------------------------------------

STAND_IN = """
import time

def load(setting, threads):
    if setting == "broken":
        raise ImportError("no such library")
    return {"stand_in": "1.0"}, lambda network, data: Subject()

class Subject:
    def build(self):
        print("chatter that must not reach the driver")
    def train(self, first, count):
        start = time.perf_counter()
        return [start + 0.001 * step for step in range(count // 128)]
    def ways(self):
        return ["slow", "fast"]
    def predict(self, way, images):
        return images / 128 * {"slow": 0.02, "fast": 0.01}[way]
    def right(self):
        raise ValueError("nobody knows\\nnor cares")
    def multiply(self):
        time.sleep(60)
"""


@pytest.fixture
def start(tmp_path):
    """Starts workers with a stand-in for a library; ends them afterwards."""
    (tmp_path / "stand_in.py").write_text(STAND_IN)
    env = {**environment(1, tmp_path), "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    cpus = sorted(os.sched_getaffinity(0))[:1] if hasattr(os, "sched_getaffinity") else []
    started = []

    def start(setting=""):
        configuration = Configuration("Stand-in", "stand-in", "stand_in", setting, sys.executable)
        started.append(Worker(configuration, "T5", None, cpus, env))
        return started[-1]

    yield start
    for each in started:
        each.close()


def test_a_worker_is_warmed_up_and_measured_in_rounds(start):
    subject, rests = start(), []
    assert subject.greet()["versions"] == {"stand_in": "1.0"}
    figures = speed.warm_up(subject, 0.5, lambda: rests.append(1))
    assert figures["way"] == "fast" and figures["ways_ms"] == pytest.approx({"slow": 20, "fast": 10})
    assert figures["steps"] == speed.MOST_STEPS + 1 and figures["images"] == 50 * 128
    speed.one_round(subject, figures, lambda: rests.append(1))
    assert figures["train_ms"] == pytest.approx([1]) and figures["predict_ms"] == pytest.approx([10])
    assert len(rests) == 5
    with pytest.raises(WorkerFailed, match=r"^Stand-in could not right: ValueError: nobody knows$"):
        subject.ask("right")
    with pytest.raises(WorkerFailed, match="no such task: __init__"):
        subject.ask("__init__")
    with pytest.raises(WorkerFailed, match=r"no answer in 0\.1 s"):
        subject.ask("multiply", timeout=0.1)


def test_a_worker_that_cannot_start_says_why(start):
    with pytest.raises(WorkerFailed, match=r"ended with code 1\. Its last words: ImportError: no such library"):
        start("broken").greet()
    nowhere = Configuration("Nobody", "none", "none", "", str(ROOT / "no" / "python"))
    with pytest.raises(WorkerFailed, match=r"^Nobody could not be started"):
        Worker(nowhere, "T5", None, [], {})


def test_the_worker_answers_line_by_line():
    class Subject:
        def train(self, first, count):
            return [first, count]

    said = []
    worker.serve(Subject(), [json.dumps({"do": "train", "first": 1, "count": 2}), '{"do": "predict"}'], said.append)
    assert said[0]["result"] == [1, 2]
    assert said[1]["error"].startswith("AttributeError")


@pytest.mark.skipif(memory.peak() is None, reason="memory is read from Linux's /proc")
def test_the_peak_of_memory_can_be_reset():
    with mmap.mmap(-1, 120 * 2**20) as large:
        large[:] = bytes(len(large))
    before = memory.peak()
    if not memory.reset_peak():
        pytest.skip("this system does not let a process reset its peak")
    assert memory.resident() - 5 <= memory.peak() <= before - 100


def test_settings_of_the_shell_do_not_reach_the_workers(monkeypatch, tmp_path):
    monkeypatch.setenv("XLA_FLAGS", "--fast")
    monkeypatch.setenv("OMP_NUM_THREADS", "64")
    found = environment(2, tmp_path)
    assert "XLA_FLAGS" not in found and found["OMP_NUM_THREADS"] == "2"
    assert ours().env == {} and any(each.env for each in peers())


def test_every_figure_of_the_footprint_has_a_column():
    made = re.findall(r"``(\w+)``", footprint.measure.__doc__)
    assert set(made) == {"peak_mb", "after_10_mb", "after_60_mb", "import_s", "first_step_s", "compiling_s"}

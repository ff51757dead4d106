"""The record: that it belongs to this code, and that a training of it can be interrupted and repeated."""

import json

import numpy as np
import pytest

from benchmarks.record import __main__ as program
from benchmarks.record import store, table, training
from benchmarks.record.plan import Plan
from benchmarks.record.plans import ENSEMBLE, PLANS
from benchmarks.report import markdown_table
from course_lib import callbacks, numerics, optimizers
from course_lib.layers import Dense, Dropout, Flatten

RECORD = store.read()


def small_network():
    return [Flatten(), Dropout(0.2), Dense(20, activation="relu"), Dense(10, activation="softmax")]


PLAN = Plan(
    "small",
    "a dense network",
    data="mnist",
    network=small_network,
    optimizer=lambda: optimizers.Adam(0.01),
    epochs=3,
    batch_size=20,
    validation=0.2,
    judged_by="val_accuracy",
    reported=10.0,
    wanted=20.0,
    seeds=(1, 2),
)


@pytest.fixture
def few_images(monkeypatch):
    """300 images to learn from, a checkpoint every third step."""
    whole = training.data_of(PLAN)
    monkeypatch.setattr(training, "data_of", lambda plan: tuple((x[:300], y[:300]) for x, y in whole))
    monkeypatch.setattr(training, "CHECKPOINT_EVERY", 3)


# --- the stored record -----------------------------------------------------------------------------------------------


def test_the_record_and_the_code_belong_to_one_numerics_version():
    versions = {run["numerics"] for known in RECORD["trainings"].values() for run in known["runs"]}
    assert {RECORD["numerics"], *versions} == {numerics.VERSION}, "train anew: make reproduce ARGS='--fresh --write'"


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_each_training_is_recorded_with_all_its_seeds(plan):
    known = RECORD["trainings"][plan.name]
    assert table.falls_short(known) <= bool(plan.remark), "the record has to say why it does not reach what is wanted"
    assert [run["seed"] for run in known["runs"]] == list(plan.seeds)
    assert {key: known[key] for key in known if key != "runs"} == {
        key: value for key, value in store.described(plan, []).items() if key != "runs"
    }
    for run in known["runs"]:
        assert run["plan"] == plan.fingerprint, "the plan has changed since: train it anew"
        assert run["steps"] == plan.steps
        assert all(len(values) == plan.epochs for values in run["history"].values())
        assert run[plan.judged_by] > 0.8
    assert len({run["weights"] for run in known["runs"]}) == len(plan.seeds)


def test_nothing_else_is_recorded():
    assert list(RECORD["trainings"]) == [plan.name for plan in PLANS]


def test_the_tables_are_made_of_the_record():
    assert markdown_table(table.rows(RECORD)) in (store.HERE.parents[1] / "README.md").read_text(encoding="utf-8")
    assert (store.HERE / "record.md").read_text(encoding="utf-8") == table.markdown(RECORD)


def test_the_ensemble_is_that_of_the_recorded_networks():
    ensemble, runs = RECORD["ensemble"], RECORD["trainings"][ENSEMBLE.name]["runs"]
    assert (ensemble["of"], ensemble["seeds"]) == (ENSEMBLE.name, [run["seed"] for run in runs])
    assert ensemble["right_alone"] == [round(10_000 * run["test_accuracy"]) for run in runs]
    assert ensemble["numerics"] == numerics.VERSION


# --- a training ------------------------------------------------------------------------------------------------------


def test_a_training_interrupted_twice_has_the_result_of_one_that_was_not(few_images, tmp_path, monkeypatch):
    whole = training.train(PLAN, 1, tmp_path / "whole", verbose=0)
    assert whole["steps"] == 3 * 240 / 20
    assert len(whole["history"]["val_accuracy"]) == 3
    assert [file.name for file in (tmp_path / "whole").iterdir()] == [f"small-1-{PLAN.fingerprint}-trained.safetensors"]

    class Crash(training.Stopwatch):
        left = 14

        def on_train_batch_end(self, batch, logs=None):
            Crash.left -= 1
            if Crash.left == 0:
                raise InterruptedError

    monkeypatch.setattr(training, "Stopwatch", Crash)
    for steps in (14, 17):
        Crash.left = steps
        with pytest.raises(InterruptedError):
            training.train(PLAN, 1, tmp_path / "parts", verbose=0)
    Crash.left = 10**6
    parts = training.train(PLAN, 1, tmp_path / "parts", verbose=0)
    del parts["seconds"], whole["seconds"]
    assert parts == whole


def test_the_seconds_of_all_parts_count():
    watch = training.Stopwatch()
    watch.on_train_begin()
    watch.set_state({"seconds": 100.0})
    assert 100 < watch.seconds < 110
    assert watch.get_state()["seconds"] < watch.seconds


def test_the_stop_button_ends_it_without_a_result_and_it_goes_on(few_images, tmp_path, monkeypatch):
    class Stop(callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            if batch == 4:
                import signal

                signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patch:
        patch.setattr(training, "Stopwatch", type("Both", (Stop, training.Stopwatch), {}))
        assert training.train(PLAN, 2, tmp_path, verbose=0) is None
    assert [file.name for file in tmp_path.iterdir()] == [f"small-2-{PLAN.fingerprint}-unfinished.safetensors"]
    assert training.train(PLAN, 2, tmp_path, verbose=0)["steps"] == 36


def test_a_network_can_be_asked_about_each_image_and_its_mirror_image():
    """A network that tells the brighter side, or that there is none; of the two answers' sums it tells nothing."""

    class Side:
        def predict(self, x, batch_size, verbose):
            left, right = x[:, 0, 0, 0], x[:, 0, -1, 0]
            return np.stack([left, right, np.full(len(x), 0.6)], axis=1)

    x = np.array([[1, 0], [0, 1], [0, 0]], np.float32).reshape(3, 1, 2, 1)
    labels = np.eye(3)
    assert training.right(Side().predict(x, 500, 0), labels) == 3
    assert training.mirrored_accuracy(Side(), x, labels) == 1 / 3  # 1 + 0 < 0.6 + 0.6


def test_the_mirrored_figure_is_kept_beside_the_plain_one(few_images, tmp_path):
    plain, mirrored = PLAN, PLAN._replace(judged_by="mirrored_accuracy")
    found = training.train(mirrored, 1, tmp_path / "mirrored", verbose=0)
    assert 0 < found["mirrored_accuracy"] < 1
    assert found["test_accuracy"] == training.train(plain, 1, tmp_path, verbose=0)["test_accuracy"]
    assert store.differences(found, found | {"mirrored_accuracy": 2.0}) == ["mirrored_accuracy"]
    text = table.words(store.described(mirrored, [found]))
    assert f"for the image alone it is {100 * found['test_accuracy']:.2f}." in text


def test_another_seed_is_another_training(few_images, tmp_path):
    first, second = (training.train(PLAN, seed, tmp_path, verbose=0) for seed in (1, 2))
    assert first["weights"] != second["weights"]
    assert store.differences(first, first) == []
    assert store.differences(first, second) == [name for name in store.FIGURES if name != "plan"]


def test_a_result_of_another_plan_is_not_taken_for_this_ones(few_images, tmp_path):
    store.write_result(tmp_path, PLAN, training.train(PLAN, 1, tmp_path, verbose=0))
    assert store.read_result(tmp_path, PLAN, 1)["seed"] == 1
    others = (
        PLAN._replace(batch_size=21),
        PLAN._replace(optimizer=lambda: optimizers.Adam(0.02)),
        PLAN._replace(network=lambda: [Flatten(), Dense(10, activation="softmax")]),
        PLAN._replace(divisor=1),
        PLAN._replace(judged_by="mirrored_accuracy"),  # trained alike, but not asked
    )
    assert [store.read_result(tmp_path, plan, 1) for plan in others] == [None] * 5
    assert store.read_result(tmp_path, PLAN._replace(title="other words"), 1) is not None


# --- the program -----------------------------------------------------------------------------------------------------


@pytest.fixture
def run(few_images, tmp_path, monkeypatch, capsys):
    """Return a function that runs the program with arguments; it returns (what ends it, what it says)."""
    monkeypatch.setattr(program, "PLANS", (PLAN,))
    monkeypatch.setattr(program, "ENSEMBLE", PLAN)
    monkeypatch.setattr(store, "WORK", tmp_path / "work")
    monkeypatch.setattr(store, "HERE", tmp_path)
    monkeypatch.setattr(store, "RECORD", tmp_path / "record.json")
    monkeypatch.setattr(store.read, "__defaults__", (tmp_path / "record.json",))
    monkeypatch.setattr(program.signal, "signal", lambda *_: None)

    def main(*arguments):
        monkeypatch.setattr("sys.argv", ["record", *arguments])
        with pytest.raises(SystemExit) as ended:
            program.main()
        return ended.value.code, capsys.readouterr().out

    return main


def test_what_is_trained_is_recorded_repeated_and_compared(run, tmp_path):
    code, said = run("--write", "--seeds", "2")
    assert code == 0 and "the record has none of this numerics version" in said
    code, said = run("--write")
    assert code == 0 and "trained here before" in said
    stored = json.loads((tmp_path / "record.json").read_text())
    assert [known["seed"] for known in stored["trainings"]["small"]["runs"]] == [1, 2]
    alone = [round(300 * run["test_accuracy"]) for run in stored["trainings"]["small"]["runs"]]
    assert stored["ensemble"]["right_alone"] == alone
    assert stored["ensemble"]["right"] >= min(alone)
    assert "small, five together" in said
    assert (tmp_path / "record.md").read_text() == table.markdown(stored)

    code, said = run("--only", "small", "--seeds", "1", "--fresh")
    assert code == 0 and "the record's, to the last bit." in said and "trained here before" not in said

    stored["trainings"]["small"]["runs"][0]["weights"] = "0" * 16
    (tmp_path / "record.json").write_text(json.dumps(stored))
    code, said = run()
    assert "not as in the record: weights" in said
    assert code == "Not as in the record: small 1 (weights)."


def test_a_record_of_another_numerics_version_is_not_compared(run, tmp_path, monkeypatch):
    run("--write", "--seeds", "1")
    monkeypatch.setattr(numerics, "VERSION", 99)
    code, said = run("--seeds", "1")
    assert code == 0 and "the record has none of this numerics version" in said and "trained here before" not in said


@pytest.mark.parametrize(("arguments", "text"), [(["--only", "T9"], "there is no T9"), (["--seeds", "x"], "whole")])
def test_wrong_options_are_explained(arguments, text, capsys):
    with pytest.raises(SystemExit):
        program.parse(arguments)
    assert text in capsys.readouterr().err


# --- the table -------------------------------------------------------------------------------------------------------


def test_the_table_by_hand():
    runs = [{"seed": k, "val_accuracy": v, "seconds": s} for k, v, s in ((1, 0.19, 2.0), (2, 0.22, 4.0), (3, 0.2, 9.0))]
    record = {"trainings": {"small": store.described(PLAN, runs)}}
    assert table.rows(record)[1] == ["small", "10", "20.00", "19.00", "22.00", "4.0"]
    assert not table.falls_short(record["trainings"]["small"])
    del record["trainings"]["small"]["runs"][1:]
    assert table.rows(record)[1] == ["small", "10", "19.00", "–", "–", "2.0"]
    record["trainings"]["small"] = store.described(PLAN, runs)
    record["trainings"]["small"]["runs"][2]["val_accuracy"] = 0.1999
    assert table.falls_short(record["trainings"]["small"])


def test_the_table_tells_which_trainings_stand_alone():
    one = {"seed": 1, "val_accuracy": 0.2, "seconds": 1.0}
    trainings = {name: store.described(PLAN, runs) for name, runs in (("a", [one, one]), ("b", [one]))}
    record = {"trainings": trainings, "numerics": 3, "machine": RECORD["machine"]}
    assert "seeds 1 to 5; of b there is one training alone. Seconds" in table.markdown(record)
    del trainings["b"]
    assert "seeds 1 to 5. Seconds" in table.markdown(record)


def test_the_steps_of_a_plan_are_those_of_its_training():
    assert [PLAN._replace(validation=part).steps for part in (0.2, "test", None)] == [7200, 9000, 9000]


def test_a_digest_tells_every_bit():
    one = np.ones(3, np.float32)
    assert training.digest([one]) == training.digest([one.copy()])
    assert training.digest([one]) != training.digest([np.nextafter(one, np.float32(2))])

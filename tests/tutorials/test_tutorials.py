"""Programs written for Keras run here once their import lines are changed, and learn.

The five t*.py beside this file are such programs, after the five tutorials that the course grew out of; nothing in them
knows of course_lib. Each is run as it stands but for its imports, on fewer images and for fewer epochs.
"""

import ast
import functools
import inspect
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from course_lib import Sequential, utils
from course_lib.datasets import fashion_mnist, mnist

HERE = Path(__file__).parent
TEST_IMAGES = 500

# For each program: how many training images and at most how many epochs, and what part of the 500 test images the
# networks must then get right, by the names of their results. Keras does better at each by a margin for luck.
CASES = {
    "t1_two_stages": (4000, 4, {"score": 0.93, "sgd_score": 0.5}),
    "t2_first_network": (3000, 3, {"score": 0.85}),
    "t3_three_convolutions": (1200, 2, {"score": 0.75, "leaky_score": 0.75}),
    "t4_fashion": (3000, 3, {"score": 0.75, "dense_score": 0.72}),
    "t5_dropout_and_adadelta": (4000, 4, {"score": 0.88}),
}


def for_course_lib(text):
    """Return a Keras program with its import lines changed: `course_lib` takes the place of `keras`.

    A line ``import keras`` becomes ``import course_lib as keras``, so that the name stays; in lines that begin with
    ``from keras`` or ``import keras.`` the word is replaced. No other line is touched.
    """
    text = re.sub(r"^import keras$", "import course_lib as keras", text, flags=re.MULTILINE)
    return re.sub(r"^(from|import) keras\b", r"\1 course_lib", text, flags=re.MULTILINE)


def statements(text):
    """The statements of a program in two lists, imports and all else, each as `ast.dump` writes it."""
    found = {True: [], False: []}
    for node in ast.parse(text).body:
        found[isinstance(node, ast.Import | ast.ImportFrom)].append(ast.dump(node))
    return found[True], found[False]


def imported(text):
    """The packages that a program imports anywhere."""
    nodes = list(ast.walk(ast.parse(text)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


@functools.cache
def loaded(data):
    return data.load_data()


@pytest.fixture
def run(monkeypatch):
    """Runs one of the programs on less data; gives the names that it leaves."""

    def shorten_data(data, train_images):
        (x_train, y_train), (x_test, y_test) = loaded(data)
        train, test = slice(train_images), slice(TEST_IMAGES)

        def load_data():
            return (x_train[train].copy(), y_train[train].copy()), (x_test[test].copy(), y_test[test].copy())

        monkeypatch.setattr(data, "load_data", load_data)

    def shorten_training(most_epochs):
        fit = Sequential.fit
        signature = inspect.signature(fit)

        def short_fit(*args, **options):
            given = signature.bind(*args, **options)
            given.arguments["epochs"] = min(given.arguments.get("epochs", 1), most_epochs)
            return fit(*given.args, **given.kwargs)

        monkeypatch.setattr(Sequential, "fit", short_fit)

    def run(name):
        train_images, most_epochs, _ = CASES[name]
        shorten_data(mnist, train_images)
        shorten_data(fashion_mnist, train_images)
        shorten_training(most_epochs)
        path = HERE / f"{name}.py"
        names = {"__name__": name}
        exec(compile(for_course_lib(path.read_text(encoding="utf-8")), path, "exec"), names)
        return SimpleNamespace(**names)

    utils.set_random_seed(0)
    yield run
    utils.set_random_seed(0)  # a program may have set its own


def test_the_rule_for_import_lines():
    program = (
        "import keras\nimport keras.layers as kl\nfrom keras import losses\nfrom keras.layers import (\n    Dense,\n)\n"
    )
    changed = (
        "import course_lib as keras\nimport course_lib.layers as kl\nfrom course_lib import losses\n"
        "from course_lib.layers import (\n    Dense,\n)\n"
    )
    assert for_course_lib(program) == changed
    other = "import numpy as np\nimport kerastuner\nkeras.layers.Dense(1)  # import keras\n    from keras import x\n"
    assert for_course_lib(other) == other


@pytest.mark.parametrize("name", CASES)
def test_only_import_lines_are_changed(name):
    before = (HERE / f"{name}.py").read_text(encoding="utf-8")
    assert "course_lib" not in before
    after = for_course_lib(before)
    old_imports, old_rest = statements(before)
    new_imports, new_rest = statements(after)
    assert new_rest == old_rest
    assert len(new_imports) == len(old_imports)
    assert imported(before) - imported(after) == {"keras"}
    assert imported(after) - imported(before) == {"course_lib"}


def test_every_program_is_run():
    assert {path.stem for path in HERE.glob("t[0-9]*.py")} == set(CASES)


def assert_learned(program, name):
    """The last loss is below the first, and the test images are recognised well enough."""
    for score_name, floor in CASES[name][2].items():
        kind = score_name.removesuffix("score")
        history, score = getattr(program, f"{kind}history"), getattr(program, score_name)
        assert history.history["loss"][-1] < history.history["loss"][0]
        assert len(score) == 2
        assert score[1] > floor, f"{name}: {score_name} {score[1]:.3f}"
        assert set(history.history) == {"loss", "accuracy", "val_loss", "val_accuracy"}
        assert {len(figures) for figures in history.history.values()} == {CASES[name][1]}


def shapes(weights):
    return [array.shape for array in weights]


@pytest.mark.slow
def test_t1_two_stages_of_convolution_and_pooling(run):
    program = run("t1_two_stages")
    assert_learned(program, "t1_two_stages")
    assert program.accuracy_history.accuracies == program.history.history["accuracy"]
    assert (program.filters.shape, program.biases.shape) == ((5, 5, 1, 32), (32,))
    assert program.model.count_params() == 832 + 51_264 + 1_025_000 + 10_010
    # The test images are the validation data too.
    for kind in ("", "sgd_"):
        history, score = getattr(program, f"{kind}history").history, getattr(program, f"{kind}score")
        np.testing.assert_allclose(score, [history["val_loss"][-1], history["val_accuracy"][-1]], rtol=1e-5)


@pytest.mark.slow
def test_t2_first_network_on_raw_pixels(run, capsys):
    program = run("t2_first_network")
    assert_learned(program, "t2_first_network")
    assert program.X_train.max() == 255
    assert program.truth.tolist() == [7, 2, 1, 0]
    assert np.count_nonzero(program.digits == program.truth) >= 3
    assert program.probabilities.shape == (4, 10)
    np.testing.assert_allclose(program.probabilities.sum(axis=1), 1, atol=1e-6)
    assert shapes(program.model.get_weights()) == [(3, 3, 1, 64), (64,), (3, 3, 64, 32), (32,), (18432, 10), (10,)]
    assert "true: [7 2 1 0]" in capsys.readouterr().out


@pytest.mark.slow
def test_t3_three_convolutions_with_relu_and_with_leaky_relu(run):
    program = run("t3_three_convolutions")
    assert_learned(program, "t3_three_convolutions")
    assert len(program.correct) + len(program.incorrect) == TEST_IMAGES
    assert program.model.count_params() == 320 + 18_496 + 73_856 + 11 * 11 * 128 * 128 + 128 + 1_290
    assert program.leaky_model.count_params() == 320 + 18_496 + 73_856 + 14 * 14 * 128 * 128 + 128 + 1_290


@pytest.mark.slow
def test_t4_fashion_with_and_without_a_convolution(run):
    program = run("t4_fashion")
    assert_learned(program, "t4_fashion")
    assert program.model.count_params() == 320 + 26 * 26 * 32 * 128 + 128 + 1_290
    assert program.dense_model.count_params() == 784 * 128 + 128 + 1_290
    assert program.probabilities.shape == (5, 10)


@pytest.mark.slow
def test_t5_dropout_and_adadelta(run):
    program = run("t5_dropout_and_adadelta")
    assert_learned(program, "t5_dropout_and_adadelta")
    log, (images, epochs, _) = program.batch_log, CASES["t5_dropout_and_adadelta"]
    batches = -(-images // program.batch_size)
    assert log.started == len(log.batch_accuracies) == epochs * batches
    assert log.batch_accuracies[batches - 1 :: batches] == program.history.history["accuracy"]
    assert log.val_accuracies == program.history.history["val_accuracy"]
    assert program.difference < 1e-6
    assert shapes(program.twin.get_weights()) == shapes(program.weights)

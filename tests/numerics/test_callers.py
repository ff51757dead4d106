"""Threads that train and predict at once, forked children, interrupts: nothing crashes, nothing is mixed up."""

import os
import subprocess
import sys

import pytest

LAYERS = ["workqueue", "omp"]

START = """
import numpy as np, os, signal, sys, threading, time
from course_lib import Input, Sequential, datasets, kernels, layers, utils
(x, y), _ = datasets.mnist.load_data()
x, y = x[:320, ..., None].astype(np.float32) / 255, utils.to_categorical(y[:320], 10)

def network():
    utils.set_random_seed(3)
    model = Sequential([
        Input((28, 28, 1)), layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(16, 3, activation="relu"), layers.Dropout(0.5), layers.Flatten(), layers.Dense(10, "softmax"),
    ])
    model.compile("adam", "categorical_crossentropy")
    return model

def fit(model):
    model.fit(x, y, batch_size=16, epochs=2, verbose=0)
"""

AT_ONCE = """
alone, shared, other = network(), network(), network()
fit(alone)
before = other.predict(x, verbose=0)
errors, done = [], threading.Event()

def watched(function, *arguments):
    def work():
        try:
            function(*arguments)
        except BaseException as error:
            errors.append(error)
    return threading.Thread(target=work)

def look():
    while not done.is_set():  # both models are asked while they are trained or left alone
        shared.predict(x[:5], verbose=0)
        layers.Conv2D(16, 3)(x[:5])
        assert (other.predict(x, verbose=0) == before).all()

twin = network()
trainings, lookers = [watched(fit, shared), watched(fit, twin)], [watched(look), watched(look)]
for thread in trainings + lookers:
    thread.start()
for thread in trainings:
    thread.join()
done.set()
for thread in lookers:
    thread.join()
assert not errors, errors
for model in (shared, twin):
    assert all((a == b).all() for a, b in zip(alone.get_weights(), model.get_weights()))
print("well")
"""

FORKED = """
fit(network())
child = os.fork()
if child == 0:
    try:
        network().predict(x, verbose=0)
        print("worked", flush=True)
    except RuntimeError as error:
        print(error, flush=True)
    os._exit(7)
pid, status = os.waitpid(child, 0)
assert os.WIFEXITED(status) and os.WEXITSTATUS(status) == 7, status
fit(network())
print("well")
"""

INTERRUPTED = """
wide = np.ones((64, 64, 64, 32), np.float32), np.ones((7, 7, 32, 64), np.float32), np.zeros(64, np.float32)
kernels.conv2d_forward(*[a[:1] if k == 0 else a for k, a in enumerate(wide)], (1, 1), (0, 0, 0, 0))
model = network()
fit(model)
threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
caught = False
try:
    for _ in range(1000):
        kernels.conv2d_forward(*wide, (1, 1), (0, 0, 0, 0))
except KeyboardInterrupt:
    caught = True
assert caught
again = network()
fit(again)
assert all((a == b).all() for a, b in zip(model.get_weights(), again.get_weights()))
print("well")
"""


def run(code, layer):
    environment = {**os.environ, "NUMBA_THREADING_LAYER": layer, "NUMBA_NUM_THREADS": "2"}
    done = subprocess.run(
        [sys.executable, "-c", START + code], env=environment, capture_output=True, text=True, check=False
    )
    if "No threading layer could be loaded" in done.stderr or "threading layer" in done.stderr.split("\n")[-1]:
        pytest.skip(f"the threading layer {layer} is not there")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("layer", LAYERS)
def test_threads_that_train_and_predict_at_once_get_what_they_get_alone(layer):
    assert run(AT_ONCE, layer) == ["well"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are a matter of POSIX systems")
@pytest.mark.parametrize("layer", LAYERS)
def test_a_forked_child_works_or_says_what_to_do(layer):
    told, end = run(FORKED, layer)
    assert end == "well"
    if layer == "omp":
        assert told.startswith("This process was forked from one that had used the kernels")
        assert 'multiprocessing.get_context("spawn")' in told
    else:
        assert told == "worked"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals like these are a matter of POSIX systems")
@pytest.mark.parametrize("layer", LAYERS)
def test_an_interrupt_inside_a_kernel_leaves_the_process_alive(layer):
    assert run(INTERRUPTED, layer) == ["well"]

"""The first training on a computer compiles what it needs, says so, and leaves that for all later ones."""

import os
import subprocess
import sys

import pytest

from course_lib.kernels import warm_up

CODE = """
import numpy as np
from course_lib import Input, Sequential, kernels, layers
model = Sequential([Input((8, 8, 1)), layers.Conv2D(16, 3, activation="relu"),
                    layers.Conv2D(16, SIDE, activation="relu"), layers.MaxPooling2D(), layers.Flatten(),
                    layers.Dense(2, "softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(np.ones((4, 8, 8, 1)), np.eye(2)[[0, 1, 0, 1]], verbose=VERBOSE)
from course_lib.kernels.compiled import compiled_functions
print(sum(sum(f.stats.cache_misses.values()) for f in compiled_functions().values()))
"""
LINE = "Compiling the course's numba functions for this computer, once: about {} seconds …"


def train(folder, verbose, side=3):
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(folder)}
    code = CODE.replace("VERBOSE", str(verbose)).replace("SIDE", str(side))
    return subprocess.check_output([sys.executable, "-c", code], env=environment, text=True).splitlines()


@pytest.mark.slow
def test_the_first_training_says_that_it_compiles_and_the_second_finds_all_compiled(tmp_path):
    first = train(tmp_path, 1)
    assert first[0] == LINE.format(15)
    assert int(first[-1]) > 0
    second = train(tmp_path, 1)
    assert second[0].startswith("Epoch 1/1")
    assert second[-1] == "0"
    larger_windows = train(tmp_path, 1, 5)
    assert larger_windows[0] == LINE.format(7) and int(larger_windows[-1]) > 0
    assert train(tmp_path, 1, 5)[0].startswith("Epoch 1/1")


@pytest.mark.slow
def test_without_the_second_process_the_first_compiles_everything(tmp_path):
    """The helper may be killed by an operating system that is short of memory; a silent training stays silent."""
    broken = tmp_path / "broken"
    broken.mkdir()
    # Python runs a file of this name at its start; only the helper has the option.
    (broken / "sitecustomize.py").write_text("import sys\nif '--helper' in sys.orig_argv: sys.exit(1)\n")
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "cache"), "PYTHONPATH": str(broken)}
    code = CODE.replace("VERBOSE", "0").replace("SIDE", "3")
    found = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True, stderr=subprocess.DEVNULL)
    assert int(found) > 20


def test_a_network_compiles_what_it_needs_and_no_more():
    dense = warm_up.calls_for([])
    one_channel = warm_up.calls_for([((3, 3, 1, 32), (1, 1), True), ((5, 5, 32, 64), (2, 2), False)])
    assert dense == one_channel == list(warm_up.USUAL)
    pooled, plain = (warm_up.calls_for([((3, 3, 32, 64), (1, 1), pooled)]) for pooled in (True, False))
    joint = "conv2d_relu_maxpool2d"
    assert set(pooled) - set(dense) == {
        f"{joint}_kernel_gradient 3×3", f"{joint}_input_gradient 3×3", "conv2d_forward 3×3"
    }  # fmt: skip
    assert set(plain) - set(pooled) == {"conv2d_kernel_gradient 3×3", "conv2d_input_gradient 3×3"}
    assert set(warm_up.calls_for([((5, 5, 32, 64), (1, 1), False)])) <= set(warm_up.all_calls())

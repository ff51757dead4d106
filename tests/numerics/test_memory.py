"""Training takes no more memory the longer it lasts."""

import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
import numpy as np
from course_lib import Input, Sequential, datasets, layers, utils
from course_lib.models import steps

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

(x, y), _ = datasets.mnist.load_data()
x, y = x[:128, ..., None].astype(np.float32) / 255, utils.to_categorical(y[:128], 10)
model = Sequential([
    Input((28, 28, 1)), layers.Conv2D(32, 3, activation="relu"), layers.Conv2D(64, 3, activation="relu"),
    layers.Dropout(0.25), layers.MaxPooling2D(), layers.Flatten(),
    layers.Dense(128, "relu"), layers.Dense(10, "softmax"),
])
model.compile("adam", "categorical_crossentropy", ["accuracy"])
seen = []
for step in range(60):
    steps.train(model, x, y)
    model.predict(x[: 1 + step], verbose=0)
    if step in (19, 59):
        seen.append(resident())
print(seen[1] - seen[0])
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the memory is read as Linux tells it")
def test_memory_does_not_grow_from_step_to_step():
    found = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    # Where free memory lies in pieces, one array of 19 MB may find no place once. A megabyte kept in each of the 40
    # steps would be more.
    assert int(found.stdout) < 30e6

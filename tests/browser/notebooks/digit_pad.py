# %%
import numpy as np

from course_lib import Input, Sequential, datasets, layers, utils
from course_lib.widgets import DigitPad

(x, y), _ = datasets.mnist.load_data()
x = x[:12000, ..., None].astype(np.float32) / 255
y = utils.to_categorical(y[:12000], 10)

utils.set_random_seed(1)
network = [
    Input((28, 28, 1)),
    layers.Conv2D(16, 5, activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(16, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
]
model = Sequential(network)
model.compile("adam", "categorical_crossentropy", ["accuracy"])
model.fit(x, y, batch_size=64, epochs=2, verbose=0)
pad = DigitPad(model)
pad

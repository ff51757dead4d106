"""Draw the README's picture, ``readme.png`` beside this file: what a trained network makes of a digit.

``python notebooks/source/readme_picture.py`` trains lesson 8's network for one epoch and draws the maps of its two
convolutions and its ten probabilities.
"""

from pathlib import Path

import numpy as np

from course_lib import Input, Sequential, datasets, layers, optimizers, utils
from course_lib.plots import BLUE, GREY, Picture

ROWS, COLUMNS = 3, 3


def trained_network(x, y):
    model = Sequential(
        [
            Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizers.Adadelta(1.0), "categorical_crossentropy", ["accuracy"])
    model.fit(x, utils.to_categorical(y), batch_size=128)
    return model


def differing(maps):
    """Return places of maps that look least alike: the liveliest, then always the one least like those chosen."""
    flat = maps.reshape(-1, maps.shape[2])
    alive = np.flatnonzero(flat.std(axis=0) > 0.2 * flat.std())
    alike = np.corrcoef(flat[:, alive].T)
    chosen = [int(flat[:, alive].std(axis=0).argmax())]
    while len(chosen) < ROWS * COLUMNS:
        chosen.append(int(alike[:, chosen].max(axis=1).argmin()))
    return alive[chosen]


def draw(image, first, second, probabilities):
    """One row: the digit, nine maps of each convolution, ten bars."""
    picture = Picture(11, 3.1, "a digit, the maps that two convolutions make of it, and ten probabilities")
    left, maps_1, maps_2, right = picture.subfigures(1, 4, width_ratios=(3, 3, 3, 3.2))
    axes = left.subplots()
    axes.imshow(image, cmap="gray")
    axes.set_axis_off()
    left.suptitle("28×28 pixels", fontsize=11)
    for part, maps, title in ((maps_1, first, "first convolution"), (maps_2, second, "second convolution")):
        for place, axes in zip(differing(maps), np.ravel(part.subplots(ROWS, COLUMNS)), strict=True):
            axes.imshow(maps[:, :, place], cmap="magma")
            axes.set_axis_off()
        part.suptitle(f"{title}: 9 of {maps.shape[2]} maps", fontsize=11)
    axes = right.subplots()
    axes.barh(range(10), probabilities, color=[BLUE if p == probabilities.max() else GREY for p in probabilities])
    axes.set(yticks=range(10), xlim=(0, 1), xticks=(0, 0.5, 1), xticklabels=("0", "50%", "100%"))
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    right.suptitle("which digit is it?", fontsize=11)
    return picture


if __name__ == "__main__":
    (x_train, y_train), (x_test, _) = datasets.mnist.load_data()
    model = trained_network(x_train[..., None] / 255, y_train)
    x = x_test[4:5, ..., None] / 255
    maps = [x]
    for layer in model.layers:
        maps.append(layer.forward(maps[-1]))
    data, _ = draw(x_test[4], maps[1][0], maps[3][0], maps[-1][0])._repr_png_()
    Path(__file__).with_name("readme.png").write_bytes(data)

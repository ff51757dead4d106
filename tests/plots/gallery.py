"""A picture of each kind with small fixed data: {name of the plot: function that draws it}."""

import numpy as np

from course_lib import Input, Sequential, landscapes, layers, plots

# A ring and a slanted line of 12×12 pixels, drawn by a formula: no data set, no random numbers.
ROWS, COLUMNS = np.mgrid[:12, :12]
RING = np.clip(2.2 - abs(np.hypot(ROWS - 5.5, COLUMNS - 5.5) - 4), 0, 1)
LINE = np.clip(2.0 - abs(ROWS - 11 + 0.8 * COLUMNS), 0, 1)
NAMES = ["T-shirt/top", "Ankle boot", "Sneaker"]
SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])


def filtered(image, kernel):
    """What an image kernel makes of an image; written out, so that no number depends on the machine."""
    height, width = (side - 2 for side in image.shape)
    parts = [kernel[i, j] * image[i : i + height, j : j + width] for i in range(3) for j in range(3)]
    return sum(parts)


def network():
    return Sequential(
        [
            Input((12, 12, 1)),
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(3, activation="softmax"),
        ]
    )


def path(rate):
    """A way down into a valley, without an optimizer."""
    return np.array([[-2 + rate * step, 2 - 1.8 * rate * step] for step in range(8)])


GALLERY = {
    "show_activations": lambda: plots.show_activations(
        np.arange(-4, 5),
        {"relu": (np.arange(-4, 5).clip(0), np.arange(-4, 5) > 0), "line": (np.arange(-4, 5), np.ones(9))},
    ),
    "show_architecture": lambda: plots.show_architecture(network()),
    "show_class_map": lambda: plots.show_class_map(
        [[k % 4, k // 4 + 0.3 * (k % 3)] for k in range(20)], [k % 10 for k in range(20)]
    ),
    "show_confusion": lambda: plots.show_confusion([0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 0, 1, 1, 1, 1, 2, 0, 2], NAMES),
    "show_feature_maps": lambda: plots.show_feature_maps(
        np.stack([RING, LINE, RING * LINE, np.maximum(RING, LINE)], axis=-1)
    ),
    "show_filter_bank": lambda: plots.show_filter_bank(
        RING, [SOBEL, SOBEL.T], np.stack([filtered(RING, SOBEL), filtered(RING, SOBEL.T)], -1), ["left", "upper"]
    ),
    "show_filtering": lambda: plots.show_filtering(RING, SOBEL, filtered(RING, SOBEL)),
    "show_flattening": lambda: plots.show_flattening(np.arange(12).reshape(2, 3, 2)),
    "show_guess": lambda: plots.show_guess(RING, [0.2, 0.75, 0.05], NAMES),
    "show_history": lambda: plots.show_history(
        {"loss": [2, 1, 0.6, 0.5], "accuracy": [0.3, 0.6, 0.8, 0.85], "val_loss": [1.8, 1.1, 0.9, 0.95]}
    ),
    "show_images": lambda: plots.show_images(np.stack([RING, LINE] * 3), list("abcdef"), columns=4, marked=[2]),
    "show_kernel": lambda: plots.show_kernel(np.stack([SOBEL, SOBEL.T / 4], axis=-1), "edges"),
    "show_landscape": lambda: plots.show_landscape(landscapes.ROUND_BOWL, {"slow": path(0.1), "fast": path(0.25)}),
    "show_pixels": lambda: plots.show_pixels(
        [
            np.arange(12).reshape(3, 4) * 23,
            255 * RING,
            255 * np.stack([RING, LINE, RING * LINE], axis=-1),
        ],
        ["numbers", "grey", "colour"],
    ),
    "show_lines": lambda: plots.show_lines(
        {"steps": ([1, 10, 100, 1000], [2, 1.5, 0.5, 1]), "limit": ([1, 1000], [0.25, 0.25])},
        "learning rate",
        "loss",
        scale="log",
        points=["steps"],
    ),
    "show_predictions": lambda: plots.show_predictions(
        np.stack([RING, LINE, RING]), [0, 1, 2], [[0.9, 0.06, 0.04], [0.2, 0.7, 0.1], [0.1, 0.6, 0.3]], NAMES
    ),
    "show_roofline": lambda: plots.show_roofline({"relu": (0.125, 2.3), "Conv2D": (30, 110)}, peak=160, bandwidth=20),
}

"""What layers refuse, and in which words."""

import re

import numpy as np
import pytest

from course_lib import layers


@pytest.mark.parametrize(
    "make, error, text",
    [
        (lambda: layers.Conv2D(0, 3), ValueError, "Conv2D: `filters` must be at least 1, got 0."),
        (lambda: layers.Conv2D(2.5, 3), TypeError, "Conv2D: `filters` must be a whole number, got 2.5."),
        (lambda: layers.Conv2D(8, (3, 3, 3)), ValueError, "`kernel_size` must have two numbers (height, width)"),
        (lambda: layers.Conv2D(8, 3, padding="Same"), ValueError, "got 'Same'. Did you mean 'same'?"),
        (lambda: layers.Conv2D(8, 3, activation="rleu"), ValueError, "got 'rleu'. Did you mean 'relu'?"),
        (lambda: layers.MaxPooling2D(2.0), TypeError, "`pool_size` must be a whole number or a pair of them, got 2.0."),
        (lambda: layers.Dropout(1.0), ValueError, "Dropout: `rate` must be at least 0 and below 1, got 1.0."),
        (lambda: layers.Dropout("half"), TypeError, "Dropout: `rate` must be a number, got 'half'."),
        (lambda: layers.Dense(True), TypeError, "Dense: `units` must be a whole number, got True."),
        (
            lambda: layers.RandomZoom("big"),
            TypeError,
            "`height_factor` must be a number or a pair (low, high), got 'big'.",
        ),
        (lambda: layers.Reshape(9), TypeError, "Reshape: `target_shape` must be a tuple such as (28, 28, 1), got 9."),
        (lambda: layers.Reshape((-1, -1)), ValueError, "Reshape: `target_shape` may hold −1 once, got (-1, -1)."),
        (lambda: layers.Reshape((2, 0)), ValueError, "Reshape: `target_shape` must be at least 1, got 0."),
        (
            lambda: layers.Reshape((4, -1))(np.zeros((2, 6))),
            ValueError,
            "reshape: `target_shape` must hold the 6 numbers of a sample of shape (6,), got (4, -1).",
        ),
        (lambda: layers.ZeroPadding2D("same"), TypeError, "ZeroPadding2D: `padding` must be a whole number, a pair of"),
        (lambda: layers.ZeroPadding2D((1, 2, 3)), TypeError, "or ((top, bottom), (left, right)), got (1, 2, 3)."),
        (lambda: layers.ZeroPadding2D(((1, 2), (3,))), TypeError, "got ((1, 2), (3,))."),
        (lambda: layers.ZeroPadding2D((1, "2")), TypeError, "got (1, '2')."),
        (lambda: layers.ZeroPadding2D(((1, 2), (3, 1.5))), TypeError, "got ((1, 2), (3, 1.5))."),
        (lambda: layers.ZeroPadding2D(True), TypeError, "ZeroPadding2D: `padding` must be a whole number"),
        (lambda: layers.ZeroPadding2D(-1), ValueError, "ZeroPadding2D: `padding` must be at least 0, got -1."),
        (lambda: layers.ZeroPadding2D()(np.zeros((2, 6))), ValueError, "zero_padding2d: images must have shape"),
        (lambda: layers.RandomZoom((0, 0), (-1.5, 0)), ValueError, "`width_factor` must be above -1, got -1.5."),
        (lambda: layers.RandomZoom((1, 2, 3)), TypeError, "`height_factor` must be a number or a pair (low, high)"),
        (lambda: layers.RandomZoom((-1, 0)), ValueError, "RandomZoom: `height_factor` must be above -1, got -1."),
        (lambda: layers.RandomRotation(-0.1), ValueError, "RandomRotation: `factor` must be at least 0, got -0.1."),
        (lambda: layers.RandomRotation((0.2, 0.1)), ValueError, "must be (low, high) with low ≤ high, got (0.2, 0.1)."),
        (lambda: layers.RandomFlip("both"), ValueError, "RandomFlip: `mode` must be one of"),
        (
            lambda: layers.RandomFlip()(np.zeros((2, 6))),
            ValueError,
            "random_flip: images must have shape (height, width",
        ),
        (
            lambda: layers.BatchNormalization(momentum=1.5),
            ValueError,
            "`momentum` must be at least 0 and below 1, got 1.5",
        ),
        (lambda: layers.BatchNormalization(epsilon=0), ValueError, "`epsilon` must be above 0, got 0."),
        (lambda: layers.Input((None, 28)), TypeError, "got (None, 28). Leave the batch axis out."),
        (lambda: layers.Input((28, None, 1)), TypeError, "got (28, None, 1). Every size must be known."),
        (lambda: layers.Input("28"), TypeError, "`shape` must be a tuple such as (28, 28, 1), got '28'."),
        (lambda: layers.Input(28), TypeError, "Write (28,)."),
        (lambda: layers.Input(()), TypeError, "`shape` must be a tuple such as (28, 28, 1), got ()."),
        (lambda: layers.Dense(2, name=3), TypeError, "Dense: `name` must be a text, got 3."),
        (lambda: layers.Dense(2, name=""), TypeError, "Dense: `name` must be a text, got ''."),
        (
            lambda: layers.AugmentationLayer()(np.zeros((1, 2, 2, 1)), training=True),
            NotImplementedError,
            "AugmentationLayer: a layer of this kind needs a method `transforms`",
        ),
        (lambda: layers.Layer()(np.zeros((1, 2))), NotImplementedError, "Layer: a layer needs a forward method"),
        (
            lambda: layers.Layer().backward(np.zeros((1, 2))),
            NotImplementedError,
            "Layer: a layer needs a backward method",
        ),
        (lambda: layers.Input(28), TypeError, "Input: `shape` must be a tuple such as (28, 28, 1), got 28."),
        (
            lambda: layers.Conv2D(8, 3)(np.zeros((2, 28, 28))),
            ValueError,
            "conv2d: images must have shape (height, width, channels), got (28, 28). Add a channel axis: x[..., None].",
        ),
        (
            lambda: layers.Conv2D(8, 5)(np.zeros((2, 4, 9, 1))),
            ValueError,
            "conv2d: a window of 5×5 must fit into the image, got 4×9 pixels. "
            "Use a smaller kernel_size, fewer layers before it, or padding='same'.",
        ),
        (
            lambda: layers.MaxPooling2D(3)(np.zeros((2, 2, 5, 1))),
            ValueError,
            "max_pooling2d: a window of 3×3 must fit into the image, got 2×5 pixels.",
        ),
        (
            lambda: layers.MaxPooling2D()(np.zeros((2, 6))),
            ValueError,
            "max_pooling2d: images must have shape (height, width, channels), got (6,). It belongs before Flatten.",
        ),
    ],
)
def test_what_layers_refuse(make, error, text):
    with pytest.raises(error, match=re.escape(text)):
        make()

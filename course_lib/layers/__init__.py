"""Layers: each holds its parameters, computes its output and its gradients; one file each."""

import difflib

from course_lib.layers.activated_layer import ActivatedLayer
from course_lib.layers.activation import Activation
from course_lib.layers.activation_layers import LeakyReLU, ReLU, Softmax
from course_lib.layers.augmentation_layer import AugmentationLayer
from course_lib.layers.average_pooling2d import AveragePooling2D
from course_lib.layers.batch_normalization import BatchNormalization
from course_lib.layers.conv2d import Conv2D
from course_lib.layers.dense import Dense
from course_lib.layers.dropout import Dropout
from course_lib.layers.flatten import Flatten
from course_lib.layers.global_pooling2d import GlobalAveragePooling2D, GlobalMaxPooling2D, GlobalPooling2D
from course_lib.layers.input import Input, InputLayer
from course_lib.layers.kernel_layer import KernelLayer
from course_lib.layers.layer import Layer
from course_lib.layers.max_pooling2d import MaxPooling2D
from course_lib.layers.pooling2d import Pooling2D
from course_lib.layers.random_erasing import RandomErasing
from course_lib.layers.random_flip import RandomFlip
from course_lib.layers.random_rotation import RandomRotation
from course_lib.layers.random_translation import RandomTranslation
from course_lib.layers.random_zoom import RandomZoom
from course_lib.layers.reshape import Reshape
from course_lib.layers.zero_padding2d import ZeroPadding2D

__all__ = [
    "ActivatedLayer",
    "Activation",
    "AugmentationLayer",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "GlobalPooling2D",
    "Input",
    "InputLayer",
    "KernelLayer",
    "Layer",
    "LeakyReLU",
    "MaxPooling2D",
    "Pooling2D",
    "RandomErasing",
    "RandomFlip",
    "RandomRotation",
    "RandomTranslation",
    "RandomZoom",
    "ReLU",
    "Reshape",
    "Softmax",
    "ZeroPadding2D",
]

# Keras's other names for these layers.
_OTHER_NAMES = {
    "AvgPool2D": AveragePooling2D,
    "Convolution2D": Conv2D,
    "GlobalAvgPool2D": GlobalAveragePooling2D,
    "GlobalMaxPool2D": GlobalMaxPooling2D,
    "MaxPool2D": MaxPooling2D,
}


def __getattr__(name):
    if name in _OTHER_NAMES:
        return _OTHER_NAMES[name]
    near = difflib.get_close_matches(name, __all__, n=1)
    advice = f" Did you mean {near[0]}?" if near else ""
    raise AttributeError(f"module {__name__!r} has no layer {name!r}.{advice}")

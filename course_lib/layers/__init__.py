"""Layers: each holds its parameters, computes its output and its gradients; one file each."""

from course_lib.layers.activation import Activation
from course_lib.layers.conv2d import Conv2D
from course_lib.layers.dense import Dense
from course_lib.layers.dropout import Dropout
from course_lib.layers.flatten import Flatten
from course_lib.layers.input import Input, InputLayer
from course_lib.layers.kernel_layer import KernelLayer
from course_lib.layers.layer import ActivatedLayer, Layer
from course_lib.layers.max_pooling2d import MaxPooling2D

__all__ = [
    "ActivatedLayer",
    "Activation",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "Input",
    "InputLayer",
    "KernelLayer",
    "Layer",
    "MaxPooling2D",
]

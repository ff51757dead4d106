"""Smallest arguments for every kernel: what it is compiled with ahead of time, and tried with where one is replaced."""

import numpy as np


def _numbers(*shape):
    return np.linspace(0.5, 1, int(np.prod(shape)), dtype=np.float32).reshape(shape)


def many_channel_examples(side=3):
    """Return arguments for the kernels that work in another way where there are many channels: {name: arguments}.

    Their windows are `side` × `side`, 3 or 5.
    """
    image, kernel = _numbers(1, side, side, 16), _numbers(side, side, 16, 16)
    dy, strides, frame = _numbers(1, 1, 1, 16), (1, 1), (0, 0, 0, 0)
    wide, pool = _numbers(1, side + 1, side + 1, 16), ((2, 2), (2, 2), (0, 0, 0, 0))
    return {
        "conv2d_forward": (image, kernel, _numbers(16), strides, frame),
        "conv2d_input_gradient": (dy, kernel, strides, frame, side, side),
        "conv2d_kernel_gradient": (image, dy, strides, frame, side, side),
        "conv2d_relu_maxpool2d_input_gradient": (dy, dy, dy, kernel, strides, frame, *pool, side + 1, side + 1),
        "conv2d_relu_maxpool2d_kernel_gradient": (wide, dy, dy, dy, strides, frame, *pool, side, side),
    }


def examples():
    """Return arguments for every public kernel, of the types that layers pass: {name: arguments}."""
    vector, matrix, image = _numbers(2), _numbers(2, 3), _numbers(1, 2, 3, 1)
    kernel, dy, strides, frame = _numbers(2, 2, 1, 2), _numbers(1, 2, 2, 2), (1, 2), (1, 0, 0, 1)
    pool, best = ((2, 2), (2, 2), (0, 0, 0, 0)), _numbers(1, 1, 1, 2)
    channels = [_numbers(3) for _ in range(4)]
    param, grad, *slots = (_numbers(2) for _ in range(5))
    transforms = np.array([[1, 0, 0, 0, 1, 0]], np.float32)
    return {
        "conv2d_forward": (image, kernel, vector, strides, frame),
        "conv2d_input_gradient": (dy, kernel, strides, frame, 2, 3),
        "conv2d_kernel_gradient": (image, dy, strides, frame, 2, 2),
        "conv2d_relu_forward": (image, kernel, vector, strides, frame),
        "conv2d_relu_input_gradient": (dy, dy, kernel, strides, frame, 2, 3),
        "conv2d_relu_kernel_gradient": (image, dy, dy, strides, frame, 2, 2),
        "conv2d_relu_maxpool2d_forward": (image, kernel, vector, strides, frame, *pool),
        "conv2d_relu_maxpool2d_input_gradient": (best, best, best, kernel, strides, frame, *pool, 2, 3),
        "conv2d_relu_maxpool2d_kernel_gradient": (image, best, best, best, strides, frame, *pool, 2, 2),
        "dense_forward": (matrix, _numbers(3, 2), vector),
        "dense_input_gradient": (_numbers(2, 2), _numbers(3, 2)),
        "dense_kernel_gradient": (matrix, _numbers(2, 2)),
        "maxpool2d_forward": (image, *pool),
        "maxpool2d_input_gradient": (image, _numbers(1, 1, 1, 1), _numbers(1, 1, 1, 1), *pool),
        "avgpool2d_forward": (image, *pool),
        "avgpool2d_input_gradient": (_numbers(1, 1, 1, 1), *pool, 2, 3),
        "relu_forward": (vector,),
        "relu_gradient": (vector, vector),
        "leaky_relu_forward": (vector, 0.3),
        "leaky_relu_gradient": (vector, vector, 0.3),
        "elu_forward": (vector, 1.0),
        "elu_gradient": (vector, vector, 1.0),
        "sigmoid_forward": (vector,),
        "sigmoid_gradient": (vector, vector),
        "tanh_forward": (vector,),
        "tanh_gradient": (vector, vector),
        "softmax_forward": (matrix,),
        "softmax_gradient": (matrix, matrix),
        "dropout": (matrix, 0.5, np.uint64(1)),
        "batchnorm_statistics": (matrix,),
        "batchnorm_forward": (matrix, *channels, 1e-3),
        "batchnorm_gradient": (matrix, matrix, *channels[:3], 1e-3, True),
        "affine_forward": (image, transforms, True, 0, 0.0),
        "affine_input_gradient": (image, transforms, True, 0),
        "categorical_crossentropy": (matrix, matrix),
        "softmax_crossentropy": (matrix, matrix),
        "binary_crossentropy": (matrix, matrix),
        "sigmoid_crossentropy": (matrix, matrix),
        "mean_squared_error": (matrix, matrix),
        "mean_absolute_error": (matrix, matrix),
        "l1_l2_penalty": (vector, 0.01, 0.01),
        "l1_l2_gradient": (vector, 0.01, 0.01),
        "sgd_update": (param, grad, 0.01),
        "sgd_momentum_update": (param, grad, slots[0], 0.01, 0.9, False),
        "adagrad_update": (param, grad, slots[0], 0.001, 1e-7),
        "rmsprop_update": (param, grad, slots[0], 0.001, 0.9, 1e-7),
        "rmsprop_momentum_update": (param, grad, *slots, 0.001, 0.9, 0.0, 1e-7, True),
        "adam_update": (param, grad, *slots[:2], 0.001, 0.9, 0.999, 1e-7, 0.0, 1),
        "adadelta_update": (param, grad, *slots[:2], 1.0, 0.95, 1e-7),
    }

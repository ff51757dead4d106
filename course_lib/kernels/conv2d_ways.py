"""Which way a convolution is computed: private to the ``conv2d….py`` files.

There are several ways to the same numbers, chosen by the shapes alone: ``windows.py`` lets each window meet the
filters, for any window and step; ``winograd.py`` needs fewer multiplications for windows of 3×3 and 5×5; for the
gradients ``sparse.py`` and ``sparse_input.py`` need fewer still, where pooling leaves most outputs without one. Relu
and max pooling can be part of any: `pooling` is (size, strides, padding) of the pooling's window, as in
``max_pooling.py``, or None, and `gradients` are (dy, y, argmax) as in ``pooled.py``.
"""

from course_lib.kernels.pooled import NO_POOL, pooling_of
from course_lib.kernels.sparse import sparse_kernel_gradient
from course_lib.kernels.sparse_input import sparse_input_gradient
from course_lib.kernels.windows import gather, scatter, slide
from course_lib.kernels.winograd import (
    transformed_filters,
    winograd_forward,
    winograd_input_gradient,
    winograd_kernel_gradient,
)


def forward(x, kernel, bias, strides, padding, relu=False, pooling=None):
    """(y, argmax); argmax is of use where something is pooled."""
    window, pooled = (0,) * len(kernel), _pooled(x.shape[1:3], kernel.shape[:2], strides, padding, pooling)
    if not is_minimal(*kernel.shape, strides):
        return slide(x, kernel, bias, strides, padding, relu, *pooled)
    return winograd_forward(x, transformed_filters(kernel, False), bias, window, _offset(padding), relu, *pooled)


def input_gradient(gradients, kernel, strides, padding, height, width, relu=False, pooling=None):
    """dx (N, height, width, C)."""
    window, pooled = (0,) * len(kernel), _pooled((height, width), kernel.shape[:2], strides, padding, pooling)
    if not is_minimal(*kernel.shape, strides):
        return scatter(*gradients, relu, *pooled, kernel, strides, padding, height, width)
    if pooling is not None and is_sparse(*pooled):
        return sparse_input_gradient(*gradients, pooled[0], kernel, window, padding, height, width)
    u, shape = transformed_filters(kernel, True), (height, width, kernel.shape[2])
    return winograd_input_gradient(*gradients, relu, *pooled, u, window, _offset(padding), shape)


def kernel_gradient(x, gradients, strides, padding, kh, kw, relu=False, pooling=None):
    """dkernel (kh, kw, C, F) and dbias (F,)."""
    pooled = _pooled(x.shape[1:3], (kh, kw), strides, padding, pooling)
    if not is_minimal(kh, kw, x.shape[3], gradients[0].shape[3], strides):
        return gather(x, *gradients, relu, *pooled, strides, padding, kh, kw)
    if pooling is not None and is_sparse(*pooled):
        return sparse_kernel_gradient(x, *gradients, pooled[0], (0,) * kh, padding)
    return winograd_kernel_gradient(x, *gradients, relu, *pooled, (0,) * kh, _offset(padding))


def _pooled(image, window, strides, padding, pooling):
    """(`pool` as in ``pooled.py``, rows and columns of the outputs that are needed)."""
    down = (image[0] + padding[0] + padding[1] - window[0]) // strides[0] + 1
    across = (image[1] + padding[2] + padding[3] - window[1]) // strides[1] + 1
    return (NO_POOL, (down, across)) if pooling is None else pooling_of((down, across), *pooling)


def _offset(padding):
    """Rows and columns of zeros in front."""
    return padding[0], padding[2]


def is_minimal(kh, kw, channels, filters, strides):
    """Whether ``winograd.py`` serves: windows of 3×3 or 5×5, a pixel apart, and channels enough to pay for its sums."""
    return (kh, kw) in ((3, 3), (5, 5)) and tuple(strides) == (1, 1) and channels >= 16 and filters >= 8


def is_sparse(pool, size):
    """Whether at most a third of the outputs can have a gradient, and all pooling windows lie within them."""
    ph, pw, sh, sw, top, left, down, across = pool
    inside = top == left == 0 and (down - 1) * sh + ph <= size[0] and (across - 1) * sw + pw <= size[1]
    return inside and 3 * down * across <= size[0] * size[1]

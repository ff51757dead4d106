"""The fully connected layer: forward, and the gradients of its input and its weights.

A dense layer is a convolution whose window is the whole input, so the two inner loops of ``tiles.py`` serve it too.
The readable twins are in ``reference/dense.py``. The loop nest, with the long sum over k cut into pieces that stay in
the cache::

    for a block of samples, a panel of outputs:       in parallel
        for a piece of k:
            for n in the block, six at a time:
                for k in the piece:
                    y[n, o] += x[n, k] · kernel[k, o]
"""

import numpy as np
from numba import njit, prange

from course_lib.kernels.tiles import CHUNK, correlate, pack, sum_rows, window_gradient

__all__ = ["dense_forward", "dense_input_gradient", "dense_kernel_gradient"]

_SAMPLES = 24  # samples in a block
_PIECE = 512  # numbers in a piece of the sum
_TAPS = 96  # weights' rows in a task of the gradient


@njit(cache=True, parallel=True)
def dense_forward(x, kernel, bias):
    """y[n, o] = bias[o] + Σ_k x[n, k] · kernel[k, o]

    Parameters
    ----------
    x : ndarray, (N, K), float32
        Samples, K numbers each.
    kernel : ndarray, (K, O), float32
        Weights; a column belongs to an output.
    bias : ndarray, (O,), float32
        A number for each output.

    Returns
    -------
    ndarray, (N, O), float32
        The matrix product x · kernel, plus the bias in each row.

    Examples
    --------
    >>> import numpy as np
    >>> kernel = np.array([[1, 0, 10], [0, 1, 10]], np.float32)
    >>> dense_forward(np.array([[1, 2]], np.float32), kernel, np.array([0, 0, 5], np.float32))
    array([[ 1.,  2., 35.]], dtype=float32)
    """
    samples, depth = x.shape
    outputs = kernel.shape[1]
    panels = pack(kernel)
    y = np.empty((samples, outputs), np.float32)
    flat_x, flat_y = x.reshape(-1), y.reshape(-1)
    blocks = (samples + _SAMPLES - 1) // _SAMPLES
    for task in prange(blocks * panels.shape[0]):
        n, panel = (task % blocks) * _SAMPLES, task // blocks
        for k in range(0, depth, _PIECE):
            # A sample is a pixel whose window is one row of numbers.
            correlate(
                flat_x, n * depth + k, (0, depth), (1, min(_PIECE, depth - k), 0), panels, k, panel, bias, k == 0,
                flat_y, n * outputs, (1, min(_SAMPLES, samples - n), outputs),
            )  # fmt: skip
    return y


@njit(cache=True, parallel=True)
def dense_input_gradient(dy, kernel):
    """dx[n, k] = Σ_o dy[n, o] · kernel[k, o]

    Parameters
    ----------
    dy : ndarray, (N, O), float32
        The loss's gradient with respect to the output of `dense_forward`.
    kernel
        As it was there.

    Returns
    -------
    ndarray, (N, K), float32
        The loss's gradient with respect to the samples: the matrix product dy · kernelᵀ.

    Examples
    --------
    >>> import numpy as np
    >>> kernel = np.array([[1, 0, 10], [0, 1, 10]], np.float32)
    >>> dense_input_gradient(np.array([[1, 2, 3]], np.float32), kernel)
    array([[31., 32.]], dtype=float32)
    """
    depth, outputs = kernel.shape
    turned = np.empty((outputs, depth), np.float32)
    for block in prange((depth + 63) // 64):
        for o in range(outputs):
            for k in range(block * 64, min(block * 64 + 64, depth)):
                turned[o, k] = kernel[k, o]
    return dense_forward(dy, turned, np.zeros(depth, np.float32))


@njit(cache=True, parallel=True)
def dense_kernel_gradient(x, dy):
    """dkernel[k, o] = Σ_n x[n, k] · dy[n, o];  dbias[o] = Σ_n dy[n, o]

    The samples are summed chunk by chunk, in order.

    Parameters
    ----------
    x
        As it was for `dense_forward`.
    dy : ndarray, (N, O), float32
        The loss's gradient with respect to the output of `dense_forward`.

    Returns
    -------
    dkernel : ndarray, (K, O), float32
        The loss's gradient with respect to the weights: the matrix product xᵀ · dy.
    dbias : ndarray, (O,), float32
        The loss's gradient with respect to the bias.

    Examples
    --------
    >>> import numpy as np
    >>> x, dy = np.array([[1, 2], [0, 1]], np.float32), np.array([[1, 10], [100, 100]], np.float32)
    >>> dkernel, dbias = dense_kernel_gradient(x, dy)
    >>> dkernel
    array([[  1.,  10.],
           [102., 120.]], dtype=float32)
    >>> dbias
    array([101., 110.], dtype=float32)
    """
    samples, depth = x.shape
    outputs = dy.shape[1]
    taps = np.arange(depth)
    dkernel = np.zeros((depth, outputs), np.float32)
    flat_x, flat_dy, flat_dkernel = x.reshape(-1), dy.reshape(-1), dkernel.reshape(-1)
    for task in prange((depth + _TAPS - 1) // _TAPS):
        first, last = task * _TAPS, min((task + 1) * _TAPS, depth)
        for n in range(0, samples, CHUNK):
            window_gradient(
                flat_x, n * depth, (depth, 0, 0), taps, first, last, flat_dy, n * outputs,
                (min(CHUNK, samples - n), 1, 1, outputs), flat_dkernel, 0,
            )  # fmt: skip
    return dkernel, sum_rows(dy, samples)

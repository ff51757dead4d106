"""The fully connected layer: forward, and the gradients of its input and its weights.

All three are matrix products. The loop nest of the first two, with the long sum over k cut into pieces whose weights
fit into the cache nearest to the CPU; its two inner loops are ``tiles.sums``::

    for a block of samples, a panel of outputs:       in parallel
        for a piece of k:
            copy the piece's weights for the panel
            for n in the block, six at a time:
                for k in the piece:
                    y[n, o] += x[n, k] · kernel[k, o]

and of the third, whose two inner loops are ``tiles.outer_sums``::

    for a block of k:                                 in parallel
        for a panel of outputs:
            for k in the block, six at a time:
                for a chunk of samples:
                    for n in the chunk:
                        dkernel[k, o] += x[n, k] · dy[n, o]

The readable twins are in ``reference/dense.py``.
"""

import numpy as np
from numba import get_num_threads, njit, prange

from course_lib.kernels.sample_sums import add_columns
from course_lib.kernels.simd import WIDTH, load_first, store, zeros
from course_lib.kernels.tiles import (
    CHUNK,
    ONE,
    PANEL,
    ROWS,
    ZERO,
    add_tiles,
    load_tile,
    outer_sums,
    pack,
    six,
    store_tile,
    sums,
    up,
)

__all__ = ["dense_forward", "dense_input_gradient", "dense_kernel_gradient"]

_PIECE = 256  # numbers in a piece of the sum
_TAPS = np.intp(96)  # weights' rows in a task of the gradient


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
    return _multiply(x, kernel, bias, False)


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
    return _multiply(dy, kernel, np.zeros(kernel.shape[0], np.float32), True)


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
    (samples, depth), outputs = x.shape, dy.shape[1]
    panels, dbias = np.empty(up(outputs, PANEL) * samples, np.float32), np.zeros(up(outputs, PANEL), np.float32)
    pack(dy.reshape(-1), samples, outputs, panels, 0)
    _add_samples(panels, samples, dbias)
    dkernel = np.empty((depth, outputs), np.float32)
    _gather(x.reshape(-1), panels, samples, depth, outputs, dkernel.reshape(-1))
    return dkernel, dbias[:outputs].copy()


@njit(cache=True)
def _add_samples(panels, samples, dbias):
    """The bias's gradient: each chunk's samples are summed as the columns of a row, then the chunks."""
    four = np.empty(4 * PANEL, np.float32)
    for o in range(0, dbias.size, PANEL):
        for n in range(0, samples, CHUNK):
            four[:] = 0
            add_columns(panels, o * samples + n * PANEL, (ONE, min(CHUNK, samples - n), PANEL), four, ZERO)
            for k in range(PANEL):
                dbias[o + k] += (four[k] + four[k + PANEL]) + (four[k + 2 * PANEL] + four[k + 3 * PANEL])


@njit(cache=True, parallel=True)
def _gather(x, panels, samples, depth, outputs, dkernel):
    for task in prange((depth + _TAPS - 1) // _TAPS):
        _gather_block(task * _TAPS, x, panels, samples, depth, outputs, dkernel)


@njit(cache=True)
def _gather_block(first, x, panels, samples, depth, outputs, dkernel):
    """The second loop nest at the top of this file for kernel[first : first + _TAPS]."""
    count = min(_TAPS, depth - first)
    block = np.empty(samples * _TAPS, np.float32)  # x[:, first : first + count], closer together
    for n in range(samples):
        for k in range(0, count, WIDTH):
            store(block, n * _TAPS + k, load_first(x, n * depth + first + k, count - k))
    for o in range(0, outputs, PANEL):
        for k in range(0, count, ROWS):
            # The last tile may reach past the last row: it then computes that one several times over.
            rest = count - k - 1
            t1, t2, t3, t4, t5 = min(1, rest), min(2, rest), min(3, rest), min(4, rest), min(5, rest)
            total = six(zeros(), zeros())
            for n in range(0, samples, CHUNK):
                tile = outer_sums(
                    block, n * _TAPS + k, (ZERO, _TAPS), (t1, t2, t3, t4, t5), panels, o * samples + n * PANEL, PANEL,
                    (ONE, min(CHUNK, samples - n)), six(zeros(), zeros()),
                )  # fmt: skip
                total = add_tiles(total, tile)
            at = (first + k) * outputs + o
            store_tile(
                dkernel, at, at + t1 * outputs, at + t2 * outputs, at + t3 * outputs, at + t4 * outputs,
                at + t5 * outputs, outputs - o, total,
            )  # fmt: skip


def _multiply(x, kernel, bias, turned):
    """y = bias + x · kernel, or with the kernel's transpose if it shall be `turned`."""
    (samples, depth), outputs = x.shape, bias.size
    panels, tasks = up(outputs, PANEL) // PANEL, 2 * get_num_threads()
    block = up(max((samples * panels + tasks - 1) // tasks, 1), ROWS)  # each block copies the weights once more
    y = np.empty((samples, outputs), np.float32)
    flat_x, flat_kernel, flat_y = x.reshape(-1), kernel.reshape(-1), y.reshape(-1)
    _multiply_blocks(panels, block, flat_x, samples, depth, flat_kernel, bias, turned, flat_y)
    return y


@njit(cache=True, parallel=True)
def _multiply_blocks(panels, block, x, samples, depth, kernel, bias, turned, y):
    blocks = (samples + block - 1) // block
    for task in prange(blocks * panels):
        first = (task % blocks) * block
        last = min(first + block, samples) - 1
        _multiply_block((task // blocks) * PANEL, first, last, x, depth, kernel, bias, turned, y)


@njit(cache=True)
def _multiply_block(o, first, last, x, depth, kernel, bias, turned, y):
    """The first loop nest at the top of this file for samples first … last and a panel of outputs."""
    outputs = bias.size
    count, weights = outputs - o, np.empty(_PIECE * PANEL, np.float32)
    for k in range(0, depth, _PIECE):
        piece = min(_PIECE, depth - k)
        if turned:
            _pack_turned(kernel, depth, o, k, piece, min(count, PANEL), weights)
        else:
            _pack_piece(kernel, outputs, o, k, piece, weights)
        for n in range(first, last + 1, ROWS):
            # The last tile may reach past the last sample: it then computes that one several times over.
            n1, n2, n3 = min(n + 1, last), min(n + 2, last), min(n + 3, last)
            n4, n5 = min(n + 4, last), min(n + 5, last)
            y0, y1, y2 = n * outputs + o, n1 * outputs + o, n2 * outputs + o
            y3, y4, y5 = n3 * outputs + o, n4 * outputs + o, n5 * outputs + o
            if k == 0:
                tile = six(load_first(bias, o, count), load_first(bias, o + WIDTH, count - WIDTH))
            else:
                tile = load_tile(y, y0, y1, y2, y3, y4, y5, count)
            tile = sums(
                x, n * depth + k, n1 * depth + k, n2 * depth + k, n3 * depth + k, n4 * depth + k, n5 * depth + k,
                (ONE, piece, ZERO), weights, ZERO, tile,
            )  # fmt: skip
            store_tile(y, y0, y1, y2, y3, y4, y5, count, tile)


@njit(cache=True)
def _pack_piece(kernel, outputs, o, k, piece, weights):
    """kernel[k : k + piece, o : o + PANEL], row by row; missing outputs are 0."""
    count = outputs - o
    for row in range(piece):
        at = (k + row) * outputs + o
        store(weights, row * PANEL, load_first(kernel, at, count))
        store(weights, row * PANEL + WIDTH, load_first(kernel, at + WIDTH, count - WIDTH))


@njit(cache=True)
def _pack_turned(kernel, depth, o, k, piece, count, weights):
    """kernel[o : o + PANEL, k : k + piece], column by column; missing outputs are 0."""
    if count < PANEL:
        for row in range(piece * PANEL):
            weights[row] = 0
    for column in range(count):
        at = (o + column) * depth + k
        source = kernel[at : at + piece]
        target = weights[column::PANEL]
        for row in range(piece):
            target[row] = source[row]

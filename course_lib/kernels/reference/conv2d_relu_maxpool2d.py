"""A convolution, its relu and max pooling as the equation says it: one after the other."""

import numpy as np

from course_lib.kernels.reference.conv2d import conv2d_input_gradient, conv2d_kernel_gradient
from course_lib.kernels.reference.conv2d_relu import conv2d_relu_forward
from course_lib.kernels.reference.pooling import maxpool2d_forward


def conv2d_relu_maxpool2d_forward(x, kernel, bias, strides, padding, pool_size, pool_strides, pool_padding):
    """y[n, i, j, f] = max over p, q of z[n, i·ph + p − ptop, j·pw + q − pleft, f]

    where z is what `conv2d_relu_forward` makes of x, and ph, pw the steps of the pooling's window;
    x (N, H, W, C) -> y and argmax (N, Ho, Wo, F)
    """
    z = conv2d_relu_forward(x, kernel, bias, strides, padding)
    y = maxpool2d_forward(z, pool_size, pool_strides, pool_padding)
    argmax = np.zeros(y.shape)
    for n, i, j, f in np.ndindex(*y.shape):
        for place in reversed(range(pool_size[0] * pool_size[1])):  # backwards: of equal numbers the first stays
            row = i * pool_strides[0] + place // pool_size[1] - pool_padding[0]
            column = j * pool_strides[1] + place % pool_size[1] - pool_padding[2]
            inside = 0 <= row < z.shape[1] and 0 <= column < z.shape[2]
            if inside and z[n, row, column, f] == y[n, i, j, f]:
                argmax[n, i, j, f] = place
    return y, argmax


def conv2d_relu_maxpool2d_input_gradient(
    y, argmax, dy, kernel, strides, padding, pool_size, pool_strides, pool_padding, height, width
):
    """dx[n, i·sh + u − top, j·sw + v − left, c] += dz[n, i, j, f] · kernel[u, v, c, f]

    where dz has dy[n, i, j, f] at the place that `argmax` names, if y[n, i, j, f] > 0, and 0 elsewhere;
    y, argmax and dy (N, Ho, Wo, F), kernel (kh, kw, C, F) -> dx (N, height, width, C)
    """
    (top, bottom, left, right), (kh, kw) = padding, kernel.shape[:2]
    rows, columns = (height + top + bottom - kh) // strides[0] + 1, (width + left + right - kw) // strides[1] + 1
    dz = _unpool(y, argmax, dy, pool_size, pool_strides, pool_padding, rows, columns)
    return conv2d_input_gradient(dz, kernel, strides, padding, height, width)


def conv2d_relu_maxpool2d_kernel_gradient(
    x, y, argmax, dy, strides, padding, pool_size, pool_strides, pool_padding, kh, kw
):
    """dkernel[u, v, c, f] = Σ_nij x[n, i·sh + u − top, j·sw + v − left, c] · dz[n, i, j, f];  dbias[f] = Σ_nij dz

    where dz has dy[n, i, j, f] at the place that `argmax` names, if y[n, i, j, f] > 0, and 0 elsewhere;
    x (N, H, W, C), y, argmax and dy (N, Ho, Wo, F) -> dkernel (kh, kw, C, F), dbias (F,)
    """
    (top, bottom, left, right), (_, height, width, _) = padding, x.shape
    rows, columns = (height + top + bottom - kh) // strides[0] + 1, (width + left + right - kw) // strides[1] + 1
    dz = _unpool(y, argmax, dy, pool_size, pool_strides, pool_padding, rows, columns)
    return conv2d_kernel_gradient(x, dz, strides, padding, kh, kw)


def _unpool(y, argmax, dy, pool_size, strides, padding, rows, columns):
    """dz (N, rows, columns, F): each dy goes to its window's largest number, if relu let it through."""
    dz = np.zeros((len(dy), rows, columns, dy.shape[3]))
    for n, i, j, f in np.ndindex(*dy.shape):
        u, v = divmod(int(argmax[n, i, j, f]), pool_size[1])
        if y[n, i, j, f] > 0:
            dz[n, i * strides[0] + u - padding[0], j * strides[1] + v - padding[2], f] += dy[n, i, j, f]
    return dz

"""For each public kernel: random arguments of the shapes it has to bear, as a hypothesis strategy.

Every dimension is drawn on its own, so that height and width, or channels and filters, cannot be exchanged unseen.
"""

import numpy as np
from hypothesis import strategies as st

from course_lib.kernels import reference  # noqa: F401 - the twins lie beside the kernels
from course_lib.kernels.reference.conv2d_relu_maxpool2d import conv2d_relu_maxpool2d_forward
from course_lib.kernels.reference.pooling import avgpool2d_forward, maxpool2d_forward

sizes = st.integers(1, 3)
# Filters up to more than a panel of the widest registers, and every remainder.
filters = st.integers(1, 7) | st.sampled_from([8, 15, 16, 17, 31, 32, 33, 40])


def numbers(seed, *shape):
    """Normal random float32 numbers."""
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


@st.composite
def windows(draw, height=8, width=9):
    """(image height and width, window, strides, padding) that leave at least one place for the window."""
    image = draw(st.tuples(st.integers(1, height), st.integers(1, width)))
    padding = draw(st.sampled_from([(0, 0, 0, 0), (1, 1, 1, 1), (0, 1, 0, 1), (2, 0, 1, 3)]))
    room = image[0] + padding[0] + padding[1], image[1] + padding[2] + padding[3]
    window = draw(st.integers(1, min(room[0], 5))), draw(st.integers(1, min(room[1], 4)))
    return image, window, draw(st.tuples(sizes, sizes)), padding


def places(image, window, strides, padding):
    height = (image[0] + padding[0] + padding[1] - window[0]) // strides[0] + 1
    return height, (image[1] + padding[2] + padding[3] - window[1]) // strides[1] + 1


@st.composite
def conv2d(draw):
    """(x, kernel, bias, dy, strides, padding); also of more images than the 16 that are summed together."""
    images, seed = draw(sizes | st.sampled_from([17, 33])), draw(st.integers(0, 99))
    image, window, strides, padding = draw(windows() if images < 17 else windows(3, 2))
    some = st.integers(1, 7) | st.sampled_from([10, 33])
    channels, count = (draw(some), draw(filters)) if images < 17 else (draw(sizes), draw(sizes))
    if images == 3 and draw(st.booleans()):  # many channels and windows of 3×3 or 5×5: minimal filtering, in bands
        image, side = draw(st.sampled_from([(5, 6), (8, 5), (17, 13)])), draw(st.sampled_from([3, 5]))
        window, strides = (side, side), (1, 1)
        padding = draw(st.sampled_from([(0, 0, 0, 0), (1, 1, 1, 1), (0, 3, 1, 0)]))
        images, channels, count = draw(st.sampled_from([(1, 16, 17), (1, 33, 8), (17, 16, 10)]))
    out = places(image, window, strides, padding)
    x, kernel = numbers(seed, images, *image, channels), numbers(seed + 1, *window, channels, count)
    return x, kernel, numbers(seed + 2, count), numbers(seed + 3, images, *out, count), strides, padding


@st.composite
def pooling(draw):
    """(x, pool_size, strides, padding) with many equal numbers in x; no window lies in the padding alone."""
    image, window, strides, _ = draw(windows())
    window = min(window[0], image[0]), min(window[1], image[1])
    padding = tuple(draw(st.integers(0, window[k // 2] - 1)) for k in range(4))
    x = np.round(numbers(draw(st.integers(0, 99)), draw(sizes), *image, draw(st.integers(1, 20))))
    return x, window, strides, padding


@st.composite
def pooled_conv2d(draw):
    """(x, kernel, bias, y, argmax, dy, (strides, padding, pool_size, pool_strides, pool_padding)), small whole numbers.

    Their sums are exact, so that equal ones, and there are many, are equal in the twin too.
    """
    x, kernel, bias, z, strides, padding = draw(conv2d())
    x, kernel, bias = np.round(x), np.round(kernel), np.round(bias)
    window = draw(st.integers(1, min(z.shape[1], 4))), draw(st.integers(1, min(z.shape[2], 3)))
    frame = tuple(draw(st.integers(0, window[k // 2] - 1)) for k in range(4))
    settings = strides, padding, window, draw(st.tuples(sizes, sizes)), frame
    y, argmax = conv2d_relu_maxpool2d_forward(x, kernel, bias, *settings)
    return x, kernel, bias, y.astype(np.float32), argmax.astype(np.float32), numbers(x.size, *y.shape), settings


@st.composite
def dense(draw):
    """(x, kernel, bias, dy)"""
    samples = draw(st.integers(1, 5) | st.sampled_from([16, 17, 25, 40]))
    depth, outputs = draw(st.integers(1, 9) | st.sampled_from([97, 513])), draw(filters)
    seed = draw(st.integers(0, 99))
    x, kernel = numbers(seed, samples, depth), numbers(seed + 1, depth, outputs)
    return x, kernel, numbers(seed + 2, outputs), numbers(seed + 3, samples, outputs)


rows = st.builds(numbers, st.integers(0, 99), st.integers(1, 5), st.integers(1, 12))
vectors = st.builds(numbers, st.integers(0, 99), st.sampled_from([1, 2, 7, 16385]))
seeds = st.integers(0, 99)
slopes = st.sampled_from([0.0, 0.01, 0.3, 1.0])
vectors_of_all_sizes = st.builds(lambda x, scale: x * np.float32(scale), vectors, st.sampled_from([1e-3, 1, 40]))
columns = st.builds(
    lambda seed, *shape: 3 + numbers(seed, *shape), seeds, st.sampled_from([1, 2, 7, 600, 1025]), st.integers(1, 9)
)


def _outputs(dy):
    """Outputs of a relu beside their gradient."""
    return np.maximum(numbers(dy.size, *dy.shape), 0)


def _targets(x, seed):
    """Rows of weights that need not sum to 1, every class with some: a loss near 0 would have no digits to compare."""
    return np.abs(numbers(seed, *x.shape)) + np.float32(0.1)


def _probabilities(x):
    """Rows that sum to about 1, some of their numbers tiny."""
    powers = np.exp(6 * x)
    return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)


def _channels(x, seed):
    """gamma, beta, mean and variance for the columns of x."""
    gamma, beta, mean, variance = numbers(seed, 4, x.shape[1])
    return gamma, beta, mean, np.abs(variance)


def _moments(x, seed):
    """param, grad and two non-negative moments."""
    return x, numbers(seed, x.size), np.abs(numbers(seed + 1, x.size)), np.abs(numbers(seed + 2, x.size))


moments = st.builds(_moments, vectors, seeds)
epsilons = st.sampled_from([1e-7, 0.3])  # the usual one is too small to be seen


@st.composite
def affine(draw):
    """(x, transforms, bilinear, fill_mode, fill_value): small turns and shifts, and shifts by whole pixels."""
    images, height, width, channels = draw(sizes), draw(st.integers(1, 6)), draw(st.integers(1, 7)), draw(sizes)
    seed = draw(seeds)
    transforms = numbers(seed, images, 6)
    transforms[:, [0, 4]] += 1
    transforms[:, [2, 5]] *= 4
    if draw(st.booleans()):
        transforms = np.round(transforms)
    x = numbers(seed + 1, images, height, width, channels)
    return x, transforms, draw(st.booleans()), draw(st.integers(0, 3)), draw(st.sampled_from([0.0, 0.7]))


CASES = {
    "conv2d_forward": conv2d().map(lambda c: (c[0], c[1], c[2], c[4], c[5])),
    "conv2d_input_gradient": conv2d().map(lambda c: (c[3], c[1], c[4], c[5], *c[0].shape[1:3])),
    "conv2d_kernel_gradient": conv2d().map(lambda c: (c[0], c[3], c[4], c[5], *c[1].shape[:2])),
    "conv2d_relu_forward": conv2d().map(lambda c: (c[0], c[1], c[2], c[4], c[5])),
    "conv2d_relu_input_gradient": conv2d().map(lambda c: (_outputs(c[3]), c[3], c[1], c[4], c[5], *c[0].shape[1:3])),
    "conv2d_relu_kernel_gradient": conv2d().map(lambda c: (c[0], _outputs(c[3]), c[3], c[4], c[5], *c[1].shape[:2])),
    "conv2d_relu_maxpool2d_forward": pooled_conv2d().map(lambda c: (*c[:3], *c[6])),
    "conv2d_relu_maxpool2d_input_gradient": pooled_conv2d().map(
        lambda c: (*c[3:6], c[1], *c[6], *c[0].shape[1:3]),
    ),
    "conv2d_relu_maxpool2d_kernel_gradient": pooled_conv2d().map(
        lambda c: (c[0], *c[3:6], *c[6], *c[1].shape[:2]),
    ),
    "maxpool2d_forward": pooling(),
    "maxpool2d_input_gradient": st.builds(
        lambda c, seed: (c[0], y := maxpool2d_forward(*c).astype(np.float32), numbers(seed, *y.shape), *c[1:]),
        pooling(),
        seeds,
    ),
    "dense_forward": dense().map(lambda c: c[:3]),
    "dense_input_gradient": dense().map(lambda c: (c[3], c[1])),
    "dense_kernel_gradient": dense().map(lambda c: (c[0], c[3])),
    "avgpool2d_forward": pooling(),
    "avgpool2d_input_gradient": st.builds(
        lambda c, seed: (numbers(seed, *avgpool2d_forward(*c).shape), *c[1:], *c[0].shape[1:3]), pooling(), seeds
    ),
    "leaky_relu_forward": st.tuples(vectors, slopes),
    "leaky_relu_gradient": st.builds(lambda x, seed, slope: (x, numbers(seed, x.size), slope), vectors, seeds, slopes),
    "elu_forward": st.tuples(vectors_of_all_sizes, slopes),
    "elu_gradient": st.builds(
        lambda x, seed, alpha: (np.maximum(x, np.float32(-0.9 * alpha)), numbers(seed, x.size), alpha),
        vectors,
        seeds,
        slopes,
    ),
    "sigmoid_forward": st.tuples(vectors_of_all_sizes),
    "sigmoid_gradient": st.builds(lambda x, seed: (1 / (1 + np.exp(-x)), numbers(seed, x.size)), vectors, seeds),
    "tanh_forward": st.tuples(vectors_of_all_sizes),
    "tanh_gradient": st.builds(lambda x, seed: (np.tanh(x), numbers(seed, x.size)), vectors, seeds),
    "batchnorm_statistics": columns.map(lambda x: (x,)),
    "batchnorm_forward": st.builds(lambda x, seed: (x, *_channels(x, seed), 1e-3), columns, seeds),
    "batchnorm_gradient": st.builds(
        lambda x, seed, training: (
            x,
            numbers(seed + 9, *x.shape),
            *_channels(x, seed)[:1],
            *_channels(x, seed)[2:],
            1e-3,
            training,
        ),
        columns,
        seeds,
        st.booleans(),
    ),
    "affine_forward": affine().map(lambda c: c),
    "affine_input_gradient": affine().map(lambda c: c[:4]),
    "binary_crossentropy": st.builds(
        lambda x, seed: (1 / (1 + np.exp(-numbers(seed, *x.shape))), 1 / (1 + np.exp(-4 * x))), rows, seeds
    ),
    "sigmoid_crossentropy": st.builds(
        lambda x, scale, seed: (1 / (1 + np.exp(-numbers(seed + 100, *x.shape))), x * np.float32(scale)),
        rows,
        st.sampled_from([1, 30, 1e4]),
        seeds,
    ),
    "mean_squared_error": st.builds(lambda x, seed: (numbers(seed + 1, *x.shape), x), rows, seeds),
    "mean_absolute_error": st.builds(lambda x, seed: (np.round(numbers(seed + 1, *x.shape)), np.round(x)), rows, seeds),
    "l1_l2_penalty": st.tuples(vectors, slopes, slopes),
    "l1_l2_gradient": st.tuples(vectors.map(lambda x: np.where(np.abs(x) < 0.3, np.float32(0), x)), slopes, slopes),
    "relu_forward": vectors.map(lambda x: (x,)),
    "relu_gradient": st.builds(lambda x, seed: (np.maximum(x, 0), numbers(seed, x.size)), vectors, seeds),
    "softmax_forward": st.builds(lambda x, scale: (x * np.float32(scale),), rows, st.sampled_from([1, 30, 1e4])),
    "softmax_gradient": st.builds(lambda x, seed: (_probabilities(x), numbers(seed, *x.shape)), rows, seeds),
    "categorical_crossentropy": st.builds(
        lambda x, scale, seed: (_targets(x, seed), _probabilities(x) * np.float32(scale)),
        rows.filter(lambda x: x.shape[1] > 1),
        st.sampled_from([1, 0.5, 3]),
        seeds,
    ),
    "softmax_crossentropy": st.builds(
        lambda x, scale, seed: (_targets(x, seed), x * np.float32(scale)), rows, st.sampled_from([1, 30, 1e4]), seeds
    ),
    "dropout": st.builds(
        lambda x, rate, key: (x, rate, np.uint64(key)),
        rows,
        st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9]),
        st.integers(0, 2**64 - 1),
    ),
    "sgd_update": moments.map(lambda m: (*m[:2], 0.1)),
    "sgd_momentum_update": st.builds(lambda m, nesterov: (*m[:3], 0.1, 0.9, nesterov), moments, st.booleans()),
    "adagrad_update": st.builds(lambda m, epsilon: (*m[:3], 0.1, epsilon), moments, epsilons),
    "rmsprop_update": st.builds(lambda m, epsilon: (*m[:3], 0.1, 0.9, epsilon), moments, epsilons),
    "rmsprop_momentum_update": st.builds(
        # a mean square above the square of the mean, as it is of any real series
        lambda m, *options: (*m[:2], m[2] ** 2 + m[3] + np.float32(0.1), m[2], m[3], 0.1, 0.9, *options),
        moments,
        st.sampled_from([0.0, 0.8]),
        epsilons,
        st.booleans(),
    ),
    "adam_update": st.builds(
        lambda m, epsilon, decay, step: (*m, 0.01, 0.9, 0.999, epsilon, decay, step),
        moments,
        epsilons,
        st.sampled_from([0.0, 0.1]),
        st.sampled_from([1, 2, 3, 1000]),
    ),
    "adadelta_update": st.builds(lambda m, epsilon: (*m, 0.5, 0.95, epsilon), moments, epsilons),
}

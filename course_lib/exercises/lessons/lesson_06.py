"""Lesson 06, "Backpropagation": the chain rule with numbers, and the backward passes of three layers."""

import numpy as np

from course_lib import kernels
from course_lib.arrays import as_float
from course_lib.exercises.answer_exercise import AnswerExercise
from course_lib.exercises.function_exercise import FunctionExercise
from course_lib.exercises.numbers import small_numbers

CHAIN_RULE = AnswerExercise(
    number="06.1",
    title="the chain rule with numbers",
    finished={"dd": 3, "dc": 3, "db": 9, "da": 13},
    mistakes={
        "that is the value of d. The slope of a product for one factor is the other factor.": [("dd", 7)],
        "adding 1 shifts c, and does not make the slope larger: dd/dc = 1.": [("dc", 4)],
        "a constant that is added has slope 0, but c does not: where c grows by 1, d grows by 1 too.": [("dc", 0)],
        "that is the slope of d. Multiply it by what L gains from d: dL/db = dL/dd · dd/dc · dc/db.": [("db", 3)],
        "that is dL/dc times b. The slope of a · b for b is a.": [("db", 6)],
        "slopes along a path are multiplied, not added.": [("db", 7)],
        "that is only the direct way, from a to L. a enters c as well.": [("da", 7)],
        "that is only the way through c. a enters L a second time, directly, and both ways add up.": [("da", 6)],
        "the two ways from a to L are multiplied. Different ways add up.": [("da", 42)],
        "on the way through c the slope dL/dc is missing: it is dL/dc · b.": [("da", 9)],
    },
    hints=(
        "Go backward, one step at a time. The last step is L = d · a. If d grows by 1, by how much does L grow?",
        "Each slope is the one found before it, times the step's own slope: dL/dc is dL/dd · dd/dc, and dL/db is "
        "dL/dc · dc/db.",
        "a enters two steps. Along c = a · b it gets dL/dc · b, along L = d · a it gets d. Add the two up.",
    ),
)


def dense_backward(x, kernel, dy):
    """Return dx, dkernel and dbias of a dense layer: the compiled kernels."""
    x, kernel, dy = as_float(x), as_float(kernel), as_float(dy)
    return kernels.dense_input_gradient(dy, kernel), *kernels.dense_kernel_gradient(x, dy)


def _batches():
    first = {
        "x": np.array([[1.0, 2.0], [3.0, -1.0]]),
        "kernel": np.array([[2.0, 0.0], [-1.0, 4.0]]),
        "dy": np.array([[1.0, 3.0], [-2.0, 5.0]]),
    }
    shapes = [(2, 3, 2), (1, 3, 2), (4, 2, 5), (3, 1, 4), (5, 4, 1), (3, 3, 3), (6, 2, 3)]
    cases = [first] + [_drawn_batch(place, *shape) for place, shape in enumerate(shapes)]
    cases[-1]["x"] = cases[-1]["x"].astype(np.int64)
    cases[2] = {name: array.astype(np.float32) for name, array in cases[2].items()}
    return cases


def _drawn_batch(place, samples, inputs, outputs):
    words = "exercise 06.2", place
    x, kernel = small_numbers((samples, inputs), *words, "x"), small_numbers((inputs, outputs), *words, "kernel")
    return {"x": x, "kernel": kernel, "dy": small_numbers((samples, outputs), *words, "dy") / 4}


def slow_dense_backward(x, kernel, dy, mistake=""):
    """The three gradients in NumPy, with one of the mistakes that learners make."""
    right = dx, dkernel, dbias = dy @ kernel.T, x.T @ dy, dy.sum(axis=0)
    last = np.outer(x[-1], dy[-1])
    wrong = {
        "first": lambda: (dx, np.outer(x[0], dy[0]), dy[0]),
        "mean": lambda: (dx, dkernel / len(x), dbias / len(x)),
        "last dkernel": lambda: (dx, last, dbias),
        "last dx": lambda: (np.outer(dy[:, -1], kernel[:, -1]), dkernel, dbias),
        "last sums": lambda: (dx, last, dy[-1]),
        "last all": lambda: (np.outer(dy[:, -1], kernel[:, -1]), last, dy[-1]),
        "last dbias": lambda: (dx, dkernel, dy[-1]),
        "dbias": lambda: (dx, dkernel, dy),
        "dbias across": lambda: (dx, dkernel, dy.sum(axis=1)),
        "dbias one": lambda: (dx, dkernel, dy.sum()),
        "dbias axes": lambda: (dx, dkernel, dbias[None]),
        "dbias mean": lambda: (dx, dkernel, dbias / len(x)),
        "dkernel mean": lambda: (dx, dkernel / len(x), dbias),
        "dkernel turned": lambda: (dx, dkernel.T, dbias),
        "x not turned": lambda: (dx, x @ dy, dbias),
        "kernel not turned": lambda: (dy @ kernel, dkernel, dbias),
        "dx summed": lambda: (dx.sum(axis=0), dkernel, dbias),
        "dx by x": lambda: (x * dx, dkernel, dbias),
        "order": lambda: (dkernel, dbias, dx),
        "whole": lambda: (np.trunc(dx).astype(x.dtype), dkernel, dbias) if x.dtype.kind == "i" else right,
    }
    return wrong[mistake]() if mistake else right


def _dense(mistake):
    return lambda x, kernel, dy: slow_dense_backward(x, kernel, dy, mistake)


DENSE_BACKWARD = FunctionExercise(
    number="06.2",
    title="a dense layer's backward pass",
    finished=dense_backward,
    cases=_batches,
    mistakes={
        "only the first sample is seen. dkernel and dbias are sums over all samples.": _dense("first"),
        "dkernel and dbias are divided by the number of samples. They are sums: dy holds the 1/N already.": _dense("mean"),
        "in dkernel a sum is overwritten: `=` keeps only what came last, `+=` adds up.": _dense("last dkernel"),
        "in dx a sum is overwritten: `=` keeps only what came last, `+=` adds up.": _dense("last dx"),
        "in dbias a sum is overwritten: `=` keeps only what came last, `+=` adds up.": _dense("last dbias"),
        "the sums over the samples are overwritten: `=` keeps only what came last, `+=` adds up.": _dense("last sums"),
        "all sums are overwritten: `=` keeps only what came last, `+=` adds up.": _dense("last all"),
        "dbias is not summed: each bias was used once for each sample, so it is the sum of dy over the samples.": (
            _dense("dbias")
        ),
        "dbias is summed along the wrong axis. One number for each output: add up over the samples, axis 0.": (
            _dense("dbias across")
        ),
        "dbias is one number. Each output has a bias of its own: add up over the samples only, axis 0.": (
            _dense("dbias one")
        ),
        "dbias has an axis too many: its shape is (O,), as that of the bias.": _dense("dbias axes"),
        "dbias is a mean over the samples. It is a sum.": _dense("dbias mean"),
        "dkernel is a mean over the samples. It is a sum.": _dense("dkernel mean"),
        "rows and columns of dkernel are swapped. It has the shape of the kernel: (K, O).": _dense("dkernel turned"),
        "in dkernel, x has to be transposed: dkernel[k, o] adds up x[n, k] · dy[n, o] over n.": _dense("x not turned"),
        "in dx, the kernel has to be transposed: dx[n, k] adds up dy[n, o] · kernel[k, o] over o.": (
            _dense("kernel not turned")
        ),
        "dx is summed over the samples. Each sample has inputs of its own, so dx keeps the shape of x.": (
            _dense("dx summed")
        ),
        "dx is multiplied by x. The slope of x · weight for x is the weight alone.": _dense("dx by x"),
        "the three results stand in another order. It is (dx, dkernel, dbias).": _dense("order"),
        "dx is cut to whole numbers: `np.zeros_like(x)` takes over x's type. Use `np.zeros(x.shape)`.": _dense("whole"),
    },
    hints=(
        "The forward pass adds x[n, k] · kernel[k, o] to y[n, o]. What does each of the two factors get back from "
        "dy[n, o]?",
        "Three arrays of zeros, with the shapes of x, kernel and the bias. Then three loops, over n, k and o, and a "
        "`+=` for each product.",
        "`dx[n, k] += dy[n, o] * kernel[k, o]` and `dkernel[k, o] += x[n, k] * dy[n, o]`. The bias is used once for "
        "each n and o: `dbias[o] += dy[n, o]`, outside the loop over k.",
    ),
)


def maxpool_backward(x, dy, size):
    """Return dx of a max-pooling layer for one image (H, W): the compiled kernel."""
    x, dy = as_float(x)[None, ..., None], as_float(dy)[None, ..., None]
    pooling = (size, size), (size, size), (0, 0, 0, 0)
    return kernels.maxpool2d_input_gradient(x, kernels.maxpool2d_forward(x, *pooling), dy, *pooling)[0, ..., 0]


def _pooled():
    first = {
        "x": np.array([[1.0, 5.0, 2.0, 7.0], [5.0, 3.0, 7.0, 4.0]]),
        "dy": np.array([[4.0, -6.0]]),
        "size": 2,
    }
    negative = {"x": np.array([[-3.0, -1.0], [-2.0, -4.0]]), "dy": np.array([[5.0]]), "size": 2}
    equal = {"x": np.full((3, 3), 6.0), "dy": np.array([[8.0]]), "size": 3}
    shapes = [((4, 6), 2), ((6, 4), 2), ((5, 7), 2), ((3, 9), 3), ((2, 3), 1), ((8, 4), 4), ((4, 4), 2)]
    cases = [first, negative, equal] + [_drawn_image(place, *each) for place, each in enumerate(shapes)]
    cases[-1]["x"] = cases[-1]["x"].astype(np.int64)
    return cases


def _drawn_image(place, shape, size):
    words, places = ("exercise 06.3", place), tuple(axis // size for axis in shape)
    return {"x": small_numbers(shape, *words, "x"), "dy": small_numbers(places, *words, "dy") / 4 + 0.125, "size": size}


def slow_maxpool_backward(x, dy, size, mistake=""):
    """Each window's share, with one of the mistakes that learners make."""
    dx = np.zeros(x.shape, x.dtype if mistake == "whole" else float)
    step = 1 if mistake == "no step" else size
    rows, columns = dy.shape[:: -1 if mistake == "swapped" else 1]
    for i, j in np.ndindex(rows, rows if mistake == "square" else columns):
        under = slice(i * step, i * step + size), slice(j * step, j * step + size)
        dx[under] += _share(x[under], dy[i, j], mistake)
    return dx


def _share(window, gradient, mistake):
    equal = (window == window.max()).ravel()
    if mistake == "from zero":
        equal = (window == max(window.max(), 0)).ravel()
    place = {"last": len(equal) - 1 - equal[::-1].argmax(), "corner": 0}.get(mistake, equal.argmax())
    only = np.arange(len(equal)) == place
    if mistake == "smallest":
        only = np.arange(len(equal)) == window.argmin()
    shares = {
        "twice": equal * gradient,
        "even": equal * gradient / equal.sum(),
        "average": np.full(len(equal), gradient / len(equal)),
        "everywhere": np.full(len(equal), gradient),
        "value": only * window.max(),
        "times": only * window.max() * gradient,
        "ones": only * 1.0,
        "from zero": only * gradient * equal.any(),
    }
    share = shares.get(mistake, only * gradient).reshape(window.shape)
    return np.trunc(share).astype(window.dtype) if mistake == "whole" else share


def _pool(mistake):
    return lambda x, dy, size: slow_maxpool_backward(x, dy, size, mistake)


MAXPOOL_BACKWARD = FunctionExercise(
    number="06.3",
    title="max pooling's backward pass",
    finished=maxpool_backward,
    cases=_pooled,
    mistakes={
        "a tie is counted twice: of several largest numbers only the first gets the gradient.": _pool("twice"),
        "a tie is shared out. The first of the largest numbers gets all of the gradient.": _pool("even"),
        "of several largest numbers the last one wins. It is the first: compare with `>`, not with `>=`.": _pool("last"),
        "the gradient goes to the window's corner. It belongs where the largest number stands.": _pool("corner"),
        "the gradient is spread over the window. That is average pooling.": _pool("average"),
        "every pixel of the window gets the gradient. Only the largest one decided the output.": _pool("everywhere"),
        "the gradient goes to the smallest number of the window.": _pool("smallest"),
        "the largest number is put there. It is its gradient, dy[i, j], that belongs there.": _pool("value"),
        "the gradient is multiplied by the pixel. The slope of the winner is 1.": _pool("times"),
        "the winner gets its slope, 1, but not the gradient: multiply it by dy[i, j].": _pool("ones"),
        "windows of negative numbers have no winner: begin with the window's first pixel, not with 0.": (
            _pool("from zero")
        ),
        "the window of output [i, j] begins at pixel [i · size, j · size].": _pool("no step"),
        "height and width of dy are swapped.": _pool("swapped"),
        "it is right for square images only: dy has a height and a width.": _pool("square"),
        "dx is cut to whole numbers: `np.zeros_like(x)` takes over x's type. Use `np.zeros(x.shape)`.": _pool("whole"),
    },
    hints=(
        "Each output looks at a window of its own. If one pixel of it grows a little, does the output grow? Which "
        "pixel is it?",
        "Make dx of zeros, with the shape of x. Two loops go over the outputs, i and j. Take the window, and find the "
        "place of its largest number.",
        "`window = x[i * size : (i + 1) * size, j * size : (j + 1) * size]`. Two more loops over u and v find the "
        "first largest number, where `window[u, v] > best`. Then `dx[i * size + u, j * size + v] = dy[i, j]`.",
    ),
)

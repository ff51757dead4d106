# %% [markdown]
# # 12 · Making it fast
#
# **You take one convolution from loops in Python to the speed of the machine, and show at every step that the numbers are still right.**
#
# | | |
# |---|---|
# | You will be able to | **count** a layer's work and the bytes that it moves · **compile** loops with numba · **order** loops as memory lies · **share** work among threads without a race · **explain** where the last bits of a sum come from |
# | You need | [02 · Convolution](02_convolution.ipynb) |
# | Time | 40 minutes to read, 20 to practise, 30 seconds for the machine |

# %%
import time

import numba
import numpy as np
from numba import njit, prange

from course_lib import Input, Sequential, datasets, exercises, kernels, layers, plots, utils, widgets
from course_lib.kernels.simd import fma1

rungs = {  # operations for each byte of memory traffic, and billions of operations in a second
    "Python": (28, 0.003),
    "compiled": (28, 2.8),
    "in order": (28, 12),
    "two threads": (28, 25),
    "matrix product": (6.2, 15),
    "register tiles": (28, 140),
}
roof = {"peak": 200, "bandwidth": 20}
plots.show_roofline(rungs, **roof)

# %% [markdown]
# Each blue point is a program. All six work out the same layer of a network, from the same numbers. The higher a point
# lies, the more the program gets done in a second; each step of the axis is ten times the one before. The black line is
# what this machine can do at most. (The figures stand in the cell. They are rough ones, for a machine with two cores;
# yours will give others.)
#
# This lesson climbs from the lowest point to the highest, in five rungs. Later it explains the roof. After each rung
# we ask the same question: are the numbers still right?

# %% [markdown]
# ## The work, counted by hand
#
# The layer has 32 filters of 3 × 3. It gets images of 26 × 26 pixels with 8 channels, without padding, and gives maps
# of 24 × 24.
#
# - One number of the output is a sum of 3 · 3 · 8 = 72 products. A multiplication and the addition that follows it are
#   called a *multiply-add*. So one number takes 72 of them.
# - An output has 24 · 24 · 32 = 18,432 numbers.
# - One image takes 18,432 · 72 = 1,327,104 multiply-adds.
#
# The next cell makes the numbers: 2,000 garments that have gone through a first layer of 8 filters, and the weights of
# a second one. They are not trained; for the speed it does not matter.

# %%
(x_train, _), _ = datasets.fashion_mnist.load_data()
utils.set_random_seed(0)
model = Sequential([
    Input((28, 28, 1)),
    layers.Conv2D(8, kernel_size=3, activation="relu"),
    layers.Conv2D(32, kernel_size=3),
])
maps = model.layers[0](x_train[:2000, :, :, None].astype(np.float32) / 255)
layer_filters = model.layers[1].get_weights()[0]
layer_bias = np.linspace(-1, 1, 32, dtype=np.float32)
print("maps", maps.shape, "filters", layer_filters.shape, "bias", layer_bias.shape, maps.dtype)
print("multiply-adds for one image:", 24 * 24 * 32 * 3 * 3 * 8)

# %% [markdown]
# ## Rung 1: loops in Python
#
# Six loops, as in lesson 02: three over the output, three over the window.

# %%
def convolve(image, weights, bias):
    kh, kw, channels, filters = weights.shape
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros((height, width, filters), np.float32)
    for i in range(height):
        for j in range(width):
            for f in range(filters):
                total = bias[f]
                for u in range(kh):
                    for v in range(kw):
                        for c in range(channels):
                            total += image[i + u, j + v, c] * weights[u, v, c, f]
                result[i, j, f] = total
    return result

# %% [markdown]
# To compare programs of very different speed, we time each with as many images as it does in a moment. Then we work out
# how long it would take for 60,000, as many as Fashion-MNIST has for training. `took` keeps the times.
#
# **Predict first.** How long will Python take for 60,000 images: minutes, hours, or days?

# %%
took = {}


def timed(name, count, function, *arguments):
    start = time.perf_counter()
    result = function(*arguments)
    took[name] = (time.perf_counter() - start) * 60_000 / count
    print(f"{name}: 60,000 images would take {took[name]:.1f} s")
    return result


by_python = timed("Python", 1, convolve, maps[0], layer_filters, layer_bias)

# %% [markdown]
# An hour has 60 · 60 = 3,600 seconds, a day 24 · 3,600 = 86,400. It is many hours, on some machines days. Python looks
# at every step anew: which kind of numbers are these, and what does `*` mean for them? The multiplication itself is the
# smallest part.

# %% [markdown]
# ## Rung 2: a compiler
#
# *numba* is a compiler: it translates a Python function into *machine code*, the processor's own instructions. `njit`
# does it. The text of the function stays as it is. The translation takes place at the first call, when numba sees which
# kinds of numbers come in.

# %%
compiled = njit(convolve)


def seconds(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


print(f"first call {seconds(compiled, maps[0], layer_filters, layer_bias):.1f} s")
print(f"second call {seconds(compiled, maps[0], layer_filters, layer_bias):.1f} s")

# %% [markdown]
# The first call has paid for the compiler. So a fair timing needs a call that does not count. That is called timing
# *warm*. (In Python's case nothing is compiled, so one call is enough.)
#
# **Predict first.** The next call gets float64 numbers, with 64 bits each. Will it be as quick as the second call?

# %%
print(f"float64 {seconds(compiled, maps[0].astype(np.float64), layer_filters, layer_bias):.1f} s")
print("compiled for", len(compiled.signatures), "kinds of arguments")
print("the course's folder for machine code is there:", kernels.FOLDER.is_dir())

# %% [markdown]
# It was compiled once more: machine code for 32 bits cannot add numbers of 64. That is why the functions of
# `course_lib.kernels` are always given float32.
#
# They also keep their machine code in a folder on your disk, `kernels.FOLDER`. That is what `@njit(cache=True)` does.
# So they are compiled once for each machine, and not in every notebook.
#
# Now the check and the time. A function for one image gets a loop over the images around it.

# %%
def one_by_one(function, images):
    return [function(one, layer_filters, layer_bias) for one in images]


by_compiler = timed("compiled", 100, one_by_one, compiled, maps[:100])
print("equal to Python, bit by bit:", np.array_equal(by_python, by_compiler[0]))

# %% [markdown]
# The same numbers to the last bit. The compiled loops do the same additions in the same order.

# %% [markdown]
# ## How numbers lie in memory
#
# Memory is one long row of places. An array of two axes is laid into it row by row:
#
# ```
# table          memory
#  1  2  3       1  2  3  4  5  6
#  4  5  6
# ```
#
# Along a row the next number is the next place. Down a column it is three places further. `strides` says how many
# bytes lie between neighbours along each axis; a float32 number takes 4.

# %%
table = np.array([[1, 2, 3], [4, 5, 6]], np.float32)
print("table", table.strides, "filters", layer_filters.strides)

# %% [markdown]
# In the table a step down is 3 · 4 = 12 bytes, a step to the right 4. In the filters, of shape (3, 3, 8, 32), a step to
# the next filter is 4 bytes; a step to the next channel is 32 · 4 = 128.
#
# The processor does not fetch single numbers. It fetches a *cache line*: 64 neighbouring bytes, that is 64 / 4 = 16 of
# our numbers, into a small fast memory, the *cache*. Along a row, one line serves for 16 numbers. Down a column of a
# wide table, each number is in another line.
#
# **Predict first.** One compiled function adds up a table of 4,000 × 4,000 ones, row by row. `big.T` is the same memory
# with its axes exchanged, so there the inner loop runs down the columns. How do the times compare?

# %%
@njit
def add_up(numbers):
    total = 0.0
    for i in range(numbers.shape[0]):
        for j in range(numbers.shape[1]):
            total += numbers[i, j]
    return total


big = np.ones((4000, 4000), np.float32)
print("the same sum:", add_up(big) == add_up(big.T) == 4000 * 4000)
print(f"along the rows, 5 times: {sum(seconds(add_up, big) for _ in range(5)):.1f} s")
print(f"down the columns, 5 times: {sum(seconds(add_up, big.T) for _ in range(5)):.1f} s")

# %% [markdown]
# The same additions, and several times as long on the machine this was written on. The processor waits for memory.
#
# Back to the convolution. In `convolve` the innermost loop goes over channels c. From one c to the next it jumps 128
# bytes in the filters. If the loop over the filters f is innermost, it moves from number to number, and the pixel stays
# the same for all 32.

# %%
@njit
def fill(result, image, weights, bias):
    kh, kw, channels, filters = weights.shape
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            sums = result[i, j]
            for f in range(filters):
                sums[f] = bias[f]
            for u in range(kh):
                for v in range(kw):
                    for c in range(channels):
                        pixel, row = image[i + u, j + v, c], weights[u, v, c]
                        for f in range(filters):
                            sums[f] += pixel * row[f]


@njit
def in_order(image, weights, bias):
    kh, kw, _, filters = weights.shape
    result = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1, filters), np.float32)
    fill(result, image, weights, bias)
    return result

# %%
in_order(maps[0], layer_filters, layer_bias)  # compiles
by_order = timed("in order", 500, one_by_one, in_order, maps[:500])
print("equal to rung 2, bit by bit:", np.array_equal(by_compiler, by_order[:100]))

# %% [markdown]
# Still the same bits. For each output number the 72 products are added in the same order, u, v, c. Only the order
# *among* the 32 sums has changed, and they do not touch one another.
#
# There is a second gain. Neighbouring sums get neighbouring weights, so the processor can do 8 or 16 of them with one
# instruction. Rung 5 comes back to this.

# %% [markdown]
# ## Rung 3: two threads
#
# A processor has several *cores*, which can work at the same time. A *thread* is one sequence of work; each core can
# run one. With `parallel=True`, numba shares the rounds of a `prange` loop among threads. Here a round is an image.

# %%
@njit(parallel=True)
def in_parallel(images, weights, bias):
    kh, kw, _, filters = weights.shape
    height, width = images.shape[1] - kh + 1, images.shape[2] - kw + 1
    result = np.empty((len(images), height, width, filters), np.float32)
    for n in prange(len(images)):
        fill(result[n], images[n], weights, bias)
    return result


in_parallel(maps[:1000], layer_filters, layer_bias)  # compiles
by_threads = timed("two threads", 1000, in_parallel, maps[:1000], layer_filters, layer_bias)
print("equal to rung 2, bit by bit:", np.array_equal(by_order, by_threads[:500]))

# %% [markdown]
# (All your cores take part, be it two or more.) Each round writes to `result[n]`, and no two rounds write to the same
# place. That is what makes this safe.
#
# ### A race, by hand
#
# What if they do write to the same place? Two threads, A and B, count something in one shared number. To add 1, a
# thread reads the number, adds, and writes it back. Let it be 5, and let both add 1:
#
# ```
# one after the other          both at once
# A reads 5                    A reads 5
# A writes 6                   B reads 5
# B reads 6                    A writes 6
# B writes 7                   B writes 6
# ```
#
# On the right an update is lost. Which of the two happens depends on the threads' timing. This is called a *race*. It
# may go well a thousand times, and fail when nobody looks.
#
# The next function counts how often each pixel value from 0 to 255 occurs in 10,000 garments. It has ten tasks of 1,000
# garments each. A task reads the counts, adds its own, and writes them back.
#
# - With one row of counts, all tasks share it. The race is on purpose.
# - With ten rows, each task has its own. At the end the rows are added up.

# %%
@njit(parallel=True)
def count_values(pixels, counts):
    for task in prange(len(pixels)):
        row = task % len(counts)
        mine = counts[row].copy()  # reads
        for value in pixels[task]:
            mine[value] += 1
        counts[row] = mine  # writes back


tasks = x_train[:10_000].reshape(10, -1)
right = np.bincount(tasks.ravel(), minlength=256)
racy, safe = [], []
for _ in range(20):
    shared, own = np.zeros((1, 256), np.int64), np.zeros((10, 256), np.int64)
    count_values(tasks, shared)
    count_values(tasks, own)
    racy.append(np.array_equal(shared[0], right))
    safe.append(np.array_equal(own.sum(axis=0), right))
print("own rows, right each time of 20:", all(safe))
print("shared row, right each time of 20:", all(racy))

# %% [markdown]
# The comparison with `np.bincount`, which counts in one thread, has found the race. We cannot tell in how many of the
# 20 times: it differs from run to run. (If your machine has a single core, there is one thread, and no race.)
#
# A check that passes once proves little here. What helps is the rule: **no two tasks write to the same place.** Each
# gets a place of its own, and one thread adds up at the end. Exercise 12.3 does so.

# %% [markdown]
# ## Rung 4: a matrix product
#
# How often is a number used? Play with the stepper before you read on. It has an image of 5 × 5 and a filter of 3 × 3.
#
# - In how many places of the window is the pixel in the middle of the image read? And the one in the corner?
# - In how many places is the upper left weight used?
# - How many pixels are read in all, over all places of the window? How many are there?

# %%
widgets.ConvolutionStepper(image_size=5)

# %% [markdown]
# <details><summary>Answers</summary>
#
# - The middle pixel in all 9, as each of the 3 × 3 windows covers it. The corner in 1.
# - In all 9. Each weight is used once for each place.
# - 9 places with 9 pixels each: 9 · 9 = 81 reads, of 25 pixels.
#
# </details>
#
# Each number is used many times. A famous way to make use of that is called *im2col*. Write each window as a row of a
# matrix:
#
# ```
# image        windows of 2 × 2, one per row
#  1  2  3      1  2  4  5
#  4  5  6      2  3  5  6
# ```
#
# A filter, laid flat, is a column of a second matrix. The *product* of the two matrices has, in row p and column f, the
# sum of the products of window p with filter f. That is the convolution.
#
# Why is that of use? Libraries for matrix products have been tuned for decades. Such a library is called *BLAS*, basic
# linear algebra subprograms. NumPy's `@` calls one.

# %%
def by_matrix(images, weights, bias):
    kh, kw, channels, filters = weights.shape
    number, height, width = len(images), images.shape[1] - kh + 1, images.shape[2] - kw + 1
    windows = np.empty((number, height, width, kh, kw, channels), np.float32)
    for u in range(kh):
        for v in range(kw):
            windows[:, :, :, u, v] = images[:, u : u + height, v : v + width]
    matrix = windows.reshape(-1, kh * kw * channels)
    return (matrix @ weights.reshape(-1, filters) + bias).reshape(number, height, width, filters)


by_matrix(maps[:200], layer_filters, layer_bias)  # a call that does not count
by_blas = timed("matrix product", 200, by_matrix, maps[:200], layer_filters, layer_bias)
print("equal to rung 3, to 5 decimals:", np.allclose(by_threads[:200], by_blas, rtol=0, atol=1e-5))
print("bit by bit:", np.array_equal(by_threads[:200], by_blas))
print("bytes: one image", maps[0].nbytes, "its output", by_blas[0].nbytes, "its matrix", 24 * 24 * 72 * 4)

# %% [markdown]
# The loops over u and v fill the windows of all places at once: pixel (u, v) of every window is a shifted part of the
# image. `reshape(-1, …)` lays the rest flat; −1 means: as long as it takes.
#
# For the first time the last bits differ. The section *The same bits?* tells why.
#
# And the price: one image has 26 · 26 · 8 · 4 = 21,632 bytes. Its matrix has 24 · 24 rows of 72 numbers:
# 24 · 24 · 72 · 4 = 165,888 bytes. They are written to memory, and read again.

# %% [markdown]
# ## Rung 5: sums that stay in registers
#
# The course's own function makes no matrix. It goes back to the loops, and asks what the processor waits for.
#
# **Registers.** A *register* is a place within the processor itself, where it calculates. A wide one holds 8 or 16
# float32 numbers, its *lanes*. There are at least 16 such registers.
#
# **Fused multiply-add.** One instruction, *fma*, works out a · b + c in every lane.
#
# Look at the innermost line of `fill` again: `sums[f] += pixel * row[f]`. It reads a weight, reads a sum, and writes
# the sum. With 16 lanes these are three trips to the cache for 16 multiply-adds: 16 / 3, about 5 for each trip.
#
# **The tile.** So keep many sums in registers while they grow. The course's tile has 6 neighbouring pixels and 2
# registers of filters: 6 · 2 = 12 registers of sums.
#
# ```
#             w0: 16 filters    w1: 16 filters
# pixel 0          a0                b0
# pixel 1          a1                b1          one step, for each of the 72 products:
# …                …                 …           2 reads of weights, 6 of pixels, 12 fma
# pixel 5          a5                b5
# ```
#
# (With 8 lanes, each column has 8 filters.) With 16 lanes, one step is 12 · 16 = 192 multiply-adds for 2 + 6 = 8 reads:
# 192 / 8 = 24 for each read. The sums are written once, at the end. 12 sums, 2 weights and 1 pixel are
# 12 + 2 + 1 = 15 registers: one more row would not fit into 16.
#
# The same in NumPy, for one tile. `pixels[:, None]` makes a column of the six pixels; a column times a row gives every
# pair.

# %%
def tile_of_six(image, weights, bias, i, j):
    tile = np.stack([bias] * 6)  # 6 pixels, 32 filters
    for u in range(weights.shape[0]):
        for v in range(weights.shape[1]):
            for c in range(weights.shape[2]):
                pixels = image[i + u, j + v : j + v + 6, c]
                tile += pixels[:, None] * weights[u, v, c]
    return tile


tile = tile_of_six(maps[0], layer_filters, layer_bias, 0, 12)
print("six pixels of rung 3, bit by bit:", np.array_equal(tile, by_threads[0, 0, 12:18]))

# %% [markdown]
# In the course this loop is the function `sums` in `course_lib/kernels/tiles.py`. Its lines look like this:
#
# ```
# w0 = load(w, at); w1 = load(w, at + WIDTH)
# s = broadcast(x, q); a0 = fma(s, w0, a0); b0 = fma(s, w1, b0)
# ```
#
# and four words of `course_lib/kernels/simd.py` stand for one instruction each: `load` reads neighbouring numbers into
# the lanes, `broadcast` reads one number into all of them, `fma` does the work, and `store`, at the end, writes.
#
# **Predict first.** Will the course's function have the same bits as rung 3?

# %%
no_padding = (1, 1), (0, 0, 0, 0)  # stride 1 down and right, no zeros around
kernels.conv2d_forward(maps, layer_filters, layer_bias, *no_padding)  # does not count
by_tiles = timed("register tiles", 2000, kernels.conv2d_forward, maps, layer_filters, layer_bias, *no_padding)
print("equal to rung 3, to 5 decimals:", np.allclose(by_threads, by_tiles[:1000], rtol=0, atol=1e-5))
print("bit by bit:", np.array_equal(by_threads, by_tiles[:1000]))

# %% [markdown]
# Not the same, though the order of the sums is. The cause is the fma, as you will see soon.
#
# (For windows of 3 × 3 or 5 × 5 with 16 channels or more the course goes one step further. S. Winograd found how to
# work out four neighbouring outputs of a 3 × 3 window with 16 multiplications in place of 4 · 9 = 36. See
# `course_lib/kernels/winograd.py`.)

# %% [markdown]
# ## All rungs in one table

# %%
for name, spent in took.items():
    print(f"{name:15} {spent:.1f} s")

# %% [markdown]
# These are seconds for 60,000 images, all worked out from fewer. Times differ between machines, and between
# two runs: other programs want the processor too. Repeat a timing before you trust it.
#
# The matrix product may be slower than the two threads. The product itself is fast. But NumPy fills the matrix in one
# thread, and that alone may take longer than the product.
#
# ### The roof
#
# Now the picture from the beginning can be read. Its upward axis counts *GFLOP/s*, billions of floating-point
# operations in a second. A multiply-add is two of them. So one image takes 2 · 1,327,104 = 2,654,208 operations.
#
# The other axis is the *arithmetic intensity*: operations for each byte that comes from memory or goes there. One image
# comes in with 21,632 bytes, and its output goes out with 24 · 24 · 32 · 4 = 73,728. (The weights serve for all images;
# we leave them out.)
#
# - Loops and tiles: 21,632 + 73,728 = 95,360 bytes, and 2,654,208 / 95,360 = 27.8 operations per byte.
# - The matrix product writes and reads the matrix too: 95,360 + 2 · 165,888 = 427,136 bytes, and
#   2,654,208 / 427,136 = 6.2.

# %%
plots.show_roofline(rungs, **roof)

# %% [markdown]
# A machine has two limits. Memory brings so many bytes in a second; a program with few operations per byte waits for
# them. This is the slope. Arithmetic has a limit too: the flat part. Where the two meet is the *ridge*.
#
# - Python lies far below both. Neither memory nor arithmetic holds it back, but all that goes on between.
# - The matrix product has moved to the left, under the lower part of the roof. That is the price of the matrix.
# - The tiles come nearest to the roof. Their inner loop has little but fma in it.
#
# **Your own times** go into the picture with the line below, in a new cell. For 60,000 images the operations are
# 60,000 · 2 · 1,327,104 = 159,252,480,000, or 159.25 billion.
#
# `plots.show_roofline({name: (rungs[name][0], 159.25 / took[name]) for name in rungs}, **roof)`
#
# Your roof may lie elsewhere. For `peak`, multiply cores, GHz, lanes and 4: many cores start two fma at a time, and
# each is two operations. For `bandwidth`, look up how many GB your memory brings in a second.

# %% [markdown]
# ## The same bits?
#
# A float32 number has 24 binary digits. So from 2²⁴ = 16,777,216 on not every whole number has a float32: the next one
# is 16,777,218. What lies between is rounded. Then brackets matter:

# %%
large, one = np.float32(16_777_216), np.float32(1)
print("(large + 1) + 1 is", int((large + one) + one))
print("large + (1 + 1) is", int(large + (one + one)))

# %% [markdown]
# In the first line each single 1 is rounded away. In the second, the ones come together before they meet the large
# number. **A sum of floats depends on its order.** With numbers of everyday size, only last digits differ:

# %%
values = maps[:20].ravel()
forwards, backwards = np.cumsum(values)[-1], np.cumsum(values[::-1])[-1]
print(len(values), "numbers from first to last:", forwards)
print("from last to first:", backwards)
print("np.sum has the bits of the first:", np.sum(values) == forwards)

# %% [markdown]
# `cumsum` adds up one by one, and its last number is the whole sum. `np.sum` adds up parts side by side, and joins
# them: another order. The BLAS of rung 4 has an order of its own too, which depends on the processor.
#
# numba adds up in the order that you write. With `fastmath=True` you let the compiler choose another one.

# %%
@njit
def add_float32(numbers):
    total = np.float32(0)
    for k in range(len(numbers)):
        total += numbers[k]
    return total


add_anyhow = njit(fastmath=True)(add_float32.py_func)  # py_func: the Python function that was compiled
print("as written, the bits of cumsum:", add_float32(values) == forwards)
print("fastmath, the bits of cumsum:", add_anyhow(values) == forwards)
print(f"as written, 5,000 times: {sum(seconds(add_float32, values) for _ in range(5000)):.1f} s")
print(f"fastmath, 5,000 times: {sum(seconds(add_anyhow, values) for _ in range(5000)):.1f} s")

# %% [markdown]
# In the order as written, each addition has to wait for the one before. With `fastmath` the compiler adds up several
# parts side by side. That can be much faster, and the result then depends on how wide the registers are.
#
# The tile gets both. It adds up many *different* outputs side by side, each in its own fixed order.
#
# Last, the fma. It rounds once, after the addition. A multiplication and an addition round twice. Take
# a = 1 + 2⁻¹². Its square is 1 + 2⁻¹¹ + 2⁻²⁴, one digit too long for float32: rounded, it is 1 + 2⁻¹¹.
#
# **Predict first.** Now subtract 1 + 2⁻¹¹ from a · a. What is left, with two roundings and with one?

# %%
@njit
def rounded_once(a, b, c):
    return fma1(a, b, c)


a, b = np.float32(1 + 2**-12), np.float32(1 + 2**-11)
print("two roundings:", a * a - b)
print("one rounding: ", rounded_once(a, a, -b), "which is 2 to the power of -24:", rounded_once(a, a, -b) == 2**-24)

# %% [markdown]
# That is why rungs 3 and 5 differ in last bits. Neither is wrong; the fma rounds less often.
#
# The course wants the same bits everywhere, so that a lesson's text can quote what you will see. It follows three
# rules.
#
# 1. Every sum has one fixed order. No `fastmath`, no `np.sum` or `@` where networks are trained.
# 2. Where fma is used, it is written out. The compiler is not asked to choose.
# 3. A sum over many images is made of fixed chunks, 16 images each. Their sums are then added in order. Threads share
#    the chunks, but the chunks do not depend on the number of threads.
#
# The gradient of the filters is such a sum over images (lesson 06). Does it depend on the threads?

# %%
def filter_gradient(threads):
    numba.set_num_threads(threads)
    return kernels.conv2d_kernel_gradient(maps[:1000], by_tiles[:1000], *no_padding, 3, 3)[0]


every = numba.get_num_threads()
with_all, with_one = filter_gradient(every), filter_gradient(1)
numba.set_num_threads(every)
print("one thread and all of them, bit by bit:", np.array_equal(with_one, with_all))

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own function. The hints tell a little more each time.
#
# ### 12.1 · Warm-up: multiply-adds and bytes of a layer
#
# A layer has 8 filters of 5 × 5, stride 1, no padding. It gets one float32 image of 14 × 14 pixels with 3 channels. How
# many multiply-adds does it take, without the biases? And how many bytes have the image, the output, and the matrix of
# im2col?

# %%
### BEGIN SOLUTION
my_counts = {
    "multiply-adds": 10 * 10 * 8 * 5 * 5 * 3,
    "bytes of the image": 14 * 14 * 3 * 4,
    "bytes of the output": 10 * 10 * 8 * 4,
    "bytes of the matrix": 10 * 10 * 5 * 5 * 3 * 4,
}
### END SOLUTION

# %%
counted = exercises.check("12.1", my_counts)

# %% [markdown]
# ### 12.2 · Windows as the rows of a matrix
#
# Return the matrix of im2col for one image of shape (H, W, C) and a window of kh × kw, without padding. Its shape is
# (Ho · Wo, kh · kw · C).
#
# - One row for each place of the window: the upper left one first, then to the right, then the next row of places.
# - Within a row the numbers as they lie in the image: pixel by pixel, and for each pixel all its channels.

# %%
def my_im2col(image, kh, kw):
    ### BEGIN SOLUTION
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    rows = []
    for i in range(height):
        for j in range(width):
            rows.append(image[i : i + kh, j : j + kw].reshape(-1))
    return np.array(rows)
    ### END SOLUTION


# %%
im2col = exercises.check("12.2", my_im2col)

# %% [markdown]
# ### 12.3 · A sum in chunks
#
# Return the sum of float32 `numbers` as threads could share it:
#
# - Each chunk of `size` neighbouring numbers has a sum of its own, from left to right. The last chunk may be shorter.
# - The chunks' sums are added up from left to right.
# - Every sum begins with `np.float32(0)` and stays float32.
#
# The check compares the last bits, so the order counts. Python loops are welcome.

# %%
def my_chunked_sum(numbers, size):
    ### BEGIN SOLUTION
    total = np.float32(0)
    for start in range(0, len(numbers), size):
        part = np.float32(0)
        for number in numbers[start : start + size]:
            part += number
        total += part
    return total
    ### END SOLUTION


# %%
chunked_sum = exercises.check("12.3", my_chunked_sum)

# %% [markdown]
# ### 12.4 · Stretch: a compiled convolution
#
# Write a convolution of one image that numba compiles, as fast as you can, with stride 1 and no padding. `image` is
# (H, W, C), `weights` (kh, kw, C, F), `bias` (F,), all float32. Return (Ho, Wo, F). Below it is timed.
#
# numba knows only a part of NumPy. `np.zeros((2, 3), np.float32)` belongs to it. `@` does not here: numba leaves it to
# SciPy, a package that the course does without.

# %%
@njit
def my_fast_conv2d(image, weights, bias):
    ### BEGIN SOLUTION
    kh, kw, _, filters = weights.shape
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros((height, width, filters), np.float32)
    for i in range(height):
        for j in range(width):
            sums = result[i, j]
            for f in range(filters):
                sums[f] = bias[f]
            for u in range(kh):
                pixels = image[i + u, j : j + kw].ravel()  # a row of the window lies in one piece
                rows = weights[u].reshape(-1, filters)
                for q in range(len(pixels)):
                    for f in range(filters):
                        sums[f] += pixels[q] * rows[q, f]
    return result
    ### END SOLUTION


# %%
fast_conv2d = exercises.check("12.4", my_fast_conv2d)

# %% [markdown]
# ## At work
#
# From here on these functions are your own, where they have passed their checks. The layer of exercise 12.1:

# %%
operations = 2 * counted["multiply-adds"]
direct = counted["bytes of the image"] + counted["bytes of the output"]
print(f"{operations / direct:.1f} operations per byte")
print(f"{operations / (direct + 2 * counted['bytes of the matrix']):.1f} with the matrix written and read")

# %% [markdown]
# One image of this lesson as a matrix, and a product:

# %%
matrix = im2col(maps[0], 3, 3)
product = matrix @ layer_filters.reshape(-1, 32) + layer_bias
print("matrix", matrix.shape, "product", product.shape)
print("equal to rung 1, to 5 decimals:", np.allclose(product.reshape(24, 24, 32), by_python, rtol=0, atol=1e-5))

# %% [markdown]
# **Predict first.** Somebody gives each thread one large chunk, so the chunks depend on the number of threads. Somebody
# else uses chunks of 1,000 numbers, however many threads there are. What does each get with 1, 2, 3 and 4 threads?

# %%
for threads in (1, 2, 3, 4):
    size = -(-len(values) // threads)  # rounded up
    each, fixed = chunked_sum(values, size), chunked_sum(values, 1000)
    print("threads:", threads, " a chunk for each:", each, " chunks of 1,000:", fixed)

# %% [markdown]
# With a chunk for each thread, the result changes with the machine. With fixed chunks it does not.
#
# Last, your compiled convolution against the tiles:

# %%
fast_conv2d(maps[0], layer_filters, layer_bias)  # does not count
count = 500 if seconds(fast_conv2d, maps[0], layer_filters, layer_bias) < 0.1 else 1  # one, in plain Python
yours = timed("yours", count, one_by_one, fast_conv2d, maps[:count])
print("equal to rung 5, to 5 decimals:", np.allclose(yours, by_tiles[:count], rtol=0, atol=1e-5))
print(f"register tiles: {took['register tiles']:.1f} s")

# %% [markdown]
# (Until you have solved exercise 12.4, `yours` is the course's function, called for one image at a time.) The tiles get
# all images at once and share them among the cores. A function for one image has one core, if it does not share the
# rows of its image in a `prange` loop. How near can you come? Another idea: keep several sums in variables of their
# own.

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("12")

# %% [markdown]
# ## Recap
#
# - You can **count** a layer's work: numbers of the output, times products for each. Its bytes: 4 for each float32.
# - You can **compile** loops with numba. The first call for each kind of arguments pays; time the second one.
# - You can **order** loops as memory lies: the innermost one moves along the last axis.
# - You can **share** work among threads: no two tasks write to the same place.
# - You can **explain** where the last bits of a sum come from: its order, and how often it is rounded.
#
# ### Common mistakes
#
# - Timing the first call, and with it the compiler.
# - Making something fast before checking that it is right. Keep the slow version, and compare.
# - Comparing floats with `==` after the order of a sum has changed. Compare to some decimals, or keep the order.
# - Adding to a shared array in `prange`. It may look right for a long time.
# - Speeding up a part that takes little of the time. Measure first which part takes the most.
# - Calling compiled parallel functions from several Python threads at once. With one of numba's ways to run threads,
#   the process ends; the course's layers take turns.
#
# ### Where to read on
#
# - S. K. Lam, A. Pitrou, S. Seibert, *Numba: a LLVM-based Python JIT compiler*, LLVM-HPC 2015.
# - K. Goto, R. van de Geijn, *Anatomy of high-performance matrix multiplication*, ACM TOMS 34(3), 2008: where tiles in
#   registers come from.
# - K. Chellapilla, S. Puri, P. Simard, *High performance convolutional neural networks for document processing*, 2006:
#   convolution as a matrix product.
# - J. Zhang, F. Franchetti, T. M. Low, *High performance zero-memory overhead direct convolutions*, ICML 2018.
# - A. Lavin, S. Gray, *Fast algorithms for convolutional neural networks*, CVPR 2016: Winograd's trick in networks.
# - S. Williams, A. Waterman, D. Patterson, *Roofline: an insightful visual performance model for multicore
#   architectures*, CACM 52(4), 2009.
# - D. Goldberg, *What every computer scientist should know about floating-point arithmetic*, ACM Computing Surveys
#   23(1), 1991.
#
# **Next:** [13 · Capstone](13_capstone.ipynb)

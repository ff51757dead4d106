# %% [markdown]
# # 06 · Backpropagation
#
# **You find out, by hand and in code, how each of a network's ten thousand numbers changes its loss.**
#
# | | |
# |---|---|
# | You will be able to | **measure** a slope by nudging · **apply** the chain rule forward and backward · **record** a computation and walk it back · **derive** the gradients of each layer · **check** a gradient numerically |
# | You need | [02 · Convolution](02_convolution.ipynb), [03 · Pooling](03_pooling.ipynb), [04 · Dense layers and activations](04_dense_layers.ipynb), [05 · Losses](05_losses.ipynb) |
# | Time | 35 minutes to read, 25 to practise, 10 seconds for the machine |

# %%
import numpy as np

from course_lib import datasets, exercises, kernels, layers, plots, utils, widgets

(x_train, y_train), _ = datasets.fashion_mnist.load_data()
boot = x_train[:1, :, :, None].astype(np.float32) / 255  # a batch of one image
truth = utils.to_categorical(y_train[:1], 10)
utils.set_random_seed(0)
network = [layers.Conv2D(6, kernel_size=3), layers.ReLU(), layers.MaxPooling2D(), layers.Flatten(), layers.Dense(10)]


def loss_of_boot():
    signal = boot
    for layer in network:
        signal = layer(signal)
    losses, _, gradient = kernels.softmax_crossentropy(truth, signal)
    return losses[0], gradient


loss, gradient = loss_of_boot()
for layer in reversed(network):
    gradient = layer.backward(gradient)
plots.show_kernel(network[0].grads["kernel"], f"slopes of the loss, {loss:.4f}, for 54 weights")

# %% [markdown]
# (You need not follow this cell yet. At the end of the lesson you will know what each line does.)
#
# A fresh network has looked at one boot. Its first layer has 6 filters of 3 × 3 weights. The picture does not show the
# weights. For each of them it shows what the loss would do if that weight grew a little. Orange: the loss would grow.
# Purple: it would fall. The deeper the colour, the more.
#
# Whoever knows this for every weight knows how to make the network better: turn each weight the way that makes the loss
# fall. So the question of this lesson is: **which way, and how much, does each weight change the loss?** The method that
# answers it for all weights at once is called *backpropagation*.

# %% [markdown]
# ## Nudge it and see
#
# Take the plainest way first: change one weight by 0.01, and see what the loss does. We take the deepest orange of all,
# in filter 1, row 2, column 1. The picture says 0.38 there.

# %%
weights = network[0].params["kernel"]  # row, column, channel, filter
kept = weights[2, 1, 0, 1]
weights[2, 1, 0, 1] = kept + 0.01
nudged, _ = loss_of_boot()
weights[2, 1, 0, 1] = kept
print("before", loss, "after", nudged)
print(f"change {nudged - loss:.4f}, divided by the nudge {(nudged - loss) / 0.01:.2f}")

# %% [markdown]
# A nudge of 0.01 has changed the loss by 0.0038. Divide one by the other, and you have the *slope*: 0.38, the number in
# the picture. It says how many times as fast the loss moves as the weight. Lesson 05 measured slopes like this, with a
# move up and a move down.
#
# The network has more weights than these 54. How many nudges would all of them take?

# %%
count = sum(array.size for layer in network for array in layer.params.values())
print(f"{count:,} numbers")

# %% [markdown]
# 10,210 nudges, each with a run of the whole network, for one image and one small improvement. Backpropagation takes
# one run forward and one backward for all of them. The picture above was made that way.

# %% [markdown]
# ## A slope by hand
#
# Take y = x² at x = 3. Nudge x by h:
#
# - before: 3² = 9
# - after: (3 + h)² = 9 + 6h + h²
# - the change: 6h + h²
# - divided by the nudge h: 6 + h
#
# The smaller the nudge, the closer to 6. That number is the slope, also called *derivative*, and written dy/dx. For any
# x the same steps give 2x + h, so dy/dx = 2x.
#
# **Predict first.** What is the slope at x = −2? If you make x a little larger there, does y grow or fall?

# %%
def square(number):
    return number * number


for point in (3, -2):
    for h in (0.1, 0.001):
        slope = (square(point + h) - square(point)) / h
        print(f"x = {point}, h = {h}: slope {slope:.4f}")

# %% [markdown]
# Close to −4. It is negative: y falls where x grows. Two things to keep:
#
# - The **sign** says which way. The **size** says how much.
# - It holds for small nudges only. With h = 0.1 it is off by 0.1 already.
#
# From here on the last number is always the loss L, and each other number has its slope dL/d(number). All slopes
# together are called the *gradient*. In code we write `dw` for dL/dw: one number for each weight, in an array of the
# same shape as the weights.

# %% [markdown]
# ## The chain rule by hand
#
# A network is a chain of small steps. Here is one with a single weight w = 3, a pixel p = 2 and a bias b = −4. The loss
# L is the square of what comes out:
#
# ```
# w = 3 ───┐
#          ├─ · ─── s = 6 ───┐
# p = 2 ───┘                 ├─ + ─── e = 2 ─── ² ─── L = 4
#                  b = −4 ───┘
# ```
#
# Such a drawing is called a *computational graph*. Forward goes from left to right. For each step alone the slopes are
# known:
#
# ```
# step          forward             slopes of the step alone
# s = w · p     3 · 2 = 6           ds/dw = p = 2      ds/dp = w = 3
# e = s + b     6 + (−4) = 2        de/ds = 1          de/db = 1
# L = e²        2² = 4              dL/de = 2 · e = 4
# ```
#
# Look at the slopes of the first step. In a product, each factor's slope is the *other* factor: if w grows by 1, then
# w · p grows by p. In a sum, each slope is 1.
#
# Now, how does w change L? If w grows by a little, s grows 2 times as much. If s grows by a little, e grows 1 times as
# much. If e grows by a little, L grows 4 times as much. Together: 2 · 1 · 4 = 8 times as much.
#
# That is the **chain rule**: slopes along a path are multiplied. We do it from the end to the beginning, so that each
# line needs only the line before it:
#
# ```
# backward
# dL/de                          = 4
# dL/ds = dL/de · de/ds =  4 · 1 = 4
# dL/db = dL/de · de/db =  4 · 1 = 4
# dL/dw = dL/ds · ds/dw =  4 · 2 = 8
# dL/dp = dL/ds · ds/dp =  4 · 3 = 12
# ```
#
# Each line has the same form: *the slope found for the later number, times the slope of the step alone*. Elsewhere the
# two are called the *upstream* and the *local* gradient. And dL/ds was worked out once, but used twice, for w and for
# p. That is why going backward is cheap.
#
# Do the nudges agree?

# %%
def chain(w, p, b):
    e = w * p + b
    return e * e


h = 0.001
print(f"dw {(chain(3 + h, 2, -4) - chain(3, 2, -4)) / h:.2f}")
print(f"dp {(chain(3, 2 + h, -4) - chain(3, 2, -4)) / h:.2f}")
print(f"db {(chain(3, 2, -4 + h) - chain(3, 2, -4)) / h:.2f}")

# %% [markdown]
# 8, 12 and 4, but for the error that the nudge itself makes.
#
# ### Two ways add up
#
# Let L = a · b + a, with a = 2 and b = 3. The number a is used twice. If it grows by a little,
#
# - the product grows 3 times as much, since b = 3,
# - and the last a grows 1 times as much.
#
# L gets both: dL/da = 3 + 1 = 4. So: **along a path, multiply; over several paths, add up.** The ten sigmoids of lesson
# 04 were one path, with a small factor at each. A convolution has many paths: in the boot's first layer each weight is
# used at 26 · 26 = 676 places.

# %% [markdown]
# ## A tape
#
# This can be left to the machine. Each number that is computed is put on a list, the *tape*, together with what it was
# made of and the slopes of that step. Python calls `__add__` where it sees `+`, and `__mul__` where it sees `*`.

# %%
tape = []


class Value:
    def __init__(self, number, parts=()):
        self.number, self.grad = number, 0
        self.parts = parts  # pairs: what it was made of, and the step's slope for it
        tape.append(self)

    def __add__(self, other):
        return Value(self.number + other.number, [(self, 1), (other, 1)])

    def __mul__(self, other):
        return Value(self.number * other.number, [(self, other.number), (other, self.number)])

    def relu(self):
        return Value(max(self.number, 0), [(self, 1 if self.number > 0 else 0)])


def backward(result):
    result.grad = 1
    for value in reversed(tape):
        for part, slope in value.parts:
            part.grad += slope * value.grad

# %% [markdown]
# `backward` is the whole method. The result's own slope is 1: if L grows by 1, L grows by 1. Then it walks along the
# tape from the end to the beginning. Each value hands its gradient on to its parts: times the step's slope, and added
# to what they have already.
#
# Why from the end? A value may hand on its gradient only when that is complete. Everything that uses a value was
# computed later, so it stands behind it on the tape.
#
# The chain from above, with e² written as e · e:

# %%
def run_chain(bias):
    tape.clear()
    w, p, b = Value(3), Value(2), Value(bias)
    e = w * p + b
    return {"w": w, "p": p, "b": b, "e": e, "L": e * e}


values = run_chain(-4)
backward(values["L"])
for name, value in values.items():
    print(f"{name} = {value.number}, gradient {value.grad}")

# %% [markdown]
# The same numbers as on paper. Note e: both factors of e · e are the same value. It gets 2 from each, and 2 + 2 = 4.
#
# **Predict first.** What happens to the four gradients of e, w, p and b if `backward` says `=` instead of `+=`?

# %%
def forgetful_backward(result):
    result.grad = 1
    for value in reversed(tape):
        for part, slope in value.parts:
            part.grad = slope * value.grad


values = run_chain(-4)
forgetful_backward(values["L"])
print({name: value.grad for name, value in values.items()})

# %% [markdown]
# All four are half as large. The second gradient of e has overwritten the first, and everything before e inherits the
# error. Nothing crashes, and the numbers look sensible. You will meet this mistake again in the exercises.
#
# Now with a relu behind the sum. In lesson 04 it was max(0, e): it lets positive numbers through and sets negative
# ones to 0. What does it do with a gradient?

# %%
for bias in (-4, -8):
    values = run_chain(bias)
    passed = values["e"].relu()
    backward(passed)
    print(f"e = {values['e'].number}: relu {passed.number}, dw {values['w'].grad}, db {values['b'].grad}")

# %% [markdown]
# Where e is positive, relu's slope is 1, and the gradient passes unchanged. Where e is negative, relu stays at 0 when
# e is nudged a little. Its slope is 0, and nothing passes. (L is on the tape here too. No part of `passed` was made of
# it, so it hands back 0.)

# %% [markdown]
# ## Layer by layer
#
# The tape writes down every product. For the boot, the first layer alone has 26 · 26 · 6 · 9 = 36,504 of them. So a
# library does not record numbers, but whole arrays. Here one *layer* is one step, and each layer knows its own way back:
#
# - `forward` takes x and returns y.
# - `backward` takes `dy`, one slope for each number of y, and returns `dx`, one slope for each number of x. On the way
#   it works out the slopes of its own weights.
#
# Each `backward` follows the tape: **wherever two numbers met in a product, each gets `dy` times the other, and all that
# a number gets is added up.** A first check costs nothing: `dx` has the shape of x, `dkernel` that of the kernel,
# `dbias` that of the bias.

# %% [markdown]
# ### Dense, by hand
#
# Two samples with three inputs each. The layer has two outputs, so its kernel has 3 × 2 weights:
#
# ```
# x  (2 samples)      kernel        dy  (2 samples)
#  2   3   0           1  −1         1  −2
#  1  −2   4           0   2         3   1
#                      2   1
# ```
#
# **dx.** Input 0 of sample 0 met weight 1 on the way to output 0, and weight −1 on the way to output 1. It gets back
# 1 · 1 + (−2) · (−1) = 3.
#
# **dkernel.** The weight in row 0, column 0 joins input 0 with output 0. It was used twice, once for each sample:
#
# - in sample 0 it met the input 2, and the gradient is 1: that gives 2
# - in sample 1 it met the input 1, and the gradient is 3: that gives 3
# - together 2 · 1 + 1 · 3 = 5
#
# **dbias.** A bias was added once for each sample, with slope 1. The bias of output 0 gets 1 + 3 = 4.
#
# So `dx` has a row for each sample, but `dkernel` and `dbias` are **sums over the batch**. The course's compiled
# functions say the same:

# %%
inputs = np.float32([[2, 3, 0], [1, -2, 4]])
matrix = np.float32([[1, -1], [0, 2], [2, 1]])
doutputs = np.float32([[1, -2], [3, 1]])
print("dx\n", kernels.dense_input_gradient(doutputs, matrix))
dmatrix, dbias = kernels.dense_kernel_gradient(inputs, doutputs)
print("dkernel\n", dmatrix)
print("dbias\n", dbias)

# %% [markdown]
# ### relu
#
# One number in, one number out. Where the input was positive, dx is dy; elsewhere it is 0. That is a *mask*: an array of
# true and false, which count as 1 and 0. At exactly 0 there is no slope, since it is 0 on the left and 1 on the right.
# The course takes 0 there, as Keras and PyTorch do.

# %%
before_relu = np.float32([-1, 2, 0, 3])
after_relu = kernels.relu_forward(before_relu)
dafter = np.float32([5, 6, 7, 8])
print("mask times dy", (before_relu > 0) * dafter)
print("the course's ", kernels.relu_gradient(after_relu, dafter))  # y is positive where x is

# %% [markdown]
# ### Pooling
#
# In *max* pooling only the largest number of each window decides the output. If it grows a little, the output grows as
# much. If one of the others grows a little, nothing happens. So **the winner gets the whole gradient**, the others get 0.
#
# And if two are equally large, as the two 5s here?

# %%
pool_input = np.float32([[1, 5, 2, 0],
                         [5, 3, 1, 4],
                         [0, 2, 6, 1],
                         [1, 0, 3, 2]])
dpooled = np.float32([[7, -2],
                      [3, 4]])
two = (2, 2), (2, 2), (0, 0, 0, 0)  # window, stride, padding
pooled = kernels.maxpool2d_forward(pool_input[None, :, :, None], *two)
back = kernels.maxpool2d_input_gradient(pool_input[None, :, :, None], pooled, dpooled[None, :, :, None], *two)
only = np.zeros_like(pool_input)  # the part of the first window
only[0, 1] = back[0, 0, 1, 0]
plots.show_maxpool_backward(pool_input, pooled[0, :, :, 0], dpooled, only, only, row=0, column=0)

# %% [markdown]
# (`[None, :, :, None]` adds the axes for batch and channel, as in lesson 02. `*two` passes the three entries of `two` as
# three arguments.)
#
# The first of the two gets it all, row by row. Giving it to both would hand on 7 + 7 = 14 where only 7 came in. All four
# windows:

# %%
print(back[0, :, :, 0])

# %% [markdown]
# In *average* pooling each of the four numbers has a share of 1/4 in the output. So each gets a quarter of the gradient.
#
# **Predict first.** With the same dy as above, what is the upper left corner of dx now? And the lower right corner?

# %%
print(kernels.avgpool2d_input_gradient(dpooled[None, :, :, None], *two, 4, 4)[0, :, :, 0])

# %% [markdown]
# 7 / 4 = 1.75 and 4 / 4 = 1.
#
# `Flatten` only lays the numbers out in another way. Backward, it lays the gradient back into the old shape.
#
# ### Softmax and cross-entropy
#
# Here the way back begins. You know the result from lesson 05: for N samples, probabilities p and one-hot labels y, the
# gradient of the scores is (p − y) / N. For example, two samples with four equal scores each, and class 0 true:

# %%
one_hot = np.float32([[1, 0, 0, 0], [1, 0, 0, 0]])
losses, probabilities, dscores = kernels.softmax_crossentropy(one_hot, np.zeros((2, 4), np.float32))
print("p ", probabilities[0])
print("dy", dscores[0])

# %% [markdown]
# (0.25 − 1) / 2 = −0.375 for the true class, 0.25 / 2 = 0.125 for the others. The true score should grow, the others
# should fall. The 1/N is there because the batch's loss is a mean. It comes in here, once, and nowhere else: on the way
# back the layers only add up.

# %% [markdown]
# ## Convolution, by hand
#
# An image of 3 × 3 pixels, a kernel of 2 × 2 weights, so 2 × 2 outputs and 2 × 2 slopes dy:
#
# ```
# image          kernel        dy
#  1  2  0        1  0          2  1
#  4  1  2       −1  2         −1  3
#  0  3  1
# ```
#
# The first output saw the window 1, 2, 4, 1. Its gradient is 2. By the recipe,
#
# - each pixel of the window gets 2 · the weight that lay on it: 2, 0, −2, 4
# - each weight gets 2 · the pixel under it: 2, 4, 8, 2
#
# The other three outputs do the same with their windows, and everything is added up. The forward pass of lesson 02 was
# four loops with one line inside. The backward pass is the same four loops with two lines inside:

# %%
def slide_backward(image, kernel, dy):
    dimage, dkernel = np.zeros(image.shape), np.zeros(kernel.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            for u in range(kernel.shape[0]):
                for v in range(kernel.shape[1]):
                    # forward: y[i, j] += image[i + u, j + v] * kernel[u, v]
                    dimage[i + u, j + v] += dy[i, j] * kernel[u, v]
                    dkernel[u, v] += dy[i, j] * image[i + u, j + v]
    return dimage, dkernel


pixels = np.array([[1.0, 2, 0], [4, 1, 2], [0, 3, 1]])
filter_weights = np.array([[1.0, 0], [-1, 2]])
dmap = np.array([[2.0, 1], [-1, 3]])
dpixels, dweights = slide_backward(pixels, filter_weights, dmap)
print("dimage\n", dpixels)
print("dkernel\n", dweights)

# %% [markdown]
# Check one of each with pencil and paper:
#
# - The weight in row 0, column 0 met the pixels 1, 2, 4 and 1. It gets 2 · 1 + 1 · 2 + (−1) · 4 + 3 · 1 = 3.
# - The pixel in the middle was seen by all four outputs. It gets 2 · 2 + 1 · (−1) + (−1) · 0 + 3 · 1 = 6.
#
# The last step as a picture: the output in row 1, column 1 hands its 3 on, and both sums are complete.

# %%
alone = np.zeros_like(dmap)
alone[1, 1] = dmap[1, 1]
to_pixels, to_weights = slide_backward(pixels, filter_weights, alone)
so_far = dpixels, dweights, dmap.sum()
plots.show_convolution_backward(
    pixels, filter_weights, dmap, so_far, (to_pixels, to_weights, 3), row=1, column=1
)

# %% [markdown]
# ### Two convolutions in disguise
#
# Look at the two sums again.
#
# **dkernel.** The numbers of dy, 2, 1, −1, 3, lay on the pixels 1, 2, 4, 1 and were multiplied and added up. That is one
# step of a convolution: dy slides over the image.
#
# **dimage.** The middle pixel multiplied dy, in its order, with the weights 2, −1, 0, 1. The kernel in its order is 1, 0,
# −1, 2. So these are the weights **from last to first**: the kernel turned by 180 degrees, as lesson 02 promised. The
# reason is plain. The output one row above and one column before saw the pixel with its *last* weight. The output in the
# pixel's own row and column saw it with its *first*.
#
# A pixel in the corner was seen by one output only. Zeros around dy make up for the outputs that do not exist.

# %%
def slide(image, kernel):
    kh, kw = kernel.shape
    places = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros(places)
    for i, j in np.ndindex(places):  # all pairs of row and column
        result[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return result


turned = filter_weights[::-1, ::-1]
padded = np.pad(dmap, 1)  # one zero on each side
print("dy in zeros\n", padded)
print("dkernel again", np.array_equal(slide(pixels, dmap), dweights))
print("dimage again", np.array_equal(slide(padded, turned), dpixels))

# %% [markdown]
# So a convolution's way back consists of two convolutions, and what makes the forward pass fast can serve here too.
# Lesson 12 is about that. (A stride of 2 leaves gaps: dy then needs a zero between every two of its numbers. The four
# loops need no such thing, only the right pixel.)
#
# The course's compiled functions do this for batches, channels and filters:

# %%
as_batch = np.float32(pixels)[None, :, :, None]  # (1, 3, 3, 1)
as_filters = np.float32(filter_weights)[:, :, None, None]  # (2, 2, 1, 1)
as_gradient = np.float32(dmap)[None, :, :, None]  # (1, 2, 2, 1)
no_padding = (0, 0, 0, 0)
compiled_dx = kernels.conv2d_input_gradient(as_gradient, as_filters, (1, 1), no_padding, 3, 3)
compiled_dkernel, compiled_dbias = kernels.conv2d_kernel_gradient(as_batch, as_gradient, (1, 1), no_padding, 2, 2)
print("dimage equal", np.array_equal(compiled_dx[0, :, :, 0], dpixels))
print("dkernel equal", np.array_equal(compiled_dkernel[:, :, 0, 0], dweights))
print("dbias", compiled_dbias)

# %% [markdown]
# A filter's bias was added at every place, so `dbias` is the sum of all dy: 2 + 1 − 1 + 3 = 5.

# %% [markdown]
# ### Play with it
#
# Each step hands on the gradient of one output. Press ▶, move the slider, or click on a number of dy. Choose another
# layer in the menu.
#
# - *convolution*: how many windows of 3 × 3 lie over the pixel in the middle of the image, and how many over a corner?
#   Now set the stride to 3. Which pixels can get no gradient at all?
# - *max-pooling*: set the stride to 1. How many steps are there now? Find a pixel that wins in two windows. What does it
#   get?
# - *dense*: which numbers of dkernel does one step reach?

# %%
widgets.BackwardStepper()

# %% [markdown]
# <details><summary>Answers</summary>
#
# - 9 over the middle, one over a corner. With stride 3 there is only one place, in the upper left. No window lies over
#   the last two rows and columns, so they get nothing. (A pixel under the window gets 0 too where the weight is 0.)
# - 9 instead of 4, and the windows overlap. A pixel that wins twice gets both gradients, added up. With the numbers shown
#   first there are three, all in column 1. The 6 in row 0 gets 2 − 1 = 1. The 6 in row 1 gets −1 + 1 = 0, and the 5 in
#   row 2 gets −3 + 3 = 0.
# - One column: the 4 weights that lead to that output. An input of 0 adds 0 there.
#
# </details>

# %% [markdown]
# ## What a layer keeps
#
# `dkernel` needs x, and relu's mask needs to know where y was positive. So `forward` has to keep them until `backward`
# comes. In the course's layers you can see all of it:

# %%
dense = layers.Dense(2)
dense(inputs)
print("parameters", {name: array.shape for name, array in dense.params.items()})
print("kept x\n", dense.saved["x"])
dense.backward(doutputs)
print("grads\n", dense.grads["kernel"], dense.grads["bias"])

# %% [markdown]
# `params` and `grads` have the same names and shapes. The gradients are those from above. They depend on x and dy, not on
# the kernel.
#
# Now you can read the first cell of this lesson. Forward through all layers, softmax and cross-entropy, then backward
# through all layers in reverse order: it is the tape again, with a layer for each entry.
#
# Keeping x costs memory. In training, every layer's input has to stay until the way back has come by.

# %% [markdown]
# ## Check it numerically
#
# A mistake in a backward pass need not crash anything, as `=` for `+=` has shown. The network may learn all the same,
# only worse, and nobody sees why. So check each backward pass against nudges. Two refinements make the nudge a good
# measure.
#
# **Both sides**, as in lesson 05. Nudge up, nudge down, and divide the difference by 2h. For y = x² the errors cancel:
# (9 + 6h + h²) − (9 − 6h + h²) = 12h, divided by 2h exactly 6. This is called the *central difference*.
#
# **A relative error.** A difference of 0.1 is much for a slope of 1 and little for a slope of 90. So divide the largest
# difference by the largest slope.

# %%
def numeric_gradient(loss, array, h=1e-5):
    slopes = np.zeros(array.shape)
    for place in np.ndindex(array.shape):
        kept = array[place]
        array[place] = kept + h
        up = loss()
        array[place] = kept - h
        down = loss()
        array[place] = kept
        slopes[place] = (up - down) / (2 * h)
    return slopes


def relative_error(one, other):
    return np.abs(one - other).max() / max(np.abs(one).max(), np.abs(other).max())

# %% [markdown]
# How small should h be? Take y = x³ at x = 2.3, whose slope is 3x². The table shows the relative error with 32 bits for
# each number (about 7 digits) and with 64 bits (about 16 digits).
#
# **Predict first.** Is a smaller h always better?

# %%
def slope_error(kind, h):
    point, h = kind(2.3), kind(h)
    up, down = (point + h) * (point + h) * (point + h), (point - h) * (point - h) * (point - h)
    right = 3 * 2.3 * 2.3
    return abs(float((up - down) / (2 * h)) - right) / right


print("h        32 bits   64 bits")
for exponent in (1, 2, 3, 5, 7, 9, 11, 13):
    h = 10.0**-exponent
    print(f"{h:.0e}    {slope_error(np.float32, h):.0e}     {slope_error(np.float64, h):.0e}")

# %% [markdown]
# No. Two errors pull in opposite directions.
#
# - **h too large:** the curve bends within the nudge. Ten times smaller means a hundred times more exact: look at the
#   first lines.
# - **h too small:** `up` and `down` agree in almost all digits. The subtraction removes what they share, and only the
#   last, rounded digits are left. With 32 bits and h = 1e-07, x + h is rounded to x itself. Then the slope comes out as
#   0, which is an error of 1.
#
# In between lies the best h: about 1e-05 with 64 bits. With 32 bits the best of these errors is 6e-06, and the two
# neighbours are many times worse. So we check with 64 bits and h = 1e-05. Then these rules do well:
#
# | relative error | |
# |---|---|
# | below 1e-7 | right |
# | between | look twice: a kink nearby, or 32-bit numbers somewhere |
# | above 1e-2 | wrong |
#
# A *kink* is where a slope jumps, as relu's at 0. If the nudge steps over it, the check gives a false alarm:

# %%
def relu(number):
    return max(number, 0.0)


for point in (1.0, 0.000001):
    print(f"at {point}: {(relu(point + 1e-5) - relu(point - 1e-5)) / 2e-5:.2f}")

# %% [markdown]
# The true slope is 1 at both points. Max pooling has such kinks where two numbers are nearly equal.
#
# Now the convolution from above. The check needs one number, a loss. Take the sum of dmap · output: its slope for each
# output is dmap itself, so that is the dy that comes in. What does a mistake look like? The second line slides the kernel
# without turning it.

# %%
def map_loss():
    return np.sum(dmap * slide(pixels, filter_weights))


numeric = numeric_gradient(map_loss, pixels)
print("dimage right, below 1e-7:", relative_error(dpixels, numeric) < 1e-7)
print(f"not turned: {relative_error(slide(padded, filter_weights), numeric):.2f}")
print("dkernel right, below 1e-7:", relative_error(dweights, numeric_gradient(map_loss, filter_weights)) < 1e-7)

# %% [markdown]
# ## A whole network, checked
#
# Now everything together: a network of two dense layers with a relu between, on six images. To keep it small, each image
# is shrunk to 4 × 4 numbers by average pooling. `kernels.reference` holds a readable twin of each compiled function, in
# loops and with 64 bits.

# %%
twins = kernels.reference
six = x_train[:6, :, :, None] / 255
shrunk = twins.avgpool2d_forward(six, (7, 7), (7, 7), no_padding).reshape(6, 16)
labels = utils.to_categorical(y_train[:6], 10)
utils.set_random_seed(0)
first, second = layers.Dense(5), layers.Dense(10)
second(first(shrunk))  # makes the weights
w1, b1, w2, b2 = (array.astype(np.float64) for array in first.get_weights() + second.get_weights())


def run_network():
    before = twins.dense_forward(shrunk, w1, b1)
    hidden = np.maximum(before, 0)
    scores = twins.dense_forward(hidden, w2, b2)
    losses, _, dscores = twins.softmax_crossentropy(labels, scores)
    return losses.mean(), before, hidden, dscores


start_loss, before, hidden, dscores = run_network()
print(f"loss {start_loss:.4f}, {w1.size + b1.size + w2.size + b2.size} numbers")

# %% [markdown]
# `dscores` has come with the loss. From there the way back takes four lines: two for the second layer, one for relu, one
# for the first layer. Each step hands its dx on as the next one's dy. Is each of the 145 slopes right?

# %%
dw2, db2 = twins.dense_kernel_gradient(hidden, dscores)
dhidden = twins.dense_input_gradient(dscores, w2)
dbefore = dhidden * (before > 0)
dw1, db1 = twins.dense_kernel_gradient(shrunk, dbefore)


def network_loss():
    return run_network()[0]


for name, array, found in [("w1", w1, dw1), ("b1", b1, db1), ("w2", w2, dw2), ("b2", b2, db2)]:
    error = relative_error(found, numeric_gradient(network_loss, array))
    print(f"{name}: {array.size} slopes, error below 1e-7: {error < 1e-7}")

# %% [markdown]
# 80 + 5 + 50 + 10 = 145, and all of them agree with the nudges. The nudges took 2 · 145 = 290 runs of the network. The
# other way took one run and one way back.

# %% [markdown]
# ## One step downhill
#
# What is it all good for? Each slope says which way the loss grows. So move every number a little the other way:
#
# new number = number − step · slope
#
# What will the loss do? A number that moves by −step · slope changes it by slope times that, −step · slope². Over all
# 145 numbers that adds up to a promise: the loss should change by −step · (sum of all slope²).
#
# **Predict first.** The promise is ten times as large for ten times the step. Is it kept for every step?

# %%
pairs = [(w1, dw1), (b1, db1), (w2, dw2), (b2, db2)]
squares = sum(np.sum(found**2) for _, found in pairs)
print("step   promised       kept       loss")
for step in (0.01, 0.1, 1, 10, 100):
    for array, found in pairs:
        array -= step * found
    moved = network_loss()
    for array, found in pairs:
        array += step * found  # back to where it was
    print(f"{step:<5}{-step * squares:10.4f} {moved - start_loss:10.4f} {moved:10.4f}")

# %% [markdown]
# With a step of 0.01 it is kept to the last digit shown, with 0.1 nearly. With a step of 1 the loss falls by less than
# half of what was promised, with 10 it falls even less, and with 100 it rises to 52.8607. The slopes hold where they
# were measured. Further away there are others.
#
# So: a moderate step, then new slopes, then another step. That is training, and the next lesson is about the steps.

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own function. The hints tell a little more each time.
#
# ### 06.1 · Warm-up: the chain rule with numbers
#
# On paper: a = 3, b = 2, and three steps.
#
# ```
# c = a · b
# d = c + 1
# L = d · a
# ```
#
# Work out the values first, then the slopes dL/dd, dL/dc, dL/db and dL/da, in this order. Note where a is used.

# %%
### BEGIN SOLUTION
my_dd = 3
my_dc = 3 * 1
my_db = 3 * 3
my_da = 7 + 3 * 2
### END SOLUTION

# %%
slopes = exercises.check("06.1", {"dd": my_dd, "dc": my_dc, "db": my_db, "da": my_da})

# %% [markdown]
# ### 06.2 · A dense layer's way back
#
# - `x` has shape (N, K), `kernel` (K, O), `dy` (N, O). N samples, K inputs, O outputs.
# - Return `(dx, dkernel, dbias)`, with the shapes (N, K), (K, O) and (O,).
#
# Three loops and the recipe will do. So will three short lines of NumPy: `x.T` swaps rows and columns of x, and `@`
# multiplies matrices.

# %%
def my_dense_backward(x, kernel, dy):
    ### BEGIN SOLUTION
    dx, dkernel, dbias = np.zeros(x.shape), np.zeros(kernel.shape), np.zeros(dy.shape[1])
    for n in range(x.shape[0]):
        for o in range(dy.shape[1]):
            dbias[o] += dy[n, o]
            for k in range(x.shape[1]):
                dx[n, k] += dy[n, o] * kernel[k, o]
                dkernel[k, o] += dy[n, o] * x[n, k]
    return dx, dkernel, dbias
    ### END SOLUTION


# %%
dense_backward = exercises.check("06.2", my_dense_backward)

# %% [markdown]
# ### 06.3 · Max pooling's way back
#
# - `x` is one image of shape (H, W). Windows of `size` × `size` pixels stand side by side: the stride is `size` too. Rows
#   and columns that are left over belong to no window.
# - `dy` has one number for each window. Return `dx` with the shape of `x`.
#
# In each window the largest number gets the gradient. Of several equal ones the first gets it, row by row. In lesson
# 03 you may have looked for these places already.

# %%
def my_maxpool_backward(x, dy, size):
    ### BEGIN SOLUTION
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            row, column = i * size, j * size
            for u in range(size):
                for v in range(size):
                    if x[i * size + u, j * size + v] > x[row, column]:
                        row, column = i * size + u, j * size + v
            dx[row, column] = dy[i, j]
    return dx
    ### END SOLUTION


# %%
maxpool_backward = exercises.check("06.3", my_maxpool_backward)

# %% [markdown]
# ### 06.4 · Stretch: a convolution layer's way back
#
# `slide_backward` knows one channel, one filter and stride 1. Write the way back of the whole layer, for one image:
#
# - `image` has shape (H, W, C), `kernel` (kh, kw, C, F), `dy` (Ho, Wo, F). `stride` is one number, for both directions.
# - There is no padding. The window of output row i and column j begins at pixel row i · stride, column j · stride.
# - Return `(dimage, dkernel, dbias)`, with the shapes of `image` and `kernel`, and (F,).

# %%
def my_conv2d_backward(image, kernel, dy, stride):
    ### BEGIN SOLUTION
    kh, kw, channels, filters = kernel.shape
    dimage, dkernel, dbias = np.zeros(image.shape), np.zeros(kernel.shape), np.zeros(filters)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            for f in range(filters):
                dbias[f] += dy[i, j, f]
                for u in range(kh):
                    for v in range(kw):
                        for c in range(channels):
                            row, column = i * stride + u, j * stride + v
                            dimage[row, column, c] += dy[i, j, f] * kernel[u, v, c, f]
                            dkernel[u, v, c, f] += dy[i, j, f] * image[row, column, c]
    return dimage, dkernel, dbias
    ### END SOLUTION


# %%
conv2d_backward = exercises.check("06.4", my_conv2d_backward)

# %% [markdown]
# ## At work
#
# First, the slopes of the warm-up. L = (a · b + 1) · a. What does a nudge say?

# %%
h = 1e-5
for name, up, down in [("da", (3 + h, 2), (3 - h, 2)), ("db", (3, 2 + h), (3, 2 - h))]:
    nudged = [(a * b + 1) * a for a, b in (up, down)]
    print(f"{name}: {slopes[name]} on paper, {(nudged[0] - nudged[1]) / (2 * h):.4f} by nudging")

# %% [markdown]
# Now the picture from the beginning once more. From here on `dense_backward`, `maxpool_backward` and `conv2d_backward`
# are your own functions, if they have passed their checks. They carry the boot's loss back from the ten scores to the six
# filters.

# %%
signals = [boot]
for layer in network:
    signals.append(layer(signals[-1]))
filtered, rectified, smaller, flat, scores = signals[1:]

dscores = kernels.softmax_crossentropy(truth, scores)[2]
dflat, _, _ = dense_backward(flat, network[4].params["kernel"], dscores)
dsmaller = dflat.reshape(smaller.shape)
drectified = np.zeros(rectified.shape)
for f in range(6):
    drectified[0, :, :, f] = maxpool_backward(rectified[0, :, :, f], dsmaller[0, :, :, f], 2)
dfiltered = drectified * (filtered > 0)
_, dfilters, _ = conv2d_backward(boot[0], network[0].params["kernel"], dfiltered[0], 1)
error = relative_error(dfilters, network[0].grads["kernel"])
print("equal to the layers' own slopes, error below 1e-5:", error < 1e-5)
plots.show_kernel(dfilters, "the same 54 slopes, worked out once more")

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("06")

# %% [markdown]
# ## Recap
#
# - You can **measure** a slope by nudging: up, down, and the difference divided by 2h.
# - You can **apply** the chain rule: along a path multiply, over several paths add up.
# - You can **record** a computation on a tape, and walk it back with `+=`.
# - You can **derive** the gradients of each layer: where two numbers met in a product, each gets `dy` times the other.
#   relu masks, max pooling gives all to the winner, and a convolution's way back is two convolutions.
# - You can **check** a gradient: 64 bits, h about 1e-5, and a relative error below 1e-7.
#
# ### Common mistakes
#
# - `=` instead of `+=`: whatever is used twice loses a part of its gradient.
# - Going back twice without setting the gradients to 0 in between. The tape above adds to what is left of the first
#   time, and so does PyTorch. The course's layers overwrite `grads` instead.
# - Dividing by the number of samples in each layer. The loss has done it.
# - Giving both of two equal winners the gradient.
# - Checking with 32 bits, or with a nudge of 1e-12, and looking for a mistake that is not there.
#
# ### Where to read on
#
# - D. E. Rumelhart, G. E. Hinton, R. J. Williams, *Learning representations by back-propagating errors*, 1986.
# - A. G. Baydin and others, *Automatic differentiation in machine learning: a survey*, 2018: tapes and their relatives.
# - A. Karpathy, *micrograd*, 2020: a graph of such values, and its way back, in about a hundred lines.
# - V. Dumoulin, F. Visin, *A guide to convolution arithmetic for deep learning*, 2016: its chapter on transposed
#   convolution shows the way back in pictures.
#
# **Next:** [07 · Training](07_training.ipynb)

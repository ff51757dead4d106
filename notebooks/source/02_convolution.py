# %% [markdown]
# # 02 · Convolution
#
# **You slide a few numbers over an image, by hand, in loops, and with the function that the networks of this course use.**
#
# | | |
# |---|---|
# | You will be able to | **compute** a convolution by hand · **write** it in loops · **predict** the size of its output · **tell** correlation from convolution · **count** what a layer learns |
# | You need | [01 · Images and image kernels](01_images_and_kernels.ipynb) |
# | Time | 40 minutes to read, 20 to practise, 10 seconds for the machine |

# %%
import time

import numpy as np

from course_lib import Input, Sequential, datasets, exercises, inspect, kernels, layers, plots, widgets

(x_train, y_train), _ = datasets.fashion_mnist.load_data()
boot = x_train[0].astype(np.float32) / 255  # pixels from 0 to 1
four = np.float32([
    [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    [[0, 1, 2], [-1, 0, 1], [-2, -1, 0]],
    [[1, 1, 1], [1, 1, 1], [1, 1, 1]],
])
titles = ["left edges", "upper edges", "slanted edges", "sum of nine"]

four_filters = four.transpose(1, 2, 0)[:, :, None, :]  # (3, 3, 1, 4)
batch = boot[None, :, :, None]  # (1, 28, 28, 1)
maps = kernels.conv2d_forward(batch, four_filters, np.zeros(4, np.float32), (1, 1), (0, 0, 0, 0))
plots.show_filter_bank(boot, four, maps[0], titles)

# %% [markdown]
# (You need not follow this cell yet. *The finished function*, below, explains it line by line.)
#
# Each of the four small images was made from the boot, with the nine numbers above it: an image kernel, as in lesson
# 01. In the first three, grey is 0, light is positive, dark is negative. Each answers one question about the boot, at
# every place: where does it begin on the left? Where from above? Where along a slanted line? In the fourth, black is 0:
# it adds up nine pixels, and blurs.
#
# A convolutional network sees like this. It is built of *layers*: steps, each of which takes what the one before has
# made. Its first layer asks a few dozen such questions, the next one asks questions about the answers. The main step of
# both is the same. This lesson is about that step.

# %% [markdown]
# ## One pixel by hand
#
# Take an image of 3 × 4 pixels and a kernel of 2 × 2 numbers, its *weights*:
#
# ```
# image            kernel
#  1  2  0  3       1  0
#  4  1  2  0      -1  2
#  0  3  1  2
# ```
#
# Lay the kernel on the upper left corner. The four pixels under it, 1, 2, 4 and 1, are the *window*. Multiply each by
# the weight that lies on it, and add up the products:
#
# 1 · 1 + 2 · 0 + 4 · (−1) + 1 · 2 = −1
#
# That is the first pixel of the output.

# %%
image = np.array([[1, 2, 0, 3],
                  [4, 1, 2, 0],
                  [0, 3, 1, 2]])
kernel = np.array([[1, 0],
                   [-1, 2]])
plots.show_convolution_step(image, kernel, row=0, column=0, rule=False)

# %% [markdown]
# The picture says *filter*. For a grey image that is another word for the kernel. The *bias* is one more number that a
# layer adds to each sum. Here it is 0.
#
# Move the window one pixel to the right. Now 2, 0, 1 and 2 lie under the kernel.
#
# **Predict first.** What is the second pixel of the output? Work it out on paper, then run the cell.

# %%
plots.show_convolution_step(image, kernel, row=0, column=1, rule=False)

# %% [markdown]
# 2 · 1 + 0 · 0 + 1 · (−1) + 2 · 2 = 5.
#
# The window has three *places* side by side, and two below one another. So the output has 2 × 3 pixels. It is smaller
# than the image, since the window must not stick out.

# %% [markdown]
# ## The same in loops
#
# Two loops go over the places of the window. Two more go over the weights. With one kernel, nothing else happens.

# %%
def slide(image, kernel):
    kh, kw = kernel.shape
    places_down = image.shape[0] - kh + 1
    places_across = image.shape[1] - kw + 1
    output = np.zeros((places_down, places_across))
    for i in range(places_down):
        for j in range(places_across):
            for u in range(kh):
                for v in range(kw):
                    output[i, j] += image[i + u, j + v] * kernel[u, v]
    return output


slide(image, kernel)

# %% [markdown]
# The first two numbers are ours from above, −1 and 5. As a formula, with the names of the code:
#
# $$\text{output}[i, j] = \sum_u \sum_v \text{image}[i + u,\; j + v] \cdot \text{kernel}[u, v]$$
#
# **Predict first.** Which kernel of 2 × 2 weights copies the upper left part of the image, 2 × 3 pixels? Think of one
# before you run the cell.

# %%
slide(image, np.array([[1, 0],
                       [0, 0]]))

# %% [markdown]
# A single 1 copies the pixel under it. In another corner of the kernel it would copy another part of the image: with
# the 1 at the lower right, the lower right part.

# %% [markdown]
# ## Correlation or convolution?
#
# In mathematics, a convolution turns the kernel by 180 degrees first: upside down, and left to right. What our loops do
# is called *correlation* there. In NumPy, `[::-1, ::-1]` turns both axes around.

# %%
print(kernel)
print(kernel[::-1, ::-1])
print(slide(image, kernel[::-1, ::-1]))

# %% [markdown]
# The result differs from the one above. So the difference matters where somebody has chosen the kernel by thinking.
#
# **Predict first.** What becomes of the kernel for left edges, if it is turned? What will it find?

# %%
print(four[0][::-1, ::-1])

# %% [markdown]
# Its numbers have changed their signs: it finds right edges.
#
# In a network nobody chooses the weights. The computer finds them from examples: they are *learned*, as lessons 05 to
# 07 show. A layer that turned its kernels would learn the same numbers in turned order, and give the same output. So
# the libraries leave the turning out and call it convolution all the same, as we do from here on. You will meet the
# turned kernel again in lesson 06: backpropagation needs it.

# %% [markdown]
# ## Stride and padding
#
# Two settings change which places the window has.
#
# **Stride.** With stride 2, the window moves two pixels at a time, to the right and downwards. That leaves about half as
# many places each way, and about a quarter of the work.
#
# **Padding.** Zeros around the image give the window more places. Without them each layer makes the image smaller, and
# pixels at the rim lie in fewer windows than pixels in the middle. Two words are usual. *valid* means: no zeros. *same*
# means: as many zeros as it takes to have size / stride places, rounded up. With stride 1 that is the size itself, with
# stride 2 about half of it.
#
# How many places are there along one axis? Let the axis have $W$ pixels, the window $K$, the stride be $S$, and let $P$
# zeros stand on each side.
#
# - The padded axis has $W + 2P$ pixels.
# - The window's first pixel can move from 0 to $W + 2P - K$.
# - In steps of $S$ that is $\lfloor (W + 2P - K) / S \rfloor$ steps, rounded down: a step that does not fit is not taken.
# - One more place is the one it starts from.
#
# $$O = \left\lfloor \frac{W - K + 2P}{S} \right\rfloor + 1$$
#
# ($\lfloor\;\rfloor$ means: rounded down. $2P$ are the zeros of both sides together; *same* may need an odd number of them.)
#
# An axis of 7 pixels, a window of 3, stride 2, no padding: ⌊(7 − 3) / 2⌋ + 1 = 3 places. They begin at 0, 2 and 4.
#
# **Predict first.** With 8 pixels instead of 7, how many places are there? Which pixels does no window see?

# %%
for pixels in (7, 8):
    starts = range(0, pixels - 3 + 1, 2)  # every second one
    print(pixels, "pixels:", [list(range(start, start + 3)) for start in starts])

# %% [markdown]
# Three places again. The last pixel of the eight, number 7, is seen by none of them.

# %% [markdown]
# ### Play with it
#
# Step the window over the image with ▶ or the slider. Click on a pixel of the output to put the window there. Change
# the stride and the padding, and watch the rule above the picture.
#
# - With stride 1, which paddings make the output as large as the image? Try filters of 1, 2, 3 and 5.
# - Choose *same* and a filter of 2 × 2. On which sides do the zeros stand?
# - With a filter of 3 × 3, *valid*, and stride 3: for which sizes of the image does every pixel lie in some window?

# %%
widgets.ConvolutionStepper()

# %% [markdown]
# <details><summary>Answers</summary>
#
# - *same*, whatever the filter. *P on each side* with P = (K − 1) / 2: 0 for a filter of 1, 1 for 3, 2 for 5. A filter
#   of 2 would need half a zero on each side. *valid* for a filter of 1.
# - At the bottom and on the right. One zero is needed along each axis, and it goes to the end. The course does what
#   Keras and TensorFlow do here.
# - On the slider, from 4 to 8, only for 6. In general for multiples of 3.
#
# </details>

# %% [markdown]
# ## Channels and filters
#
# A colour image has three numbers for each pixel: red, green, blue. They are its *channels*. The output of a layer
# may have dozens of channels. So a *filter* has weights for each of them: one kernel for each channel. All their
# products go into one sum.
#
# By hand, for one place: two channels, a window of one row and two columns, and two filters.
#
# ```
#             pixels    filter 0               filter 1
# channel 0   3   1     2  -1     6 - 1 = 5    0   1     0 + 1 = 1
# channel 1   4   2     0   1     0 + 2 = 2    1   0     4 + 0 = 4
#                       sum             7      sum             5
#                       bias            1      bias            0
#                       output          8      output          5
# ```
#
# Each filter sees both channels and gives one number for each place: one *map*, or *feature map*. A layer with $F$
# filters gives $F$ maps. They are the channels of its output. Even a window of 1 × 1 is of use: it mixes the channels
# of each pixel.
#
# The weights of all filters lie in one array. As in Keras, the code calls it `kernel`:
#
# ```
# image (H, W, C) with kernel (kh, kw, C, F) and bias (F)  →  output (Ho, Wo, F)
# ```
#
# H and W are height and width, kh and kw those of the window, Ho and Wo those of the output.
#
# The stepper shows one filter on three channels. The three sums meet in one pixel.

# %%
widgets.ConvolutionStepper(channels=3, image_size=4, padding="same")

# %% [markdown]
# How many numbers does such a layer learn? They are called its *parameters*. Each filter has $kh \cdot kw \cdot C$
# weights and one bias:
#
# $$F \cdot (kh \cdot kw \cdot C + 1)$$
#
# **Predict first.** A layer has 16 filters of 3 × 3 on an image with 1 channel. The layer after it has 32 filters of
# 3 × 3. Stride is 1, and there is no padding. How many numbers does each learn, and what shape has each output for
# images of 28 × 28 pixels?

# %%
model = Sequential([
    Input((28, 28, 1)),
    layers.Conv2D(16, kernel_size=3),
    layers.Conv2D(32, kernel_size=3),
])
model.summary()

# %% [markdown]
# - The first: 16 · (3 · 3 · 1 + 1) = 160.
# - The second: 32 · (3 · 3 · 16 + 1) = 4,640. Its filters see the 16 maps of the first as 16 channels.
#
# (`None` in the shapes stands for the number of images, which is still open. Each number takes 4 bytes.)
#
# The size of the image does not occur: the same weights serve at all places. That is called *weight sharing*. A layer
# that joins each of the 784 pixels to each of the 26 · 26 · 16 = 10,816 outputs of the first layer, with a weight for
# each pair, would have 784 · 10,816 = 8,479,744 weights in place of 16 · 9 = 144.
#
# The work does depend on the size. Each output takes 3 · 3 multiplications for each channel: 10,816 · 9 = 97,344 in the
# first layer. In the second it is 24 · 24 · 32 · 9 · 16 = 2,654,208.
#
# One thing is missing between these two layers. Two convolutions in a row can be replaced by a single one with a larger
# window, so the second would add nothing new. Lesson 04 shows why, and what networks put between them.

# %% [markdown]
# ## The finished function
#
# `course_lib` has this step as a compiled function, `kernels.conv2d_forward`: translated to machine code before it runs.
# It takes a whole *batch*, that is several images in one array, of shape (N, H, W, C). Then come the filters, the biases,
# the strides, and the padding: top, bottom, left, right. All numbers must be `float32`, with 32 bits each. Its readable
# twin with the same name lies in `course_lib/kernels/reference/conv2d.py`: it is loops like ours.
#
# The first cell of this lesson has called it.
#
# - `boot[None, :, :, None]` adds an axis of length 1 in front, for the batch, and one at the end, for the channel.
# - `four.transpose(1, 2, 0)` moves the axis that counts the kernels to the end. `[:, :, None, :]` adds one for the
#   channel before it.
# - `maps[0]` is the output of the first image, the only one.
#
# Do our loops give the same four maps?

# %%
print("boot", boot.shape, "in a batch", batch.shape)
print("four kernels", four.shape, "as filters", four_filters.shape)
print("four maps", maps.shape)
for f in range(4):
    ours = slide(boot, four[f])
    print(f"map {f}, {ours.shape}: equal to 5 decimals", np.allclose(ours, maps[0, :, :, f], rtol=0, atol=1e-5))

# %% [markdown]
# They agree. The compiled function adds up with 32 bits for each number, our loops with 64, so the last digits may
# differ.
#
# How fast is it? The loops get 100 images, the compiled function gets 10,000.

# %%
some = x_train[:10_000].astype(np.float32) / 255
start = time.perf_counter()
for picture in some[:100]:
    slide(picture, four[0])
print(f"loops, 100 images: {time.perf_counter() - start:.1f} s")

start = time.perf_counter()
kernels.conv2d_forward(some[..., None], four_filters[..., :1], np.zeros(1, np.float32), (1, 1), (0, 0, 0, 0))
print(f"compiled, 10,000 images: {time.perf_counter() - start:.1f} s")

# %% [markdown]
# A hundred times as many images in less time. (`[..., None]` adds an axis at the end, `[..., :1]` takes the first
# filter.) Lesson 12 climbs from one to the other, step by step.
#
# What happens to a map when the boot moves? `np.roll` moves it two pixels to the right. What leaves the image there
# comes back on the left.

# %%
moved = np.roll(boot, 2, axis=1)
before, after = slide(boot, four[0]), slide(moved, four[0])
print("the map has moved by two pixels:", np.array_equal(after[:, 2:], before[:, :-2]))

# %% [markdown]
# The map moves with the boot. A filter finds its edge wherever it is. This is called *translation equivariance*, and
# it follows from weight sharing. With stride 2 it holds for moves by an even number of pixels.

# %% [markdown]
# ## What a pixel sees
#
# A pixel after one 3 × 3 layer depends on 3 × 3 pixels of the image: its *receptive field*. After a second layer it
# depends on 3 × 3 pixels of the first layer's output, and these together on 5 × 5 of the image. Along one axis:
#
# ```
# layer 2             ■              one pixel
# layer 1           ■ ■ ■            sees 3
# image           ■ ■ ■ ■ ■          and these see 5
# ```
#
# A stride makes it grow faster. If layer 1 has stride 2, the windows of neighbours begin two pixels apart:
#
# ```
# layer 2               ■                one pixel
# layer 1         ■     ■     ■          sees 3, whose windows begin at 0, 2 and 4
# image         ■ ■ ■ ■ ■ ■ ■            and these see 7
# ```
#
# If layer 2 had stride 2 as well, the windows of its neighbours would begin 2 · 2 = 4 pixels apart: strides multiply.

# %%
for stride in (1, 2):
    model = Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(16, kernel_size=3, strides=stride),
        layers.Conv2D(32, kernel_size=3, name="second"),
    ])
    print("stride", stride, "in the first layer: sees", inspect.receptive_field(model, "second").size)

# %% [markdown]
# With stride 1 each layer of 3 × 3 adds 2 pixels along each axis. Three of them see 7 × 7, with 3 · 9 = 27 weights for
# each pair of channels. A single layer with windows of 7 × 7 would need 49.

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own function. The hints tell a little more each time.
#
# ### 02.1 · Warm-up: the size of the output
#
# Return how many places a window has along one axis. `padding` zeros stand on *each* side. All four are whole numbers.

# %%
def my_output_size(size, window, stride, padding):
    ### BEGIN SOLUTION
    return (size - window + 2 * padding) // stride + 1
    ### END SOLUTION


# %%
output_size = exercises.check("02.1", my_output_size)

# %% [markdown]
# ### 02.2 · A layer's convolution
#
# Write the whole step for one image, without padding:
#
# - `image` has shape (H, W, C), `kernel` (kh, kw, C, F), `bias` (F,). `stride` is one number, for both directions.
# - Return an array of shape (Ho, Wo, F). `np.zeros((height, width, filters))` makes one.
#
# `slide` above is a good beginning. Loops are welcome here; speed does not count.

# %%
def my_conv2d(image, kernel, bias, stride):
    ### BEGIN SOLUTION
    kh, kw, channels, filters = kernel.shape
    places_down = (image.shape[0] - kh) // stride + 1
    places_across = (image.shape[1] - kw) // stride + 1
    output = np.zeros((places_down, places_across, filters))
    for i in range(places_down):
        for j in range(places_across):
            for f in range(filters):
                total = bias[f]
                for u in range(kh):
                    for v in range(kw):
                        for c in range(channels):
                            total += image[i * stride + u, j * stride + v, c] * kernel[u, v, c, f]
                output[i, j, f] = total
    return output
    ### END SOLUTION


# %%
conv2d = exercises.check("02.2", my_conv2d)

# %% [markdown]
# ### 02.3 · How many zeros
#
# *same* promises size / stride places, rounded up. Return the two numbers of zeros that this takes, `(before, after)`.
# Where the two cannot be equal, the extra zero goes to the end.
#
# For example, a window of 2 with stride 1 needs one zero: `(0, 1)`.

# %%
def my_same_padding(size, window, stride):
    ### BEGIN SOLUTION
    places = -(-size // stride)  # rounded up
    total = max((places - 1) * stride + window - size, 0)
    before = total // 2
    return before, total - before
    ### END SOLUTION


# %%
same_padding = exercises.check("02.3", my_same_padding)

# %% [markdown]
# ### 02.4 · Stretch: the receptive field
#
# `stack` is a list of pairs `(window, stride)`, the layer nearest to the image first. Return how many pixels of the
# image, along one axis, one pixel of the last output sees. Two layers of 3 with stride 1, `[(3, 1), (3, 1)]`, give 5.
# With stride 2 in the first it is 7.

# %%
def my_receptive_field(stack):
    ### BEGIN SOLUTION
    size, distance = 1, 1
    for window, stride in stack:
        size += (window - 1) * distance
        distance *= stride
    return size
    ### END SOLUTION


# %%
receptive_field = exercises.check("02.4", my_receptive_field)

# %% [markdown]
# ## At work
#
# From here on `conv2d` is your own function, if it has passed its check. It makes the four maps from the beginning once
# more, with stride 2.

# %%
small = conv2d(boot[:, :, None], four_filters, np.zeros(4), 2)
print("shape", small.shape, "predicted size", output_size(28, 3, 2, 0))
plots.show_filter_bank(boot, four, small, titles)

# %% [markdown]
# The boot can still be made out, from 13 · 13 numbers for each map instead of 26 · 26.
#
# **Predict first.** A network has three layers of 3 × 3, the last two with stride 2. What does a pixel of the last one
# see? And how many zeros does *same* need for the boot, with a window of 3 and stride 2?

# %%
print(receptive_field([(3, 1), (3, 2), (3, 2)]), "of 28 pixels along each axis")
print("zeros before and behind", same_padding(28, 3, 2))

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("02")

# %% [markdown]
# ## Recap
#
# - You can **compute** a convolution by hand: multiply what lies on each other, add up, move on.
# - You can **write** it in loops: two over the places, two over the window, and two more for channels and filters.
# - You can **predict** the size of its output: O = ⌊(W − K + 2P) / S⌋ + 1.
# - You can **tell** correlation from convolution: a convolution turns the kernel by 180 degrees, a convolution layer
#   does not.
# - You can **count** what a layer learns: F · (kh · kw · C + 1) numbers, whatever the size of the image.
#
# ### Common mistakes
#
# - Forgetting the + 1: a window as long as the axis has one place, not none.
# - Thinking that *same* keeps the size with any stride. With stride 2 the output has half as many rows, rounded up.
# - Thinking that each filter belongs to one channel. Each sees all channels, and adds them up.
# - Giving a single image where a batch is wanted: (28, 28, 1) instead of (1, 28, 28, 1).
# - Mixing up the order of the axes: PyTorch has images as (N, C, H, W) and weights as (F, C, kh, kw).
# - Comparing with a function that turns the kernel, such as `scipy.signal.convolve2d`.
#
# ### Where to read on
#
# - V. Dumoulin, F. Visin, *A guide to convolution arithmetic for deep learning*, arXiv:1603.07285, 2016: stride and
#   padding in pictures.
# - Y. LeCun and others, *Backpropagation applied to handwritten zip code recognition*, Neural Computation 1(4), 1989: a
#   network that learns its kernels.
# - A. Araujo, W. Norris, J. Sim, *Computing receptive fields of convolutional neural networks*, Distill, 2019: the rule
#   of exercise 02.4, and more.
#
# **Next:** [03 · Pooling](03_pooling.ipynb)

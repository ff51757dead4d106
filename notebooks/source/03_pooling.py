# %% [markdown]
# # 03 · Pooling
#
# **You make maps smaller without learning a single weight, and measure what is left of a digit that moves.**
#
# | | |
# |---|---|
# | You will be able to | **compute** max and average pooling by hand · **write** them in loops · **predict** sizes and what they save · **measure** what a shift changes · **choose** between pooling, a stride and global pooling |
# | You need | [02 · Convolution](02_convolution.ipynb) |
# | Time | 30 minutes to read, 25 to practise, 20 seconds for the machine |

# %%
import numpy as np

from course_lib import Input, Sequential, datasets, exercises, inspect, kernels, layers, plots, utils, widgets

(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
digits = x_test[:1000].astype(np.float32) / 255  # pixels from 0 to 1
edges = np.float32([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])[:, :, None, None]  # (3, 3, 1, 1)


def edge_maps(images):
    found = kernels.conv2d_forward(images[..., None], edges, np.zeros(1, np.float32), (1, 1), (1, 1, 1, 1))
    return np.maximum(found, 0)  # (N, 28, 28, 1)


two = edge_maps(digits[1:2])
pictures = [two[0, :, :, 0], digits[1]]
for pool in (kernels.maxpool2d_forward, kernels.avgpool2d_forward):
    for side in (2, 4, 7):
        small = pool(two, (side, side), (side, side), (0, 0, 0, 0))[0, :, :, 0]
        pictures.append(small.repeat(side, axis=0).repeat(side, axis=1))  # each number as a square
names = [f"{kind}: {28 // side} × {28 // side}" for kind in ("max", "average") for side in (2, 4, 7)]
order = [0, 2, 3, 4, 1, 5, 6, 7]
plots.show_images([pictures[n] for n in order], [(["map: 28 × 28", "digit", *names])[n] for n in order], columns=4)

# %% [markdown]
# (You need not follow this cell yet.)
#
# Below on the left is a handwritten 2. Above it is what lesson 02 made of such an image: a *map*, the numbers that one
# filter gives, one for each place. This filter asks where the digit begins on the left. Negative answers became 0; that
# step is called *relu*.
#
# To the right, the map gets smaller and smaller. Each small map has one number for a whole square of the map: above its
# largest number, below its mean. That is *pooling*. It keeps an answer to "is there a left edge around here?" and
# forgets where exactly.
#
# LeNet-5, which read handwritten digits in 1998, pooled twice. This lesson is about how it is done, what it saves, and
# how much it helps when a digit moves. You will measure that, and it may be less than you have heard.

# %% [markdown]
# ## Sixteen numbers by hand
#
# A map of 4 × 4 numbers, cut into four windows of 2 × 2:
#
# ```
#  1  3 |  2  0
#  4  2 |  1  1
# ------+------
#  0  1 |  5  6
#  2  3 |  7  2
# ```
#
# *Max pooling* keeps the largest number of each window. In the upper left window these are 1, 3, 4 and 2: it keeps 4.
#
# *Average pooling* takes the mean of each window: (1 + 3 + 4 + 2) / 4 = 2.5.
#
# **Predict first.** What does each of the two make of the other three windows? The next section prints them.

# %% [markdown]
# ## The same in loops
#
# Two loops go over the places of the window, as in a convolution. What happens in a window is left to `take`: a
# function that makes one number of many, such as `np.max` or `np.mean`. The *stride* is the step from one window to the
# next. Here it is as long as the window, so that windows touch and do not overlap.

# %%
def pool_map(numbers, size, stride, take):
    height = (numbers.shape[0] - size) // stride + 1
    width = (numbers.shape[1] - size) // stride + 1
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            top, left = i * stride, j * stride
            result[i, j] = take(numbers[top : top + size, left : left + size])
    return result


sixteen = np.array([[1, 3, 2, 0],
                    [4, 2, 1, 1],
                    [0, 1, 5, 6],
                    [2, 3, 7, 2]])
print(pool_map(sixteen, 2, 2, np.max))
print(pool_map(sixteen, 2, 2, np.mean))

# %% [markdown]
# The largest are 4, 2, 3 and 7. The means are 2.5, 1, 1.5 and 5:
#
# - (2 + 0 + 1 + 1) / 4 = 1
# - (0 + 1 + 2 + 3) / 4 = 1.5
# - (5 + 6 + 7 + 2) / 4 = 5
#
# As formulas, with $S$ for the stride, and $u$ and $v$ running over the $K$ rows and columns of the window:
#
# $$\text{max}[i, j] = \max_{u, v} \; x[i S + u,\; j S + v]
# \qquad
# \text{mean}[i, j] = \frac{1}{K^2} \sum_{u, v} x[i S + u,\; j S + v]$$
#
# There are no weights in either. Pooling learns nothing; it has only settings.

# %% [markdown]
# ## Size and stride
#
# The window's places are counted as in lesson 02: O = ⌊(W − K + 2P) / S⌋ + 1. A layer calls the window `pool_size` and
# the step `strides`. If you leave `strides` out, it is the size of the window.
#
# Windows may overlap, as in AlexNet, 2012. A window of 3 with stride 2 on an axis of 7 begins at 0, 2 and 4:
# ⌊(7 − 3) / 2⌋ + 1 = 3 places.
#
# **Predict first.** Max pooling with a window of 2 and no `strides` gets an axis of 5 pixels: 2, 6, 1, 3, 8. What does
# it give? And with a window of 3 and stride 2?

# %%
five = np.float32([2, 6, 1, 3, 8]).reshape(1, 1, 5, 1)  # one image of 1 × 5 pixels with 1 channel
print("window 2:", layers.MaxPooling2D(pool_size=(1, 2))(five).ravel())
print("window 3, stride 2:", layers.MaxPooling2D(pool_size=(1, 3), strides=(1, 2))(five).ravel())

# %% [markdown]
# (`ravel` writes all numbers of an array in one row.)
#
# Two windows of 2 fit, over 2, 6 and over 1, 3. The 8, the largest of all, is in no window: it is lost. That is
# `padding="valid"`, which is what you get if you say nothing. Two windows of 3 with stride 2 reach the end.
#
# `padding="same"` lets the last window reach past the end, so that 3 places come out: 5 / 2, rounded up. In a
# convolution zeros would stand there. Zeros would do harm here: among negative numbers a 0 would be the largest. So
# pooling looks only at the pixels that are there. Places outside are never the largest, and do not count in a mean.
#
# **Predict first.** What does average pooling with `padding="same"` make of the five numbers?

# %%
print("max:", layers.MaxPooling2D(pool_size=(1, 2), padding="same")(five).ravel())
print("mean:", layers.AveragePooling2D(pool_size=(1, 2), padding="same")(five).ravel())

# %% [markdown]
# The last window has one pixel, 8, and its mean is 8. Divided by two pixels, it would be 4.

# %% [markdown]
# ## Each channel alone
#
# A convolution adds up all channels. Pooling does not: it treats each channel, each map, as if there were no others.
# 16 maps go in, 16 smaller ones come out.
#
# Here is a network with 16 filters, pooling, and a *dense layer* of ten outputs: each output weighs up *all* numbers
# that come in, and adds a bias. `Flatten` writes them in one row for it.
#
# **Predict first.** How many numbers does the dense layer learn with pooling, and how many without?

# %%
for pooling in ([], [layers.MaxPooling2D()]):
    model = Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(16, kernel_size=3),
        *pooling,
        layers.Flatten(),
        layers.Dense(10),
    ])
    model.summary()

# %% [markdown]
# (The star puts the list's entries in its place: no layer or one.)
#
# - Without: 26 · 26 · 16 = 10,816 numbers come in, and 10 · (10,816 + 1) = 108,170 are learned.
# - With: 13 · 13 · 16 = 2,704 come in, and 10 · (2,704 + 1) = 27,050 are learned. About a quarter.
# - Pooling itself learns 0.
#
# It saves work too. Suppose 32 more filters of 3 × 3 follow. On 26 × 26 they have 24 · 24 places, each with
# 3 · 3 · 16 = 144 products for each filter: 24 · 24 · 32 · 144 = 2,654,208. On 13 × 13 it is
# 11 · 11 · 32 · 144 = 557,568, about a fifth.
#
# And each of these 32 filters sees more of the image. Along one axis the first layer sees 3 pixels, pooling 3 + 1 = 4.
# Pooled places lie 2 pixels apart, so the filters see 4 + 2 · 2 = 8. Without pooling it would be 3 + 2 = 5.

# %% [markdown]
# ## The finished functions
#
# `kernels.maxpool2d_forward` and `kernels.avgpool2d_forward` are compiled. They take a batch of images with shape
# (N, H, W, C), the window and the strides as pairs, and the padding: top, bottom, left, right. Their readable twins lie
# in `course_lib/kernels/reference/pooling.py`. Do our loops give the same for the map of the 2?

# %%
map_of_two = two[0, :, :, 0]
for side, step in ((2, 2), (3, 2), (4, 3)):
    settings = (side, side), (step, step), (0, 0, 0, 0)
    fast_max = kernels.maxpool2d_forward(two, *settings)[0, :, :, 0]
    fast_mean = kernels.avgpool2d_forward(two, *settings)[0, :, :, 0]
    same_max = np.array_equal(pool_map(map_of_two, side, step, np.max), fast_max)
    same_mean = np.allclose(pool_map(map_of_two, side, step, np.mean), fast_mean, rtol=0, atol=1e-5)
    print(f"window {side}, stride {step}, {fast_max.shape}: max equal {same_max}, mean to 5 digits {same_mean}")

# %% [markdown]
# The maxima are equal to the last digit: a maximum is one of the numbers that came in, and nothing is computed. A mean
# is a sum and a division, and these are rounded.

# %% [markdown]
# ## What stays when the digit moves
#
# People say that pooling makes a network indifferent to small shifts, or *translation invariant*. Is that so? First by
# hand, with one row and windows of 2:
#
# ```
#                  row               largest of each pair
#                  9 0 | 0 0 | 0 0       9 0 0
# moved by 1       0 9 | 0 0 | 0 0       9 0 0      nothing has changed
# moved by 2       0 0 | 9 0 | 0 0       0 9 0      it has
# ```
#
# As long as the 9 stays in its window, the output stays. When it crosses into the next window, the output moves by one
# place. And from the second line to the third it was moved by a single pixel too. So it depends on where it stood.
#
# Now the maps of 1,000 digits. We move each digit one pixel to the right and compare. A number *is lit* if, before or
# after, it is above a tenth of the largest. It *has changed* if it differs by more than that tenth. What share of the
# lit numbers changes?

# %%
def moved_right(images, pixels):
    result = np.zeros_like(images)
    result[:, :, pixels:] = images[:, :, : 28 - pixels]
    return result


def share_changed(before, after):
    shares = []
    for one, other in zip(before, after):  # digit by digit
        tenth = 0.1 * max(one.max(), other.max())
        lit = np.maximum(one, other) > tenth
        shares.append(np.sum(np.abs(one - other) > tenth) / np.sum(lit))
    return np.mean(shares)


before, after = edge_maps(digits), edge_maps(moved_right(digits, 1))
print(f"map: {share_changed(before, after):.0%}")
for side in (2, 3, 4):
    settings = (side, side), (side, side), (0, 0, 0, 0)
    max_share = share_changed(*[kernels.maxpool2d_forward(maps, *settings) for maps in (before, after)])
    mean_share = share_changed(*[kernels.avgpool2d_forward(maps, *settings) for maps in (before, after)])
    print(f"window {side}: max {max_share:.0%}, average {mean_share:.0%}")

# %% [markdown]
# After pooling a smaller share changes, and the larger the window, the smaller the share. But after windows of 3 more
# than half of the lit numbers still change, for one pixel. Average pooling changes more than max pooling here. A likely
# reason: a mean depends on every number of its window, a maximum on the largest alone.

# %% [markdown]
# ### Play with it
#
# The player moves a digit and shows three answers to it: a map, the pooled map, and the ten scores of a dense layer that
# was trained on a few hundred digits in the middle of the image. An orange square marks each number that has changed.
#
# - Move the digit right by 1, 2 and 3 with window 3 and stride 3. When does "moved back: 0 changed" appear below the
#   pooled map, and what does it mean?
# - Move it right by 1. Does average pooling change more or fewer of its lit numbers than max pooling?
# - The digit is a 2. What does the dense layer take it for, moved right by 0, 1, 2, 3 and 4?

# %%
widgets.PoolingPlayer()

# %% [markdown]
# <details><summary>Answers</summary>
#
# - For 3. Three pixels are one whole stride. So the pooled map moves by one place and is otherwise the same. For 1 and 2
#   it is another map, no moved copy. The map of the convolution moves along with the digit for any number of pixels.
# - More: 15 of 20, against 11 of 25.
# - For a 2 unmoved, then three times for a 7, then for a 3. Under its scores stands how many of 1,000 digits it gets
#   right, moved as far: fewer with each step.
#
# </details>

# %% [markdown]
# ## Global pooling
#
# What if the window is as large as the map? Then one number is left for each channel. *Global max pooling* of our
# sixteen numbers gives 7, *global average pooling* gives 40 / 16 = 2.5. The place is gone altogether. What remains is
# the answer to "is there a left edge anywhere?", or "how much is there of it?".
#
# **Predict first.** The digits move to the right by 1 to 4 pixels. For how many of the 1,000 does the global maximum of
# the map stay exactly the same?

# %%
global_max = layers.GlobalMaxPooling2D()
print("maps", before.shape, "after global pooling", global_max(before).shape)
for pixels in (1, 2, 3, 4):
    moved_maps = edge_maps(moved_right(digits, pixels))
    print("moved by", pixels, "· the same for", np.sum(global_max(moved_maps) == global_max(before)))

# %% [markdown]
# For all of them. A moved digit gives a moved map. The largest number is then somewhere else, and is still the largest.
# It would change if that part of the digit left the image.

# %% [markdown]
# ## Does it help?
#
# What counts in the end is how many digits a network gets right. Three networks begin with 16 filters of 9 × 9 and relu,
# and end with ten outputs. They differ in what stands between. Each learns from the first 2,000 training digits, none of
# them moved, and sees them eight times. As in lesson 00, `softmax` makes probabilities of the ten scores, and the digit
# with the largest one is the guess. Then each gets 2,000 test digits, which are moved to the right by 0 to 3 pixels.
#
# **Predict first.** Which is best on unmoved digits, and which on digits that have moved by 3?

# %%
between = {
    "no pooling": [layers.Flatten()],
    "max pooling 4 × 4": [layers.MaxPooling2D(4), layers.Flatten()],
    "global max pooling": [layers.GlobalMaxPooling2D()],
}
x_few = x_train[:2000, :, :, None].astype(np.float32) / 255
y_few = utils.to_categorical(y_train[:2000])
tests = x_test[:2000].astype(np.float32) / 255
models = {}
for name, middle in between.items():
    utils.set_random_seed(0)
    model = Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(16, kernel_size=9, padding="same", activation="relu"),
        *middle,
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(x_few, y_few, batch_size=16, epochs=8, verbose=0)
    models[name] = model
    print(f"{name}: {model.count_params():,} learned numbers")

# %%
def right_when_moved(model, pixels):
    guesses = model.predict(moved_right(tests, pixels)[..., None], verbose=0).argmax(axis=1)
    return np.mean(guesses == y_test[:2000])


print("moved by                0      1      2      3   training digits")
for name, model in models.items():
    shares = [f"{right_when_moved(model, pixels):6.1%}" for pixels in range(4)]
    print(f"{name:20}", *shares, f"{model.evaluate(x_few, y_few, verbose=0)[1]:9.1%}")

# %% [markdown]
# On unmoved digits the first two are about equal, 93.0% and 93.6%. But the one that pools learned 9,162 numbers, the one
# that does not learned 126,762: about 14 times as many.
#
# On moved digits pooling is better, by 91.5 − 90.6 = 0.9 points for one pixel, 85.4 − 77.3 = 8.1 for two, and
# 72.7 − 59.7 = 13.0 for three. So it helps. It does not make the network indifferent to shifts: it falls too, from 93.6%
# to 72.7%.
#
# Global max pooling does not fall at all. The ten outputs get 16 numbers, and nearly all of these stay; a few change at
# the rim. But 75.5% is what 16 numbers without a place are good for here. On digits moved by three pixels that is the
# best of the three.
#
# Look at the last column. Without pooling the network is right for all digits that it learned from, and for 93.0% of new
# ones. Being better on what was learned than on what is new is called *overfitting*. The gap is 7.0 points without
# pooling, since 100.0 − 93.0 = 7.0, and 98.0 − 93.6 = 4.4 with max pooling. A network that learns fewer numbers has less
# room to learn its examples by heart. This one experiment does not prove that it is the reason. Lesson 09 goes into it.
#
# This was one start of the random numbers. Write another number than 0 into `set_random_seed`, run the two cells again,
# and see which of the differences remain.

# %% [markdown]
# ## What max pooling throws away
#
# Of the four numbers in a window of 2 × 2, max pooling keeps one and forgets three. It also forgets where that one
# stood. These two maps give the same:
#
# ```
#  9 0 | 0 3         0 0 | 3 0
#  0 0 | 0 0         0 9 | 0 0
# ```
#
# How much is that? We take the map of the 2, cut it into windows of 4 × 4, and turn each window by 180 degrees.
#
# **Predict first.** What does this do to the map, and what does it do to the map after max pooling with 4 × 4?

# %%
turned = map_of_two.copy()
for i in range(0, 28, 4):
    for j in range(0, 28, 4):
        turned[i : i + 4, j : j + 4] = map_of_two[i : i + 4, j : j + 4][::-1, ::-1]
both = [pool_map(numbers, 4, 4, np.max) for numbers in (map_of_two, turned)]
print("pooled alike:", np.array_equal(*both))
pooled = both[0].repeat(4, axis=0).repeat(4, axis=1)
plots.show_images([map_of_two, turned, pooled], ["map", "each window turned", "max pooling of both"])

# %% [markdown]
# The strokes are broken to pieces, and max pooling gives exactly the same. Later layers cannot tell these two maps
# apart. For naming a digit that may not matter. Where the exact place is the answer, as in drawing an outline, it does.

# %% [markdown]
# ## Other ways to make a map smaller
#
# **A convolution with stride 2** takes every other place. Is that the same as a convolution with stride 1, of which
# three of four numbers are thrown away?

# %%
no_bias, around = np.zeros(1, np.float32), (1, 1, 1, 1)
every_place = kernels.conv2d_forward(digits[..., None], edges, no_bias, (1, 1), around)
every_other = kernels.conv2d_forward(digits[..., None], edges, no_bias, (2, 2), around)
print(every_place.shape, "and", every_other.shape)
print("the same:", np.array_equal(every_place[:, ::2, ::2], every_other))

# %% [markdown]
# (`::2` takes every other row or column: 0, 2, 4, ….)
#
# It is. It keeps the upper left number of each 2 × 2 window, be it the largest or not. There are 14 · 14 = 196 places
# instead of 784, so it takes a quarter of the products. For max pooling all four are computed, and the largest is kept.
#
# **Global average pooling instead of `Flatten`.** Suppose the last maps of a network are 7 × 7, and there are 64.
# `Flatten` hands 7 · 7 · 64 = 3,136 numbers to the ten outputs, and they learn 10 · (3,136 + 1) = 31,370 numbers. With
# `GlobalAveragePooling2D` 64 numbers are left, and 10 · (64 + 1) = 650 are learned. The same weights then fit images of
# other sizes, too. Many deep networks end like this.
#
# | | keeps | learns | price |
# |---|---|---|---|
# | max pooling | the strongest answer nearby | nothing | where it was; weaker answers |
# | average pooling | how much there is nearby | nothing | where it was; a strong answer among weak ones fades |
# | stride 2 | every other place | only the convolution's weights | what lies between |
# | global pooling | one number for each channel | nothing | all places |

# %% [markdown]
# ## Exercises
#
# ### 03.1 · Warm-up: the shape after pooling
#
# Maps of shape (height, width, channels) go through a pooling layer with a square window and no padding. Return the
# shape of what comes out, as three whole numbers: `(Ho, Wo, channels)`.

# %%
def my_pooled_shape(height, width, channels, size, stride):
    ### BEGIN SOLUTION
    return (height - size) // stride + 1, (width - size) // stride + 1, channels
    ### END SOLUTION


# %%
pooled_shape = exercises.check("03.1", my_pooled_shape)

# %% [markdown]
# ### 03.2 · Max pooling for all channels
#
# Write max pooling for one image, without padding:
#
# - `x` has shape (H, W, C). `size` is the side of the window, `stride` the step, each one number.
# - Return an array of shape (Ho, Wo, C).
#
# The numbers may be negative.

# %%
def my_max_pool(x, size, stride):
    ### BEGIN SOLUTION
    height = (x.shape[0] - size) // stride + 1
    width = (x.shape[1] - size) // stride + 1
    result = np.zeros((height, width, x.shape[2]))
    for i in range(height):
        for j in range(width):
            for c in range(x.shape[2]):
                top, left = i * stride, j * stride
                result[i, j, c] = np.max(x[top : top + size, left : left + size, c])
    return result
    ### END SOLUTION


# %%
max_pool = exercises.check("03.2", my_max_pool)

# %% [markdown]
# ### 03.3 · Means at the rim
#
# Write average pooling with padding, for one map:
#
# - `x` has shape (H, W). The window has `size` × `size` places, and the stride is `size` too.
# - `padding` rows and columns lie on *each* side, and `padding` is smaller than `size`.
# - What lies in the padding does not count: the mean is that of the pixels that are there.
#
# For example, the row 4, 1, 3 with padding 1 and windows of 2 gives 4 and 2 along that axis.

# %%
def my_average_pool(x, size, padding):
    ### BEGIN SOLUTION
    height = (x.shape[0] + 2 * padding - size) // size + 1
    width = (x.shape[1] + 2 * padding - size) // size + 1
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            top, left = i * size - padding, j * size - padding
            window = x[max(top, 0) : top + size, max(left, 0) : left + size]  # a slice ends where the map ends
            result[i, j] = np.mean(window)
    return result
    ### END SOLUTION


# %%
average_pool = exercises.check("03.3", my_average_pool)

# %% [markdown]
# ### 03.4 · Stretch: where the maxima stand
#
# To train a network, each layer hands back how the numbers that came in should change (lesson 06). With max pooling that
# concerns only the number that won. So, for one map `x` of shape (H, W), return *where* the maximum of each window
# stands: an array of shape (Ho, Wo, 2) with its row and its column in `x`. Where several are equally large, take the
# first one in reading order: the upper row first, in a row from left to right.

# %%
def my_max_places(x, size, stride):
    ### BEGIN SOLUTION
    height = (x.shape[0] - size) // stride + 1
    width = (x.shape[1] - size) // stride + 1
    result = np.zeros((height, width, 2))
    for i in range(height):
        for j in range(width):
            best_row, best_column = i * stride, j * stride
            for row in range(i * stride, i * stride + size):
                for column in range(j * stride, j * stride + size):
                    if x[row, column] > x[best_row, best_column]:  # an equal one does not win
                        best_row, best_column = row, column
            result[i, j] = best_row, best_column
    return result
    ### END SOLUTION


# %%
max_places = exercises.check("03.4", my_max_places)

# %% [markdown]
# ## At work
#
# From here on these four are your own functions, if they have passed their checks. `inspect.activations` gives what each
# layer of a network makes of an image. We hand the 16 maps of the pooling network's first layer to `max_pool`.

# %%
found = inspect.activations(models["max pooling 4 × 4"], tests[1:2, :, :, None])
sixteen_maps = found["conv2d"][0]
mine = max_pool(sixteen_maps, 4, 4)
print("shape", mine.shape, "predicted", pooled_shape(28, 28, 16, 4, 4))
print("equal to the layer's own:", np.array_equal(mine, found["max_pooling2d"][0]))
plots.show_feature_maps(mine)

# %% [markdown]
# These are the 7 × 7 × 16 numbers that the ten outputs of that network get to see of the 2.
#
# Which numbers of the edge map get through max pooling? `max_places` says where they stand. Everything else is made
# black:

# %%
kept = np.zeros((28, 28))
for place in max_places(map_of_two, 4, 4).reshape(-1, 2).astype(int):
    kept[tuple(place)] = map_of_two[tuple(place)]
print("not 0 in the map:", np.count_nonzero(map_of_two), "· got through:", np.count_nonzero(kept))
plots.show_images([map_of_two, kept], ["map", "what got through"])

# %% [markdown]
# (`reshape(-1, 2)` makes one long list of the pairs.)
#
# Of 126 numbers that are not 0, 20 got through. The other windows hold nothing but zeros. In training, the way back leads
# to the same numbers, those that won: lesson 06.
#
# And `average_pool` at the rim: a map of ones stays a map of ones, if the padding does not count.

# %%
print(average_pool(np.ones((5, 5)), 3, 2))

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("03")

# %% [markdown]
# ## Recap
#
# - You can **compute** max and average pooling by hand: the largest number of each window, or its mean.
# - You can **write** them in loops: two over the places, one over the channels, which stay apart.
# - You can **predict** sizes and what they save: O = ⌊(W − K + 2P) / S⌋ + 1, no weights, and a quarter of the numbers
#   after windows of 2 × 2.
# - You can **measure** what a shift changes: less after pooling, but more than half of the lit numbers for one pixel
#   and windows of 3.
# - You can **choose** between pooling, a stride and global pooling, by what each keeps and what it throws away.
#
# ### Common mistakes
#
# - Starting the maximum at 0: among negative numbers it would win.
# - Taking the maximum over the channels too. Each channel is pooled alone.
# - Forgetting that "valid" drops the last row and column of an odd size.
# - Counting the padding in a mean.
# - Thinking that pooling makes a network indifferent to shifts. A window absorbs a shift only as long as the largest
#   number stays in it.
#
# ### Where to read on
#
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-based learning applied to document recognition*, 1998: LeNet-5,
#   whose average pooling still had a weight and a bias to learn for each map.
# - D. Scherer, A. Müller, S. Behnke, *Evaluation of pooling operations in convolutional architectures for object
#   recognition*, 2010.
# - M. Lin, Q. Chen, S. Yan, *Network in network*, 2014: global average pooling in place of dense layers.
# - J. T. Springenberg and others, *Striving for simplicity: the all convolutional net*, 2015: strides in place of
#   pooling.
# - R. Zhang, *Making convolutional networks shift-invariant again*, 2019: what strides and pooling do to a shifted image.
#
# **Next:** [04 · Dense layers and activations](04_dense_layers.ipynb)

# %% [markdown]
# # 04 · Dense layers and activations
#
# **You lay an image out in a row, weigh its pixels, and turn ten sums into ten probabilities.**
#
# | | |
# |---|---|
# | You will be able to | **flatten** an image and say what that loses · **compute** a dense layer by hand and in loops · **count** what it learns · **choose** an activation by its slope · **turn** scores into probabilities that never overflow |
# | You need | [02 · Convolution](02_convolution.ipynb) |
# | Time | 35 minutes to read, 20 to practise, 40 seconds for the machine |

# %%
import numpy as np

from course_lib import Input, Sequential, activations, exercises, inspect, kernels, layers, plots, utils, widgets
from course_lib.datasets import fashion_mnist, mnist
from course_lib.random import key, permutation

names = fashion_mnist.CLASS_NAMES
(clothes, labels), (test_clothes, test_labels) = fashion_mnist.load_data()
pixels, test_pixels = (part[..., None].astype(np.float32) / 255 for part in (clothes, test_clothes))


def train(between, images, labels, epochs=3):
    utils.set_random_seed(0)
    model = Sequential([Input((28, 28, 1)), layers.Flatten(), *between, layers.Dense(10, activation="softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    answers = utils.to_categorical(labels)
    history = model.fit(images, answers, batch_size=128, epochs=epochs, validation_split=0.2, verbose=0)
    return model, history


one_layer, one_history = train([], pixels, labels)
weights, biases = one_layer.get_weights()
plots.show_images(weights.T.reshape(10, 28, 28), titles=names, columns=5)

# %% [markdown]
# (You need not follow this cell yet. What it does comes up again below.)
#
# A network with a single layer has looked at thousands of pictures of clothes, shoes and bags. Nobody described a
# trouser to it; it was told which pictures show one. These ten images are all that it has learned, but for ten more
# numbers: 784 weights for each kind of thing. Each is drawn from its smallest weight, black, to its largest, white.
# Where an image is light, a bright pixel speaks *for* that kind. Where it is dark, it speaks *against* it. The trouser
# has a dark bar where the gap between its legs should be.
#
# Its layer is called *dense*, or *fully connected*: every pixel has a weight for every answer. Convolutional networks
# end in such layers too. This lesson is about them, and about what has to stand between two of them.

# %% [markdown]
# ## Flatten: an image becomes a row
#
# A dense layer takes a row of numbers. `Flatten` makes one of an image: row by row, and the channels of a pixel side by
# side. Here is an image of two rows, three columns and two channels:

# %%
plots.show_flattening(np.arange(12).reshape(2, 3, 2))

# %% [markdown]
# (The last row is PyTorch's order, one channel after the other.)
#
# So pixel [i, j] of an image with W columns and one channel lands at place i · W + j of the row.
#
# **Predict first.** In an image of 28 × 28 pixels, where does pixel [5, 10] land? And its two neighbours, to the right
# and below?

# %%
places = np.arange(28 * 28).reshape(28, 28)  # each pixel holds its own place
print(places[5, 10], places[5, 11], places[6, 10])

# %% [markdown]
# 5 · 28 + 10 = 150. The right neighbour is next to it. The lower one, which touches it as closely, is 28 places away.
#
# No number is lost. What is lost is the neighbourhood: the row does not say which numbers were close together. Further
# below you will see how much a dense layer misses it.

# %% [markdown]
# ## A dense layer by hand
#
# A dense layer has as many outputs as we like; they are called its *units*. Each unit has a weight for each input, and
# a bias. It multiplies, adds up, and adds the bias. Three inputs, 2, 1 and 3, and two units:
#
# ```
#              input   weights of unit 0   weights of unit 1
#                2            1                  -1
#                1            0                   2
#                3            2                   1
#              bias           1                  -2
# ```
#
# - Unit 0: 2 · 1 + 1 · 0 + 3 · 2 + 1 = 9
# - Unit 1: 2 · (−1) + 1 · 2 + 3 · 1 − 2 = 1
#
# The weights stand in an array of shape (in, out), a column for each unit. Libraries call it the layer's `kernel`,
# although nothing slides. In loops:

# %%
def dense_one(sample, weights, biases):
    inputs, units = weights.shape
    result = np.zeros(units)
    for o in range(units):
        result[o] = biases[o]
        for k in range(inputs):
            result[o] += sample[k] * weights[k, o]
    return result


three = np.array([2, 1, 3])
small_weights = np.array([[1, -1], [0, 2], [2, 1]])
small_biases = np.array([1, -2])
dense_one(three, small_weights, small_biases)

# %% [markdown]
# As a formula, with the names of the code:
#
# $$\text{result}[o] = \text{biases}[o] + \sum_k \text{sample}[k] \cdot \text{weights}[k, o]$$
#
# `course_lib` has it as a compiled function, `kernels.dense_forward`, for a whole batch of samples at once: one sample
# in each row, shape (N, in). Its readable twin lies in `course_lib/kernels/reference/dense.py`. NumPy writes the same
# as `samples @ weights + biases`: `@` is the matrix product, which holds the loop over k. The biases
# are added to each row.
#
# Do they agree? 20 images go through the layer from the first cell: 784 inputs, 10 units.

# %%
rows = pixels[:20].reshape(20, 784)
compiled = kernels.dense_forward(rows, weights, biases)
looped = np.array([dense_one(row, weights, biases) for row in rows])
print("shapes", looped.shape, compiled.shape)
print("loops equal to 3 decimals", np.allclose(looped, compiled, rtol=0, atol=1e-3))
print("@     equal to 3 decimals", np.allclose(rows @ weights + biases, compiled, rtol=0, atol=1e-3))

# %% [markdown]
# ### The weights of a unit are an image
#
# A unit that sees an image has a weight for each pixel. Laid out in 28 × 28 again, they are the pictures at the
# beginning of this lesson; `weights[:, 9]` are those of unit 9. Such a picture is often called a *template*. Lay one
# over the boot, multiply pixel by pixel, add up, and add the bias. That is the unit's output, called a *score* where
# each unit stands for a class. (A class is one of the ten kinds.)

# %%
boot = pixels[0, :, :, 0]
for unit in (9, 7, 1):
    image = weights[:, unit].reshape(28, 28)
    print(f"{names[unit]:10s}: score {np.sum(boot * image) + biases[unit]:6.2f}")

# %% [markdown]
# The boot scores highest as a boot, less as a sneaker, and far less as a trouser.
#
# It is the step of lesson 02 with a window as large as the image. Such a window has only one place, so each unit is a
# filter that cannot slide.

# %% [markdown]
# ## What it learns
#
# Each unit has as many weights as there are inputs, and one bias:
#
# $$(\text{in} + 1) \cdot \text{out}$$
#
# **Predict first.** An image of 28 × 28 pixels is flattened. Then come a dense layer of 128 units and one of 10. How
# many numbers does each learn?

# %%
model = Sequential([
    Input((28, 28, 1)),
    layers.Flatten(),
    layers.Dense(128, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
plots.show_architecture(model)

# %% [markdown]
# - The first: (784 + 1) · 128 = 100,480.
# - The second: (128 + 1) · 10 = 1,290.
#
# A convolution layer with 16 filters of 3 × 3 on one channel learns 16 · (3 · 3 + 1) = 160 numbers, whatever the size
# of the image. Here the size matters. Twice the height and width means four times the weights in the first layer.

# %% [markdown]
# ## Two linear layers are one
#
# Does a second layer make a network more able? Take the smallest layers there are, with one input and one unit:
#
# ```
# first layer    h = 2 · x + 1
# second layer   y = 3 · h - 4
# ```
#
# **Predict first.** Which single layer, y = a · x + b, gives the same y for every x?
#
# Work out y for x = 0 and for x = 1, then run the cell.

# %%
for number in (-2, -1, 0, 1, 2):
    h = 2 * number + 1
    print(f"x = {number:2d}   h = {h:2d}   y = {3 * h - 4:3d}")

# %% [markdown]
# For x = 0 it is −1, and each step of x adds 6. Put the first layer into the second, and the same comes out:
# y = 3 · (2 · x + 1) − 4 = 6 · x − 1. One layer with weight 6 and bias −1 does the work of two.
#
# Now let something stand in between: *relu*, which turns negative numbers into 0 and leaves the others as they are.

# %%
for number in (-2, -1, 0, 1, 2):
    h = max(2 * number + 1, 0)
    print(f"x = {number:2d}   h = {h:2d}   y = {3 * h - 4:3d}")

# %% [markdown]
# With relu the output stays at −4 up to a point, then rises. No single layer can do this: a · x + b is a straight line,
# and this one has a bend.
#
# The same holds for layers of any size. Multiply out the brackets:
#
# (x @ kernel1 + bias1) @ kernel2 + bias2 = x @ (kernel1 @ kernel2) + (bias1 @ kernel2 + bias2)
#
# A layer that only weighs and adds is called *linear*. However many linear layers follow one another, they are one
# linear layer. A function that stands between two layers and bends is called an *activation*.

# %% [markdown]
# ## Activations
#
# Here are five, behind *linear*, which changes nothing. Each takes one number and gives one. `activations.get` finds
# the functions that the layers use. Each has a `gradient` too: it takes the function's *outputs* and a second number,
# which it multiplies by the slope there. If that number is 1, it gives the slope.

# %%
line = np.linspace(-4, 4, 401, dtype=np.float32)
curves = {}
for name in ("linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh"):
    function = activations.get(name)
    output = function(line)
    curves[name] = output, function.gradient(output, np.ones_like(line))
plots.show_activations(line, curves)

# %% [markdown]
# | | for positive x | for negative x |
# |---|---|---|
# | relu | x | 0 |
# | leaky relu | x | 0.2 · x (0.2 can be chosen) |
# | elu | x | exp(x) − 1, which comes down to −1 |
# | sigmoid | 1 / (1 + exp(−x)), from 0 to 1 | the same |
# | tanh | 2 · sigmoid(2 · x) − 1, from −1 to 1 | the same |
#
# (exp(x) is the power eˣ, as `np.exp` computes it. Newer networks often use *gelu* or *silu*, smooth curves near relu.)
#
# The dashed slope matters as much as the output. A network learns by asking, for each weight: if it grows a little, how
# does the result change? That question passes through the activation, and is multiplied by its slope there. Lesson 06
# works it out. Where the slope is 0, nothing comes through.
#
# **Saturation.** Far from 0, a sigmoid is nearly flat.

# %%
far = np.array([0, 2, 5, 10], np.float32)
slopes = activations.sigmoid.gradient(activations.sigmoid(far), np.ones(4, np.float32))
for place, slope in zip(far, slopes):
    print(f"sigmoid at {place:2.0f}: slope {slope:.5f}")
print(f"ten sigmoids, each at its steepest: {0.25**10:.7f}")

# %% [markdown]
# Even its steepest slope is 0.25, and the slopes of layers behind one another are multiplied, along with the weights in
# between. Ten sigmoids alone leave a millionth at best. relu has slope 1 for every positive number, and 1 stays 1. That
# is one reason why relu is used so widely.
#
# **Dead units.** For negative numbers relu's slope is 0. (At 0 itself it counts as 0 too.) A unit whose sum is negative
# for *every* image gives 0 always, and no question gets through to its weights. They stay as they are. The unit stays
# dead, unless layers before it change what it gets. Leaky relu and elu keep a slope there.
#
# **Predict first.** Three sums, −3, −1 and 2, go into each function. A question of size 1 comes back to each output.
# What gets through?

# %%
sums = np.array([-3, -1, 2], np.float32)
for name in ("relu", "leaky_relu", "elu"):
    function = activations.get(name)
    through = function.gradient(function(sums), np.ones(3, np.float32))
    print(f"{name:10s} output {function(sums).round(3)}, gets through {through.round(3)}")

# %% [markdown]
# relu lets the question through at 2 only. The leaky one passes on a fifth at −3 and −1. elu passes on less the further
# left it is.

# %% [markdown]
# ## Softmax: ten scores become ten probabilities
#
# The last layer gives a score for each class; such scores are also called *logits*. They may be negative or large.
# Probabilities must lie from 0 to 1 and add up to 1. *Softmax* turns the ones into the others in two steps: take exp of
# each score, then divide by the sum. By hand, for the scores 2, 1 and 0:
#
# ```
# score   exp(score)   divided by the sum
#   2        7.389     7.389 / 11.107 = 0.665
#   1        2.718     2.718 / 11.107 = 0.245
#   0        1.000     1.000 / 11.107 = 0.090
#           11.107                      1.000
# ```
#
# exp is always positive, and a larger score gets a larger share. A score that is 1 higher gets e = 2.718… times the
# share.

# %%
def simple_softmax(row):
    powers = np.exp(row)
    return powers / powers.sum()


print(simple_softmax(np.array([2.0, 1.0, 0.0])).round(3))
print(simple_softmax(np.array([102.0, 101.0, 100.0])).round(3))

# %% [markdown]
# Adding 100 to all three scores changes nothing. Every power gets the same factor, exp(100), and the division takes it
# out again.
#
# **Predict first.** And with 998 more: the scores 1000, 999 and 998?

# %%
with np.errstate(all="ignore"):  # without a warning
    print("exp(1000) =", np.exp(1000.0))
    print(simple_softmax(np.array([1000.0, 999.0, 998.0])))

# %% [markdown]
# The true answer is 0.665, 0.245 and 0.09 once more. But exp(1000) is larger than any number that the computer can hold
# here: it *overflows* to infinity. Infinity divided by infinity is `nan`, "not a number". One such row spoils a
# training for good, for whatever is computed from `nan` is `nan`.
#
# The way out is the rule that we saw. Subtract the same number from all scores, and nothing changes. Take the largest
# score: then the largest power is exp(0) = 1, and none overflows. `kernels.softmax_forward` does so.

# %%
scores_of_two = np.array([[2, 1, 0], [1000, 999, 998]], np.float32)
kernels.softmax_forward(scores_of_two).round(3)

# %% [markdown]
# ## A network for clothes
#
# Now everything stands together: flatten, a dense layer of 128 units with relu, and one of 10 with softmax. A layer
# between the input and the last one is called *hidden*.
#
# The function `train` in the first cell builds such a network: `*between` puts the layers of a list in this place. Then
# `compile` and `fit` change its weights, little by little, so that its ten probabilities come nearer to the labels.
# `to_categorical` writes each label as a row of ten numbers, as lesson 05 explains. Lesson 07 explains the rest; until
# then they are a tool.
#
# One *epoch* sees every training image once. `validation_split=0.2` sets the last fifth aside, 60,000 / 5 = 12,000
# images: the network never learns from them. Its *accuracy* is the share of images whose largest probability belongs to
# the label.

# %%
clothes_model, history = train([layers.Dense(128, activation="relu", name="hidden")], pixels, labels)
plots.show_history(history)

# %% [markdown]
# After three epochs, 87% of the images that it did not learn from get the right label. For those that it did learn
# from, the picture says 86%. That figure averages over the epoch, while the network still gets better. Validation waits
# for the epoch's end.
#
# Here is what it makes of some of the 10,000 test images. Each gets ten probabilities; the largest is its guess.

# %%
probabilities = clothes_model.predict(test_pixels, verbose=0)
plots.show_predictions(test_clothes[:10], test_labels[:10], probabilities[:10], names)

# %% [markdown]
# What did relu bring? A network of the same size without it is two linear layers, so it is one.
#
# **Predict first.** Below are one layer with 7,850 numbers, two linear ones with 101,770, and two of that size with
# relu between them. Which two of the three will come out close together?

# %%
linear_model, linear_history = train([layers.Dense(128)], pixels, labels)
results = {"one layer": one_history, "two, linear": linear_history, "two, relu": history}
for name, each in results.items():
    print(f"{name:12s} validation accuracy {each.history['val_accuracy'][-1]:.4f}")

# %% [markdown]
# The two without relu. Two linear layers have 13 times as many numbers as one, and are no better. With relu between
# them they are. In the exercises you will turn the two linear layers into one.
#
# Has any of the hidden units died? For each of them, this counts the images, of all 60,000, to which it gives more
# than 0.

# %%
hidden = inspect.activations(clothes_model, pixels, ["hidden"])["hidden"]
images_of_unit = np.sort((hidden > 0).sum(axis=0))
print("outputs of the hidden layer", hidden.shape)
print("fewest images:", images_of_unit[:3], "most:", images_of_unit[-3:])
print(f"zeros among all outputs: {np.mean(hidden == 0):.0%}")

# %% [markdown]
# None is dead, but one of the 128 is close to it: it answers to 2 images. Others answer to nearly all. On average, half
# of the units are silent for an image: half of all outputs are 0.

# %% [markdown]
# ### Does it miss the neighbourhood?
#
# Let us throw the 784 pixels of every image into another order, one fixed order for all images. Nobody could tell a
# boot from a coat any more:

# %%
order = permutation(784, key("shuffled pixels"))  # 0 to 783, shuffled; other words give another order


def shuffle(images):
    return images.reshape(-1, 784)[:, order].reshape(-1, 28, 28, 1)


both = np.concatenate([pixels[:5], shuffle(pixels[:5])])
titles = [names[label] for label in labels[:5]]
plots.show_images(both, titles=titles + [f"{title}\nshuffled" for title in titles], columns=5)

# %% [markdown]
# **Predict first.** A network like the one above is trained on shuffled images. Does it come out much worse than
# 87%, a little worse, or about the same?

# %%
shuffled_model, shuffled_history = train([layers.Dense(128, activation="relu")], shuffle(pixels), labels)
print(f"as they are: {history.history['val_accuracy'][-1]:.4f}")
print(f"shuffled:    {shuffled_history.history['val_accuracy'][-1]:.4f}")

# %% [markdown]
# About the same. The random weights that a network begins with meet other pixels now, so the figures are not equal. But
# there is nothing that it cannot do any more. Take the network from above, and put the weights of its first layer into
# the same new order:

# %%
reordered = clothes_model.get_weights()
reordered[0] = reordered[0][order]
shuffled_model.set_weights(reordered)
guesses = shuffled_model.predict(shuffle(test_pixels), verbose=0).argmax(axis=1)
print("equal guesses:", np.sum(guesses == probabilities.argmax(axis=1)), "of", len(guesses))

# %% [markdown]
# A sum does not care about the order of its terms. A dense layer has never known which pixels touch, so it has nothing
# to lose. That is what `Flatten` gives away, and what the windows of lesson 02 keep: they see neighbours together.

# %% [markdown]
# ### Where it stops
#
# Does it help to make it larger? Twice as many units, or three hidden layers instead of one:

# %%
stacks = {
    "one hidden layer of 256": [layers.Dense(256, activation="relu")],
    "three of 128": [layers.Dense(128, activation="relu") for _ in range(3)],
}
print(f"{'one hidden layer of 128':24s} {clothes_model.count_params():7,} numbers:", end=" ")
print(f"{history.history['val_accuracy'][-1]:.4f}")
for name, stack in stacks.items():
    larger, larger_history = train(stack, pixels, labels)
    print(f"{name:24s} {larger.count_params():7,} numbers: {larger_history.history['val_accuracy'][-1]:.4f}")

# %% [markdown]
# Twice the numbers bring 87.41 − 87.08 = 0.33 points, more layers nothing. Such differences are small: shuffling the
# pixels, which cannot help, brought 87.27 − 87.08 = 0.19. (All have learned for three epochs only. Lesson 09 shows
# longer trainings.) Lesson 10 puts convolutions in front, and compares.

# %% [markdown]
# ## Handwritten digits
#
# On MNIST, the digits of lesson 00, a dense network of this size stops near 97 to 98%. Eight epochs show it:

# %%
(digits, digit_labels), (test_digits, test_digit_labels) = mnist.load_data()
digit_pixels, test_digit_pixels = (part[..., None].astype(np.float32) / 255 for part in (digits, test_digits))
digit_model, digit_history = train([layers.Dense(128, activation="relu")], digit_pixels, digit_labels, epochs=8)
test_answers = utils.to_categorical(test_digit_labels)
loss, accuracy = digit_model.evaluate(test_digit_pixels, test_answers, verbose=0)
print(f"test accuracy {accuracy:.4f}")
plots.show_history(digit_history)

# %% [markdown]
# In the right picture, the solid training curve goes on rising: the network begins to learn its training images by
# heart. The dashed one, for validation, flattens out.
#
# **Predict first.** This network has weights of its own for each place. All test digits are moved to the right by one
# pixel, by two, by four. How many will it still read?

# %%
for step in (0, 1, 2, 4):
    moved = np.roll(test_digit_pixels, step, axis=2)  # what leaves on the right comes in on the left
    loss, accuracy = digit_model.evaluate(moved, test_answers, verbose=0)
    print(f"moved by {step}: {accuracy:.4f}")

# %% [markdown]
# The digits are the same, but each pixel meets other weights. What the network has learned about a stroke at one place
# it does not know at the next. A filter slides, and finds a stroke wherever it is. (The layers behind it may mind, as
# lesson 03 showed.)

# %% [markdown]
# ### Play with it
#
# Draw digits for this network, or choose an example.
#
# - Draw a small 3 into a corner. Does it fail, as with the moved test digits? Look at the small image.
# - Scribble something that is no digit. Can you make all ten bars small at once?
# - Draw a 7 that it takes for something else. Which strokes decide?

# %%
widgets.DigitPad(digit_model)

# %% [markdown]
# <details><summary>Answers</summary>
#
# - It does not matter where you draw. The pad scales each drawing and moves it to the middle, as MNIST's digits were
#   moved. It takes care of what the network cannot.
# - No. The ten add up to 1, so at least one is 10% or more. Softmax cannot say "none of these".
# - There are many ways. Each new stroke adds pixels, and each pixel adds its 128 weights to the hidden sums. Watch the
#   bars while you draw: they tell when a stroke has turned the answer.
#
# </details>

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own function. The hints tell a little more each time.
#
# ### 04.1 · Warm-up: the parameters of a stack
#
# `sizes` is a list: how many numbers go in, then the units of each dense layer. Return how many numbers the whole stack
# learns, weights and biases. `[3, 2]`, the layer that we worked out by hand, gives 8.

# %%
def my_parameters(sizes):
    ### BEGIN SOLUTION
    total = 0
    for place in range(1, len(sizes)):
        total += (sizes[place - 1] + 1) * sizes[place]
    return total
    ### END SOLUTION


# %%
parameters = exercises.check("04.1", my_parameters)

# %% [markdown]
# ### 04.2 · A dense layer
#
# Write the layer for a whole batch, without an activation:
#
# - `x` has shape (N, in), a sample in each row; `kernel` has shape (in, out), `bias` (out,).
# - Return an array of shape (N, out).
#
# `dense_one` above is a good beginning. Loops are welcome, and so is `@`.

# %%
def my_dense(x, kernel, bias):
    ### BEGIN SOLUTION
    samples, units = x.shape[0], kernel.shape[1]
    result = np.zeros((samples, units))
    for n in range(samples):
        for o in range(units):
            total = bias[o]
            for k in range(kernel.shape[0]):
                total += x[n, k] * kernel[k, o]
            result[n, o] = total
    return result
    ### END SOLUTION


# %%
dense = exercises.check("04.2", my_dense)

# %% [markdown]
# ### 04.3 · A softmax that does not overflow
#
# `scores` has shape (N, K): a row for each sample, a score for each class. Return probabilities of the same shape. Each
# row adds up to 1, whatever the scores are, 1000 among them. Leave `scores` itself as it is.

# %%
def my_softmax(scores):
    ### BEGIN SOLUTION
    result = np.zeros(scores.shape)
    for n in range(len(scores)):
        powers = np.exp(scores[n] - scores[n].max())
        result[n] = powers / powers.sum()
    return result
    ### END SOLUTION


# %%
softmax = exercises.check("04.3", my_softmax)

# %% [markdown]
# ### 04.4 · Stretch: two linear layers in one
#
# Two dense layers without an activation follow one another. The first has `kernel1` (in, between) and `bias1`
# (between,), the second `kernel2` (between, out) and `bias2` (out,).
#
# Return `kernel, bias` of the one layer that does the same: shapes (in, out) and (out,).

# %%
def my_merge(kernel1, bias1, kernel2, bias2):
    ### BEGIN SOLUTION
    kernel = kernel1 @ kernel2
    bias = bias1 @ kernel2 + bias2
    return kernel, bias
    ### END SOLUTION


# %%
merge = exercises.check("04.4", my_merge)

# %% [markdown]
# ## At work
#
# From here on `dense` and `softmax` are your own functions, if they have passed. They are all that it takes to read
# clothes with the trained network: dense, relu, dense, softmax. Five test images go through them.

# %%
w1, b1, w2, b2 = clothes_model.get_weights()
five_rows = test_pixels[:5].reshape(5, 784)
after_relu = np.maximum(dense(five_rows, w1, b1), 0)
mine = softmax(dense(after_relu, w2, b2))
print("equal to 5 decimals", np.allclose(mine, probabilities[:5], rtol=0, atol=1e-5))
print("guesses", [names[guess] for guess in mine.argmax(axis=1)])

# %% [markdown]
# And the network of two linear layers becomes one layer:

# %%
merged = Sequential([Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
merged.set_weights(merge(*linear_model.get_weights()))
before, after = (each.predict(test_pixels, verbose=0).argmax(axis=1) for each in (linear_model, merged))
print(f"{parameters([784, 128, 10]):,} numbers become {parameters([784, 10]):,}")
print("equal guesses:", np.sum(before == after), "of", len(after))

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("04")

# %% [markdown]
# ## Recap
#
# - You can **flatten** an image: pixel [i, j] lands at place i · W + j. What is lost is which pixels touch.
# - You can **compute** a dense layer: for each unit multiply, add up, add the bias.
# - You can **count** what it learns: (in + 1) · out numbers, which grow with the image.
# - You can **choose** an activation by its slope: without one, layers melt into one; a slope of 0 stops learning.
# - You can **turn** scores into probabilities: subtract the largest, take exp, divide by the sum.
#
# ### Common mistakes
#
# - Forgetting the activation of a hidden layer: nothing complains, and the layer is wasted.
# - Putting relu behind the last layer: softmax should see negative scores too.
# - Taking softmax over the whole batch, or over the samples: each row adds up to 1 by itself.
# - Believing the probabilities: ten numbers that add up to 1 come out for a scribble too.
# - Feeding (28, 28) images to a dense layer without `Flatten`.
#
# ### Where to read on
#
# - X. Glorot, A. Bordes, Y. Bengio, *Deep sparse rectifier neural networks*, 2011: relu in deep networks.
# - A. L. Maas, A. Y. Hannun, A. Y. Ng, *Rectifier nonlinearities improve neural network acoustic models*, 2013: the
#   leaky relu.
# - D.-A. Clevert, T. Unterthiner, S. Hochreiter, *Fast and accurate deep network learning by exponential linear units*,
#   2016: elu.
# - D. Hendrycks, K. Gimpel, *Gaussian error linear units (GELUs)*, 2016.
# - J. S. Bridle, *Probabilistic interpretation of feedforward classification network outputs*, 1990: softmax.
#
# **Next:** [05 · Losses](05_losses.ipynb)

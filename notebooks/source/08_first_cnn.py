# %% [markdown]
# # 08 · The first CNN
#
# **You build a convolutional network, train it on 60,000 handwritten digits, and look at what it gets wrong.**
#
# | | |
# |---|---|
# | You will be able to | **inspect** a data set before using it · **prepare** images and labels for a network · **predict** the shapes and parameter counts of a CNN · **train** it and read its curves · **judge** it by its mistakes |
# | You need | [02 · Convolution](02_convolution.ipynb) and [03 · Pooling](03_pooling.ipynb); what 04 to 07 teach helps |
# | Time | 30 minutes to read, 25 to practise, 80 seconds for the machine |

# %% [markdown]
# ![A handwritten 4, nine maps of the first convolution, nine of the second, and ten bars: it is sure of the
# 4](source/readme.png)
#
# This is what a network like the one below makes of a digit: two rounds of filtered images, then ten probabilities.

# %%
from collections import Counter

import numpy as np

from course_lib import Input, Sequential, datasets, exercises, inspect, layers, optimizers, plots, utils, widgets

# %% [markdown]
# ## Look at the data first
#
# MNIST has 60,000 digits to train with and 10,000 to test with. Before anything else: what shape do they have, what
# type, what range?

# %%
(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
print("train", x_train.shape, y_train.shape, "test", x_test.shape, y_test.shape)
print("pixels", x_train.dtype, "from", x_train.min(), "to", x_train.max())
print("labels", y_train[:10])

# %% [markdown]
# So `x_train[0]` is an image of 28 × 28 pixels, each a whole number from 0 to 255, and `y_train[0]` says that it shows
# a 5. Two examples of each digit. (`np.flatnonzero` gives the places where something is true.)

# %%
examples = np.concatenate([np.flatnonzero(y_train == digit)[:2] for digit in range(10)])
plots.show_images(x_train[examples], titles=[str(label) for label in y_train[examples]])

# %% [markdown]
# **Predict first.** Is each digit equally frequent? Why would it matter?

# %%
print(np.bincount(y_train))

# %% [markdown]
# (`np.bincount` counts the zeros, the ones, and so on.) Roughly: 5,421 fives are the fewest, 6,742 ones the most. If
# nine of ten images were ones, a network could be right most of the time by always saying "one". Here it cannot: a
# network that guesses blindly is right about 1 time in 10.

# %% [markdown]
# ## Prepare it
#
# A network needs three changes. `x[..., None]` adds an axis of length 1 at the end.
#
# 1. **A channel axis.** A colour image has three numbers for each pixel, ours has one. The shape says so: (28, 28, 1).
# 2. **Small numbers.** Pixels from 0 to 255 become 0 to 1. With large inputs, the first steps of a training overshoot.
# 3. **One-hot labels.** The network will give ten probabilities, so the truth should be ten numbers too. The label 5
#    becomes a 1 at place 5 and nine zeros.

# %%
x = x_train[..., None].astype(np.float32) / 255
y = utils.to_categorical(y_train, num_classes=10)
x_val = x_test[..., None].astype(np.float32) / 255
y_val = utils.to_categorical(y_test, num_classes=10)
print(x.shape, x.dtype, "from", x.min(), "to", x.max())
print(y_train[0], "becomes", y[0])

# %% [markdown]
# ## Build the network
#
# All its parts are known from the lessons before. A *convolution* slides the nine weights of each filter over the image,
# adds up the products, and adds a *bias*. *relu* then sets negative results to 0. Each filter gives one map. 32 filters
# give 32 maps, and the next layer takes them as the 32 *channels* of one image. So each of its filters has 3 × 3 weights
# for every channel, 3 · 3 · 32 in all, and adds everything up to one number for each place.
#
# *Pooling* keeps the largest number of each 2 × 2 square. *Flatten* lays all numbers out in a row. A *dense* layer
# multiplies each number of the row by a weight of its own and adds up, once for each output. *softmax* turns ten numbers
# into ten probabilities that add up to 1. *Dropout* sets a random part of the numbers to 0, a new one in each training
# step, and scales up the rest, so that the network cannot rely on any single number.
#
# ```
# image 28×28×1
#   → Conv2D 32, 3×3   → 26×26×32     the window has 28 − 3 + 1 = 26 places each way
#   → MaxPooling2D 2×2 → 13×13×32     the largest of each 2×2 square
#   → Conv2D 64, 3×3   → 11×11×64     13 − 3 + 1 = 11
#   → MaxPooling2D 2×2 →  5×5×64      11 is odd: the last row and column are left out
#   → Dropout 25%                     in training only
#   → Flatten          → 1600         5 · 5 · 64
#   → Dense 128        → 128
#   → Dropout 50%
#   → Dense 10         → 10           softmax
# ```
#
# ## Count by hand
#
# **Predict first.** How many numbers does each layer learn? A filter of the first layer has 3 · 3 · 1 weights and a
# bias, and there are 32 of them: 32 · (9 + 1) = 320. Work out the second convolution, whose filters see 32 channels,
# and the two dense layers, before you look at the table.

# %%
utils.set_random_seed(0)
model = Sequential([
    Input((28, 28, 1)),
    layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
    layers.MaxPooling2D(pool_size=(2, 2)),
    layers.Conv2D(64, kernel_size=(3, 3), activation="relu"),
    layers.MaxPooling2D(pool_size=(2, 2)),
    layers.Dropout(0.25),
    layers.Flatten(),
    layers.Dense(128, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(10, activation="softmax"),
])
model.summary()

# %% [markdown]
# - second convolution: 64 · (3 · 3 · 32 + 1) = 18,496
# - first dense layer: 128 · (1600 + 1) = 204,928, nine tenths of all parameters
# - last layer: 10 · (128 + 1) = 1,290
#
# Pooling, dropout and flatten learn nothing.

# %% [markdown]
# ## Before training
#
# `compile` chooses how the model learns: the loss that should become small, the optimizer that makes it so, and what
# to report beside it. Adadelta chooses the size of its steps by itself; a learning rate of 1.0 takes them as they are.
# Without this number the rate would be the default, which the cell prints.
#
# **Predict first:** how many digits does the untrained network get right?

# %%
model.compile(
    optimizer=optimizers.Adadelta(learning_rate=1.0),
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)
loss, accuracy = model.evaluate(x_val, y_val, batch_size=128)
guesses = model.predict(x_val).argmax(axis=1)
ones = guesses == 1
print(f"it calls {ones.sum():,} digits a 1; {np.sum(y_test[ones] == 1)} of them are")
print(f"ln(10) = {np.log(10):.4f}")
print("Adadelta's default learning rate:", optimizers.Adadelta().learning_rate)

# %% [markdown]
# An accuracy of 0.0555 means that 5.55% are right. Blind guessing would give about 10%. The weights are random, but the
# guesses are not blind: digits that look alike get the same guess, and here mostly the wrong one. Of the 2,815 digits
# that it calls a 1, only 11 are ones. `set_random_seed(0)` above made the random numbers the same for everybody; with
# another number in it, the *seed*, there are other weights and another figure.
#
# The loss says more. It is the mean of −ln(p), where p is the probability given to the true digit. A network that finds
# every digit equally likely gives it p = 1/10, and −ln(1/10) = ln(10) = 2.3026. A fresh network should start near that
# number, as this one does with 2.3078. If it does not, something is wrong before the training begins.

# %% [markdown]
# ## Train it
#
# The network now sees all 60,000 images five times. Each time is an *epoch*. It takes 128 images at once, a
# *mini-batch*, and improves its weights after each: 469 steps in an epoch, since 60,000 / 128 = 468.75; the last one has
# 96 images. The five epochs take ten seconds to a minute.
#
# After each epoch the network is tested on the 10,000 test images, without learning from them; the figures that begin
# with `val_` are these. We do this to see the curve, and choose nothing by it. Whoever chooses between networks by such
# figures has to set aside a part of the *training* images for it, with `validation_split=0.1`, and keep the test images
# for the end: otherwise they are no longer unseen.
#
# You can watch it: the curves move, and ten test digits show what the network takes them for. The line above them tells
# the time left. The ■ button stops early, and the rest of the lesson works all the same. If you run the cell again,
# training goes on from where it is; to start afresh, run from *Build the network*.

# %%
view = widgets.TrainingView(x_val[:10], y_val[:10])
history = model.fit(
    x, y, batch_size=128, epochs=5, validation_data=(x_val, y_val), callbacks=[view], verbose=2
)

# %% [markdown]
# ## Read the curves

# %%
plots.show_history(history)

# %% [markdown]
# The loss falls, the accuracy rises, and both flatten out. The curves begin after the first epoch, which brings most:
# from 5.55% to 98.08% on the test images.
#
# One thing looks odd. The network seems *better* on images it has never seen than on its training images. Two reasons:
#
# - **Dropout works only in training.** There the network has to do without a quarter, then half of its numbers.
# - **The training figure is a mean over the epoch**, also over its first steps, when the network was worse. The
#   validation figure is measured at the end.
#
# Without dropout, and with the weights as they are now, the training images look like this:

# %%
loss, accuracy = model.evaluate(x, y, batch_size=128)

# %% [markdown]
# On equal terms the network is slightly better on the images it has learned from: 99.16%, against 99.00%. That is a
# small gap. One that keeps growing, while validation gets worse, is called *overfitting*.

# %% [markdown]
# ## Judge it
#
# `evaluate` on the test images gives the figures of the last epoch's line again. Here they are as a count of mistakes:

# %%
loss, accuracy = model.evaluate(x_val, y_val, batch_size=128)
wrong = round((1 - accuracy) * len(x_val))
print(f"test accuracy {accuracy:.2%}: {wrong} of {len(x_val):,} digits are wrong")

# %% [markdown]
# Ten test digits with the network's guess and how sure it is:

# %%
probabilities = model.predict(x_val)
plots.show_predictions(x_test[:10], y_test[:10], probabilities[:10])

# %% [markdown]
# ## Look at the worst mistakes
#
# An average hides what goes wrong. These are the ten digits where the network was most sure and still wrong. A cross
# and a frame mark a wrong guess; the line below says what the label is.

# %%
guesses = probabilities.argmax(axis=1)
confidence = probabilities.max(axis=1)
mistakes = np.flatnonzero(guesses != y_test)
worst = mistakes[np.argsort(-confidence[mistakes], kind="stable")][:10]
plots.show_predictions(x_test[worst], y_test[worst], probabilities[worst], columns=5)

# %% [markdown]
# Would you have read each as its label says? Some could be either, and a few labels are hard to believe. Others are
# plain to us, and the network is wrong about them.
#
# Which digits does it confuse? `Counter` counts equal pairs. The three most frequent mistakes:

# %%
pairs = Counter(zip(y_test[mistakes].tolist(), guesses[mistakes].tolist()))
for (true, guess), count in pairs.most_common(3):
    print(f"a {true} taken for a {guess}: {count} times")

# %% [markdown]
# ## One number of a map by hand
#
# What has the network learned? Here is the first of its 32 filters, and the window of the first test image, a 7, that
# it sees at row 9, column 11.

# %%
kernel, bias = model.layers[0].params["kernel"], model.layers[0].params["bias"]
weights, window = kernel[:, :, 0, 0], x_val[0, 9:12, 11:14, 0]
print("weights\n", weights.round(2))
print("window\n", window.round(2))
print("bias", round(float(bias[0]), 3))

# %% [markdown]
# Nine products, their sum, the bias, and then relu. Beside it stands what the network itself has at that place:
# `inspect.activations` gives the output of every layer.

# %%
total = float(bias[0])
for u in range(3):
    for v in range(3):
        total += float(weights[u, v]) * float(window[u, v])
maps = inspect.activations(model, x_val[:1])["conv2d"]
print("by hand", round(max(total, 0), 4), "network", round(float(maps[0, 9, 11, 0]), 4))

# %% [markdown]
# The large weights above are positive, those below negative. So this filter has learned to answer where an image is
# bright above and dark below, as at the lower edge of the 7's bar.

# %% [markdown]
# ## Draw one yourself
#
# Draw a digit with the mouse or a finger, or choose an example. The small image is what the network gets. It is made as
# MNIST's images are: your digit is scaled until its longer side has 20 pixels, and moved until its centre of mass lies
# in the middle of 28 × 28. The bars are the ten probabilities, and the maps are what the first convolution makes of it.
#
# Try to mislead it: a 7 with and without a bar, a 1 with a foot, a digit that lies on its side, a scribble that is no
# digit. It always answers with ten probabilities that add up to 1, even where none of them should be large.

# %%
widgets.DigitPad(model)

# %% [markdown]
# ## An experiment: what if the pixels stay at 0 to 255?
#
# A well-known tutorial trains another network, and leaves the pixels as they are. Two convolutions with 64 and 32
# filters follow one another, without pooling. It uses the optimizer Adam.
#
# We train it once on 5,000 images, with pixels from 0 to 1 and from 0 to 255, with Adam and with the plainest optimizer,
# SGD. The last figure says how many numbers of the second convolution are above 0 behind relu.
#
# **Predict first.** The network starts from the same weights each time. Which of the four will do worst?

# %%
def small_run(scale, optimizer):
    utils.set_random_seed(0)
    network = Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(64, kernel_size=3, activation="relu"),
        layers.Conv2D(32, kernel_size=3, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    network.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    start, _ = network.evaluate(scale * x_val[:2000], y_val[:2000], verbose=0)
    network.fit(scale * x[:5000], y[:5000], batch_size=128, epochs=1, verbose=0)
    end, accuracy = network.evaluate(scale * x_val[:2000], y_val[:2000], verbose=0)
    above = np.mean(inspect.activations(network, scale * x_val[:200])["conv2d_1"] > 0)
    return f"loss {start:.2f} → {end:.2f}, accuracy {accuracy:.2%}, above 0: {above:.1%}"


for scale in (1, 255):
    for optimizer in ("adam", "sgd"):
        print(f"pixels to {scale:3}, {optimizer:4}:", small_run(scale, optimizer))

# %% [markdown]
# SGD with large pixels has learned nothing: its loss has ended at ln(10), and about one digit in ten is right. SGD takes
# steps as large as the gradient says, and large pixels make large gradients. In the end relu gives 0 nearly everywhere,
# whatever the image shows. Its slope there is 0 too, so hardly any gradient gets back: the units are *dead* (lesson 04).
#
# Adam divides gradients by their usual size. It recovers from a loss that starts nine times too high, and here it even
# ends with more digits right than with small pixels.
#
# So is SGD unfit for large pixels? Its default learning rate is 0.01. Here it is with a tenth of that:

# %%
print("default rate:", optimizers.SGD().learning_rate)
print("pixels to 255, sgd at 0.001:", small_run(255, optimizers.SGD(learning_rate=0.001)))

# %% [markdown]
# Now it learns, and gets more digits right than with small pixels at 0.01. So large pixels do no harm in themselves: they
# ask for a smaller rate. A tutorial that uses Adam can leave out the scaling and never notice.

# %% [markdown]
# ## Exercises
#
# ### 08.1 · Warm-up: the tutorial's network
#
# The network of the experiment, again for images of 28 × 28 × 1. Fill in the numbers; no code is needed. "numbers after
# flatten" are those that enter the last layer.

# %%
### BEGIN SOLUTION
counts = {
    "first convolution": 64 * (3 * 3 * 1 + 1),
    "second convolution": 32 * (3 * 3 * 64 + 1),
    "numbers after flatten": 24 * 24 * 32,
    "last layer": 10 * (24 * 24 * 32 + 1),
}
### END SOLUTION

# %%
counts = exercises.check("08.1", counts)

# %% [markdown]
# ### 08.2 · Prepare the data
#
# Write the three changes as a function. `images` has shape (N, H, W) with whole numbers from 0 to 255, `labels` (N,)
# with digits from 0 to 9. Return two arrays: the images with a channel axis and values from 0 to 1, and the one-hot
# labels. Do not change what came in. (The lesson has `float32`; the check takes other types too.)

# %%
def my_prepare(images, labels):
    ### BEGIN SOLUTION
    x = images[..., None].astype(np.float32) / 255
    y = np.zeros((len(labels), 10), np.float32)
    for n in range(len(labels)):
        y[n, labels[n]] = 1
    return x, y
    ### END SOLUTION


# %%
prepare = exercises.check("08.2", my_prepare)

# %% [markdown]
# ### 08.3 · The worst mistakes
#
# `labels` has shape (N,), `probabilities` (N, K): K is 10 for digits, and often smaller in the check. Return the places
# of the wrong guesses, as an array of whole numbers. The one where the network was most sure of its wrong guess comes
# first. Where two are equally sure, the one with the smaller place comes first. Return at most `count`.

# %%
def my_worst(labels, probabilities, count):
    ### BEGIN SOLUTION
    guesses = probabilities.argmax(axis=1)
    sure = probabilities.max(axis=1)
    wrong = [n for n in range(len(labels)) if guesses[n] != labels[n]]
    wrong.sort(key=lambda n: -sure[n])
    return np.array(wrong[:count], dtype=int)
    ### END SOLUTION


# %%
worst = exercises.check("08.3", my_worst)

# %% [markdown]
# ### 08.4 · Stretch: a small network
#
# Build a network for images of 28 × 28 × 1 and ten classes with fewer than 10,000 parameters. Return it without
# compiling. The check trains it with Adam on 10,000 digits, three times over. It must then get at least 85% of other
# training digits right.

# %%
def my_small_network():
    ### BEGIN SOLUTION
    return Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(16, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(16, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    ### END SOLUTION


# %%
small_network = exercises.check("08.4", my_small_network)

# %% [markdown]
# ## At work
#
# Your functions, as far as they have passed, on the test digits: `prepare` makes the arrays, and `worst` finds the three
# mistakes that the small network is most sure of. It has learned from 10,000 digits, twice over.

# %%
x_small, y_small = prepare(x_train[:10_000], y_train[:10_000])
utils.set_random_seed(0)
small = small_network()
small.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
small.fit(x_small, y_small, batch_size=64, epochs=2, verbose=2)
guessed = small.predict(prepare(x_test, y_test)[0])
three = worst(y_test, guessed, 3)
plots.show_predictions(x_test[three], y_test[three], guessed[three], columns=3)

# %% [markdown]
# ## Check yourself
#
# Five questions. Each answer is explained, and what you have answered is still there the next time.

# %%
widgets.lesson_quiz("08")

# %% [markdown]
# ## Recap
#
# - You **inspect** first: shape, type, range, examples, how many of each class.
# - You **prepare** the data: channel axis, pixels from 0 to 1, one-hot labels.
# - You **predict** shapes with 28 − 3 + 1 = 26, and parameters with filters · (window · channels + 1).
# - You **train** with `compile` and `fit`, and read the curves: a fresh network starts at ln(10); with dropout,
#   validation may look better than training.
# - You **judge** by the mistakes, not by the average alone.
#
# ### Common mistakes
#
# - Forgetting the channel axis: the shape must be (N, 28, 28, 1).
# - Leaving the pixels at 0 to 255: Adam forgives it, SGD at its default rate does not.
# - Giving class numbers to a loss that wants one-hot labels.
# - Adadelta without `learning_rate=1.0`: its default of 0.001 hardly learns.
#
# ### Where to read on
#
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, *Gradient-based learning applied to document recognition*, 1998: the
#   LeNet-5 network, and MNIST.
# - M. D. Zeiler, *ADADELTA: an adaptive learning rate method*, 2012.
# - N. Srivastava and others, *Dropout: a simple way to prevent neural networks from overfitting*, 2014.
#
# **Next:** [09 · Generalizing](09_generalizing.ipynb)

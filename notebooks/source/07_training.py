# %% [markdown]
# # 07 · Training
#
# **You walk downhill in a landscape of errors, and learn how far to step, in which direction, and when to stop.**
#
# | | |
# |---|---|
# | You will be able to | **walk** down a slope by hand · **write** the loop that trains a network · **tell** seven optimizers apart · **choose** a learning rate · **read** the curves of a training |
# | You need | [05 · Losses](05_losses.ipynb), [06 · Backpropagation](06_backpropagation.ipynb) |
# | Time | 35 minutes to read, 25 to practise, 25 seconds for the machine |

# %%
import math

import numpy as np

from course_lib import Input, Sequential, datasets, exercises, landscapes, layers, optimizers, plots, utils, widgets

valley = landscapes.NARROW_VALLEY
walkers = {"plain": optimizers.SGD(0.07), "momentum": optimizers.SGD(0.03, momentum=0.7)}
plots.show_race(valley, landscapes.race(valley, walkers, steps=30), step=30)

# %% [markdown]
# This is a valley on a map, seen from above. From one line to the next the height halves. Two walkers start at the ring
# and take 30 steps. They see nothing but the slope under their feet. The one called *plain* hops from side to side. The
# one called *momentum* ends a hundred times lower: at 0.00079, against 0.079. The chart on the right shows their heights.
# (You need not follow the cell yet.)
#
# To train a network is to walk like this. The height is the loss. The place on the map is the network's weights: two
# numbers here, thousands in a network. Backpropagation tells the slope. What is left is the step, and it makes the
# difference between a network that learns and one that does not.

# %% [markdown]
# ## One number by hand
#
# Take the smallest landscape: one number x, and the height x². The lowest point is at 0. The slope at x is 2x.
#
# Start at x = 4. The slope there is 8: to the right it goes up. So step to the left. How far? A fixed part of the
# slope, called the *learning rate*, or *rate* for short. With rate 0.25 the step is 0.25 · 8 = 2.
#
# ```
#   x    slope 2x    rate · slope    x after the step
#   4       8            2               2
#   2       4            1               1
#   1       2            0.5             0.5
# ```
#
# That is *gradient descent*: subtract rate · slope, look again, subtract again. The steps become shorter by themselves,
# since the slope becomes smaller. As a loop:

# %%
def slide_down(x, rate, steps):
    points = [x]
    for _ in range(steps):
        x = x - rate * 2 * x
        points.append(x)
    return points


for rate in (0.02, 0.25, 0.9, 1.1):
    print(f"rate {rate}:", "  ".join(f"{x:.2f}" for x in slide_down(4.0, rate, 6)))

# %% [markdown]
# - **0.02 is too small.** After 6 steps it has come from 4 to 3.13.
# - **0.25** halves x with each step.
# - **0.9 is large.** It jumps over the lowest point to the other side, and still comes closer.
# - **1.1 is too large.** Each jump ends higher than it began. The walk *diverges*: it runs away.
#
# The same as a picture, each walk with 6 steps. A mark stands at each point:

# %%
x_axis = np.linspace(-5, 5, 101)
lines = {"the height x²": (x_axis, x_axis**2)}
for rate in (0.02, 0.25, 0.9):
    points = np.array(slide_down(4.0, rate, 6))
    lines[f"rate {rate}"] = (points, points**2)
plots.show_lines(lines, "x", "height", points=list(lines)[1:])

# %% [markdown]
# A step leads from x to x − rate · 2x, which is (1 − 2 · rate) · x. So each step multiplies x by 1 − 2 · rate. For
# rate 1.1 this factor is below −1: the sign flips, and the number grows.
#
# **Predict first.** Which rate reaches the lowest point in one step? With which rate does x hop between 4 and −4
# forever?

# %%
for rate in (0.5, 1.0):
    print(f"rate {rate}:", "  ".join(f"{x:g}" for x in slide_down(4.0, rate, 4)))

# %% [markdown]
# ## Two numbers: a narrow valley
#
# Now two numbers, x and y, and the height (x² + 25y²) / 2. There are two slopes: x along x, and 25y along y. Both
# together are the *gradient*. The valley is 25 times as steep across as along.
#
# One step from (−3.5, 1.5) with rate 0.07:
#
# ```
#           slope                rate · slope     after the step
#   x       −3.5                   −0.245            −3.255
#   y       25 · 1.5 = 37.5         2.625            −1.125
# ```
#
# Along x the step is short: there is still a long way to go. Along y it leads to the other side.
#
# **Predict first.** A step multiplies x by 1 − rate, and y by 1 − 25 · rate. From which rate on does y run away?

# %%
walkers = {f"rate {rate}": optimizers.SGD(rate) for rate in (0.01, 0.07, 0.085)}
plots.show_race(valley, landscapes.race(valley, walkers, steps=30), step=30)

# %% [markdown]
# At rate 2 / 25 = 0.08 the factor is 1 − 25 · 0.08 = −1, and y hops between two points. Above that it runs away, as
# 0.085 does. So the steepest direction limits the rate, and the flat one has to wait: at 0.07 each step takes off 7% of
# x. This one rate for all is the trouble that the better optimizers below are made for.

# %% [markdown]
# ## The slope from a handful of digits
#
# A network's loss is the mean over all images. Its exact gradient would need a pass over all of them for one step.
# Here is a small network, and 6,000 digits to train it with. 2,000 others are set aside: whenever we choose something
# in this lesson, we choose by these *validation* digits.

# %%
(digits, labels), _ = datasets.mnist.load_data()
x = digits[:6000, ..., None].astype(np.float32) / 255
y = utils.to_categorical(labels[:6000])
x_val = digits[6000:8000, ..., None].astype(np.float32) / 255
y_val = utils.to_categorical(labels[6000:8000])


def small_network(optimizer):
    utils.set_random_seed(0)  # the same weights each time
    model = Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(8, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model

# %% [markdown]
# A *mini-batch*, or *batch*, is a handful of the images. Its gradient is an estimate of the gradient of all. How good
# is it? We compute the exact gradient, of all 6,000 digits, then that of 20 batches, and measure how far each is from
# it. `forward` and `backward` are those of lesson 06. The last line of `gradient_of` lays all 13,610 slopes out in one
# row. `np.linalg.norm` gives the length of such a row: the root of the sum of squares.
#
# **Predict first.** With four times as many digits in a batch, how much closer does it come?

# %%
def gradient_of(model, rows):
    guesses = model.forward(x[rows], training=True)
    model.backward(model.loss.gradient(y[rows], guesses))
    return np.concatenate([slopes.ravel() for layer in model.layers for slopes in layer.grads.values()])


model = small_network("sgd")
exact = gradient_of(model, np.arange(6000))
print(len(exact), "slopes")
for size in (1, 4, 16, 64, 256):
    batches = [np.arange(size * k, size * (k + 1)) for k in range(20)]
    missed = [np.linalg.norm(gradient_of(model, rows) - exact) for rows in batches]
    print(f"{size:3} digits: off by {np.mean(missed) / np.linalg.norm(exact):.2f} of the exact gradient's length")

# %% [markdown]
# Four times the digits, half the error, again and again: the error falls with the root of the number. A batch of 64 is
# off by about the whole length of the exact gradient, and costs a 94th of the work.
#
# So a training takes many rough steps instead of a few exact ones. Their errors point in all directions and partly
# cancel; what the steps have in common remains. The words for it:
#
# - A *step* is one change of the weights, from one batch.
# - An *epoch* is once through all images. With batches of 64 that takes 94 steps: 6,000 / 64 = 93.75, and the last batch
#   has the 48 digits that are left.
# - Before each epoch the images are *shuffled*: put into a new random order.

# %% [markdown]
# ## The loop that trains
#
# Here is all of it, with every step written out:

# %%
def train_step(model, x_batch, y_batch, rate):
    guesses = model.forward(x_batch, training=True)
    loss = model.loss(y_batch, guesses)
    model.backward(model.loss.gradient(y_batch, guesses))
    for layer in model.layers:
        for name, weights in layer.params.items():
            weights -= rate * layer.grads[name]  # in place: the layer's own array changes
    return loss


def train(model, rate, batch_size, epochs):
    for epoch in range(epochs):
        for start in range(0, len(x), batch_size):
            rows = slice(start, start + batch_size)
            loss = train_step(model, x[rows], y[rows], rate)
        print(f"epoch {epoch}: loss of the last batch {loss:.4f}")


by_hand = small_network("sgd")
train(by_hand, rate=0.1, batch_size=64, epochs=2)

# %% [markdown]
# `fit` does the same. `compile`, in `small_network`, has told it the optimizer, the loss, and what to report. `fit`
# shuffles too; for the comparison we switch that off. Are the weights the same afterwards?

# %%
by_fit = small_network(optimizers.SGD(learning_rate=0.1))
by_fit.fit(x, y, batch_size=64, epochs=2, shuffle=False, verbose=2)
apart = max(np.abs(ours - its).max() for ours, its in zip(by_hand.get_weights(), by_fit.get_weights()))
print("no weight differs by more than 0.0001:", apart < 1e-4)

# %% [markdown]
# They agree but for the last digits: `fit` takes loss and softmax in one go, which rounds otherwise. The loss that it
# prints is the mean over the epoch.
#
# What is shuffling good for? Let us sort the digits, all zeros first, all nines last, and train for one epoch on that,
# once as they lie and once shuffled.
#
# **Predict first.** The network that sees them sorted: what will it say to most of the validation digits?

# %%
in_order = np.argsort(labels[:6000], kind="stable")
for shuffle in (False, True):
    model = small_network(optimizers.SGD(0.05))
    model.fit(x[in_order], y[in_order], batch_size=32, shuffle=shuffle, verbose=0)
    guesses = model.predict(x_val, verbose=0).argmax(axis=1)
    right = np.mean(guesses == labels[6000:8000])
    print(f"shuffle={shuffle}: accuracy in training {model.history.history['accuracy'][0]:.3f}, "
          f"in validation {right:.3f}; it says nine to {np.sum(guesses == 9):,} of 2,000")

# %% [markdown]
# It says nine to everything. Nearly every batch held a single kind of digit, so "always this one" was right
# until the next kind came. The figure from the training looks splendid, and means nothing.

# %% [markdown]
# ## Better steps
#
# What turns gradients into steps is called the *optimizer*. Plain steps are *SGD*: stochastic gradient descent,
# stochastic since the batches are drawn at random. All others keep something in memory from step to step.
#
# **Momentum** keeps a velocity, like a ball that rolls. Each step keeps a part of the last one, 0.9 say, and adds the
# new one. Suppose the slope is 1 all the way, and the rate 0.1:
#
# ```
# step 1                       0.1
# step 2   0.9 · 0.1   + 0.1 = 0.19
# step 3   0.9 · 0.19  + 0.1 = 0.271
# …        towards  0.1 / (1 − 0.9) = 1: ten times as far
# ```
#
# Where slopes agree, steps grow up to tenfold. Where they flip from side to side, they partly cancel. **Nesterov**
# changes one line: it steps by what the velocity would be next, if the slope stayed the same.

# %%
def sgd(w, slope, memory):
    return w - 0.05 * slope


def momentum(w, slope, memory):
    memory["velocity"] = 0.9 * memory.get("velocity", 0) - 0.05 * slope
    return w + memory["velocity"]


def nesterov(w, slope, memory):
    memory["velocity"] = 0.9 * memory.get("velocity", 0) - 0.05 * slope
    return w + 0.9 * memory["velocity"] - 0.05 * slope

# %% [markdown]
# (`memory` is a dict. `memory.get("velocity", 0)` is 0 until there is one.)
#
# **Adagrad** gives each weight a rate of its own. It adds up the squares of each weight's slopes, and divides the rate by
# the root of that sum. Steep directions get a small rate, flat ones a large one. But the sum only grows, so all rates
# shrink forever. (The sum begins at 0.1 here, as in Keras.)
#
# **RMSprop** mends that: it takes a running mean of the squares instead of their sum. Nine tenths of the mean are kept,
# one tenth is new, so old slopes are forgotten. The tiny number 1e-7 in both rules, called *epsilon*, is there so that
# nothing is divided by 0.

# %%
def adagrad(w, slope, memory):
    memory["sum"] = memory.get("sum", 0.1) + slope**2
    return w - 0.05 * slope / np.sqrt(memory["sum"] + 1e-7)


def rmsprop(w, slope, memory):
    memory["mean"] = 0.9 * memory.get("mean", 0) + 0.1 * slope**2
    return w - 0.05 * slope / np.sqrt(memory["mean"] + 1e-7)

# %% [markdown]
# **Adadelta** goes one further. It keeps a second running mean, of its own steps, squared. The root of that takes the
# place of the rate. The `1.0` is a rate all the same: we come back to it.

# %%
def adadelta(w, slope, memory):
    memory["mean"] = 0.95 * memory.get("mean", 0) + 0.05 * slope**2
    step = np.sqrt(memory.get("steps", 0) + 1e-7) / np.sqrt(memory["mean"] + 1e-7) * slope
    memory["steps"] = 0.95 * memory.get("steps", 0) + 0.05 * step**2
    return w - 1.0 * step

# %% [markdown]
# **Adam** joins momentum and RMSprop: it steps along a running mean of the slopes, divided by the root of a running mean
# of their squares. You will write it in exercise 07.2. It is a common first choice.
#
# Do our rules do what the course's optimizers do? (They have readable twins too, in
# `course_lib/kernels/reference/optimizers.py`.) We let ours walk down another landscape, a curved valley, and compare
# the end with `landscapes.race`, which uses the compiled ones.

# %%
bend = landscapes.CURVED_VALLEY


def walk(rule, steps):
    w, memory = np.array(bend.start), {}
    for _ in range(steps):
        w = rule(w, np.array(bend.gradient(*w)), memory)
    return w


theirs = {
    "sgd": optimizers.SGD(0.05), "momentum": optimizers.SGD(0.05, momentum=0.9),
    "nesterov": optimizers.SGD(0.05, momentum=0.9, nesterov=True), "adagrad": optimizers.Adagrad(0.05),
    "rmsprop": optimizers.RMSprop(0.05), "adadelta": optimizers.Adadelta(1.0),
}
paths = landscapes.race(bend, theirs, steps=100)
for rule in (sgd, momentum, nesterov, adagrad, rmsprop, adadelta):
    ours, its = walk(rule, 100), paths[rule.__name__][-1]
    print(f"{rule.__name__:9} ends at ({its[0]:5.2f}, {its[1]:5.2f}); same: {np.allclose(ours, its, atol=0.001)}")

# %% [markdown]
# ### Play with it
#
# This is the curved valley. All start at (−1.5, 2); the lowest point is at (1, 1). ▶ starts the race, the slider sets the
# common rate, a click on the map moves the start. The boxes choose who runs.
#
# As the race stands, after 120 steps at rate 0.05, *SGD with momentum* is ahead. *Adadelta 1.0* has hardly left, and
# *Adadelta 0.001* stands where it began.
#
# - Choose the *narrow valley* and tick only *SGD* and *SGD with momentum*. What is the highest of the slider's rates at
#   which *SGD* does not leave the map?
# - Stay there, at rate 0.02. Who is lower after 120 steps?
# - Choose *two valleys* and tick all, at rate 0.05. Who ends in the valley that is not the lowest?

# %%
widgets.OptimizerRace()

# %% [markdown]
# <details><summary>Answers</summary>
#
# - 0.07. The limit is 2 / 25 = 0.08, and the next rate on the slider is 0.1.
# - The one with momentum, by far: it is more than a thousand times lower.
# - SGD, RMSprop and Adam: they stop at x = −1, where the slope is 0 as well. Adagrad is on its way there. Momentum has
#   rolled through, over the ridge, into the lower valley. The two Adadeltas are still near the start.
#
# </details>

# %% [markdown]
# ## The same race on digits
#
# One epoch each on our 6,000 digits. The first figure is with Keras's default rate, the second with ten times that. For
# Adadelta, whose default is 0.001, the second is 1.0.
#
# **Predict first.** Will the order be the same in both columns?

# %%
runners = {
    "SGD": (optimizers.SGD, {}, 0.01, 0.1),
    "momentum": (optimizers.SGD, {"momentum": 0.9}, 0.01, 0.1),
    "Nesterov": (optimizers.SGD, {"momentum": 0.9, "nesterov": True}, 0.01, 0.1),
    "Adagrad": (optimizers.Adagrad, {}, 0.001, 0.01),
    "RMSprop": (optimizers.RMSprop, {}, 0.001, 0.01),
    "Adadelta": (optimizers.Adadelta, {}, 0.001, 1.0),
    "Adam": (optimizers.Adam, {}, 0.001, 0.01),
}
for name, (kind, settings, *rates) in runners.items():
    figures = []
    for rate in rates:
        model = small_network(kind(learning_rate=rate, **settings))
        model.fit(x, y, batch_size=64, verbose=0)
        figures.append(model.evaluate(x_val, y_val, verbose=0)[1])
    print(f"{name:9}", "   ".join(f"rate {rate:<5g} {figure:.4f}" for rate, figure in zip(rates, figures)))

# %% [markdown]
# It is not. At the default rates Adam comes third and plain SGD fifth. In the second column RMSprop has passed Adam and
# momentum. And every one of the seven is better there: SGD rises from 0.6990 to 0.8405 by its rate alone.
#
# So a comparison at one rate for all, or at the defaults, says little. First find a good rate for each. And this is one
# small network after 94 steps: another one may put them in another order.

# %% [markdown]
# ## A default that crawls
#
# Adadelta was published without a rate: its step is used as it is, which is a rate of 1.0. Keras once had that as its
# default. Keras 3 has 0.001, as for most others, so code from back then that says "adadelta" crawls now. By hand, the
# first step for a slope of 1:
#
# ```
# mean of the squares   0.05 · 1² = 0.05
# step                  √0.0000001 / √0.05 = 0.0014
# with rate 0.001                            0.0000014
# ```
#
# The network of lesson 08, on 3,000 digits, two epochs at either rate:

# %%
some_val = (x_val[:1000], y_val[:1000])
for rate in (1.0, 0.001):
    utils.set_random_seed(0)
    model = Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(32, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Dropout(0.25), layers.Flatten(),
        layers.Dense(128, activation="relu"), layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizers.Adadelta(learning_rate=rate), "categorical_crossentropy", ["accuracy"])
    print("Adadelta with rate", rate)
    model.fit(x[:3000], y[:3000], batch_size=64, epochs=2, validation_data=some_val, verbose=2)
print(f"ln(10) = {np.log(10):.3f}")

# %% [markdown]
# With 1.0 the validation accuracy is 0.9170 after two epochs. With 0.001 it is 0.0710, worse than by guessing. The loss
# has moved from 2.3181 to 2.3149; to find every digit equally likely would give ln(10), 2.303. With far more steps it
# does learn, slowly: in 2020, users of Keras reported 84% for its own digits example, which had promised 99%. (The two
# `Dropout` layers are explained in lesson 09.)

# %% [markdown]
# ## Look over its shoulder: callbacks
#
# A *callback* is an object whose methods `fit` calls while it works. The methods have fixed names, its *hooks*. You
# write a class made from `callbacks.Callback` with the hooks that you need. This one prints when each is called, for 3
# batches and 2 epochs:

# %%
from course_lib import callbacks


class Announcer(callbacks.Callback):
    def on_train_begin(self, logs=None):
        print("on_train_begin")

    def on_epoch_begin(self, epoch, logs=None):
        print("  on_epoch_begin", epoch)

    def on_train_batch_end(self, batch, logs=None):
        print("    on_train_batch_end", batch, "loss", round(logs["loss"], 3))

    def on_epoch_end(self, epoch, logs=None):
        print("  on_epoch_end", epoch, {name: round(figure, 3) for name, figure in logs.items()})

    def on_train_end(self, logs=None):
        print("on_train_end")


model = small_network("adam")
history = model.fit(
    x[:96], y[:96], batch_size=32, epochs=2, callbacks=[Announcer()], validation_data=some_val, verbose=0
)

# %% [markdown]
# Epochs and batches count from 0. `logs` is a dict of figures. After a batch it holds the mean over the epoch *so far*,
# not the figure of this batch alone. At the end of an epoch the validation figures are there too. `on_epoch_end` is
# called after the validation.
#
# A callback has the network as `self.model`, and facts such as the number of steps as `self.params`. So a progress bar
# takes a few lines. `\r` sends the writing back to the start of the line:

# %%
class Bar(callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        done = (batch + 1) / self.params["steps"]
        print(f"\r{'█' * int(20 * done):20} {done:4.0%} · loss {logs['loss']:.4f}", end="")

    def on_epoch_end(self, epoch, logs=None):
        print()


model = small_network("adam")
history = model.fit(x, y, batch_size=64, epochs=2, callbacks=[Bar()], verbose=0)

# %% [markdown]
# `fit` has such a bar built in, with the time left: the time so far, divided by the part done, minus the time so far.
# Other callbacks are there to be used: `EarlyStopping`, `ModelCheckpoint`, `CSVLogger`. Setting
# `self.model.stop_training = True` in a hook ends the training.

# %% [markdown]
# ## Find a rate
#
# A learning-rate finder is a short training in which the rate grows by the same factor with every step. Where the loss
# falls steadily, the rate is good. Where it jumps or rises, the rate is too large. `train_step` from above is all that it
# takes:

# %%
def find_rate(model, lowest, highest, steps):
    factor = (highest / lowest) ** (1 / steps)
    rates, losses, rate = [], [], lowest
    for step in range(steps):
        rows = slice(32 * step, 32 * (step + 1))
        losses.append(train_step(model, x[rows], y[rows], rate))
        rates.append(rate)
        if losses[-1] > 2 * losses[0]:
            break
        rate *= factor
    return rates, losses


rates, losses = find_rate(small_network("sgd"), lowest=0.001, highest=10, steps=120)
plots.show_lines({"loss": (rates, losses)}, "learning rate", "loss of the batch", scale="log")

# %% [markdown]
# The axis goes in powers of ten. On the left nothing happens: the steps are too small. From about 0.02 on the loss falls.
# Some way beyond 0.1 it begins to jump up and down, and at the end it shoots up.

# %%
print("lowest loss at rate", round(rates[int(np.argmin(losses))], 2), "· stopped at rate", round(rates[-1], 2))

# %% [markdown]
# The lowest loss is no good choice: it lies among the jumps already. Take a rate from the slope before them, here 0.1.
# That is what SGD had in the second column above. The losses are so ragged since each is that of one batch of 32.

# %% [markdown]
# ## Change it on the way
#
# Early on, large steps bring the network forward. Later they may make it jump around the lowest point, as 0.9 did on x².
# So it often helps to let the rate fall. A *schedule* is a function that gives the rate of each step. Five of them, over
# 1,000 steps:

# %%
schedules = {
    "constant": lambda step: 0.1,
    "piecewise": optimizers.schedules.PiecewiseConstantDecay([500, 800], [0.1, 0.03, 0.01]),
    "exponential": optimizers.schedules.ExponentialDecay(0.1, decay_steps=300, decay_rate=0.5),
    "cosine": optimizers.schedules.CosineDecay(0.1, decay_steps=1000),
    "with warm-up": optimizers.schedules.CosineDecay(0.0, 900, warmup_target=0.1, warmup_steps=100),
}
every = range(0, 1001, 10)
lines = {name: (every, [schedule(step) for step in every]) for name, schedule in schedules.items()}
plots.show_lines(lines, "step", "learning rate")

# %% [markdown]
# - *piecewise* falls in jumps, *exponential* halves every 300 steps here.
# - *cosine* follows half a wave: it stays high, falls steeply, and ends gently at 0. The formula is
#   rate · (1 + cos(π · part)) / 2, where part goes from 0 to 1.
# - A *warm-up* begins with small steps, which grow evenly until the rate is reached. It is meant to keep the first steps
#   of a fresh network from leading far astray.
#
# An optimizer takes a schedule in place of its rate. Does it help? Momentum at 0.1 for three epochs of 188 steps each,
# 3 · 188 = 564 in all:

# %%
for rate in (0.1, optimizers.schedules.CosineDecay(0.1, decay_steps=564)):
    model = small_network(optimizers.SGD(rate, momentum=0.9))
    model.fit(x, y, batch_size=32, epochs=3, verbose=0)
    loss, accuracy = model.evaluate(x_val, y_val, verbose=0)
    print(f"{type(rate).__name__:12} validation loss {loss:.4f}, accuracy {accuracy:.4f}")

# %% [markdown]
# It does here: 0.9475 instead of 0.9255, with the same number of steps. The callback `ReduceLROnPlateau` goes another
# way: it lowers the rate when the validation loss has stopped falling.

# %% [markdown]
# ## Read the curves
#
# Four trainings that you will meet. For each, ask two things: does the training curve fall, and does the validation
# curve follow it?
#
# **Too small a rate, too large a rate.** SGD on 2,000 digits for six epochs, with rate 0.001 and with rate 0.6. The dots
# on the line are the training, the squares the validation.
#
# **Predict first.** What will each of the two look like?

# %%
settings = {"batch_size": 32, "validation_data": some_val, "verbose": 0}
curves = {}
for rate in (0.001, 0.6):
    history = small_network(optimizers.SGD(rate)).fit(x[:2000], y[:2000], epochs=6, **settings).history
    curves[f"loss, rate {rate}"] = history["loss"]
    curves[f"val_loss, rate {rate}"] = history["val_loss"]
plots.show_history(curves)

# %% [markdown]
# - With 0.001 both fall, evenly and slowly, and show no sign of flattening out. Nothing is wrong but the pace: after six
#   epochs the training loss is still 2.1349. (Validation lies lower partly because it is measured at the epoch's end. The
#   training figure is the mean of the whole epoch.)
# - With 0.6 the training curve flattens out, and the validation curve jumps up and down instead of following it. So did
#   x at rate 0.9: from one side of the lowest point to the other.
#
# **Overfitting.** Only 200 digits, Adam with rate 0.01, 20 epochs.

# %%
history = small_network(optimizers.Adam(0.01)).fit(x[:200], y[:200], epochs=20, **settings)
val_losses = history.history["val_loss"]
best = int(np.argmin(val_losses))
print(f"lowest validation loss {val_losses[best]:.4f} after epoch {best + 1}, last {val_losses[-1]:.4f}")
plots.show_history(history)

# %% [markdown]
# The training loss goes to 0, all 200 digits are right. The validation loss is lowest after epoch 3,
# at 0.9245, and at the end it is 1.3236. What the network still learns helps with these 200 digits, not with others. That
# is *overfitting*: learning by heart. The validation accuracy hardly shows it, the loss does. Lesson 09 is about what
# helps.
#
# **Healthy.** All 6,000 digits, Adam with rate 0.003. You can watch this one while it trains: the curves move with each
# step, and eight validation digits show what the network takes them for.

# %%
model = small_network(optimizers.Adam(0.003))
view = widgets.TrainingView(x_val[:8], y_val[:8])
history = model.fit(x, y, batch_size=32, epochs=4, validation_data=(x_val, y_val), callbacks=[view], verbose=0)

# %% [markdown]
# The training loss falls from epoch to epoch, quickly at first, then more slowly. Validation follows, a little behind:
# 0.2827 against 0.2184 at the end. One small rise on the way, as after epoch 2, means little. What counts is where the
# curve goes, and it still goes down: this training might go on for a few epochs more.

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own.
#
# ### 07.1 · Warm-up: gradient descent
#
# The height is now (x − 3)², its slope 2 · (x − 3). Take `steps` steps down from `start`, at the given `rate`. Return an
# array of all points, the start first: `steps + 1` numbers. For start 1, rate 0.25 and 2 steps they are
# `[1, 2, 2.5]`.

# %%
def my_descend(start, rate, steps):
    ### BEGIN SOLUTION
    points = [float(start)]
    for _ in range(steps):
        slope = 2 * (points[-1] - 3)
        points.append(points[-1] - rate * slope)
    return np.array(points)
    ### END SOLUTION


# %%
descend = exercises.check("07.1", my_descend)

# %% [markdown]
# ### 07.2 · One step of Adam
#
# Adam keeps two running means for each weight: m of its slopes, v of their squares. Both begin at 0.
#
# ```
# m = beta_1 · m + (1 − beta_1) · gradient
# v = beta_2 · v + (1 − beta_2) · gradient²
# ```
#
# With beta_1 = 0.9, a first slope of 2 gives m = 0.1 · 2 = 0.2: far too little, since m began at 0. The *bias
# correction* divides by 1 − beta_1 to the power of `step`, where `step` counts from 1. So in the first step
# 0.2 / (1 − 0.9) = 2. The longer it runs, the less it does.
#
# ```
# mean   = m / (1 − beta_1^step)
# square = v / (1 − beta_2^step)
# weights = weights − rate · mean / (√square + epsilon)
# ```
#
# `weights`, `gradient`, `m` and `v` are arrays of one shape. Return `weights`, `m` and `v` after the step, all three as
# new arrays. (m and v without the correction: it is only for this step. Keras's Adam and the course's add epsilon before
# the correction. Only for tiny slopes does that make a difference.)

# %%
def my_adam_update(weights, gradient, m, v, step, rate, beta_1, beta_2, epsilon):
    ### BEGIN SOLUTION
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    mean = m / (1 - beta_1**step)
    square = v / (1 - beta_2**step)
    weights = weights - rate * mean / (np.sqrt(square) + epsilon)
    return weights, m, v
    ### END SOLUTION


# %%
adam_update = exercises.check("07.2", my_adam_update)

# %% [markdown]
# ### 07.3 · A callback of your own
#
# Write the three hooks. At the end of a training the callback should have:
#
# - `self.losses`, a list: after each step, what `logs["loss"]` said, over all epochs;
# - `self.best_epoch`: the number, from 0, of the epoch whose `logs["val_loss"]` was lowest, the first of equal ones.
#
# Each training begins afresh, also when the same object is used for a second one.

# %%
class MyRecorder(callbacks.Callback):
    def on_train_begin(self, logs=None):
        ### BEGIN SOLUTION
        self.losses = []
        self.best_epoch = None
        self.lowest = float("inf")
        ### END SOLUTION

    def on_train_batch_end(self, batch, logs=None):
        ### BEGIN SOLUTION
        self.losses.append(logs["loss"])
        ### END SOLUTION

    def on_epoch_end(self, epoch, logs=None):
        ### BEGIN SOLUTION
        if logs["val_loss"] < self.lowest:
            self.lowest = logs["val_loss"]
            self.best_epoch = epoch
        ### END SOLUTION


# %%
Recorder = exercises.check("07.3", MyRecorder)

# %% [markdown]
# ### 07.4 · Stretch: a rate that warms up and cools down
#
# Return the rate of `step`, which counts from 0:
#
# - In the first `warmup` steps it rises evenly from 0: halfway through them it is half of `highest`.
# - At step `warmup` it is `highest`. From there it follows half a wave of the cosine, as above, and is 0 at step
#   `steps`.
# - After that it stays 0. There may be no warm-up at all: `warmup=0`.
#
# `math.cos` and `math.pi` are at hand.

# %%
def my_rate_at(step, warmup, steps, highest):
    ### BEGIN SOLUTION
    if step < warmup:
        return highest * step / warmup
    part = min((step - warmup) / (steps - warmup), 1)
    return highest * (1 + math.cos(math.pi * part)) / 2
    ### END SOLUTION


# %%
rate_at = exercises.check("07.4", my_rate_at)

# %% [markdown]
# ## At work
#
# All four of yours in one training, if they have passed. First the descent, towards 3:

# %%
print(descend(0.0, 0.25, 6).round(3))

# %% [markdown]
# An optimizer of your own is a class with a method `update`. It gets the weights of a layer, their gradient, and the
# arrays named in `slot_names`, and changes them in place: `[...] =` writes into the array. `self.iterations` is the number
# of the step, from 1. A schedule of your own is a class with `__call__`. So the network trains with your Adam, at your
# rates, watched by your callback:

# %%
class OwnAdam(optimizers.Optimizer):
    slot_names = ("m", "v")

    def update(self, param, grad, m, v):
        settings = self.iterations, self.learning_rate, 0.9, 0.999, 1e-7
        param[...], m[...], v[...] = adam_update(param, grad, m, v, *settings)


class OwnSchedule(optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        return rate_at(step, 56, 564, 0.01)


model, recorder = small_network(OwnAdam(OwnSchedule())), Recorder()
history = model.fit(
    x, y, batch_size=32, epochs=3, validation_data=(x_val, y_val), callbacks=[recorder], verbose=0
)
print("validation accuracy after each epoch", np.round(history.history["val_accuracy"], 2))
print("best epoch", recorder.best_epoch, "of 0, 1 and 2;", len(recorder.losses), "losses kept")

# %% [markdown]
# **Predict first.** The losses that it kept, drawn over the steps, have two cliffs. At which steps, and why?

# %%
plots.show_lines({"kept loss": (range(564), np.round(recorder.losses, 2))}, "step", "loss")

# %% [markdown]
# At steps 188 and 2 · 188 = 376: there a new epoch begins. The logs hold the mean of the epoch so far, and that starts
# anew. Within the first epoch the mean carries the large losses of the first steps along to its end.

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("07")

# %% [markdown]
# ## Recap
#
# - You can **walk** down a slope by hand: subtract rate · slope, again and again.
# - You can **write** the loop that trains a network: forward, loss, backward, step, for each batch of each epoch.
# - You can **tell** seven optimizers apart: SGD, momentum and Nesterov roll; Adagrad, RMSprop, Adadelta and Adam give
#   each weight a step of its own.
# - You can **choose** a learning rate with a finder, and lower it on the way with a schedule.
# - You can **read** the curves: too slow, too fast, overfitting, healthy.
#
# ### Common mistakes
#
# - Comparing optimizers at one rate for all. Each needs its own.
# - Forgetting to shuffle sorted data when you write the loop yourself.
# - Taking Adadelta's default rate from Keras 3. Write `learning_rate=1.0`.
# - Taking what `on_train_batch_end` gets for the loss of that batch. It is the mean of the epoch so far.
# - Judging a training by its training curve alone.
#
# ### Where to read on
#
# - H. Robbins, S. Monro, *A stochastic approximation method*, 1951: where it began.
# - I. Sutskever and others, *On the importance of initialization and momentum in deep learning*, 2013.
# - J. Duchi, E. Hazan, Y. Singer, *Adaptive subgradient methods for online learning and stochastic optimization*, 2011:
#   Adagrad.
# - G. Hinton, *Neural networks for machine learning*, lecture 6e, 2012: RMSprop.
# - M. D. Zeiler, *ADADELTA: an adaptive learning rate method*, 2012.
# - D. P. Kingma, J. Ba, *Adam: a method for stochastic optimization*, 2015.
# - L. N. Smith, *Cyclical learning rates for training neural networks*, 2017: the rate finder.
# - I. Loshchilov, F. Hutter, *SGDR: stochastic gradient descent with warm restarts*, 2017: the cosine.
#
# **Next:** [08 · The first CNN](08_first_cnn.ipynb)

# %% [markdown]
# # 09 · Generalizing
#
# **You make a network learn by heart, try seven remedies against it, and measure which of them help.**
#
# | | |
# |---|---|
# | You will be able to | **recognize** overfitting in curves and figures · **split** data into three parts that do not mix · **compute** dropout, batch normalization and weight decay by hand · **compare** remedies on one task · **judge** how much a measured figure is worth |
# | You need | [07 · Training](07_training.ipynb) and [08 · The first CNN](08_first_cnn.ipynb) |
# | Time | 35 minutes to read, 25 to practise, 60 seconds for the machine |

# %%
import numpy as np

from course_lib import Input, Sequential, datasets, exercises, kernels, layers, optimizers, plots, utils, widgets
from course_lib.random import key, permutation

(digits, names), (test_digits, test_names) = datasets.mnist.load_data()
pixels, one_hot = digits[..., None].astype(np.float32) / 255, utils.to_categorical(names)

# %%
def small_network(first=(), after_convolution=(), before_last=(), act="relu", penalty=None, optimizer="adam", seed=0):
    utils.set_random_seed(seed)
    model = Sequential([
        Input((28, 28, 1)),
        *first,
        layers.Conv2D(8, kernel_size=3, kernel_regularizer=penalty),
        *after_convolution,
        layers.Activation(act),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(32, activation="relu", kernel_regularizer=penalty),
        *before_last,
        layers.Dense(10, activation="softmax", kernel_regularizer=penalty),
    ])
    model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


nonsense = names[permutation(200, key("shuffled labels"))]  # the labels of 200 digits, in a random order
parrot = small_network(optimizer=optimizers.Adam(0.005))
parrot.fit(pixels[:200], one_hot[permutation(200, key("shuffled labels"))], batch_size=32, epochs=60, verbose=0)
learned = parrot.predict(pixels[:200], verbose=0)
print("labels that are the digit's own:", np.sum(nonsense == names[:200]), "of 200")
print("labels that the network gives back:", np.sum(learned.argmax(axis=1) == nonsense), "of 200")
plots.show_predictions(digits[:10], nonsense[:10], learned[:10])

# %% [markdown]
# (You need not follow these cells yet. The network's parts are those of lesson 08; the empty brackets `()` are places
# where this lesson puts remedies.)
#
# Here 200 digits have been given each other's labels, at random. There is nothing to find out: which label an image has
# was drawn like a lot, and 22 got their own by chance. Still the network gives all 200 labels back. Of the ten in the
# picture it is sure by 91% and more. (Above each stands the network's answer, which is the label it was taught, and how
# sure it is.)
#
# So 100% on the training images proves nothing. What counts is what a network says to images it has never seen: how
# well it *generalizes*. This lesson measures that, and tries what makes it better.

# %% [markdown]
# ## Overfitting on purpose
#
# Now the right labels, and 400 digits to train with. 2,000 other digits are for measuring: the network does not learn
# from them. They are called *validation* data.
#
# You can watch. The ten digits below the curves are new ones.
#
# **Predict first.** The network sees its 400 digits 30 times. Where will the accuracy end on these, and where on the
# new ones? Which of the two loss curves will turn?

# %%
x_few, y_few = pixels[:400], one_hot[:400]
x_new, y_new = pixels[50_000:52_000], one_hot[50_000:52_000]

by_heart = small_network()
view = widgets.TrainingView(x_new[:10], y_new[:10])
history = by_heart.fit(
    x_few, y_few, batch_size=32, epochs=30, validation_data=(x_new, y_new), callbacks=[view], verbose=0
)
figures = history.history

# %%
best_epoch = int(np.argmin(figures["val_loss"])) + 1
print(f"validation loss: lowest {min(figures['val_loss']):.4f} after epoch {best_epoch}, at the end "
      f"{figures['val_loss'][-1]:.4f}")
print(f"training accuracy at the end {figures['accuracy'][-1]:.4f}, validation {figures['val_accuracy'][-1]:.4f}")
plots.show_history(history)

# %% [markdown]
# - The training loss falls towards 0. All 400 digits are right.
# - The validation loss is lowest after epoch 12, and then it rises.
# - 82.1% of the new digits are right, and 100 − 82.1 = 17.9 of 100 are wrong.
#
# A network that gets better on its training images and not on others is *overfitting*. The first sign is the gap between
# the two accuracies. The second is the validation loss that turns. The validation accuracy does not turn: it even rises
# a little after epoch 12. It asks only which digit comes first. The loss asks how much probability the true digit gets,
# and one that gets next to nothing costs a lot.
#
# Look at the ten digits in the view above, and at the curves.
#
# - After which epoch is the training accuracy 1 for the first time, and what does the validation loss do from there on?
# - Is one of the ten new digits wrong? How sure is the network of it?
# - Does the validation accuracy fall while the validation loss rises?

# %%
perfect = figures["accuracy"].index(1.0) + 1
print("training accuracy 1 after epoch", perfect)
print(f"validation loss there {figures['val_loss'][perfect - 1]:.4f}, accuracy "
      f"{figures['val_accuracy'][best_epoch - 1]:.4f} after epoch {best_epoch}")
ten = by_heart.predict(x_new[:10], verbose=0)
wrong = np.flatnonzero(ten.argmax(axis=1) != names[50_000:50_010])
print("wrong among the ten:", [(int(names[50_000 + n]), int(ten[n].argmax()), f"{ten[n].max():.0%}") for n in wrong])

# %% [markdown]
# <details><summary>Answers</summary>
#
# - After epoch 23. The validation loss rises on, from 0.6898 to 0.7322.
# - Two: a 4 is taken for a 9, with 65%, and a 5 for a 0, with 32%.
# - No. It is 0.8040 after epoch 12 and 0.8210 at the end. So a rising loss alone does not mean that
#   fewer digits are right.
#
# </details>

# %% [markdown]
# ## Three kinds of data
#
# - From **training** data the network learns its weights.
# - By **validation** data you choose: between remedies, rates, epochs. The network learns nothing from them. But you do,
#   and what you choose tends to fit them a little better than others.
# - **Test** data are looked at once, when all is chosen. They tell what others may expect.
#
# `fit` can split the validation data off by itself: `validation_split=0.25` sets a quarter of the rows aside. Which
# quarter? A tiny case shows it: eight images of one pixel each, with the values 0 to 7, all in one batch. A layer of our
# own prints what it gets.
#
# **Predict first.** Which of the eight numbers will be set aside?

# %%
class Notebook(layers.Layer):
    def forward(self, x, training=False):
        if len(x) > 1:  # `fit` tries out a single row before it begins
            print("training  " if training else "validation", sorted(int(number) for number in x.ravel()))
        return x

    def backward(self, dy):
        return dy


tiny = Sequential([Input((1,)), Notebook(), layers.Dense(1)])
tiny.compile("sgd", loss="mse")
eight = np.arange(8, dtype=np.float32)[:, None]
of_eight = tiny.fit(eight, eight, batch_size=8, epochs=1, validation_split=0.25, verbose=0)

# %% [markdown]
# The last two, 6 and 7. `fit` takes the last rows as they lie, and shuffles only the rest. With 8 rows, 8 · 0.25 = 2 are
# set aside, and 6 stay for training. Where these are no whole numbers, the rows for training are rounded down.
#
# That is a trap if the data are sorted. Our 400 digits, sorted by class:
#
# **Predict first.** With `validation_split=0.2`, what will the validation accuracy be?

# %%
in_order = np.argsort(names[:400], kind="stable")
for title, rows in (("as they lie", np.arange(400)), ("sorted", in_order)):
    print(f"{title:11} classes set aside:", sorted(set(names[rows][320:].tolist())), end="  ")
    model = small_network()
    result = model.fit(x_few[rows], y_few[rows], batch_size=32, epochs=6, validation_split=0.2, verbose=0).history
    print(f"validation accuracy {result['val_accuracy'][-1]:.4f}")

# %% [markdown]
# Sorted, the last 80 rows hold only sevens, eights and nines, and all eights and nines among them. The network has never
# seen an 8 or a 9, and it gets 5% right, which is 4 of 80. As they lie, it is 86.25%. So shuffle data once before you
# hand them over, or set aside validation data yourself.

# %% [markdown]
# ## Dropout by hand
#
# Now the remedies, each by hand first. After them comes one table with all.
#
# *Dropout* sets a random part of a layer's numbers to 0 in each training step, each time other ones. So the next layer
# cannot rely on any single number. The part is the *rate*. What is kept is divided by 1 − rate, so that sums stay the
# same on average. In prediction nothing is dropped and nothing is scaled.
#
# By hand, with a rate of 0.25 and four numbers, of which the second is dropped:
#
# ```
# numbers         6     3     9    12      sum 30
# mask             1     0     1     1
# divided by 0.75  8     0    12    16      sum 36
# ```
#
# The sum is 36 here, not 30. Which sums come out if another of the four is dropped?

# %%
four = np.array([6.0, 3.0, 9.0, 12.0])
sums = []
for dropped in range(4):
    kept = np.ones(4)
    kept[dropped] = 0
    sums.append(float(np.sum(four * kept / (1 - 0.25))))
print(sums, "mean", sum(sums) / 4)

# %% [markdown]
# On average it is 30: what the next layer gets in prediction. Without the division by 0.75 the mean would be
# 30 · 0.75 = 22.5. Then the network would meet larger sums in prediction than in training.
#
# `layers.Dropout(0.25)` draws the mask itself, for each number alone: it may drop none of four, or all. We read from
# its output what it has kept, and do the same.

# %%
drop = layers.Dropout(0.25)
numbers = np.arange(1, 100_001, dtype=np.float32).reshape(1000, 100)
its = drop(numbers, training=True)
kept = its != 0
print("kept:", round(float(np.mean(kept)), 3))
print("same as by hand:", np.allclose(its, numbers * kept / (1 - 0.25), rtol=1e-5))
print("in prediction unchanged:", np.array_equal(drop(numbers, training=False), numbers))

# %% [markdown]
# ## Batch normalization by hand
#
# *Batch normalization* moves and stretches each channel, so that its mean over the batch is 0 and its *variance* is 1.
# The variance is the mean of the squared distances from the mean. A channel with the values 2, 2, 6, 6 in a batch of
# four:
#
# ```
# mean       (2 + 2 + 6 + 6) / 4 = 4
# distances  −2  −2   2   2
# variance   (4 + 4 + 4 + 4) / 4 = 4,   its root 2
# z          −1  −1   1   1
# ```
#
# Then two learned numbers for each channel undo as much of it as helps: *gamma* multiplies, *beta* is added. With
# gamma 3 and beta 10 it becomes 7, 7, 13, 13. They begin with 1 and 0.
#
# $$z = \frac{x - \text{mean}}{\sqrt{\text{variance} + \varepsilon}} \qquad y = \gamma z + \beta$$
#
# $\varepsilon$, epsilon, is a small number, 0.001, for channels whose variance is 0. In loops, with `scale` for gamma,
# `shift` for beta and `tiny` for epsilon:

# %%
def normalize(columns, scale, shift, tiny=0.001):
    result = np.zeros(columns.shape)
    for c in range(columns.shape[1]):
        mean = sum(columns[:, c]) / len(columns)
        variance = sum((columns[:, c] - mean) ** 2) / len(columns)
        result[:, c] = scale[c] * (columns[:, c] - mean) / np.sqrt(variance + tiny) + shift[c]
    return result


two_channels = np.float32([[2, 10], [2, 30], [6, 20], [6, 20]])
print(normalize(two_channels, [3, 1], [10, 0]).round(2))

# %% [markdown]
# The first column is ours, but for epsilon: the root is that of 4 + 0.001 = 4.001. In two decimals that makes no
# difference. Now the compiled functions, and the layer, on a batch of 64 digits with their 784 pixels as channels:

# %%
rows = x_few[:64].reshape(64, 784)
ones, zeros = np.ones(784, np.float32), np.zeros(784, np.float32)
ours = normalize(rows, ones, zeros)
mean, variance = kernels.batchnorm_statistics(rows)
fast = kernels.batchnorm_forward(rows, ones, zeros, mean, variance, 0.001)
print("function equal to 4 decimals:", np.allclose(ours, fast, rtol=0, atol=1e-4))
print("layer equal to the function:", np.array_equal(layers.BatchNormalization()(rows, training=True), fast))

# %% [markdown]
# In images, (N, H, W, C), a channel's mean goes over all images and all places.
#
# Its authors made it so that networks train faster: each layer gets numbers of a steady size. It is a remedy only by the
# way. In training, a digit's numbers depend a little on the others in its batch, and these change in each step. That is
# noise, as in dropout.
#
# **In prediction** there may be one image alone, and its answer should not depend on its neighbours. So the layer keeps
# *moving averages* of mean and variance while it trains, and uses these. Each step keeps a part of the old average, the
# *momentum*, and adds the rest from the batch. They begin with 0 and 1. If each batch has mean 4, then with 0.99:
#
# ```
# step 1   0.99 · 0    + 0.01 · 4 = 0.04
# step 2   0.99 · 0.04 + 0.01 · 4 = 0.0796
# ```
#
# (PyTorch calls the *other* part momentum: its 0.01 is 0.99 in Keras and here.)
#
# **Predict first.** Two epochs of 400 digits, in batches of 32, are 26 steps. Will the averages have arrived? What will
# the network say to its own training digits afterwards?

# %%
for momentum in (0.99, 0.9):
    print(f"momentum {momentum}: average after 26 steps {4 * (1 - momentum**26):.2f} of 4,", end=" ")
    model = small_network(after_convolution=[layers.BatchNormalization(momentum=momentum)])
    result = model.fit(x_few, y_few, batch_size=32, epochs=2, verbose=0).history
    loss, accuracy = model.evaluate(x_few, y_few, verbose=0)
    print(f"accuracy in training {result['accuracy'][-1]:.4f}, the same digits in prediction {accuracy:.4f}")

# %% [markdown]
# With 0.99 the average has come to 0.92 of 4, with 0.9 to 3.74. The weights are the same in both trainings. In prediction
# the first has 81.75% of its own digits right, the second 84.25%. In short trainings a momentum of 0.99 is too slow, and
# below we take 0.9. (Both are better than the 75% told by the training: that is a mean over an epoch in which the network
# was still learning.)

# %% [markdown]
# ## Weight decay by hand
#
# A score is a sum of pixels times weights. If the weights are large, a small change of the pixels changes it much. *L2*
# adds a penalty to the loss: a number `l2`, times the sum of all squared weights. By hand, for two weights 3 and −1, and
# l2 = 0.1:
#
# ```
# squares    9 + 1 = 10
# penalty    0.1 · 10 = 1
# gradient   2 · 0.1 · 3 = 0.6   and   2 · 0.1 · (−1) = −0.2
# ```
#
# The derivative of w² is 2w. So each weight is pulled towards 0, the more the larger it is.

# %%
from course_lib import regularizers

pull = regularizers.L2(0.1)
weights = np.float32([3, -1])
print(f"penalty {pull(weights):.4f}, gradient", pull.gradient(weights).round(4))

# %% [markdown]
# With plain SGD at rate 0.5, that step alone makes 3 − 0.5 · 0.6 = 2.7 of the 3: it is multiplied by 0.9. Every weight
# shrinks by the same part. That is why it is called *weight decay*.
#
# Adam divides each slope by its usual size, the penalty's too, and then weights no longer shrink by the same part.
# *AdamW* leaves the penalty out of the loss and shrinks the weights directly, before each step of Adam:
# w − rate · decay · w. With rate 0.001 and decay 0.5, a weight of 3 loses 0.001 · 0.5 · 3 = 0.0015 in a step.

# %% [markdown]
# ## Moved digits
#
# A 3 that is shifted by two pixels, turned a little, or a little larger, is still a 3. So we can make new training
# images from old ones. That is *augmentation*. Layers do it, in training only:

# %%
def moved():
    return [
        layers.RandomTranslation(0.1, 0.1, fill_mode="constant"),  # up to a tenth of the image, each way
        layers.RandomRotation(0.03, fill_mode="constant"),  # up to 0.03 of a full turn: 10.8 degrees
        layers.RandomZoom(0.1, fill_mode="constant"),  # up to a tenth larger or smaller
    ]


utils.set_random_seed(0)
mover = Sequential([Input((28, 28, 1)), *moved()])
copies = mover.forward(np.repeat(x_few[:1], 9, axis=0), training=True)
plots.show_images(np.concatenate([x_few[:1], copies]), ["the digit"] + ["moved"] * 9)

# %% [markdown]
# (`np.repeat` puts nine copies of the digit into one batch. Outside the image there is 0, black: `"constant"`. Pixels
# are mixed where they come to lie between others, so moved digits look softer.)
#
# Which change an image gets is random, but not left to chance. It is worked out from the seed, the layer's place in the
# network, the training step, and the image's place in the batch. So a training can be repeated exactly.

# %%
for seed in (0, 1):
    utils.set_random_seed(seed)
    again = Sequential([Input((28, 28, 1)), *moved()])
    same = np.array_equal(again.forward(np.repeat(x_few[:1], 9, axis=0), training=True), copies)
    print(f"seed {seed}: the same nine images: {same}")

# %% [markdown]
# Choose only changes that keep the meaning: a 6 that is turned upside down is a 9.

# %% [markdown]
# ## Early stopping
#
# The validation loss above was lowest after epoch 12. `callbacks.EarlyStopping(patience=3)` ends a training when
# three epochs in a row have not been better than the best one. `restore_best_weights=True` takes the weights of the best
# epoch back. What it watches is used for choosing. So we give it other digits than those we measure with.
#
# ```
# loss      5   3   4   6        patience 2
# best      5   3   3   3
# waited    0   0   1   2  → stop after epoch 4, the best was epoch 2
# ```

# %% [markdown]
# ## Which of them help?
#
# All of them on the same task: the network above, 400 digits, 20 epochs, measured with the 2,000 validation digits. Each
# runs with three *seeds*: other first weights, another order of the digits, other random numbers. (`lambda: …` is a
# function without a name. It makes new layers for each training; `dict` makes an empty dict. The two stars hand a dict
# over as arguments.) The last line is the seventh remedy, more data. LeakyReLU, of lesson 04, is not made against
# overfitting. It is there because a tutorial uses it.
#
# **Predict first.** Which one will help most, and which will not help at all?

# %%
from course_lib import callbacks

watched = (pixels[52_000:53_000], one_hot[52_000:53_000])


def three_seeds(settings, images=400, epochs=20, stop=False):
    results = []
    for seed in range(3):
        model = small_network(seed=seed, **settings())
        extra = {}
        if stop:
            watcher = callbacks.EarlyStopping(patience=3, restore_best_weights=True)
            extra = {"validation_data": watched, "callbacks": [watcher]}
        model.fit(pixels[:images], one_hot[:images], batch_size=32, epochs=epochs, verbose=0, **extra)
        loss, share = model.evaluate(x_new, y_new, verbose=0)
        results.append([loss - model.penalty(), share, model.evaluate(x_few, y_few, verbose=0)[1]])
    return np.array(results)  # a row for each seed: loss without penalty, accuracy, accuracy on the 400


def tell(name, settings, **task):
    results = three_seeds(settings, **task)
    three = " ".join(f"{accuracy:.4f}" for accuracy in results[:, 1])
    loss, accuracy, own = results.mean(axis=0)
    print(f"{name:22} {three}   mean {accuracy:.4f}   loss {loss:.3f}   own 400 {own:.4f}")

# %%
tell("nothing", dict)
tell("dropout 0.5", lambda: {"before_last": [layers.Dropout(0.5)]})
tell("batch normalization", lambda: {"after_convolution": [layers.BatchNormalization(momentum=0.9)]})
tell("L2 0.001", lambda: {"penalty": regularizers.L2(0.001)})
tell("AdamW, decay 0.5", lambda: {"optimizer": optimizers.AdamW(weight_decay=0.5)})
tell("LeakyReLU", lambda: {"act": "leaky_relu"})
tell("early stopping", dict, stop=True)
tell("moved digits", lambda: {"first": moved()})
tell("nothing, 60 epochs", dict, epochs=60)
tell("moved, 60 epochs", lambda: {"first": moved()}, epochs=60)
tell("1,600 digits, 5 epochs", dict, images=1600, epochs=5)

# %% [markdown]
# Line by line, with "nothing" as the measure, 0.8218 on average. Its three figures lie up to 0.8325 − 0.8120 = 0.0205
# apart. That is what seeds alone change.
#
# - *Dropout, batch normalization, L2, AdamW, LeakyReLU, early stopping*: all between 0.8162 and 0.8285. At this size none
#   of them can be told from nothing by its accuracy.
# - *The loss* is lower with AdamW, 0.596, and with L2 and early stopping, 0.599 each, than with nothing, 0.629. (`evaluate`
#   counts L2's penalty in. The table takes it off again.)
# - *Moved digits* are worse than nothing after 20 epochs, 0.7928. The task is harder: only 90.17% of the own digits are
#   right. After 60 epochs they are the best that 400 digits give: 0.8677. Longer training alone is not the cause, since
#   "nothing" for 60 epochs gives 0.8292, and a loss of 0.796.
# - *Four times the digits*, with no more work: 0.8922. More data are the strongest remedy of this table.
#
# So what have dropout and early stopping done? They keep the network from learning its own digits to the end: 0.9717 and
# 0.9733 in the last column, against 0.9992. That narrows the gap between old digits and new ones. It is not the same as
# getting more of the new ones right.

# %% [markdown]
# ## More data
#
# The last line of the table had four times the digits and no more work: 5 epochs of 1,600 digits are as many images as
# 20 epochs of 400. Here it is for more sizes. Each training sees 8,000 images in all, counted with repetitions.

# %%
sizes = [100, 200, 400, 800, 1600, 4000, 8000]
shares = []
for size in sizes:
    model = small_network()
    model.fit(pixels[:size], one_hot[:size], batch_size=32, epochs=8000 // size, verbose=0)
    shares.append(model.evaluate(x_new, y_new, verbose=0)[1])
    print(f"{size:5} digits, {8000 // size:2} times each: {shares[-1]:.4f}")
plots.show_lines({"8,000 images seen": (sizes, shares)}, "different digits", "accuracy", scale="log",
                 points=["8,000 images seen"])

# %% [markdown]
# From 100 to 4,000 different digits the accuracy rises from 0.6990 to 0.8980, for the same work. Most of all, then: train
# with more images rather than with the same ones again. With 8,000 digits, each seen once, it is 0.8895. Whether that is
# a fall cannot be told: each is one run, and steps of a point mean nothing.

# %% [markdown]
# ## How much is a figure worth?
#
# An accuracy is measured on some images, and others would give another figure. How far apart? If a share $p$ of all
# digits is right, then the share among $n$ of them is off by about
#
# $$\sqrt{\frac{p (1 - p)}{n}}$$
#
# That is its *standard error*. About two times in three the figure is off by less, nineteen times in twenty by less than
# twice as much. By hand, for p = 0.821 and n = 100, with 1 − 0.821 = 0.179:
#
# ```
# p · (1 − p)        0.821 · 0.179 = 0.147
# divided by n       0.147 / 100 = 0.00147
# the root of it     0.0383
# ```
#
# That is almost four digits in a hundred.
#
# Is that so? We cut the 2,000 validation digits into 20 lots of 100, and measure one network on each. The spread of
# the 20 figures is the root of their variance, `std`.

# %%
right = by_heart.predict(x_new, verbose=0).argmax(axis=1) == names[50_000:52_000]
lots = right.reshape(20, 100).mean(axis=1)
p = right.mean()
mixed = [right[permutation(2000, key("lots", n))].reshape(20, 100).mean(axis=1).std() for n in range(200)]
print("20 lots of 100:", " ".join(f"{share:.2f}" for share in lots))
print(f"spread: as they lie {lots.std():.4f}, by the formula {np.sqrt(p * (1 - p) / 100):.4f}")
print(f"in random order, 200 times: on average {np.mean(mixed):.4f}, at most {np.max(mixed):.4f}")
for size in (100, 2000, 10_000):
    print(f"standard error with {size:6,} images: {np.sqrt(p * (1 - p) / size):.4f}")

# %% [markdown]
# The lots go from 0.73 to 0.94. On 100 digits, the same network could look bad or splendid.
#
# The spread of the lots is even larger than the formula says. The formula takes digits that have nothing to do with each
# other. In a random order the lots spread as it says, by 0.0373 on average. Not one of 200 random orders spreads as much
# as the order of the file. So in MNIST, digits that are hard for this network stand beside other hard ones.
#
# And this is the error of the images alone. Other seeds make other networks: in the table, figures of one line differ
# too. What not to conclude, then:
#
# - that one of two remedies is better, from one run of each, where their figures are less than two or three standard
#   errors apart;
# - that a remedy never helps, since it did not help here: larger networks and longer trainings have more to lose;
# - that the best of many tried is as good as its validation figure. It was chosen because that figure was high.

# %% [markdown]
# ## A larger network: T3
#
# T3 is our name for the network of a well-known tutorial: three convolutions with 32, 64 and 128 filters of 3 × 3, then
# dropout, pooling, and a dense layer. Its author reported 99.39% on MNIST. Do we get 99.39% as well?

# %%
def three_convolutions(leaky=False):
    after = (lambda: [layers.LeakyReLU()]) if leaky else (lambda: [layers.ReLU()])
    return Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(32, kernel_size=3), *after(),
        layers.Conv2D(64, kernel_size=3), *after(),
        layers.Conv2D(128, kernel_size=3), *after(),
        layers.Dropout(0.5),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128), *after(),
        layers.Dense(10, activation="softmax"),
    ])


three_convolutions().summary()
print("with LeakyReLU:", f"{three_convolutions(leaky=True).count_params():,} parameters")

# %% [markdown]
# `LeakyReLU` is the tutorial's variant: negative numbers are made small instead of 0, so they still have a slope. It
# learns nothing, and the count stays.
#
# Training it takes more than ten minutes, so we look at what has been recorded: five trainings of 20 epochs with five
# seeds. Of the 60,000 digits a tenth is set aside for validation: 60,000 / 10 = 6,000. `course_lib` stores them.

# %%
from course_lib import record

trainings = record.load()["trainings"]
tested = [run["test_accuracy"] for run in trainings["T3"]["runs"]]
print("test accuracy, five seeds:", tested, "median", np.median(tested))
curves = trainings["T3"]["runs"][0]["history"]
best_of_t3 = int(np.argmin(curves["val_loss"])) + 1
print(f"validation loss lowest after epoch {best_of_t3}: {min(curves['val_loss']):.4f}, "
      f"at the end {curves['val_loss'][-1]:.4f}")
plots.show_history(curves)

# %% [markdown]
# The *median* is the middle one of the five, 99.10%. The curves, those of the first seed, show overfitting, even with
# nine tenths of all digits: the validation loss is lowest after epoch 5, and the training goes on to 99.88% of its own
# images.
#
# Our five all lie below the 99.39% of the tutorial: 99.39 − 99.10 = 0.29 points. The next cell prints the standard error
# for 10,000 images, 0.0009 or 0.09 points. So that is about three of them. We do not know with which seed, or on which
# images, the tutorial's figure was measured.
#
# The record has a second training, T3-moved: the same network on moved digits.

# %%
run = trainings["T3-moved"]["runs"][0]
ends = {name: values[-1] for name, values in run["history"].items()}
print(f"{len(run['history']['loss'])} epochs: training accuracy {ends['accuracy']:.4f}, "
      f"validation {ends['val_accuracy']:.4f}, test {run['test_accuracy']:.4f}")
print(f"standard error for 0.991 of 10,000: {np.sqrt(0.991 * 0.009 / 10_000):.4f}")

# %% [markdown]
# 0.9950 on the test digits, in half as many epochs. Training and validation end together, but the training figure is
# that of moved digits, and with dropout. Its learning rate falls to 0 over the training as well, so not all of the
# difference need come from the moved digits. And it is one run.

# %% [markdown]
# ## Exercises
#
# ### 09.1 · Warm-up: the rows that validation_split takes
#
# Return four arrays: x and y for training, then x and y for validation. `share` is the part for validation, taken from
# the end, without shuffling. The number of *training* rows, `len(x)` times what is left, is rounded down.

# %%
def my_validation_split(x, y, share):
    ### BEGIN SOLUTION
    count = int(len(x) * (1 - share))
    return x[:count], y[:count], x[count:], y[count:]
    ### END SOLUTION


# %%
validation_split = exercises.check("09.1", my_validation_split)

# %% [markdown]
# ### 09.2 · Dropout
#
# `mask` has the shape of `x`: 1 keeps a number, 0 drops it. `rate` is the part that is dropped on average. `training` is
# `True` or `False`. Return what the layer would put out, and leave `x` itself as it is.

# %%
def my_dropout(x, mask, rate, training):
    ### BEGIN SOLUTION
    if not training:
        return x
    return x * mask / (1 - rate)
    ### END SOLUTION


# %%
dropout = exercises.check("09.2", my_dropout)

# %% [markdown]
# ### 09.3 · Batch normalization
#
# As in training: mean and variance come from the batch. `x` has shape (N, C) or (N, H, W, C); `gamma` and `beta` have
# shape (C,). Return an array of the shape of `x`. A good answer works for both shapes without asking which it is.

# %%
def my_batchnorm(x, gamma, beta, epsilon):
    ### BEGIN SOLUTION
    rows = x.reshape(-1, x.shape[-1])  # a row for each place of each image
    mean = rows.mean(axis=0)
    variance = rows.var(axis=0)
    z = (rows - mean) / np.sqrt(variance + epsilon)
    return (gamma * z + beta).reshape(x.shape)
    ### END SOLUTION


# %%
batchnorm = exercises.check("09.3", my_batchnorm)

# %% [markdown]
# ### 09.4 · Stretch: early stopping
#
# `val_losses` is a list: the validation loss after each epoch, if the training were to go on. `patience` is at least 1.
# Return two numbers: the epoch after which the training ends, and the best epoch up to there. Count epochs from 1.
#
# - An epoch is better if its loss is *below* the best so far.
# - The training ends when `patience` epochs in a row were not better. Otherwise it ends with the list.
#
# For example, 5, 3, 4, 6, 2 with patience 2 gives `(4, 2)`.

# %%
def my_early_stopping(val_losses, patience):
    ### BEGIN SOLUTION
    best_loss, best = float("inf"), 0
    for epoch, loss in enumerate(val_losses, 1):
        if loss < best_loss:
            best_loss, best = loss, epoch
        elif epoch - best >= patience:
            return epoch, best
    return len(val_losses), best
    ### END SOLUTION


# %%
early_stopping = exercises.check("09.4", my_early_stopping)

# %% [markdown]
# ## At work
#
# From here on these are your own functions, if they have passed. First dropout, with a mask of your own making: what
# would a network see of a digit whose left half is dropped? (What is kept is doubled. The picture cannot show that: each
# image is drawn from its own darkest to its own brightest pixel.) Then batch normalization, on the maps of a layer.

# %%
left_half = np.ones((28, 28))
left_half[:, :14] = 0
halved = [dropout(x_few[0, :, :, 0], left_half, 0.5, training) for training in (True, False)]
maps = by_heart.layers[0](x_few[:32])
even = batchnorm(maps, np.ones(8), np.zeros(8), 0.001)
print("largest distance of a channel's mean from 0:", round(float(np.abs(even.mean(axis=(0, 1, 2))).max()), 3))
plots.show_images(halved, ["in training", "in prediction"])

# %% [markdown]
# Where would your early stopping have ended the training at the beginning of this lesson? `callbacks.EarlyStopping`, in
# the same training once more, must agree.

# %%
print("yours: last and best epoch", *early_stopping(figures["val_loss"], 3))
watcher = callbacks.EarlyStopping(patience=3)
stopped = small_network().fit(
    x_few, y_few, batch_size=32, epochs=30, validation_data=(x_new, y_new), callbacks=[watcher], verbose=0
)
print("the callback: last and best epoch", len(stopped.history["loss"]), watcher.best_epoch + 1)

# %% [markdown]
# Last, the two strongest remedies together: 2,000 digits, moved. Your split sets 400 of them aside.

# %%
parts = validation_split(pixels[:2000], one_hot[:2000], 0.2)
print("training", len(parts[0]), "validation", len(parts[2]))
final = small_network(first=moved())
final.fit(*parts[:2], batch_size=32, epochs=20, verbose=0)
accuracy = final.evaluate(*parts[2:], verbose=0)[1]
print(f"validation {accuracy:.4f}, standard error {np.sqrt(accuracy * (1 - accuracy) / 400):.4f}")

# %% [markdown]
# All is chosen now. So we look at the test digits, once.
#
# **Predict first.** Will the test accuracy be above or below the validation accuracy, and by how much might it differ?

# %%
test_images = test_digits[..., None].astype(np.float32) / 255
accuracy = final.evaluate(test_images, utils.to_categorical(test_names), verbose=0)[1]
print(f"test {accuracy:.4f}, standard error {np.sqrt(accuracy * (1 - accuracy) / 10_000):.4f}")

# %% [markdown]
# 0.9364 on the test digits, 0.9650 in validation. Nothing was chosen by these 400, and still the figure was too good, by
# three of its standard errors. The formula takes images that have nothing to do with each other. Ours were neighbours:
# 400 rows right behind those of the training, which may be the reason. What we report is the test figure: 93.64% of new
# digits, give or take two standard errors.

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("09")

# %% [markdown]
# ## Recap
#
# - You can **recognize** overfitting: the training loss falls, the validation loss rises.
# - You can **split** data: training to learn, validation to choose, test to look at once. `validation_split` takes the
#   last rows.
# - You can **compute** dropout, batch normalization and weight decay by hand: x / (1 − rate) for what is kept,
#   (x − mean) / √(variance + epsilon) for each channel, and 2 · l2 · w as the pull on a weight.
# - You can **compare** remedies: one task, several seeds, figures that were not used for choosing.
# - You can **judge** a figure: its standard error is √(p (1 − p) / n).
#
# ### Common mistakes
#
# - Giving sorted data to `validation_split`.
# - Choosing by the test data, again and again, and reporting the best.
# - Forgetting `training=True` in a loop of your own: dropout then does nothing, and averages stand still.
# - Batch normalization with few steps and a momentum of 0.99: the averages have not arrived.
# - Mixing up the two conventions of momentum, Keras's and PyTorch's.
# - Augmentation that changes the meaning: a 6 upside down.
# - Believing a difference that is smaller than the spread between seeds.
#
# ### Where to read on
#
# - N. Srivastava and others, *Dropout: a simple way to prevent neural networks from overfitting*, JMLR 15, 2014.
# - S. Ioffe, C. Szegedy, *Batch normalization: accelerating deep network training by reducing internal covariate
#   shift*, ICML 2015.
# - C. Zhang and others, *Understanding deep learning requires rethinking generalization*, ICLR 2017: networks that learn
#   random labels by heart, as ours at the beginning.
# - I. Loshchilov, F. Hutter, *Decoupled weight decay regularization*, ICLR 2019: AdamW.
#
# **Next:** [10 · Fashion-MNIST](10_fashion_mnist.ipynb)

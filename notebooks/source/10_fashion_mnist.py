# %% [markdown]
# # 10 · Fashion-MNIST
#
# **You train a network on clothes, find out which of them it mixes up, and make a training that survives a crash.**
#
# | | |
# |---|---|
# | You will be able to | **compare** two networks on equal terms · **count** which classes are taken for which · **compute** recall and precision of each class · **explain** a mistake by its images · **save** a training so that it goes on after a crash |
# | You need | [08 · The first CNN](08_first_cnn.ipynb); [04 · Dense layers and activations](04_dense_layers.ipynb) helps |
# | Time | 30 minutes to read, 25 to practise, 60 seconds for the machine |

# %%
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from course_lib import Input, Sequential, callbacks, exercises, layers, metrics, plots, record, utils, widgets
from course_lib.datasets import fashion_mnist, mnist
from course_lib.models import load_model

names = fashion_mnist.CLASS_NAMES
(clothes, train_labels), (test_clothes, test_labels) = fashion_mnist.load_data()
val_clothes, val_labels = clothes[48_000:], train_labels[48_000:]  # the last 12,000 training images

tops = np.sort(np.concatenate([np.flatnonzero(val_labels == k)[:3] for k in (0, 2, 4, 6)]))
plots.show_images(val_clothes[tops], titles=[f"no. {place}" for place in range(12)], columns=6)

# %% [markdown]
# **Predict first.** Three of these are called *T-shirt/top*, three *Pullover*, three *Coat*, and three *Shirt*. Which
# are the three shirts? Write down their numbers. The answer comes further below, with the network's.
#
# In lesson 08 a network read handwritten digits, and 99 of 100 were right. Here it is harder, for you as well. This
# lesson asks *what* a network gets wrong, and whether you would have known.

# %% [markdown]
# ## Ten kinds of things
#
# Fashion-MNIST comes from the pages of a shop. Its images have the size of MNIST's: whoever has a network for digits
# can try it on clothes.

# %%
print("train", clothes.shape, "test", test_clothes.shape, "pixels", clothes.dtype, clothes.min(), "to", clothes.max())
print("of each class", np.bincount(train_labels), "and", np.bincount(test_labels))
examples = np.concatenate([np.flatnonzero(train_labels == k)[:2] for k in range(10)])
plots.show_images(clothes[examples], titles=[names[k] for k in train_labels[examples]])

# %% [markdown]
# Every class has 6,000 images to train with and 1,000 to test with. Blind guessing is right 1 time in 10.
#
# The data set's page on GitHub lists results. One row is for people without any knowledge of fashion. They named 1,000
# test images, each image was named three times, and the majority counted: 83.5% were right.
#
# How hard is it for a machine? Here is a very plain way to learn classes: average all images of a class, pixel by
# pixel. A new image gets the class whose mean image is nearest. For the distance of two images, subtract their pixels,
# square the differences, add them up, and take the root.
#
# **Predict first.** On digits this gets 82% right. What do you expect on clothes?

# %%
def nearest_mean(images, truth, others, wanted):
    rows, other_rows = (part.reshape(len(part), 784) / 255 for part in (images, others))
    averages = np.array([rows[truth == k].mean(axis=0) for k in range(10)])
    distances = np.array([np.sqrt(((other_rows - average) ** 2).sum(axis=1)) for average in averages])
    return averages, np.mean(distances.argmin(axis=0) == wanted)


(digits, digit_labels), _ = mnist.load_data()
_, share = nearest_mean(digits[:12_000], digit_labels[:12_000], digits[48_000:], digit_labels[48_000:])
print(f"digits: {share:.0%} right")
means, share = nearest_mean(clothes[:12_000], train_labels[:12_000], val_clothes, val_labels)
print(f"clothes: {share:.0%} right; people, as reported: 83.5%")
plots.show_images(means.reshape(10, 28, 28), titles=names)

# %% [markdown]
# It learned from the first 12,000 images, and was asked for 12,000 others. Which of the ten means lie nearest to one
# another?

# %%
gaps = [(np.sqrt(((means[a] - means[b]) ** 2).sum()), names[b], names[a]) for a in range(10) for b in range(a)]
for gap, one, other in sorted(gaps)[:4]:
    print(f"{gap:.1f} between {one} and {other}")

# %% [markdown]
# The three nearest pairs are made of only three classes: pullover, coat and shirt. Their means all show a body and two
# long sleeves. A collar or a row of buttons would tell them apart. In 28 × 28 pixels little is left of these.

# %% [markdown]
# ## Counting mistakes by hand
#
# How can we see which classes a network mixes up? Here are the labels of twelve images and somebody's guesses. 0 is a
# T-shirt, 1 a shirt, 2 a coat.
#
# ```
# label   0  1  2  0  0  1  2  1  0  2  1  0
# guess   0  0  2  1  0  1  1  0  0  2  1  0
# ```
#
# The first pair is a T-shirt that was called a T-shirt. The second is a shirt that was called a T-shirt. Make a table
# with a row for each label and a column for each guess, and count every pair in its cell:
#
# ```
#                 guess 0   guess 1   guess 2
# T-shirt   (0)      4         1         0       4 + 1 + 0 = 5 T-shirts
# shirt     (1)      2         2         0       2 + 2 + 0 = 4 shirts
# coat      (2)      0         1         2       0 + 1 + 2 = 3 coats
# ```
#
# This is a *confusion matrix*. What is right stands on its *diagonal*, from the upper left to the lower right:
# 4 + 2 + 2 = 8 of 12. Everything else is a mistake, and its cell says which.
#
# In loops: for each cell, go over all images and count those that belong there.

# %%
few_labels = np.array([0, 1, 2, 0, 0, 1, 2, 1, 0, 2, 1, 0])
few_guesses = np.array([0, 0, 2, 1, 0, 1, 1, 0, 0, 2, 1, 0])


def count_cells(truth, guessed, size):
    cells = np.zeros((size, size), dtype=int)
    for row in range(size):
        for column in range(size):
            for n in range(len(truth)):
                if truth[n] == row and guessed[n] == column:
                    cells[row, column] += 1
    return cells


few = count_cells(few_labels, few_guesses, 3)
print(few)
print("equal to the finished function:", np.array_equal(few, metrics.confusion_matrix(few_labels, few_guesses)))

# %% [markdown]
# For ten classes these loops look at each image a hundred times. In exercise 10.1 you will do it in one pass.
#
# ### Two questions about each class
#
# - **Recall:** of the images that *are* T-shirts, how many were found? Stay in the row: 4 / 5 = 0.80.
# - **Precision:** of the images that were *called* T-shirts, how many are? Stay in the column: 4 + 2 + 0 = 6 were
#   called so, and 4 / 6 = 0.67.
#
# The recall of a class is the accuracy among its own images.
#
# **Predict first.** Which of the three classes has a precision of 1, and is its recall 1 too?

# %%
for k, name in enumerate(["T-shirt", "shirt", "coat"]):
    row, column = few[k].sum(), few[:, k].sum()
    print(f"{name:8} recall {few[k, k]} / {row} = {few[k, k] / row:.2f}", end="   ")
    print(f"precision {few[k, k]} / {column} = {few[k, k] / column:.2f}")

# %% [markdown]
# The coat. Whatever was called a coat is one, but one of three coats was missed. (`few[:, k]` is column k.)
#
# The matrix need not be the same on both sides of its diagonal. Two shirts were called T-shirts, and one T-shirt was
# called a shirt.

# %% [markdown]
# ## Two networks
#
# Now for a real network. A well-known tutorial trains one convolution of 32 filters, then a dense layer of 128. It
# uses the optimizer RMSprop and three epochs. It sets the last fifth of the training images aside for validation, as
# `validation_split=0.2` does, and reports 89.3% on these 12,000.
#
# That leaves 60,000 − 12,000 = 48,000 to learn from. To save your time, we train it on the first 12,000 of them only.
# The validation images are the tutorial's. Beside it we put the dense network of lesson 04: the same, without the
# convolution.

# %%
x, x_val, x_test = (part[..., None].astype(np.float32) / 255 for part in (clothes[:12_000], val_clothes, test_clothes))
y, y_val, y_test = (utils.to_categorical(part, 10) for part in (train_labels[:12_000], val_labels, test_labels))


def build(*first, units=128):
    utils.set_random_seed(0)
    network = Sequential([
        Input((28, 28, 1)),
        *first,
        layers.Flatten(),
        layers.Dense(units, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    network.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return network


dense = build()
convolutional = build(layers.Conv2D(32, kernel_size=3, activation="relu"))
print(f"{dense.count_params():,} and {convolutional.count_params():,} parameters")

# %% [markdown]
# **Predict first.** Both get the same images, in the same batches, for the same three epochs. How many percent will lie
# between them? You can watch the second training: the curves move, and ten validation images show what the network
# takes them for.

# %%
settings = {"batch_size": 64, "epochs": 3, "validation_data": (x_val, y_val), "verbose": 2}
dense_history = dense.fit(x, y, **settings)

# %%
view = widgets.TrainingView(x_val[:10], y_val[:10], class_names=names)
history = convolutional.fit(x, y, callbacks=[view], **settings)

# %% [markdown]
# On the validation images the dense network ends at 84.01%, the convolutional one at 87.52%. Of a hundred images that
# is 87.52 − 84.01 = 3.51 more.
#
# But are these equal terms? One network has 27 times as many parameters as the other. From its convolution come
# 26 · 26 · 32 = 21,632 numbers, and each has a weight for each of the 128 outputs of the next layer. Perhaps size alone
# is enough.
#
# **Predict first.** A dense network with 3,480 units instead of 128 has nearly as many parameters. Where will it end?

# %%
wide = build(units=3480)
wide_history = wide.fit(x, y, **settings)
print(f"{wide.count_params():,} parameters")

# %% [markdown]
# At 84.61%: 84.61 − 84.01 = 0.60 above the small dense network, and 87.52 − 84.61 = 2.91 below the convolutional one.
# So the number of parameters alone does not make the difference here.
#
# And with all of the tutorial's images? The course has trained the tutorial's network five times, with five *seeds*
# (numbers that the random weights come from), and has stored what came out.

# %%
stored = record.load()["trainings"]["T4"]
figures = sorted(run["val_accuracy"] for run in stored["runs"])
print("five seeds:", ", ".join(f"{figure:.2%}" for figure in figures))
print(f"in the middle {figures[2]:.2%}, the tutorial {stored['reported']}%")

# %% [markdown]
# All five are above the tutorial's 89.3%. The best and the worst differ by 90.29 − 89.82 = 0.47, only because of their
# seeds. So where two networks are trained once each, a gap of about that size may be chance. The one between our two
# dense networks is such a gap.
#
# With fewer images a seed makes more. We have tried two others on our 12,000 (change the 0 in `build`). The
# convolutional network ended about 1 lower, which is still about 2 above the dense ones.

# %% [markdown]
# ## What does it mix up?
#
# From here on we look at the convolutional network. We stay with the validation images: what we learn here may change
# what we do next, and the test images are for the end.
#
# **Predict first.** Which class will have the lowest recall?

# %%
probabilities = convolutional.predict(x_val, verbose=0)
val_guesses = probabilities.argmax(axis=1)
table = metrics.confusion_matrix(val_labels, val_guesses)
plots.show_confusion(val_labels, val_guesses, names)

# %% [markdown]
# Read the row of *Shirt*. Its cells add up to 1,149 shirts, and 790 of them were found: 790 / 1,149 = 0.688. Now its
# column: 1,179 images were called a shirt, and 790 / 1,179 = 0.670 of them are.
#
# The accuracy of 87.52% hides how unlike the classes are. Nearly every ankle boot is found, and of ten shirts only
# seven are. How many of all mistakes are made among the four kinds of tops?

# %%
four = [0, 2, 4, 6]
among = table[np.ix_(four, four)]  # these four rows, and of them these four columns
mistakes_among, all_mistakes = among.sum() - np.trace(among), table.sum() - np.trace(table)  # trace: the diagonal's sum
print(f"{all_mistakes:,} mistakes, {mistakes_among} of them among T-shirt, pullover, coat and shirt")
print(f"a part of {mistakes_among / all_mistakes:.0%}")
print(f"called a shirt: {table[:, 6].sum():,}")
for one, other in ((0, 6), (2, 4), (2, 6), (4, 6), (7, 9), (5, 7)):
    print(f"{names[one]:11} for {names[other]:11} {table[one, other]:3}, the other way {table[other, one]:3}")

# %% [markdown]
# More than half. The nearest means have named three of these four before any training: pullover, coat and shirt.
#
# Is a mistake as frequent in the other direction? In five of these six pairs the smaller count is at least four
# fifths of the larger. One pair stands out. 78 sneakers were called ankle boots, and 31 ankle boots were called
# sneakers. So *ankle boot* has the higher recall, and pays for it in precision: whoever says a name more often finds
# more, and is wrong more often.

# %% [markdown]
# ### Would you have known?
#
# Back to the twelve images from the beginning, in the same order. Here are the network's guesses. A cross and a frame
# mark a wrong one, and the line below it says what the label is.

# %%
plots.show_predictions(val_clothes[tops], val_labels[tops], probabilities[tops], names, columns=6)

# %% [markdown]
# The shirts are no. 1, 9 and 11, and the network has named all three. It got four of the twelve wrong: all three coats,
# and the pullover no. 5. How many did you have?
#
# Look at the three shirts once more. One has long sleeves, one has none, one has short ones and a pattern. The shop has
# a single name for all of them.
#
# Now a cell of the matrix with its images: shirts that were called T-shirts. The network was surest of the first ones.

# %%
plots.show_confused(val_clothes, val_labels, probabilities, true=6, predicted=0, class_names=names)

# %% [markdown]
# Cover the heading, and name some of them yourself. That is all we can do here: the page tells how many of the images
# people got right, not which names they mixed up.
#
# The network is better than 83.5%, but it had an advantage. It has seen thousands of images with the shop's own names,
# and it is measured by those names.
#
# ### Play with it
#
# Click on a cell to see its images, or go from one mistake to the next.
#
# - Choose *colours for mistakes only*. Which two blocks of the matrix light up?
# - Look at the shirts that were called dresses, and at the bags that were called shirts. What do they share with the
#   class that they were taken for?
# - Choose a cell of the diagonal and *least sure first*. What makes these images hard?

# %%
widgets.ConfusionExplorer(val_clothes, val_labels, probabilities, names)

# %% [markdown]
# <details><summary>Answers</summary>
#
# - The four tops with the dress, and the three kinds of shoes. Only 4 images cross between the blocks: a pullover that
#   was called a sandal, and 3 sandals that were called a dress or a shirt.
# - Most of these shirts are long and narrow, as dresses are. Many of these bags stand upright and fill the image, as a
#   top does, and some have straps where a top has sleeves.
# - The largest probability is low, so that another class is close behind. Of the shirts, for example, many are dark or
#   have a strong pattern.
#
# </details>

# %% [markdown]
# ## A training that survives a crash
#
# Three epochs take seconds here. Other networks train for days. Then the power fails, or the computer restarts for an
# update, and everything was for nothing, unless there is a *checkpoint*: a file with the state of the training.
#
# We show it by crashing. A crash here would take the notebook with it. So the training gets a *process* of its own: its
# code is a text, which we write into a file and start as a separate program.

# %%
code = '''
import os, sys
from course_lib import Input, Sequential, callbacks, datasets, layers, utils
from course_lib.models import load_model

class PowerCut(callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        if self.model.optimizer.iterations == 55:
            os._exit(9)  # the program ends here and now

file, cut = sys.argv[1], "cut" in sys.argv
(x, y), _ = datasets.fashion_mnist.load_data()
x, y = x[:4096, ..., None].astype("float32") / 255, utils.to_categorical(y[:4096])
if os.path.exists(file):
    model = load_model(file)  # go on
else:
    utils.set_random_seed(0)
    model = Sequential([Input((28, 28, 1)), layers.Conv2D(8, 3, activation="relu"), layers.MaxPooling2D(),
                        layers.Dropout(0.3), layers.Flatten(), layers.Dense(10, activation="softmax")])
    model.compile("rmsprop", "categorical_crossentropy", ["accuracy"])
watchers = [callbacks.ModelCheckpoint(file, save_freq=16)] + [PowerCut()] * cut  # one of them or none
model.fit(x, y, batch_size=128, epochs=3, initial_epoch=model.epochs_done, callbacks=watchers, verbose=2)
'''

# %% [markdown]
# - `ModelCheckpoint(file, save_freq=16)` saves the model after every 16th step.
# - 4,096 images in batches of 128 are 4096 / 128 = 32 steps in an epoch, so 3 · 32 = 96 in all.
# - Where the file is there already, the program loads the model from it and goes on. `epochs_done` says how many epochs
#   are complete.
# - `sys.argv` holds the words that the program was started with. With the word "cut" it ends in step 55: no message,
#   no cleaning up, as if somebody had pulled the plug.
#
# First without a crash:

# %%
folder = tempfile.TemporaryDirectory()  # it is deleted at the end of the lesson
script = Path(folder.name) / "training.py"
whole, killed = Path(folder.name) / "whole.safetensors", Path(folder.name) / "killed.safetensors"


def start(*words):
    script.write_text(code, encoding="utf-8")
    process = subprocess.run([sys.executable, script, *words], capture_output=True, text=True, encoding="utf-8")
    print(process.stdout + (process.stderr if process.returncode == 1 else ""), end="")
    print("the program ended with", process.returncode)


whole.unlink(missing_ok=True)  # where this cell has run before
start(whole)

# %% [markdown]
# 0 means that it came to its end. Now the same with a power cut:

# %%
killed.unlink(missing_ok=True)
start(killed, "cut")
saved = load_model(killed)
memory = sum(array.size for slots in saved.optimizer.slots.values() for array in slots.values())
print(f"in the file: {saved.count_params():,} weights, {memory:,} numbers of the optimizer,")
print(f"and the place: {saved.epochs_done} epoch complete, {saved.optimizer.iterations} steps done")

# %% [markdown]
# It died in step 55, in its second epoch. What it learned in steps 49 to 55 is lost. The file is whole, and holds the
# state after step 48. A crash while it saves does no harm either: the new state goes into another file, which takes the
# place of the old one only when it is complete.
#
# **Predict first.** We start the program again, with the same file. Which steps will it do? Will it end with the same
# weights as the training that was never stopped: nearly, or exactly?

# %%
start(killed)


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one.get_weights(), other.get_weights(), strict=True))


print("equal to the last bit:", same(load_model(whole), load_model(killed)))

# %% [markdown]
# It does the steps from 49 on, in the middle of an epoch. All weights end up exactly the same, and the lines of
# epochs 2 and 3 are the same too, but for the time.
#
# That takes more than the weights. The file holds three things:
#
# - **the weights**;
# - **what the optimizer remembers**: RMSprop keeps a running mean of the squared gradient for each weight;
# - **the place**: the epoch and the step, the seed, and the sums of loss and accuracy so far. Which images come next,
#   and what dropout sets to 0, follows from seed and place.
#
# **Predict first.** What if only the weights had been saved? `compile=False` takes these alone from a file. `saved` is
# still the model after step 48.

# %%
saved.save(Path(folder.name) / "step_48.safetensors")
weights_only = load_model(Path(folder.name) / "step_48.safetensors", compile=False)
weights_only.compile("rmsprop", "categorical_crossentropy", ["accuracy"])
weights_only.fit(x[:4096], y[:4096], batch_size=128, epochs=3, initial_epoch=1, verbose=2)
print("equal to the last bit:", same(load_model(whole), weights_only))

# %% [markdown]
# It ends with other weights. Its optimizer begins with an empty memory. And it does not know that half of epoch 2 was
# done, so it does the whole of it again: 16 steps more than it should. That makes it no worse, even a little better on
# its training images. But it is another training, and nobody can repeat it who does not crash in the same step.

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own.
#
# ### 10.1 · Warm-up: the confusion matrix
#
# Count in one pass. `labels` and `guesses` have shape (N,), with whole numbers from 0. Return an array of shape
# (`classes`, `classes`): a row for each true class, a column for each guess. Some classes may not occur.
#
# `np.zeros((classes, classes), dtype=int)` makes a table of whole numbers.

# %%
def my_confusion(labels, guesses, classes):
    ### BEGIN SOLUTION
    counts = np.zeros((classes, classes), dtype=int)
    for true, guess in zip(labels, guesses):
        counts[true, guess] += 1
    return counts
    ### END SOLUTION


# %%
confusion = exercises.check("10.1", my_confusion)

# %% [markdown]
# ### 10.2 · Recall and precision
#
# `counts` is a confusion matrix. Return two arrays, `recall` and `precision`, with one number for each class. A class
# that has no images gets a recall of 0, and one that is never guessed a precision of 0.

# %%
def my_recall_and_precision(counts):
    ### BEGIN SOLUTION
    classes = len(counts)
    recall, precision = np.zeros(classes), np.zeros(classes)
    for k in range(classes):
        row, column = counts[k].sum(), counts[:, k].sum()
        if row > 0:
            recall[k] = counts[k, k] / row
        if column > 0:
            precision[k] = counts[k, k] / column
    return recall, precision
    ### END SOLUTION


# %%
recall_and_precision = exercises.check("10.2", my_recall_and_precision)

# %% [markdown]
# ### 10.3 · The most frequent mistakes
#
# Return a list of triples `(true, guess, times)`, at most `count` of them, the most frequent mistake first. Of equally
# frequent ones the smaller `true` comes first, then the smaller `guess`. Leave out mistakes that never happen.
#
# For the twelve images from above and `count=2` it is `[(1, 0, 2), (0, 1, 1)]`.

# %%
def my_most_confused(counts, count):
    ### BEGIN SOLUTION
    found = []
    for true in range(len(counts)):
        for guess in range(len(counts)):
            if true != guess and counts[true, guess] > 0:
                found.append((true, guess, int(counts[true, guess])))
    found.sort(key=lambda each: -each[2])
    return found[:count]
    ### END SOLUTION


# %%
most_confused = exercises.check("10.3", my_most_confused)

# %% [markdown]
# ### 10.4 · Stretch: a checkpoint of your own
#
# The last epoch is not always the best. Write a callback that keeps the best one:
#
# - After an epoch whose `logs["val_accuracy"]` is higher than at every epoch before, it saves the model: call
#   `self.model.save(self.path)`. Of equally good epochs the first one stays.
# - When the training ends, it puts the best weights back into the model, with `self.model.load_weights(self.path)`.
#
# The check uses a model that only pretends to train, and looks at it after each epoch.

# %%
class MyCheckpoint(callbacks.Callback):
    def __init__(self, path):
        self.path = path
        self.best = -1.0  # lower than any accuracy

    def on_epoch_end(self, epoch, logs=None):
        ### BEGIN SOLUTION
        if logs["val_accuracy"] > self.best:
            self.best = logs["val_accuracy"]
            self.model.save(self.path)
        ### END SOLUTION

    def on_train_end(self, logs=None):
        ### BEGIN SOLUTION
        self.model.load_weights(self.path)
        ### END SOLUTION


# %%
BestCheckpoint = exercises.check("10.4", MyCheckpoint)

# %% [markdown]
# ## At work
#
# The dense network once more, for eight epochs, with your checkpoint as far as it has passed.

# %%
longer = build()
keeper = BestCheckpoint(Path(folder.name) / "best.safetensors")
longer_history = longer.fit(x, y, **{**settings, "epochs": 8, "verbose": 0}, callbacks=[keeper])  # two of them changed
print("after each epoch", [f"{figure:.2%}" for figure in longer_history.history["val_accuracy"]])
print(f"the model that is left: {longer.evaluate(x_val, y_val, verbose=0)[1]:.2%}")
folder.cleanup()  # deletes all files of this lesson

# %% [markdown]
# The fifth epoch was the best, and the model that is left is the one from there.
#
# Now, at the end, the test images, for the convolutional network. Your functions count.

# %%
test_guesses = convolutional.predict(x_test, verbose=0).argmax(axis=1)
counted = confusion(test_labels, test_guesses, 10)
recall, precision = recall_and_precision(counted)
print(f"{np.trace(counted) / 10_000:.2%} of the test images are right")
for k in np.argsort(recall, kind="stable"):
    print(f"{names[k]:12} recall {recall[k]:.3f}   precision {precision[k]:.3f}")
for true, guess, times in most_confused(counted, 4):
    print(f"{times:3.0f} times {names[int(true)]} for {names[int(guess)]}")

# %% [markdown]
# 86.81%, a little less than on the validation images. Shirts come last again, in recall and in precision. And the two
# most frequent mistakes are again T-shirts for shirts, and shirts for T-shirts.
#
# With these images the next network can be judged too, as long as nothing is chosen by them.

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("10")

# %% [markdown]
# ## Recap
#
# - You **compare** networks on equal terms: same images, same epochs, and a look at size and at what the seed does.
# - You **count** which classes are taken for which: a row for the label, a column for the guess.
# - You **compute** recall along the row and precision along the column.
# - You **explain** mistakes by their images: most are made among tops that look alike at 28 × 28 pixels.
# - You **save** more than the weights: with the optimizer's memory and the place, a killed training goes on exactly.
#
# ### Common mistakes
#
# - Swapping rows and columns. Libraries differ, so look which axis is the true class before you read a matrix.
# - Judging by the accuracy alone: it hides that one class is found far less often than another.
# - Taking a gap of half a percent for progress, when another seed makes as much.
# - Choosing by the test images. What helps you to choose is validation.
# - Saving the weights only, and wondering why the training goes on differently.
#
# ### Where to read on
#
# - H. Xiao, K. Rasul, R. Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms*,
#   arXiv:1708.07747, 2017.
# - C. D. Manning, P. Raghavan, H. Schütze, *Introduction to Information Retrieval*, 2008, chapter 8: precision and
#   recall.
# - T. Tieleman, G. Hinton, *Lecture 6.5: RMSprop*, Coursera, 2012: the optimizer used here.
#
# **Next:** [11 · Looking inside](11_looking_inside.ipynb)

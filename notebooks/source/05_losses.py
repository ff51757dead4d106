# %% [markdown]
# # 05 · Losses
#
# **You turn "how wrong is it?" into one number that a network can follow downhill, and write such a number yourself.**
#
# | | |
# |---|---|
# | You will be able to | **tell** a loss from an accuracy · **encode** classes as one-hot rows · **compute** squared error and cross-entropy by hand · **explain** why the pair of softmax and cross-entropy learns from its worst mistakes · **write** a loss of your own |
# | You need | [04 · Dense layers and activations](04_dense_layers.ipynb) |
# | Time | 30 minutes to read, 30 to practise, 15 seconds for the machine |

# %%
import numpy as np

from course_lib import Input, Sequential, datasets, exercises, kernels, layers, losses, plots, utils, widgets

(x_all, y_all), (x_test, y_test) = datasets.mnist.load_data()
x, y = x_all[:10_000, ..., None].astype(np.float32) / 255, y_all[:10_000]  # 10,000 digits to learn from
x_unseen = x_test[..., None].astype(np.float32) / 255  # and 10,000 others


def network(outputs, activation):
    utils.set_random_seed(0)
    return Sequential([
        Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(outputs, activation=activation),
    ])


model = network(10, "softmax")
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(x, y, batch_size=100, epochs=1, verbose=0)

# %%
weights = model.get_weights()
learned = weights[-1].copy()  # the ten biases of the last layer
biases = np.linspace(-3, 3, 121)
figures = []
for bias in biases:
    weights[-1][4] = bias  # that of the output for the 4
    model.set_weights(weights)
    figures.append(model.evaluate(x_unseen[:100], y_test[:100], verbose=0))

picture = plots.Picture(9, 3, "two curves over one bias from −3 to 3: the accuracy is a staircase, the loss is smooth")
for axes, values, name in zip(picture.subplots(1, 2), np.transpose(figures)[::-1], ["accuracy", "loss"]):
    axes.plot(biases, values, drawstyle="steps-mid" if name == "accuracy" else "default", color="#0072B2")
    axes.set(title=f"{name} on 100 digits", xlabel="one bias of the network")
    axes.grid(alpha=0.3)
picture

# %% [markdown]
# (You need not follow these two cells yet.)
#
# A network has seen 10,000 digits once. Then one of its numbers, a bias, was moved from −3 to 3, and 100 digits were
# judged at each place. The left curve says how many are right. It is a staircase. The right one says *how wrong* the
# network is, and it is smooth: wherever you stand, you can feel which way is down.
#
# A network learns by feeling that slope for each of its numbers. The right curve is a *loss*. This lesson is about
# which loss to take, and why.

# %% [markdown]
# ## Accuracy is no loss
#
# A *loss* is one number that says how wrong a network is: 0 for perfect, larger for worse. The accuracy, the share of
# right answers, is one number too. Why not make that one large, and be done?
#
# Training takes small steps: each number of the network is moved a little, in the direction that helps. To find the
# direction, one asks what a small move does.
#
# **Predict first.** Each of the ten biases of the last layer is moved by 0.001, one at a time. For how many of them
# does the accuracy on 100 digits change?

# %%
def judged_with(digit, step):
    weights[-1] = learned.copy()
    weights[-1][digit] += step
    model.set_weights(weights)
    return model.evaluate(x_unseen[:100], y_test[:100], verbose=0)


loss, accuracy = judged_with(0, 0)
print(f"nothing moved: accuracy {accuracy}, loss {loss:.6f}")
for digit in range(10):
    loss, accuracy = judged_with(digit, 0.001)
    print(f"bias of {digit} moved: accuracy {accuracy}, loss {loss:.6f}")

# %% [markdown]
# For none. A digit counts as right or wrong, and none of the 100 was close enough to the border to change sides. The
# accuracy says "it makes no difference", ten times, and gives no direction.
#
# The loss changes each time. Where it rises, that bias should move the other way. The change of the loss, divided by
# the length of a tiny move, is its *slope* along that bias, the derivative from school. A slope for every number of the
# network, in a row, is the *gradient*. Lesson 06 shows how a network finds it, lesson 07 how it walks down.
#
# So a loss must have a slope that points to better answers. The accuracy is what *we* read: a *metric*. From the loss,
# the *network* learns.

# %% [markdown]
# ## The truth as a row: one-hot labels
#
# A network for ten digits gives ten probabilities. To say how wrong they are, the truth should have that form too. The
# label 2 of four classes becomes a row with a 1 at place 2 and 0 elsewhere:
#
# ```
# label 2   →   0  0  1  0
# label 0   →   1  0  0  0
# ```
#
# Such a row is *one-hot*: a single place is "hot". It is itself a row of probabilities, those of somebody who is sure.

# %%
print(utils.to_categorical([2, 0], 4))

# %% [markdown]
# ## Why not learn the class number?
#
# It looks like a detour. A network could have one output, and be trained to give the number 7 for a seven. Its loss
# would be the *squared error*, (output − class number)², and the answer its output, rounded. Two things go wrong.
#
# **The order means nothing.** In Fashion-MNIST, 0 is a T-shirt, 1 trousers, 2 a pullover. Trousers are not halfway from
# a T-shirt to a pullover.
#
# **Doubt has no place.** Take a picture that is a T-shirt or a pullover, both equally likely. What should the one
# output be? Here is the mean squared error of three answers:
#
# ```
# answer   if it is a 0   if it is a 2   mean
#   0            0              4          2
#   1            1              1          1     ← the smallest
#   2            4              0          2
# ```
#
# The best answer is 1: trousers, the one thing that it cannot be. With three probabilities the network can say what it
# knows: ½, 0, ½.
#
# Does it matter with real digits? Three networks have the same first dense layer of 64 outputs, with the same random
# weights. They see the same 10,000 digits three times, in the same order, and take the same number of steps. How a step
# is taken is up to the optimizer, here "adam"; lesson 07 is about that.
#
# - `number`: one output, squared error of the class number.
# - `squares`: ten outputs with softmax, squared error of the one-hot row.
# - `entropy`: ten outputs with softmax, cross-entropy, the usual loss, which comes next.
#
# **Predict first.** Guessing blindly is right 1 time in 10. Will the first network be nearer to that, or nearer to the
# other two? The shares of right answers among 10,000 unseen digits:

# %%
rows = utils.to_categorical(y, 10)

number = network(1, None)
number.compile("adam", "mean_squared_error")
number.fit(x, y, batch_size=100, epochs=3, verbose=0)
answers = np.clip(np.rint(number.predict(x_unseen, verbose=0)[:, 0]), 0, 9)  # rounded, from 0 to 9
print(f"number  {np.mean(answers == y_test):.4f}")

squares = network(10, "softmax")
squares.compile("adam", "mean_squared_error")
squares.fit(x, rows, batch_size=100, epochs=3, verbose=0)
print(f"squares {np.mean(squares.predict(x_unseen, verbose=0).argmax(axis=1) == y_test):.4f}")

entropy = network(10, "softmax")
entropy.compile("adam", "categorical_crossentropy")
entropy.fit(x, rows, batch_size=100, epochs=3, verbose=0)
print(f"entropy {np.mean(entropy.predict(x_unseen, verbose=0).argmax(axis=1) == y_test):.4f}")

# %% [markdown]
# 30.28% for class numbers, 92.19% and 92.03% for one-hot rows. What does the first network answer instead?

# %%
for digit in (0, 4, 9):
    counts = np.bincount(answers[y_test == digit].astype(int), minlength=10)  # how often each answer occurs
    print(f"for a {digit} it answers 0 to 9:", *(f"{count:4d}" for count in counts))

# %% [markdown]
# It often lands near the truth and not on it. A 4 is called a 5 (322 times) more often than a 4 (225 times), and a 9
# an 8 more often than a 9. Such mistakes follow the order of the class numbers, which means nothing. (More epochs help
# the first network. It stays far behind: give all three 30, and see.)
#
# Class numbers may still be *stored* as numbers. The loss `sparse_categorical_crossentropy`, from the first cell of
# this lesson, takes labels like 7. It reads the probability at place 7, which is what the one-hot row would pick out.
# Only the network must not be made to produce class numbers.

# %% [markdown]
# ## Two losses by hand
#
# Three classes, the truth is class 2, and two networks give their probabilities:
#
# ```
# truth     0    0    1
# A        0.1  0.2  0.7      fairly good
# B        0.7  0.2  0.1      sure and wrong
# ```
#
# **Mean squared error.** Subtract, square, take the mean over the classes:
#
# - A: 0.1 · 0.1 = 0.01, 0.2 · 0.2 = 0.04, 0.3 · 0.3 = 0.09. The mean: (0.01 + 0.04 + 0.09) / 3 = 0.0467
# - B: 0.7 · 0.7 = 0.49, 0.2 · 0.2 = 0.04, 0.9 · 0.9 = 0.81. The mean: (0.49 + 0.04 + 0.81) / 3 = 0.4467
#
# **Cross-entropy.** Multiply each true number by the natural logarithm of the probability, add up, put a minus in
# front. The zeros of the truth leave a single term, −ln of the probability that the true class got:
#
# - A: −(0 · ln 0.1 + 0 · ln 0.2 + 1 · ln 0.7) = −ln 0.7 = 0.3567
# - B: −(0 · ln 0.7 + 0 · ln 0.2 + 1 · ln 0.1) = −ln 0.1 = 2.3026
#
# In loops:

# %%
def squared_error(true_row, p):
    total = 0.0
    for k in range(len(p)):
        total += (p[k] - true_row[k]) ** 2
    return total / len(p)


def entropy_loss(true_row, p):
    total = 0.0
    for k in range(len(p)):
        total -= true_row[k] * np.log(p[k])
    return total


true_row = [0, 0, 1]
for name, p in [("A", [0.1, 0.2, 0.7]), ("B", [0.7, 0.2, 0.1])]:
    print(name, f"squared error {squared_error(true_row, p):.4f}  cross-entropy {entropy_loss(true_row, p):.4f}")

# %% [markdown]
# As formulas, with $y_k$ for the truth, $p_k$ for the probabilities, and $K$ classes:
#
# $$\text{squared error} = \frac{1}{K} \sum_k (p_k - y_k)^2 \qquad \text{cross-entropy} = -\sum_k y_k \ln p_k$$
#
# Cross-entropy looks only at the true class. That is enough: the probabilities add up to 1, so what the true class
# lacks, others have.
#
# Why a logarithm? To say how likely all labels of a batch are together, their probabilities are multiplied, as for
# independent throws of dice. A good network makes that product large. −ln turns it into a sum with a term for each
# image, and large into small. So a smaller cross-entropy means: the network finds the true labels more likely.
#
# The next picture shows −ln p. The dashed curve is (1 − p)², the true class's part of the squared error.
#
# **Predict first.** A probability of 0.1 costs 2.3026. What does 0.01 cost, and what 0.001?

# %%
p = np.linspace(0.001, 1, 500)
picture = plots.Picture(6, 3, "−ln p over p: 0 at p = 1, rising ever more steeply towards p = 0; (1 − p)² stays below 1")
axes = picture.subplots()
axes.plot(p, -np.log(p), label="−ln p", color="#0072B2")
axes.plot(p, (1 - p) ** 2, "--", label="(1 − p)²", color="#D55E00")
axes.set(xlabel="p, the probability of the true class", ylabel="what it costs")
axes.grid(alpha=0.3)
axes.legend(frameon=False)
for probability in (1, 0.9, 0.5, 0.1, 0.01, 0.001):
    print(f"p = {probability}: −ln p = {abs(np.log(probability)):.4f}, (1 − p)² = {(1 - probability) ** 2:.4f}")
picture

# %% [markdown]
# 4.6052 and 6.9078: each factor of ten adds ln(10) = 2.3026. Certainty costs nothing, a half 0.6931, and there is no
# upper limit. (1 − p)² sees hardly a difference between 0.01 and 0.001: both cost nearly 1.
#
# A fresh network with ten outputs knows nothing. If it gives each class 1/10, its loss is −ln(1/10) = ln(10).

# %%
fresh = network(10, "softmax")
fresh.compile("adam", "sparse_categorical_crossentropy")
print(f"ln(10) = {np.log(10):.4f}, a fresh network: {fresh.evaluate(x_unseen, y_test, verbose=0):.4f}")

# %% [markdown]
# Near it, and a little above: random weights give probabilities that differ from 1/10, at random. The number is worth
# knowing. A training whose loss stays near 2.3026 is no better than giving each class 1/10.

# %% [markdown]
# ### Play with it
#
# The network `entropy` from above reads what you draw. The bars are its ten probabilities.
#
# - Choose the ten examples one after the other. For which one is the loss largest?
# - Draw something that could be a 4 or a 9, so that the two bars are about equal. What is the loss if the label says 4?
# - Draw a scribble. You may choose the label. How large can the loss of the cheapest label be, at most?

# %%
widgets.DigitPad(entropy)

# %% [markdown]
# <details><summary>Answers</summary>
#
# - For the 5. It gets less than 1%, so its loss is above 4.6052, that of p = 0.01. All others get more than half.
# - With both at one half, 0.6931, whichever the label says. If they share less than that, because a third class gets
#   some, it is more.
# - Choose the label with the longest bar. Ten probabilities add up to 1, so the largest is at least 1/10, and its loss
#   at most ln(10) = 2.3026.
#
# </details>

# %% [markdown]
# ## Sure and wrong
#
# The squared error got 92.19% above, so is it as good? The difference shows where a network is sure of a wrong answer.
#
# A network's last layer gives *scores*, one for each class: any numbers. Softmax turns them into probabilities, as in
# lesson 04: take exp of each, divide by the sum. Training reaches the loss through these scores. So what counts is the
# loss's slope along a score.
#
# We can measure a slope: move the score up by a little, move it down, and see how much the loss differs.

# %%
def softmax(row):
    powers = np.exp(row - row.max())  # minus the largest, so that exp cannot overflow
    return powers / powers.sum()


def slope(loss, true_row, row, place):
    step = np.zeros(len(row))
    step[place] = 0.001
    difference = loss(true_row, softmax(row + step)) - loss(true_row, softmax(row - step))
    return difference / 0.002


print(softmax(np.array([0.0, 5.0, 0.0])).round(4))

# %% [markdown]
# Three classes; the truth is class 0. The wrong class 1 has a score of 0, 2, 5 and 10, the others have 0: the network
# becomes more and more sure of its mistake.
#
# **Predict first.** The slope along the true class's score says how strongly the loss pulls it up. For which of the two
# losses does the pull get weaker as the mistake gets worse?

# %%
class_0 = [1, 0, 0]
for wrong_score in (0, 2, 5, 10):
    row = np.array([0.0, wrong_score, 0.0])
    p = softmax(row)
    print(f"wrong score {wrong_score:2d}: p = {p[0]:.5f}"
          f"   squared error {squared_error(class_0, p):.4f}, slope {slope(squared_error, class_0, row, 0):.5f}"
          f"   cross-entropy {entropy_loss(class_0, p):7.4f}, slope {slope(entropy_loss, class_0, row, 0):.5f}")

# %% [markdown]
# For the squared error. At a score of 10 the network is as wrong as can be, and its slope is −0.00006: almost flat. The
# loss is high, and says "it makes no difference", as the accuracy did. That is called *saturation*. The slope of
# cross-entropy goes to −1.
#
# Why? Moving a score first changes p, then p changes the loss, and the two slopes are multiplied. Let $s$ be the true
# class's score, and $R$ the sum of exp over the other scores. Then $p = e^s / (e^s + R)$, and its derivative is
# $e^s R / (e^s + R)^2$, which is p(1 − p): almost 0 where p is. The derivative of −ln p is −1/p, huge there. In the
# product p cancels:
#
# $$-\frac{1}{p} \cdot p(1 - p) = -(1 - p) = p - 1$$
#
# The squared error has no 1/p, so the small factor stays.
#
# And along the other scores? With $s_c$ for the true class's score, $-\ln p = \ln \sum_j e^{s_j} - s_c$. The
# derivative of the first term along any score $s_k$ is $e^{s_k} / \sum_j e^{s_j}$, which is $p_k$. The second term
# takes 1 away where $k$ is the true class. With the one-hot row $y$, every slope is
#
# $$p_k - y_k$$
#
# Prediction minus truth: no pull where they agree, a pull of almost 1 where the network is sure and wrong.
#
# Let it go downhill. The scores begin at 0, 10, 0, and each step moves every score against its slope:

# %%
for name, loss_of_row in [("squared error", squared_error), ("cross-entropy", entropy_loss)]:
    row = np.array([0.0, 10.0, 0.0])
    print(f"{name}: p of the true class", end=" ")
    for step in range(101):
        if step in (0, 10, 100):
            print(f"| step {step}: {softmax(row)[0]:.4f}", end=" ")
        row -= [slope(loss_of_row, class_0, row, k) for k in range(3)]
    print()

# %% [markdown]
# After ten steps cross-entropy has turned the mistake around. After a hundred, the squared error has not begun.

# %% [markdown]
# ## The finished function, and the logarithm of 0
#
# A score far behind gets a probability so small that 32 bits cannot hold it. It becomes 0, and −ln 0 is infinite. One
# such sample would ruin a training. There are two ways out.
#
# **Hold p.** Count a probability below 0.0000001 as 0.0000001. The loss stays finite, but held is held: the slope is 0.
#
# **Do both steps in one.** With $m$ for the largest score, ln p can be had from the scores $s$, without p:
#
# $$\ln p_k = s_k - m - \ln \sum_j e^{s_j - m}$$
#
# `kernels.softmax_crossentropy` does that. It takes one-hot rows and scores, and returns the losses, the probabilities
# and the gradient. A network of this course that ends in a softmax and has this loss is trained by it.

# %%
truth = np.float32([[1, 0]])
far = np.float32([[0, 200]])
p = np.exp(far - far.max()) / np.exp(far - far.max()).sum()
with np.errstate(divide="ignore"):  # NumPy would warn of the infinite number
    print("by the formula:", p, "loss", -np.log(p[0, 0]))

loss = losses.CategoricalCrossentropy()
print(f"p held: loss {loss(truth, p):.4f}, gradient", loss.gradient(truth, p))

sample_losses, p, gradient = kernels.softmax_crossentropy(truth, far)
print("in one step: loss", sample_losses, "gradient", gradient)

# %% [markdown]
# Infinite; 16.1181 with a gradient of 0, from which nothing is learned; and the exact 200 with the gradient p − y,
# which is −1 and 1. Does it agree with our loops, for some ordinary scores?

# %%
row = np.array([1.0, -0.5, 2.0])
sample_losses, p, gradient = kernels.softmax_crossentropy(np.float32([true_row]), np.float32([row]))
print("loss", np.allclose(sample_losses[0], entropy_loss(true_row, softmax(row)), atol=1e-5))
print("gradient and measured slopes",
      np.allclose(gradient[0], [slope(entropy_loss, true_row, row, k) for k in range(3)], atol=1e-5))
print("gradient and p − y", np.allclose(gradient[0], softmax(row) - true_row, atol=1e-5))

# %% [markdown]
# ## The mean over the batch
#
# A network sees many samples before each step: a *batch*. The batch's loss is the *mean* of its samples' losses. The
# sum would do for one batch size. But how does the gradient grow with the batch?
#
# The bias of an output is added to its score, so its slope for one sample is the score's, p − y. Here are the slopes of
# the fresh network's bias for the 3, for one batch of 100 digits, and for that batch repeated 10 and 100 times:

# %%
p = fresh.predict(x_unseen[:100], verbose=0)
each = p[:, 3] - (y_test[:100] == 3)  # p − y for the class 3, one number for each digit
for times in (1, 10, 100):
    many = np.tile(each, times)  # the same numbers, repeated
    print(f"{len(many):6,d} digits: of the sum {many.sum():.2f}, of the mean {many.mean():.4f}")

# %% [markdown]
# The sum's slope grows with the batch, though nothing new is in it; a step along it would be 100 times as long. With
# the mean, a step size that suits 100 samples suits 10,000 too. So gradients have a factor 1/N, for N samples:
# forgetting it is a frequent mistake.

# %% [markdown]
# ## Two relatives
#
# **Binary cross-entropy**, for yes or no. One score $s$ becomes the probability p of "yes" by a *sigmoid*,
# $1 / (1 + e^{-s})$; "no" has 1 − p. The loss is −ln p if the truth is 1, and −ln(1 − p) if it is 0. It serves as well
# where several answers can be true at once: one yes-or-no for each.
#
# **Label smoothing.** Cross-entropy is never content: even p = 0.99 is pulled up. With a smoothing of 0.1, the loss
# takes a tenth of the label away and spreads it over all classes. Then p = 1 is no longer the cheapest answer: of the
# three below it is p = 0.9.

# %%
for truth_value in (1, 0):
    print(f"p = 0.8, truth {truth_value}: {losses.BinaryCrossentropy()([[truth_value]], [[0.8]]):.4f}")

plain = losses.CategoricalCrossentropy()
smoothed = losses.CategoricalCrossentropy(label_smoothing=0.1)
ten = utils.to_categorical([0], 10)
for rest in (0.1, 0.01, 0.0001):
    sure = [[1 - rest] + 9 * [rest / 9]]  # ten classes, the rest shared by nine
    print(f"p = {1 - rest}: plain {plain(ten, sure):.4f}, smoothed {smoothed(ten, sure):.4f}")

# %% [markdown]
# ## A loss of your own
#
# A loss is a class with two methods. Both get the labels, as they were given to `fit`, and the network's output:
#
# - `call(self, y_true, y_pred)` returns one loss for each sample, an array of shape (N,). The course takes the mean.
# - `gradient(self, y_true, y_pred)` returns the slopes of that *mean* along each number of `y_pred`, in its shape. So
#   it has the factor 1/N.
#
# `class SummedSquares(losses.Loss)` below says that it is a kind of `losses.Loss`, and inherits all else from it. So an
# object of it, `own`, can be called like a function: `own(labels, outputs)` is the mean. The loss is the squared error,
# summed over the classes instead of averaged.

# %%
class SummedSquares(losses.Loss):
    def call(self, y_true, y_pred):
        return ((y_pred - y_true) ** 2).sum(axis=1)  # axis 1: the classes of a sample

    def gradient(self, y_true, y_pred):
        return 2 * (y_pred - y_true) / len(y_pred)


own = SummedSquares()
true_rows = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
guesses = np.array([[0.1, 0.2, 0.7], [0.7, 0.2, 0.1]])
print("losses", own.call(true_rows, guesses).round(4), "mean", round(own(true_rows, guesses), 4))

# %% [markdown]
# A wrong gradient raises no error: the network learns badly, or not at all. So measure it. Nudge each prediction, and
# compare the slope of the mean loss:

# %%
measured = np.zeros((2, 3))
for n in range(2):
    for k in range(3):
        nudge = np.zeros((2, 3))
        nudge[n, k] = 0.001
        measured[n, k] = (own(true_rows, guesses + nudge) - own(true_rows, guesses - nudge)) / 0.002
print(measured.round(3))
print(own.gradient(true_rows, guesses).round(3))

# %% [markdown]
# They agree. Now train with it, and watch: the curve of the loss, and ten unseen digits.

# %%
trained = network(10, "softmax")
trained.compile("adam", SummedSquares(), metrics=["accuracy"])
view = widgets.TrainingView(x_unseen[:10], y_test[:10])
history = trained.fit(x, rows, batch_size=100, epochs=3, verbose=0, callbacks=[view])
result = trained.evaluate(x_unseen, utils.to_categorical(y_test, 10), verbose=0)
print("unseen digits: loss {:.4f}, accuracy {:.4f}".format(*result))

# %% [markdown]
# Change the loss, run its cell and this one again, and see what becomes of the training:
#
# - Flip the sign of the gradient. What does the loss do?
# - Leave the gradient's factor 1/N out. What changes, and why so little?
#
# <details><summary>Answers</summary>
#
# - It rises: each step goes uphill. In the end fewer than one digit in ten is right.
# - Every gradient is 100 times as long. Adam divides its steps by the usual size of the gradients, so the factor
#   cancels, and the accuracy is almost the same. With `"sgd"` in place of `"adam"`, a step is the gradient times a
#   fixed number, so each becomes 100 times as long. Then nine in ten digits are right, instead of half: here longer
#   steps happen to suit.
#
# </details>

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own. The hints tell a little more each time.
#
# ### 05.1 · Warm-up: one-hot rows
#
# `labels` is an array of class numbers, `classes` says how many classes there are. Return an array of shape
# (number of labels, classes), with a 1 in each row at the place of its label, and 0 elsewhere.

# %%
def my_one_hot(labels, classes):
    ### BEGIN SOLUTION
    result = np.zeros((len(labels), classes))
    for n in range(len(labels)):
        result[n, labels[n]] = 1
    return result
    ### END SOLUTION


# %%
one_hot = exercises.check("05.1", my_one_hot)

# %% [markdown]
# ### 05.2 · Cross-entropy of a batch
#
# `labels` holds one-hot rows and `probabilities` a network's output, both of shape (N, K). Return the mean
# cross-entropy of the N samples, one number. A probability below 1e-7, Python's way to write 0.0000001, counts as
# 1e-7. `np.maximum(a, b)` takes the larger of two numbers, also for whole arrays.

# %%
def my_cross_entropy(labels, probabilities):
    ### BEGIN SOLUTION
    held = np.maximum(probabilities, 1e-7)
    return -(labels * np.log(held)).sum() / len(labels)
    ### END SOLUTION


# %%
cross_entropy = exercises.check("05.2", my_cross_entropy)

# %% [markdown]
# ### 05.3 · The gradient behind a softmax
#
# Now for a whole batch: `labels` (N, K) and `scores` (N, K), before the softmax. Return the gradient of the batch's
# *mean* cross-entropy along the scores, of shape (N, K). Scores may be as large as `1000`. `softmax` above is for a
# single row.
#
# For all rows at once, `a.max(axis=1, keepdims=True)` is a column with the largest number of each row. `a` minus that
# column subtracts from each row its own. `sum` takes the same two settings.

# %%
def my_gradient(labels, scores):
    ### BEGIN SOLUTION
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = powers / powers.sum(axis=1, keepdims=True)
    return (p - labels) / len(labels)
    ### END SOLUTION


# %%
score_gradient = exercises.check("05.3", my_gradient)

# %% [markdown]
# ### 05.4 · Stretch: a loss that turns to the hard cases
#
# Cross-entropy keeps pulling at what is known already. The *focal loss* has one more factor, small where the true
# class's p is near 1:
#
# $$-(1 - p)^2 \ln p$$
#
# Write it as a class. `y_true` holds one-hot rows, `y_pred` probabilities, both (N, K); hold those below 1e-7 at 1e-7,
# in both methods. For `gradient` you need the product rule from school. Classes that are not true have the slope 0.

# %%
class MyFocalLoss(losses.Loss):
    def call(self, y_true, y_pred):
        ### BEGIN SOLUTION
        p = np.maximum(np.float64(y_pred), 1e-7)  # in 64 bits
        return -(y_true * (1 - p) ** 2 * np.log(p)).sum(axis=1)
        ### END SOLUTION

    def gradient(self, y_true, y_pred):
        ### BEGIN SOLUTION
        p = np.maximum(np.float64(y_pred), 1e-7)
        slopes = 2 * (1 - p) * np.log(p) - (1 - p) ** 2 / p
        return y_true * slopes / len(y_pred)
        ### END SOLUTION


# %%
FocalLoss = exercises.check("05.4", MyFocalLoss)

# %% [markdown]
# ## At work
#
# From here on these are your own, if they have passed. Three samples with free scores, all 0 at first: let your
# gradient move the scores, and your cross-entropy say how the loss falls.

# %%
some_rows = one_hot(np.array([2, 0, 1]), 4)
free = np.zeros((3, 4))
for step in range(101):
    if step in (0, 10, 100):
        p = np.array([softmax(row) for row in free])
        print(f"step {step:3d}: loss {cross_entropy(some_rows, p):.4f}, first sample {p[0].round(2)}")
    free -= score_gradient(some_rows, free)

# %% [markdown]
# Now your loss trains a network. How does it compare with cross-entropy, on the same digits and with the same steps?
# *Sure mistakes* are wrong answers with a probability above 0.9.

# %%
focal = network(10, "softmax")
focal.compile("adam", FocalLoss())
focal.fit(x, one_hot(y, 10), batch_size=100, epochs=3, verbose=0)
for name, each in [("cross-entropy", entropy), ("focal loss", focal)]:
    p = each.predict(x_unseen, verbose=0)
    wrong = p.argmax(axis=1) != y_test
    sure = p.max(axis=1) > 0.9
    print(f"{name}: {1 - wrong.mean():.4f} right, sure {sure.sum()} times, of these {(sure & wrong).sum()} mistakes")

# %% [markdown]
# As many are right, but the focal loss makes the network less sure. It gives a probability above 0.9 to 3,378 digits
# instead of 6,719, and is wrong about 12 of them instead of 64. A loss says not only *what* to answer, but also how
# sure to be. Neither network is better for every purpose.
#
# ## Check yourself

# %%
widgets.lesson_quiz("05")

# %% [markdown]
# ## Recap
#
# - You can **tell** a loss from an accuracy: a small step changes the loss and shows a direction, while the accuracy
#   mostly stays as it is. The network follows the one, we read the other.
# - You can **encode** classes as one-hot rows, and say why a network must not learn class numbers.
# - You can **compute** squared error and cross-entropy by hand; cross-entropy is −ln of the true class's probability,
#   and starts near ln(10) for ten classes.
# - You can **explain** why softmax and cross-entropy learn from their worst mistakes: the slope is p − y, and does not
#   vanish where the network is sure and wrong.
# - You can **write** a loss of your own: one number for each sample, and the gradient of their mean.
#
# ### Common mistakes
#
# - Giving one-hot rows to the sparse loss, or class numbers to the other. The message names the one that fits.
# - Applying softmax twice: once in the network and once more in a loss that expects scores, as PyTorch's does.
# - Comparing losses of different kinds. Squared errors are smaller numbers than cross-entropies; that says nothing
#   about which network is better.
# - Forgetting the 1/N in a gradient of your own: the step size then depends on the batch size.
# - Taking the logarithm of a probability that may be 0.
#
# ### Where to read on
#
# - C. M. Bishop, *Pattern Recognition and Machine Learning*, 2006, section 4.3: where cross-entropy comes from.
# - X. Glorot, Y. Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010: compares
#   squared error and cross-entropy.
# - C. Szegedy and others, *Rethinking the Inception architecture for computer vision*, 2016: label smoothing.
# - T.-Y. Lin and others, *Focal loss for dense object detection*, 2017.
#
# **Next:** [06 · Backpropagation](06_backpropagation.ipynb)

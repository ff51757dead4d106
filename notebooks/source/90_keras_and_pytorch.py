# %% [markdown]
# # 90 · Appendix: Keras and PyTorch
#
# **You hand a trained network's weights to Keras and to PyTorch, take them back, and get the same predictions.**
#
# | | |
# |---|---|
# | You will be able to | **read** the names and shapes of a network's weights · **turn** them from one library's layout into another's · **check** that nothing was lost |
# | You need | [08 · The first CNN](08_first_cnn.ipynb) |
# | Time | 15 minutes to read, 10 to practise, 10 seconds for the machine |

# %%
import numpy as np

import course_lib
from course_lib import datasets, plots, utils
from course_lib.models import from_pytorch, to_pytorch

image = np.array([[[1, 11], [2, 12], [3, 13]],
                  [[4, 14], [5, 15], [6, 16]]])
plots.show_flattening(image)

# %% [markdown]
# This is a tiny image of 2 × 3 pixels with two channels, a blue one with the numbers 1 to 6 and an orange one with 11
# to 16. *Flatten* makes a row of it. Libraries disagree about the order. In Keras and in this course all channels of a
# pixel stand side by side: *channels last*. In PyTorch all pixels of a channel do: *channels first*.
#
# Nothing is lost either way. But a dense layer behind it has a weight for each place in the row. Whoever moves the
# weights to another library has to move them to the right places.

# %% [markdown]
# ## A trained network
#
# First we need weights that are worth handing on. This network sees all of MNIST once.

# %%
(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
x = x_train[..., None].astype(np.float32) / 255
x_val = x_test[..., None].astype(np.float32) / 255


def build(library):
    layers = library.layers
    return library.Sequential([
        library.Input((28, 28, 1)),
        layers.Conv2D(16, kernel_size=3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])


utils.set_random_seed(0)
model = build(course_lib)
model.compile("adam", "categorical_crossentropy", ["accuracy"])
history = model.fit(x, utils.to_categorical(y_train), batch_size=128)
predictions = model.predict(x_val)
print(f"{np.mean(predictions.argmax(axis=1) == y_test):.2%} of the test digits are right")

# %% [markdown]
# `build` takes the library as an argument. Keras has the same names, so the same lines build the network there.
#
# The model holds four arrays. `get_weights` returns copies of them, layer by layer:

# %%
for array in model.get_weights():
    print(array.shape, array.dtype)

# %% [markdown]
# - (3, 3, 1, 16): a window of 3 × 3, 1 channel, 16 filters
# - (16,): a bias for each filter
# - (2704, 10): a weight for each of the 13 · 13 · 16 = 2,704 numbers behind Flatten and each of the 10 digits
# - (10,): a bias for each digit

# %% [markdown]
# ## Keras
#
# Keras lays the same arrays out in the same way, so there is nothing to convert: `set_weights` takes what `get_weights`
# gave. Taking them back is the same in the other direction.
#
# Keras is not part of the course's environment. Where it is not installed, the next cell says so. The output that came
# with this notebook is from a run that had both libraries. To run it yourself, write `%pip install keras torch` into a
# new cell; that may take gigabytes.
#
# Each library adds up in an order of its own, so the last digits of a prediction differ. Five decimals show none of it.

# %% tags=["nbval-ignore-output"]
# Not compared by the tests: without Keras, as in the course's environment, the output is another one.
import importlib.util
import os

if importlib.util.find_spec("torch"):
    os.environ.setdefault("KERAS_BACKEND", "torch")  # Keras leaves the computing to another library
try:
    import keras
except ImportError:
    print("Keras is not installed here.")
else:
    keras_model = build(keras)
    keras_model.set_weights(model.get_weights())
    difference = np.abs(keras_model.predict(x_val, verbose=0) - predictions).max()
    print(f"Keras {keras.__version__}: the predictions differ by at most {difference:.5f}")

    back = build(course_lib)
    back.set_weights(keras_model.get_weights())
    print("back again, every bit the same:", np.array_equal(back.predict(x_val, verbose=0), predictions))

# %% [markdown]
# ## PyTorch: three things to turn
#
# PyTorch keeps images as (N, C, H, W), with the channels in front. Its weights follow from that:
#
# 1. **A convolution's weights** are (filters, channels, height, width) instead of (height, width, channels, filters).
# 2. **A dense layer's weights** are (outputs, inputs) instead of (inputs, outputs).
# 3. **The inputs behind Flatten** stand in the other order. That is the picture at the top.
#
# The first two only need the axes in another order:

# %%
kernel, bias, dense_kernel, dense_bias = model.get_weights()
print(kernel.shape, "becomes", kernel.transpose(3, 2, 0, 1).shape)
print(dense_kernel.shape, "becomes", dense_kernel.T.shape)

# %% [markdown]
# The third one needs a list of places. We get it by numbering the places in our order and reading them in PyTorch's.
# For the tiny image:

# %%
places = np.arange(12).reshape(2, 3, 2)  # (H, W, C)
order = places.transpose(2, 0, 1).ravel()  # read as (C, H, W)
print("order      ", order)
print("ours       ", image.ravel())
print("as PyTorch ", image.ravel()[order])

# %% [markdown]
# `order` says: PyTorch's first number is our number 0, its second is our number 2, and so on. The last line is the
# bottom row of the picture.
#
# A dense layer multiplies each number by its weight and adds up. If the numbers and the weights are put into the new
# order together, the sum stays the same:

# %%
weights = np.arange(12)
print(image.ravel() @ weights, image.ravel()[order] @ weights[order])

# %% [markdown]
# **Predict first.** Our network has 10 · 2,704 weights behind Flatten. What if somebody forgets the third step and
# leaves them in the wrong order? The shapes fit, so there is no error. How many digits are still right?

# %%
order = np.arange(13 * 13 * 16).reshape(13, 13, 16).transpose(2, 0, 1).ravel()
mixed_up = build(course_lib)
mixed_up.set_weights([kernel, bias, dense_kernel[order], dense_bias])
guesses = mixed_up.predict(x_val, verbose=0).argmax(axis=1)
print(f"{np.mean(guesses == y_test):.2%} of the test digits are right")

# %% [markdown]
# 7.54%, where it was 94.41%: fewer than blind guessing would get right, which is about 10%. Nothing has failed, and
# nothing has warned. So compare predictions after every conversion.

# %% [markdown]
# ## to_pytorch and from_pytorch
#
# `to_pytorch` does all three for every layer. It returns the arrays with the names that PyTorch gives them. Such a dict
# is called a `state_dict` there.

# %%
state = to_pytorch(model)
for name, array in state.items():
    print(name, array.shape)

# %% [markdown]
# The numbers in the names count modules, as PyTorch calls its layers. There an activation is a module of its own:
#
# | | here | in PyTorch |
# |---|---|---|
# | 0 | `Conv2D(16, 3, activation="relu")` | `nn.Conv2d(1, 16, 3)` |
# | 1 | its relu | `nn.ReLU()` |
# | 2 | `MaxPooling2D()` | `nn.MaxPool2d(2)` |
# | 3 | `Flatten()` | `nn.Flatten()` |
# | 4 | `Dense(10, activation="softmax")` | `nn.Linear(2704, 10)` |
# | 5 | its softmax | `nn.Softmax(dim=1)` |
#
# Are they what we worked out by hand?

# %%
print(np.array_equal(state["0.weight"], kernel.transpose(3, 2, 0, 1)))
print(np.array_equal(state["4.weight"], dense_kernel[order].T))

# %% [markdown]
# `from_pytorch` copies such arrays into a model. There and back, every bit has to be the same:

# %%
back = build(course_lib)
from_pytorch(back, state)
print(np.array_equal(back.predict(x_val, verbose=0), predictions))

# %% [markdown]
# If an array does not fit, it says which layer it belongs to, and changes nothing. Here the convolution's weights are
# in our own layout:

# %%
try:
    from_pytorch(back, {**state, "0.weight": kernel})
except ValueError as error:
    print(error)

# %% [markdown]
# ## In PyTorch
#
# The same network there. `load_state_dict` checks all names and shapes. Images have to become (N, C, H, W) too.
#
# As before, this cell needs PyTorch, and the stored output is from a run that had it.

# %% tags=["nbval-ignore-output"]
# Not compared by the tests: without PyTorch, as in the course's environment, the output is another one.
try:
    import torch
    from torch import nn
except ImportError:
    print("PyTorch is not installed here.")
else:
    net = nn.Sequential(
        nn.Conv2d(1, 16, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(2704, 10), nn.Softmax(dim=1)
    )
    net.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()})
    with torch.inference_mode():
        theirs = net(torch.from_numpy(x_val.transpose(0, 3, 1, 2).copy())).numpy()
    print(f"PyTorch {torch.__version__}: the predictions differ by at most {np.abs(theirs - predictions).max():.5f}")

    back = build(course_lib)
    from_pytorch(back, net.state_dict())
    print("back again, every bit the same:", np.array_equal(back.predict(x_val, verbose=0), predictions))

# %% [markdown]
# ## What the weights do not say
#
# A state_dict holds numbers, not the network. Whoever rebuilds it has to write down the same settings, and some have
# another meaning in PyTorch:
#
# - **Batch normalization's momentum** is the part of the *old* average here and in Keras, and of the *new* value in
#   PyTorch: 0.99 here is 0.01 there.
# - **Its epsilon** is 0.001 by default here, 0.00001 in PyTorch. A prediction changes with it.
# - **Average pooling with padding** counts the padding in PyTorch, unless `count_include_pad=False`.
# - **Softmax** is left out in PyTorch for training, since its cross-entropy contains one.
#
# The course can also write network and weights together into one file, in the open format ONNX, which other programs
# run without a line of Python: `model.export("digits.onnx")`.

# %% [markdown]
# ## Your turn
#
# 1. **Warm-up.** In a new cell, build a network like this one with `Dropout(0.5)` between `Flatten` and `Dense`. Which
#    names does `to_pytorch` return for it? Predict first.
# 2. **No order to mind.** When does Flatten give the same row in both libraries?
# 3. **Global pooling.** Take `GlobalAveragePooling2D` in place of `Flatten`. Is there still an order to mind?
#
# <details><summary>Hints</summary>
#
# 1. Every layer counts, whether it has weights or not.
# 2. Look at the picture: when are there no two colours to mix, or no two pixels?
# 3. How many numbers does each channel leave?
#
# </details>
#
# <details><summary>Answers</summary>
#
# 1. `5.weight` and `5.bias` in place of `4.weight` and `4.bias`: dropout takes place 4.
# 2. With one channel, or with one pixel. Then the two orders are the same.
# 3. No. One number for each channel is left, as with an image of one pixel.
#
# </details>

# %% [markdown]
# ## Recap
#
# - Keras lays weights out as the course does: `set_weights(get_weights())`.
# - PyTorch has other axes, and flattens in another order: `to_pytorch`, `from_pytorch`.
# - A wrong order gives no error. **Compare predictions** after every conversion.
#
# ### Common mistakes
#
# - Reshaping instead of transposing: `kernel.reshape(16, 1, 3, 3)` has the right shape and the wrong numbers.
# - Forgetting that images need (N, C, H, W) too.
# - Leaving batch normalization's epsilon at PyTorch's default.
#
# **Back to:** [08 · The first CNN](08_first_cnn.ipynb)

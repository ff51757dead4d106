# %% [markdown]
# # 00 · Start here
#
# **In the next quarter of an hour you filter your first image and train your first network, on this machine, offline.**
#
# | | |
# |---|---|
# | You will be able to | **run** a notebook's cells · **check** this machine · **filter** an image with nine numbers · **train** a network and **read** its guess |
# | You need | a little Python: variables, loops, functions |
# | Time | 8 minutes to read, 5 to practise, 20 seconds for the machine |

# %% [markdown]
# ## Run a cell
#
# A notebook is a page of text with cells of code. Click into the cell below, hold *Shift* and press *Enter*. The code
# runs, and its result appears below it. A star `[*]` beside the cell means that it is still working; a number means
# that it is done. The numbers and results that you see now are from our run; yours replace them.
#
# This first cell checks the machine. Each line should begin with ✓. A line with ✗ says what was found and what to do.

# %%
from course_lib import doctor

ready = doctor.check()

# %% [markdown]
# *Something else happened?*
#
# - **`ModuleNotFoundError: No module named 'course_lib'`**: JupyterLab was started from another environment. Close it,
#   and start it with `make lab` in the course's folder.
# - **The star stays for half a minute**: the course compiles its numerical code the first time it is used. Later it
#   starts at once.
# - **A long text ends in an error**: read its last line first. It says what is wrong and, where the course knows it,
#   what to do.
# - **`NameError: name '…' is not defined`**: a cell further up has not been run. Choose *Run → Run All Above Selected
#   Cell*.
# - **Nothing happens**: choose *Kernel → Restart Kernel* in the menu, and run the cells from the top again.
# - **Red broken links where there were buttons, or buttons that do nothing**: run that cell again.

# %% [markdown]
# ## Look at some images
#
# These are ten of 70,000 digits that people wrote by hand, and above each what it is meant to be, its *label*. The
# collection is called MNIST and came with the course.

# %%
import numpy as np

from course_lib import Input, Sequential, datasets, exercises, layers, plots, utils, widgets

(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
plots.show_images(x_test[:10], titles=[str(label) for label in y_test[:10]])

# %% [markdown]
# To the computer, an image is a table of numbers: one for each pixel, from 0 for black to 255 for white. Here is the
# left end of the 7's bar: rows 6 to 11, columns 5 to 16. (Rows and columns are counted from 0, and `6:12` ends before
# 12.)

# %%
x_test[0, 6:12, 5:17]

# %% [markdown]
# ## Filter your first image
#
# An **image kernel** is a small table of numbers. Lay it on the image, multiply each number by the pixel under it, and
# add up the products: that gives one pixel of a new image. Then move it on by one pixel. Doing this at every place is
# called **convolution**. (Mathematicians flip the kernel first, and call what we do *correlation*. Deep-learning
# libraries do not flip, and say convolution all the same.)
#
# This kernel takes the three pixels on the right and subtracts the three on the left. Where the image is uniform, the
# two cancel. Where it turns bright from left to right, the sum is large: the kernel lights up at the left edges of
# bright strokes.

# %%
edges = np.array([[-1, 0, 1],
                  [-1, 0, 1],
                  [-1, 0, 1]])


def filter_image(image, kernel):
    height, width = image.shape
    result = np.zeros((height - 2, width - 2))
    for i in range(height - 2):
        for j in range(width - 2):
            window = image[i : i + 3, j : j + 3]  # three rows, three columns
            result[i, j] = np.sum(window * kernel)
    return result


filtered = filter_image(x_test[0], edges)
plots.show_filtering(x_test[0], edges, filtered)

# %% [markdown]
# In the filtered image grey is 0, white a left edge of the digit and black a right edge.
#
# Let us check one pixel by hand. This is the window whose upper left corner is row 6, column 5; the nine products with
# the kernel; and their sum, beside the pixel of the filtered image:

# %%
window = x_test[0, 6:9, 5:8]
print(window)
print(window * edges)
print("sum", np.sum(window * edges), "pixel", filtered[6, 5])

# %% [markdown]
# **Your turn.** Change the numbers in `edges` above and run the cell again. Three to try:
#
# - `[[-1, -1, -1], [0, 0, 0], [1, 1, 1]]`: what does it find?
# - nine times `1`: what happens to the digit's outline?
# - `[[0, 0, 0], [0, 1, 0], [0, 0, 0]]`: predict the result before you run it.
#
# <details><summary>Answers</summary>
#
# The first finds upper edges (white) and lower edges (black). Nine ones blur: each pixel becomes the sum of its
# neighbourhood. The last one copies the image, all but its outermost pixels, since the window does not reach beyond the
# edge. The last two give no negative numbers, so there black is 0.
#
# </details>

# %% [markdown]
# ## Train your first network
#
# You were given nine numbers that somebody chose by thinking. A convolutional network finds such numbers by itself: it
# starts with random ones and changes them, little by little, so that its guesses get better.
#
# This network has sixteen such kernels of 3 × 3 numbers, called *filters* in a network. It keeps the largest result in
# each 2 × 2 square (*max pooling*), and weighs all of them up for each of the ten digits. It sees 60,000 digits once.
# The bar shows how far it is.
#
# You need not understand this code yet: [lesson 08](08_first_cnn.ipynb) goes through it.

# %%
utils.set_random_seed(0)
model = Sequential([
    Input((28, 28, 1)),
    layers.Conv2D(16, kernel_size=3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])

x = x_train[..., None].astype(np.float32) / 255  # pixels from 0 to 1
y = utils.to_categorical(y_train)
history = model.fit(x, y, batch_size=32)

# %% [markdown]
# Here is one of the sixteen filters that it has found, and what it makes of your 7:

# %%
learned = model.get_weights()[0][:, :, 0, 9].round(2)
plots.show_filtering(x_test[0], learned, filter_image(x_test[0], learned))

# %% [markdown]
# Negative on the left, about zero in the middle, positive on the right: nobody told it to, but it has found a kernel
# for left edges.
#
# Now the network looks at that digit. It has never seen it.

# %%
probabilities = model.predict(x_test[..., None].astype(np.float32) / 255)
plots.show_guess(x_test[0], probabilities[0])

# %% [markdown]
# Is that luck? Here is the share of right guesses among all 10,000 digits that it has not seen:

# %%
guesses = probabilities.argmax(axis=1)  # for each digit, the place of the largest probability
print(f"{np.mean(guesses == y_test):.1%} of {len(y_test):,} digits are right")

# %% [markdown]
# Most are. This one is hard, and the network is not sure either:

# %%
plots.show_guess(x_test[8], probabilities[8])

# %% [markdown]
# **Your turn.** Write another number than 8 into the cell above, twice, and look at more guesses. Here are the first
# ten places where the network is wrong. Number 195 is a good one.

# %%
np.flatnonzero(guesses != y_test)[:10]

# %% [markdown]
# ## Draw one yourself
#
# Draw a digit with the mouse or a finger, or choose an example. The network answers with each stroke: one bar for each
# digit, how likely it finds it. The sixteen small images below are what its sixteen filters make of your digit, its
# *feature maps*.

# %%
widgets.DigitPad(model)

# %% [markdown]
# ## How the course works
#
# - **Run the cells from top to bottom.** If you have lost track, *Run → Run All Cells* brings everything up to date.
# - **Change things.** What you have opened is your own copy, in the folder `my_course`. A new version of the course
#   never writes over it. *Kernel → Restart Kernel* starts afresh. To get a lesson back as it was, close it and run, in a
#   terminal in the course's folder, `make reset LESSON=00`, or `python -m course_lib.lab reset 00`. What you had is kept
#   in `my_course/old`.
# - **Exercises check themselves.** From lesson 01 on, each lesson has two to four. A check says what is wrong and what
#   the cause may be, and has hints. An open exercise stops nothing: the lesson goes on with the course's own function.
#   The solved lessons are in `my_course/solutions`.
# - **Your numbers are our numbers.** Run once from top to bottom, a lesson gives the same results, to the last decimal,
#   on nearly every PC with an x86-64 processor since 2013. Where the text names a result, the output beside it shows
#   the same.
# - **Stop what takes too long** with the ■ button. A training that is stopped keeps what it has learned.
#
# ### The lessons
#
# | | | |
# |---|---|---|
# | 00 | Start here | you are here |
# | 01 | [Images and image kernels](01_images_and_kernels.ipynb) | images as arrays; blur, sharpen, edges, your own kernel |
# | 02 | [Convolution](02_convolution.ipynb) | by hand, in loops, stride, padding, channels, filters |
# | 03 | [Pooling](03_pooling.ipynb) | max, average, global; what happens when a digit moves |
# | 04 | [Dense layers and activations](04_dense_layers.ipynb) | flatten, relu, softmax; how far a dense network gets |
# | 05 | [Losses](05_losses.ipynb) | one-hot, squared error, cross-entropy, a loss of your own |
# | 06 | [Backpropagation](06_backpropagation.ipynb) | the chain rule, a tape, the gradient of every layer |
# | 07 | [Training](07_training.ipynb) | gradient descent, optimizers, learning rates, callbacks |
# | 08 | [The first CNN](08_first_cnn.ipynb) | all of MNIST, about 99 of 100 digits right |
# | 09 | [Generalizing](09_generalizing.ipynb) | overfitting, dropout, batch normalization, augmentation |
# | 10 | [Fashion-MNIST](10_fashion_mnist.ipynb) | clothes; confusion; a training that survives a crash |
# | 11 | [Looking inside](11_looking_inside.ipynb) | filters, maps, saliency, Grad-CAM, the worst mistakes |
# | 12 | [Making it fast](12_making_it_fast.ipynb) | one convolution from Python loops to register tiles |
# | 13 | [Capstone](13_capstone.ipynb) | five tutorials' networks, your own, saving, exporting |
# | 90 | [Appendix: Keras and PyTorch](90_keras_and_pytorch.ipynb) | weights to both and back |
# | 91 | [Appendix: NumPy and JupyterLab](91_numpy_and_jupyterlab.ipynb) | to look things up |
# | 92 | [Appendix: glossary and index of exercises](92_glossary_and_index.ipynb) | every word, every exercise |
#
# Lessons 01 to 07 take one part after another: go through them in order. If you cannot wait to see a whole network, read
# 08 first, and come back. What you have solved so far:

# %%
exercises.progress()

# %% [markdown]
# ## Check yourself
#
# Each lesson ends with a few questions. Choose an answer and press *check*; the reason is told either way.

# %%
widgets.lesson_quiz("00")

# %% [markdown]
# ## Recap
#
# - You **ran** cells with *Shift* + *Enter*.
# - You **checked** the machine with `doctor.check()`.
# - You **filtered** an image: nine products and a sum for each pixel.
# - You **trained** a network with `fit` and **read** its guess: one probability for each digit.
#
# **Next:** [01 · Images and image kernels](01_images_and_kernels.ipynb)

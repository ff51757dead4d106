# %% [markdown]
# # 91 · Appendix: NumPy and JupyterLab
#
# **The parts of both that the lessons use most, to look things up.**
#
# | | |
# |---|---|
# | You will be able to | **move** around in JupyterLab by keyboard · **read** the shape of an array and take parts of it · **compute** with whole arrays · **avoid** the usual traps |
# | You need | a little Python |
# | Time | 15 minutes to read, 10 to practise, 5 seconds for the machine |

# %% [markdown]
# ## JupyterLab
#
# A notebook is a list of cells. A cell is in one of two modes. In *edit mode* a cursor blinks in it, and keys write. In
# *command mode* keys are commands. *Enter* goes to edit mode, *Escape* back.
#
# | Key | What it does |
# |---|---|
# | *Shift* + *Enter* | run the cell, go to the next one |
# | *Ctrl* + *Enter* | run the cell, stay |
# | *Escape*, then *A* or *B* | a new cell above or below |
# | *Escape*, then *D* twice | delete the cell (*Z* brings it back) |
# | *Escape*, then *I* twice | stop what runs, as ■ does |
# | *Escape*, then *0* twice | restart the Jupyter kernel: all variables are gone |
# | *Ctrl* + *S* | save |
# | *Tab* | complete a name |
# | *Shift* + *Tab* | show what a function does, with the cursor within its brackets |
#
# On a Mac it is *Command* in place of *Ctrl*.
#
# A cell shows the value of its last line. Variables live in the *Jupyter kernel*, a process behind the page, and not in
# the cells. A variable whose cell was deleted is still there until the kernel restarts. If results are puzzling, choose
# *Kernel → Restart Kernel and Run All Cells*.
#
# The *Table of Contents* tab on the left lists the headings of a lesson.

# %%
import numpy as np

from course_lib import datasets, plots

# %% [markdown]
# ## An array and its shape
#
# An array is a table of numbers of one type. Its *shape* says how long each axis is; its *dtype* says what the numbers
# are.

# %%
a = np.array([[1, 2, 3],
              [4, 5, 6]])
print(a.shape, a.dtype, a.size)

# %% [markdown]
# Two rows, three columns: axis 0 goes down, axis 1 to the right. Counting begins at 0. The row comes first.

# %%
print(a[0, 2])  # row 0, column 2
print(a[1])  # row 1
print(a[:, 0])  # column 0
print(a[-1, -1])  # the last row and column

# %% [markdown]
# A *slice* `start:end` takes a part, without the end. `start:end:step` takes every so-many-th, and a negative step goes
# backwards.

# %%
b = np.arange(10)  # the whole numbers from 0 to 9
print(b[2:5])
print(b[::3])
print(b[::-1])

# %% [markdown]
# ## Pixels
#
# A stack of images has the number of the image on axis 0. `x_train[0, 5:15]` takes the first image, and of it rows 5
# to 14. `[::-1]` turns an image upside down, `[:, ::-1]` turns it left to right.

# %%
(x_train, y_train), _ = datasets.mnist.load_data()
print(x_train.shape, x_train[0].shape, x_train[0, 5:15].shape)
plots.show_images([x_train[0], x_train[0, ::-1], x_train[0, :, ::-1]], titles=["as it is", "[::-1]", "[:, ::-1]"])

# %% [markdown]
# ## Axes of length 1
#
# Networks want a batch axis and a channel axis. `None` in the brackets adds an axis of length 1 there; `...` stands for
# all axes that are not named.

# %%
image = x_train[0]
print(image.shape, image[None].shape, image[..., None].shape, image[None, :, :, None].shape)
print(image.reshape(-1).shape, image.reshape(-1, 14).shape)

# %% [markdown]
# `reshape` keeps the numbers and their order, and changes the shape. One `-1` means: as long as it takes.
# `transpose` changes the order of the axes, and so of the numbers.

# %%
print(a.reshape(3, 2))
print(a.transpose(1, 0))

# %% [markdown]
# ## Computing with whole arrays
#
# `+`, `-`, `*` and `/` work number by number. `@` is the product of matrices: rows times columns, added up. `.T` makes
# rows of the columns, as `transpose` does.

# %%
c = np.array([[10, 20, 30],
              [40, 50, 60]])
print(a * c)
print(a @ c.T)

# %% [markdown]
# If the shapes differ, NumPy compares them from the last axis on, and repeats axes of length 1. Missing axes in front
# count as length 1. That is called *broadcasting*. Other lengths that differ are an error.

# %%
print(a + np.array([100, 200, 300]))  # (2, 3) and (3,): the row is added to both rows
print(a + np.array([[100], [200]]))  # (2, 3) and (2, 1): a number for each row

# %% [markdown]
# Sums and means take an axis: the one that disappears.

# %%
print(a.sum(), a.sum(axis=0), a.sum(axis=1))
print(a.sum(axis=1, keepdims=True).shape, "keeps the axis with length 1")
print(a.argmax(axis=1), "the place of the largest number in each row")

# %% [markdown]
# ## Choosing with a condition
#
# A comparison gives an array of truth values. It chooses, and it counts. An array of places chooses too.

# %%
digits = y_train[:20]
print(digits)
print(digits == 1)
print("there are", np.sum(digits == 1), "ones, at", np.flatnonzero(digits == 1))
print(digits[digits > 6], digits[[0, 2]])

# %% [markdown]
# ## Traps
#
# **Whole numbers wrap around.** The pixels are `uint8`, from 0 to 255. What goes beyond starts again at 0.

# %%
print(np.array([250, 100], np.uint8) + np.array([10, 10], np.uint8))

# %% [markdown]
# 250 + 10 = 260, and 260 − 256 = 4. Before computing, change the type: `x.astype(np.float32)`.
#
# **A slice is a view.** It shows the same numbers, so a change shows in both. `.copy()` makes them independent.

# %%
d = np.zeros(4)
view, own = d[:2], d[:2].copy()
view[0] = 7
print(d, own)

# %% [markdown]
# **`(3,)`, `(3, 1)` and `(1, 3)` are different shapes.** Together they broadcast to a table where you may have wanted a
# row.

# %%
row, column = np.zeros(3), np.zeros((3, 1))
print((row + column).shape)

# %% [markdown]
# **Decimals are rounded.** `0.1 + 0.2` is not exactly 0.3, so compare with a tolerance.

# %%
print(0.1 + 0.2 == 0.3, np.isclose(0.1 + 0.2, 0.3))

# %% [markdown]
# **Back to:** [00 · Start here](00_start_here.ipynb)

# %% [markdown]
# # 01 · Images and image kernels
#
# **You take images apart as arrays of numbers, and blur, sharpen and outline them with nine numbers of your own.**
#
# | | |
# |---|---|
# | You will be able to | **read** an image as an array · **change** it by arithmetic · **compute** a pixel of a filtered image by hand · **write** a filter in loops · **choose** numbers that blur, sharpen or find edges |
# | You need | [00 · Start here](00_start_here.ipynb) |
# | Time | 35 minutes to read, 25 to practise, 15 seconds for the machine |

# %%
import numpy as np

from course_lib import datasets, exercises, kernels, plots, widgets
from course_lib.datasets import scene

(digits, _), _ = datasets.mnist.load_data()
(garments, _), _ = datasets.fashion_mnist.load_data()
digit, shirt, house = digits[0], garments[26], scene.draw()


def filter_fast(image, kernel):
    x, weights = np.float32(image)[None, :, :, None], np.float32(kernel)[:, :, None, None]
    return kernels.conv2d_forward(x, weights, np.zeros(1, np.float32), (1, 1), (0, 0, 0, 0))[0, :, :, 0]


def show_at_work(image, chosen, titles):
    maps = np.stack([filter_fast(image, nine) for nine in chosen], axis=-1)
    return plots.show_filter_bank(image, chosen, maps, titles)


# %%
five = np.array([
    [[1 / 9, 1 / 9, 1 / 9], [1 / 9, 1 / 9, 1 / 9], [1 / 9, 1 / 9, 1 / 9]],
    [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
])
show_at_work(shirt, five, ["blur", "sharpen", "left edges", "upper edges", "emboss"])

# %% [markdown]
# (You need not follow these two cells yet. The lesson comes back to them.)
#
# One shirt, and five small images made from it. The same lines of code made all five; only the nine numbers above each
# differ. The first nine blur, the second sharpen. The third light up where the shirt begins on the left, the fourth
# where a bright stripe begins from above. (Where a small image holds negative numbers, grey is 0.)
#
# Nine such numbers are an *image kernel*, or a kernel for short. (The *Jupyter kernel* in JupyterLab's menu is another
# thing: the program that runs your cells.) A convolutional network works with such numbers. In this lesson you choose
# them yourself, so that later you can read what a network has found.

# %% [markdown]
# ## An image is an array
#
# An *array* is a table of numbers of one kind. Here is one of MNIST's digits, and what NumPy says about
# it.

# %%
print("shape", digit.shape)
print("dtype", digit.dtype)
print("from", digit.min(), "to", digit.max())
plots.show_pixels([digit], ["a digit"])

# %% [markdown]
# - Each number is a *pixel*, one small square of the image. 0 is black, 255 is white, and between them lie the greys.
# - The *shape* says how many there are: 28 rows and 28 columns. **Rows come first**, so height before width.
# - The *dtype* is the kind of the numbers. `uint8` means whole numbers of 8 bits, without a sign. Eight bits can tell
#   2 · 2 · 2 · 2 · 2 · 2 · 2 · 2 = 256 numbers apart: 0 to 255.
#
# In a small image you can read every number. (`show_pixels` draws 0 as black and 255 as white, and writes the numbers
# where there are few.)

# %%
little = np.array([[0, 50, 100, 150],
                   [30, 80, 130, 180],
                   [60, 110, 160, 255]], dtype=np.uint8)
plots.show_pixels([little])

# %% [markdown]
# `little[row, column]` is one pixel. Counting begins at 0, in the upper left corner, and rows go down. A negative index
# counts from the end: −1 is the last.
#
# **Predict first.** What does the next cell print?

# %%
print("shape", little.shape)
print(little[2, 1], little[1, 2], little[-1, 0])

# %% [markdown]
# Three rows of four pixels. `little[2, 1]` lies two rows *down* and one column to the right. In mathematics, (2, 1)
# would mean 2 to the right. Mixing up the two is a common mistake, and a square image hides it.
#
# A *slice* `first:end` takes a part of an axis, without the end. A `:` alone takes all of it, and so does an axis that
# is left out at the end.

# %%
print(little[0:2, 1:4])
print(little[:, 0])

# %% [markdown]
# The first is a small image again: rows 0 and 1, columns 1 to 3. The second is column 0, from all rows.

# %% [markdown]
# ## Arithmetic changes an image
#
# Arithmetic with an array works on all its pixels at once. A third number in a slice is the step; with −1 it goes
# backwards. A comparison gives True or False for each pixel, which count as 1 and 0.

# %%
changed = {
    "as it was": digit,
    "left to right": digit[:, ::-1],
    "upside down": digit[::-1],
    "negative": 255 - digit,
    "threshold": 255 * (digit > 127),
}
plots.show_pixels(list(changed.values()), list(changed))

# %% [markdown]
# The last one has a *threshold* of 127: what lies above it becomes white, all else black.
#
# To make an image brighter, add a number to each pixel. There is a trap.
#
# **Predict first.** Two pixels, 100 and 250, become brighter by 10. What do you get?

# %%
pair = np.array([100, 250], dtype=np.uint8)
print(pair + 10)
print(pair.astype(int) + 10)

# %% [markdown]
# 250 + 10 = 260 does not fit into 8 bits. After 255 the count begins again at 0. A full round has 256 numbers, and
# 260 − 256 = 4. There is no error and no warning. `astype(int)` makes an array of larger whole numbers first, and
# there 260 fits. A screen still has nothing brighter than 255.
#
# *Contrast* is how far dark and bright lie apart. To change it, multiply. Here the distance of each pixel to a middle
# grey of 128 is halved, or doubled.

# %%
wide = shirt.astype(int)
changed = {
    "as it was": shirt,
    "80 added": wide + 80,
    "80 added in 8 bits": shirt + 80,
    "half the contrast": 128 + (wide - 128) / 2,
    "twice the contrast": 128 + (wide - 128) * 2,
}
plots.show_pixels(list(changed.values()), list(changed))

# %% [markdown]
# In the third image the brightest stripes have turned dark. `show_pixels` draws whatever is above 255 as white, and
# whatever is below 0 as black.

# %% [markdown]
# ## Colour is one more axis
#
# A colour image has three numbers for each pixel: how much red, green and blue. They are its *channels*, and its shape
# is (height, width, 3). Here is one made of formulas. `np.mgrid` gives two arrays: for each pixel the number of its row,
# and that of its column. A condition in brackets chooses the pixels where it holds.

# %%
down, across = np.mgrid[:40, :60]
sunset = np.zeros((40, 60, 3))
sunset[:, :, 0] = 90 + 4 * down  # red grows downwards
sunset[:, :, 1] = 60 + 2 * down
sunset[:, :, 2] = 160 - 3 * down  # blue fades
sunset[(down - 26) ** 2 + (across - 40) ** 2 < 100] = 255, 220, 80  # the sun: a circle
sunset[down >= 30] = 20, 50, 110  # the sea covers its lower part
print(sunset.shape, "the sun:", sunset[24, 40])
red, green, blue = sunset[:, :, 0], sunset[:, :, 1], sunset[:, :, 2]
plots.show_pixels([sunset, red, green, blue], ["sunset", "red", "green", "blue"])

# %% [markdown]
# One channel alone is a grey image of 40 × 60 pixels. The sun has much red and green, and little blue: that is yellow.
#
# **Predict first.** `[:, :, ::-1]` turns the order of the channels around. Which colour will the sun have? And what do
# you get from the mean over axis 2, the channels? (Axes are counted from 0, too.)

# %%
plots.show_pixels([sunset[:, :, ::-1], sunset.mean(axis=2)], ["channels backwards", "their mean"])

# %% [markdown]
# Red and blue are exchanged, so the sun is light blue. The mean is a grey image. The rest of this lesson works on grey
# ones; [02 · Convolution](02_convolution.ipynb) takes all three channels.

# %% [markdown]
# ## One pixel by hand
#
# All this treated each pixel alone. An image kernel looks at a pixel and its neighbours. It is a small array; its
# numbers are called *weights*. Lay it on the image. The part of the image under it is the *window*. Multiply each pixel
# in the window by the weight that lies on it, and add up the products. The sum is one pixel of a new image, the
# *filtered image*.
#
# ```
# window          weights         products
# 50  50  50      -1   0   1      -50    0   50
# 50  50  70      -1   0   1      -50    0   70
# 50  50  50      -1   0   1      -50    0   50
# ```
#
# The nine products add up: −50 + 0 + 50 − 50 + 0 + 70 − 50 + 0 + 50 = 20.
#
# This is the image that the window comes from, dark on the left and bright on the right. The window is its upper left
# corner.

# %%
dark_to_bright = np.array([[50, 50, 50, 200, 200],
                           [50, 50, 70, 200, 200],
                           [50, 50, 50, 200, 200],
                           [50, 90, 50, 200, 200]])
left_edges = np.array([[-1, 0, 1],
                       [-1, 0, 1],
                       [-1, 0, 1]])
plots.show_pixels([dark_to_bright, dark_to_bright[0:3, 0:3]], ["image", "first window"])

# %% [markdown]
# **Predict first.** Move the kernel to the right by one pixel. Which nine pixels lie under it now, and what is the sum
# of the products? Work it out on paper.

# %%
window = dark_to_bright[0:3, 1:4]
print(window)
print(window * left_edges)
print("sum", np.sum(window * left_edges))

# %% [markdown]
# The right column of the window holds three pixels of 200, the left one three of 50: 3 · 200 − 3 · 50 = 450. This kernel
# subtracts what is on the left from what is on the right. Where both are alike, little is left over. Where it gets
# brighter from left to right, the sum is large: a *left edge* of something bright.
#
# The window has three places side by side, and two below one another. Each place gives one number:

# %%
found = filter_fast(dark_to_bright, left_edges)
print(found)

# %% [markdown]
# The edge stands out. The filtered image is smaller than the image, 2 × 3 pixels instead of 4 × 5, since the window may
# not stick out. Lesson 02 is about that size.

# %% [markdown]
# ## The same in loops
#
# Four loops, one in the other. The outer two, over i and j, go over the places of the window. `image[i, j]` is its upper
# left corner. The inner two, over u and v, go over the nine weights.

# %%
def filter_image(image, kernel):
    height, width = image.shape[0] - 2, image.shape[1] - 2
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            total = 0
            for u in range(3):
                for v in range(3):
                    total += image[i + u, j + v] * kernel[u, v]
            result[i, j] = total
    return result


filter_image(dark_to_bright, left_edges)

# %% [markdown]
# The first two numbers are ours, 20 and 450. For one place (i, j), the inner loops are this sum:
#
# $$\text{result}[i, j] = \sum_{u=0}^{2} \sum_{v=0}^{2} \text{image}[i + u,\; j + v] \cdot \text{kernel}[u, v]$$
#
# Lesson 00 had the same in fewer lines: `np.sum(window * kernel)` makes the nine products and adds them up.
#
# Now the digit, with the window at a left edge of its upper part.

# %%
edges_of_digit = filter_image(digit, left_edges)
plots.show_kernel_window(digit, left_edges, edges_of_digit, row=6, column=6)

# %% [markdown]
# ## The finished function
#
# `course_lib` has this as a compiled function: numba, a compiler for Python, has translated its loops into the
# processor's own instructions. It is called `kernels.conv2d_forward`. It takes many images and many kernels at once, and
# has settings that lesson 02 explains. `filter_fast`, in the first cell, calls it for one image and one kernel; each
# `None` there adds an axis of length 1 to an array. Does it give what the loops give?

# %%
print("shapes", edges_of_digit.shape, filter_fast(digit, left_edges).shape)
print("all equal:", np.array_equal(edges_of_digit, filter_fast(digit, left_edges)))

# %% [markdown]
# From here on we use the fast one.

# %% [markdown]
# ## Kernels that blur
#
# **Predict first.** Four kernels meet an even area, where each pixel is 100. What does each make of it?

# %%
copy = np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
box_blur = np.ones((3, 3)) / 9
gaussian_blur = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
sum_of_nine = np.ones((3, 3))
four = {"copy": copy, "box blur": box_blur, "Gaussian blur": gaussian_blur, "sum of nine": sum_of_nine}

even_area = np.full((5, 5), 100)
for name, nine in four.items():
    made = filter_fast(even_area, nine)[0, 0]
    print(f"{name:13} weights add up to {nine.sum():.0f}, 100 becomes {made:.0f}")

# %% [markdown]
# In an even area all nine pixels have one brightness. Each product is this brightness times a weight, so the sum is the
# brightness times *the sum of the weights*. **Weights that add up to 1 keep the brightness.**
#
# - *copy* is also called *identity*: one weight of 1 takes the pixel in the middle, and nothing else.
# - The *box blur* is the mean of nine pixels.
# - The *Gaussian blur* is a mean too, in which the middle counts most. Its weights fall off like the bell curve of
#   C. F. Gauss. The smallest whole numbers that do are 1, 2 and 4; all nine together add up to 16.
#
# A single bright pixel shows what a blur does with light: it spreads it.

# %%
dot = np.zeros((7, 7))
dot[3, 3] = 144
spread = {"one pixel": dot, "box blur": filter_fast(dot, box_blur), "Gaussian blur": filter_fast(dot, gaussian_blur)}
for name, numbers in spread.items():
    print(f"{name:13} adds up to {numbers.sum():.0f}")
plots.show_pixels(list(spread.values()), list(spread))

# %% [markdown]
# No light is lost: it adds up to 144 each time. And on the shirt:

# %%
changed = {"as it was": shirt}
for name, nine in four.items():
    changed[name] = filter_fast(shirt, nine)
plots.show_pixels(list(changed.values()), list(changed))

# %% [markdown]
# The copy lacks only the pixels at the rim. In the blurs dark and bright stripes have mixed. The sum of nine is nine
# times as bright as the box blur, far beyond white.

# %% [markdown]
# ## Kernels that sharpen
#
# A blur takes detail away. The detail is what differs: the image minus the blurred image. Add it to the image, and
# the image is sharper:
#
# image + (image − blur) = 2 · image − blur
#
# Filtering is made of products and sums, so the same can be done with the weights: two times *copy* minus a blur. It
# adds up to 2 − 1 = 1, and keeps the brightness. (`np.allclose` asks whether two arrays are equal, here up to 0.001.)

# %%
sharpened = filter_fast(shirt, 2 * copy - box_blur)
in_two_steps = 2 * filter_fast(shirt, copy) - filter_fast(shirt, box_blur)
print("the same:", np.allclose(sharpened, in_two_steps, rtol=0, atol=0.001))
print((2 * copy - box_blur).round(2))

# %% [markdown]
# A usual kernel of this kind has whole numbers: 5 in the middle, and −1 for each of the four pixels beside, above and
# below it. What does it do to a step from 10 to 60? All rows are alike here, so one row of the result says it all.
#
# **Predict first.** For the last 10 before the step: 5 · 10 − 10 − 10 − 10 − 60 = −40. What becomes of the first 60?

# %%
sharpen = np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])
small_step = np.array([[10, 10, 10, 60, 60, 60]] * 3)
print(filter_fast(small_step, sharpen))

# %% [markdown]
# 5 · 60 − 60 − 60 − 60 − 10 = 110. Away from the step nothing changes. At the step the dark side gets darker and the
# bright side brighter: a step of 50 has become one of 150. That is what looks sharp to the eye. The pixels may leave
# the range from 0 to 255, and are cut off where they are drawn.

# %%
plots.show_pixels([shirt, filter_fast(shirt, sharpen)], ["as it was", "sharpened"])

# %% [markdown]
# ## Kernels that find edges
#
# Our kernel for left edges adds up to 0. So an even area of any brightness becomes 0, and only changes are left over.
#
# It is called the *Prewitt* kernel. In the *Sobel* kernel the middle row counts twice, since its pixels lie nearer. Turn
# its rows into columns, and it finds upper edges. `.T` does that; the result is called the *transpose*.

# %%
sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
show_at_work(house, [sobel, sobel.T], ["Sobel", "its .T"])

# %% [markdown]
# At a right edge it gets darker from left to right, and the sum is negative. A screen has no negative light. There are
# three ways to show such numbers, and each tells something else:

# %%
edges_of_house = filter_fast(house, sobel)
print("from", edges_of_house.min(), "to", edges_of_house.max())
shown = {
    "0 is grey": 128 + edges_of_house / 8,
    "absolute value": abs(edges_of_house) / 4,
    "negative cut off": edges_of_house / 4,
}
plots.show_pixels(list(shown.values()), list(shown))

# %% [markdown]
# - With grey for 0 you see both kinds of edges and can tell them apart. The course's pictures of filtered images do it.
# - The absolute value tells how strong an edge is, but not which kind.
# - Cut off at 0, the left edges alone remain. Networks do this too; it is called *relu*, and lesson 04 is about it.

# %% [markdown]
# ### Play with it
#
# Choose an image and a kernel, or type numbers of your own into the cells. Click on either image to move the window; the
# nine products stand below it. One more kernel is there that you have seen above: *emboss*. It is negative in the upper
# left and positive in the lower right, so the image looks as if light fell on it from the upper left.
#
# - What do the weights of *emboss* add up to, and those of *outline*? What follows for an even area?
# - Choose *copy* and move the 1 to the cell on its right. What happens to the image? And with the 1 above the middle?
# - How do you make *left edges* find right edges? What do you expect where it has found left edges?

# %%
widgets.KernelExplorer(kernel="emboss")

# %% [markdown]
# <details><summary>Answers</summary>
#
# - −2 − 1 + 0 − 1 + 1 + 1 + 0 + 1 + 2 = 1, so *emboss* keeps an even area as it is. *outline* has an 8 and eight times
#   −1, which makes 0: an even area becomes 0, and only changes are left over.
# - The image moves to the left by one pixel: each pixel takes the value of the one on its right. With the 1 above the
#   middle each takes the value from above, and the image moves down.
# - Change all signs: 1, 0, −1 in each row. Each sum changes its sign too. Right edges are positive now, and left edges
#   negative.
#
# </details>

# %% [markdown]
# ## Larger things out of simple ones
#
# Each edge kernel sees one direction. How strong is an edge of any direction? Call the two results at one place gx, for
# left edges, and gy, for upper edges. They are like two steps, one to the right and one down. How far the end lies
# from the start follows from Pythagoras:
#
# $$\text{strength} = \sqrt{gx^2 + gy^2}$$
#
# For example gx = 30 and gy = −40: the squares are 30 · 30 = 900 and 40 · 40 = 1,600, together 900 + 1,600 = 2,500, and
# the square root of that is 50. A sign does not matter, since it is squared.

# %%
gx, gy = filter_fast(house, sobel), filter_fast(house, sobel.T)
strength = np.sqrt(gx ** 2 + gy ** 2)
plots.show_pixels([abs(gx) / 4, abs(gy) / 4, strength / 4], ["|gx| / 4", "|gy| / 4", "strength / 4"])

# %% [markdown]
# The outlines of house, sun, tree and fence are there in all directions. No single kernel has found them. Two did, and
# one more step put their results together.
#
# A convolutional network works in such steps: its second layer takes the results of the first. But nobody tells it
# which edges to look for. You chose these weights by thinking; a network learns them.
# [08 · The first CNN](08_first_cnn.ipynb) trains one.

# %% [markdown]
# ## Exercises
#
# Write your answer into the cell, run it, then run the cell below it, which checks it. Until yours is right, the lesson
# goes on with the course's own. The hints tell a little more each time.
#
# ### 01.1 · Warm-up: brighter, but not too bright
#
# `image` is an array of dtype uint8, `amount` a whole number, negative to make the image darker. Return a new array with
# `amount` added to each pixel. What would be above 255 becomes 255, and what would be below 0 becomes 0.
# `np.clip(numbers, low, high)` cuts off at both ends.

# %%
def my_brighter(image, amount):
    ### BEGIN SOLUTION
    return np.clip(image.astype(int) + amount, 0, 255)
    ### END SOLUTION


# %%
brighter = exercises.check("01.1", my_brighter)

# %% [markdown]
# ### 01.2 · A filter of any size
#
# `filter_image` above works with 3 × 3 weights only. Write a function for kernels of any size, square or not: 2 × 3,
# 1 × 7, or as large as the image. Return an array with one number for each place of the window.
#
# Along an axis of 7 pixels, a window of 5 has three places: it can begin at 0, 1 or 2.

# %%
def my_filter(image, kernel):
    ### BEGIN SOLUTION
    kh, kw = kernel.shape
    height, width = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            for u in range(kh):
                for v in range(kw):
                    result[i, j] += image[i + u, j + v] * kernel[u, v]
    return result
    ### END SOLUTION


# %%
filter_any = exercises.check("01.2", my_filter)

# %% [markdown]
# ### 01.3 · Three kernels of your own
#
# Choose 3 × 3 weights for three jobs, each as `np.array([[...], [...], [...]])` on one line:
#
# - **lower edges**: positive at a lower edge, where it is bright above and dark below. 0 in even areas and at edges on
#   the left and right.
# - **move right**: the filtered image shows the image moved to the right by one pixel.
# - **blur sideways**: mix each pixel with its left and its right neighbour. All three must count, and even areas must
#   keep their brightness.
#
# Two of the jobs can be done in many ways. The check tries your kernels on small images.

# %%
### BEGIN SOLUTION
my_lower_edges = np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])
my_move = np.array([[0, 0, 0], [1, 0, 0], [0, 0, 0]])
my_blur = np.array([[0, 0, 0], [0.25, 0.5, 0.25], [0, 0, 0]])
### END SOLUTION

# %%
own = exercises.check("01.3", {"lower edges": my_lower_edges, "move right": my_move, "blur sideways": my_blur})

# %% [markdown]
# ### 01.4 · Stretch: corners out of edges
#
# At the upper left corner of something bright there is a left edge *and* an upper edge. Return how strong such a corner
# is, for each place of a 3 × 3 window:
#
# - Filter the image with the two Prewitt kernels: `[[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]` for left edges, and its
#   transpose for upper edges. Your `filter_any` does it, or `filter_fast`.
# - Where both numbers are positive, the result is the smaller one. Everywhere else it is 0.

# %%
def my_corners(image):
    ### BEGIN SOLUTION
    prewitt = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    smaller = np.minimum(filter_any(image, prewitt), filter_any(image, prewitt.T))
    return np.maximum(smaller, 0)
    ### END SOLUTION


# %%
corners = exercises.check("01.4", my_corners)

# %% [markdown]
# ## At work
#
# From here on these functions and kernels are your own, where they have passed their checks. First the shirt that
# turned dark in its brightest places, and the one that does not:

# %%
plots.show_pixels([shirt + 80, brighter(shirt, 80), brighter(shirt, -80)], ["in 8 bits", "80 brighter", "80 darker"])

# %% [markdown]
# Your three kernels, at work in your filter. (`np.stack` puts the three results together, along a new last axis.)

# %%
maps = np.stack([filter_any(shirt, nine) for nine in own.values()], axis=-1)
plots.show_filter_bank(shirt, list(own.values()), maps, list(own))

# %% [markdown]
# **Predict first.** A kernel of 1 × 7 with weights of 1/7 is a longer blur sideways. One of 7 × 1 blurs up and down.
# Which of the two makes the stripes vanish? And what shape has each result?

# %%
lying, standing = filter_any(shirt, np.ones((1, 7)) / 7), filter_any(shirt, np.ones((7, 1)) / 7)
print("1×7 gives", lying.shape, "7×1 gives", standing.shape)
plots.show_pixels([shirt, lying, standing], ["as it was", "1 × 7", "7 × 1"])

# %% [markdown]
# The stripes run sideways. A blur along them hardly changes them; one across them mixes bright and dark. A window of 7
# has 28 − 7 + 1 = 22 places along an axis, and a window of 1 has all 28.
#
# Last, corners of the drawing:

# %%
plots.show_pixels([house, corners(house) / 2], ["drawing", "corners / 2"])

# %% [markdown]
# There is a point at the upper left corner of each fence post but the first, whose left edge lies on the rim. The four
# points in the house's window stand at the lower right corners of its dark panes: there something bright begins. A
# slanted edge lights up too where it gets brighter to the right and downwards at once, as at the upper left of the sun.
#
# Two simple questions, left edge and upper edge, and one step that joins them, tell something that neither tells alone.
# That is the idea behind layers.

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("01")

# %% [markdown]
# ## Recap
#
# - You can **read** an image as an array: rows first, then columns, then channels; `uint8` goes from 0 to 255.
# - You can **change** it by arithmetic, and know that 8 bits wrap around: convert first, cut off last.
# - You can **compute** a pixel of a filtered image: nine products, and their sum.
# - You can **write** a filter in loops: two over the places of the window, two over the weights.
# - You can **choose** weights: they add up to 1 to keep the brightness, and to 0 to see changes alone.
#
# ### Common mistakes
#
# - Writing `[x, y]` where `[row, column]` is wanted. With square images nobody notices.
# - Adding to `uint8` pixels, and wondering about dark spots in bright places.
# - Forgetting to divide a blur by the sum of its weights.
# - Storing a filtered image as `uint8`. There is no room for its negative numbers.
# - Looking for a moved image on the wrong side: a weight on the left of the middle moves the image to the *right*.
#
# ### Where to read on
#
# - D. H. Hubel, T. N. Wiesel, *Receptive fields, binocular interaction and functional architecture in the cat's visual
#   cortex*, 1962: cells in the brain that answer to edges of one direction.
# - I. Sobel, G. Feldman, *A 3×3 isotropic gradient operator for image processing*, a talk of 1968.
# - J. M. S. Prewitt, *Object enhancement and extraction*, 1970.
#
# **Next:** [02 · Convolution](02_convolution.ipynb)

# %% [markdown]
# # 11 · Looking inside
#
# **You open a trained network, see what its filters, maps and gradients show, and test whether to believe it.**
#
# | | |
# |---|---|
# | You will be able to | **read** filters and maps, and say what they hide · **find** what excites a map · **measure** which part of an image a decision rests on · **locate** it with gradients and Grad-CAM · **doubt** such pictures, with a test |
# | You need | [06 · Backpropagation](06_backpropagation.ipynb) and [08 · The first CNN](08_first_cnn.ipynb) |
# | Time | 35 minutes to read, 25 to practise, 30 seconds for the machine |
#
# First we need a network to look into. This one is small: two convolutions, each with pooling behind it, then a dense
# layer of 32 numbers, the *hidden* layer, and ten probabilities. Each layer has a name, so that we can ask for it.

# %%
import numpy as np

from course_lib import Input, Sequential, datasets, exercises, inspect, layers, optimizers, plots, utils, widgets

(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
x = x_train[..., None].astype(np.float32) / 255
digits = x_test[..., None].astype(np.float32) / 255


def network():
    utils.set_random_seed(0)  # the same random weights at each call
    return Sequential([
        Input((28, 28, 1)),
        layers.Conv2D(16, kernel_size=3, activation="relu", name="first"),
        layers.MaxPooling2D(name="first_pool"),
        layers.Conv2D(32, kernel_size=3, activation="relu", name="second"),
        layers.MaxPooling2D(name="second_pool"),
        layers.Flatten(),
        layers.Dense(32, activation="relu", name="hidden"),
        layers.Dense(10, activation="softmax", name="classes"),
    ])

# %%
model = network()
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y_train, batch_size=128, epochs=2, verbose=2)
loss, accuracy = model.evaluate(digits, y_test, batch_size=128)

# %% [markdown]
# 98% of the test digits are right. Why? 30,762 learned numbers do not answer that. Pictures may. (We look at test
# digits all through this lesson. Nothing is chosen by them.)

# %%
two = digits[1]
print(f"{model.count_params():,} numbers; a 2 with probability {model.predict(two[None], verbose=0)[0, 2]:.4f}")
gradient = abs(inspect.class_score_gradient(model, two[None], classes=2))[..., 0]
heat = inspect.resize(inspect.grad_cam(model, two[None], classes=2, layer="second"), 28, 28)
plots.show_images(np.concatenate([two[None, ..., 0], gradient, heat]), ["a test digit", "saliency", "Grad-CAM"])

# %% [markdown]
# (You need not follow this cell yet.) The network is sure that this is a 2. The two pictures beside it try to say which
# pixels this rests on. They do not say the same. This lesson explains both, makes them by hand, and asks how far to
# trust them. We begin at the front of the network, with what can be looked at directly.

# %% [markdown]
# ## Filters as pictures
#
# The first layer has 16 filters of 3 × 3 weights. Purple is below zero, orange above.

# %%
plots.show_kernel(model.layers[0].params["kernel"])

# %% [markdown]
# A filter answers most to a window that looks like it: light pixels under its orange weights, dark ones under its
# purple weights. So filter 14 looks for light above dark, which is the lower edge of a stroke. Filter 10 looks for
# the opposite, an upper edge. The sums of their rows say it in numbers:

# %%
for f in (14, 10):
    rows = model.layers[0].params["kernel"][:, :, 0, f].sum(axis=1)
    print("filter", f, "adds up, row by row, to", [round(float(row), 2) for row in rows])

# %% [markdown]
# That is what can be read. Much cannot:
#
# - **Deeper filters are no pictures.** A filter of the second layer has 3 × 3 weights for each of the 16 maps before
#   it. Such a weight is about a map, not about light and dark.
# - **A picture does not say how much a filter matters.** That depends on the layers behind it.
# - **It does not say what was learned.** Filters are random before the training. How much of them is still there?

# %%
fresh = network()  # the weights before the training
before, after = fresh.layers[0].params["kernel"], model.layers[0].params["kernel"]
print("mean size of a weight", round(float(abs(after).mean()), 2))
print("mean change of a weight", round(float(abs(after - before).mean()), 2))
print("correlation", round(float(np.corrcoef(before.ravel(), after.ravel())[0, 1]), 2))
print("second layer", model.layers[2].params["kernel"].shape)

# %% [markdown]
# The *correlation* of two lists of numbers is 1 where one is the other, stretched and shifted. It is near 0 where they
# have nothing to do with each other. Here it is 0.87. Much of what the picture shows is left over from the random
# beginning.

# %% [markdown]
# ## Maps, layer by layer
#
# Filters become clearer at work. `inspect.activations` gives the output of each layer for some images, as a dict. These
# are the *maps* of the first layer for the 2. Black is 0: relu has made negative numbers 0.

# %%
seen = inspect.activations(model, two[None])
for name, output in seen.items():
    print(f"{name:12}", output.shape)
plots.show_feature_maps(seen["first"][0])

# %% [markdown]
# Map 10 has the upper edges of the strokes and map 14 the lower ones, as their filters promised.
#
# The second layer looks at all 16 of these at once, after pooling. One of its pixels sees 8 × 8 pixels of the image.

# %%
print(inspect.receptive_field(model, "second").size)
plots.show_feature_maps(seen["second"][0])

# %% [markdown]
# These maps are smaller. In many, one kind of thing is lightest: the bars, or the stroke that slants. Where on the
# image it lies can still be seen. After the flatten and the dense layer it cannot: 32 numbers are left, without a
# place.
#
# Where a map is 0 everywhere, the image has nothing of what it answers to. A map that is 0 for *every* image says
# nothing at all. It is called *dead*. Where relu gives 0, no gradient passes, as lesson 06 showed; so the filter of a
# dead map gets no gradient. A number of the hidden layer can be dead too.
#
# **Predict first.** Take 1,000 test images. Are some of the 16 maps, the 32 maps or the 32 hidden numbers dead? Which
# layer will have the most?

# %%
some = digits[:1000]
of_some = inspect.activations(model, some)
for name in ("first", "second", "hidden"):
    output = of_some[name]
    silent = []
    for c in range(output.shape[-1]):
        if (output[..., c] == 0).all():  # number c of the last axis, whatever axes come before
            silent.append(c)
    print(f"{name:6} {np.mean(output == 0):.0%} of all numbers are 0; dead: {silent}")

# %% [markdown]
# About half of all numbers in the maps are 0, but no map is dead. A map of the second layer has 11 · 11 = 121 numbers
# for each image, and a single one above 0 is enough. In the hidden layer 7 of 32 are dead, at least for these images.
# The network makes do with the other 25.

# %% [markdown]
# ### Play with it
#
# Choose an image and a layer, and click a map. On the right stand its filter, and the parts of images that excite it
# most.
#
# - In the layer `first`, two maps are not quite black where the image is empty. Which ones, and why?
# - In `second`, click map 10, then map 27. What do the patches that excite each of them have in common?
# - In `second_pool`, map 10: is it another map?

# %%
widgets.FeatureMapBrowser(model, digits)

# %% [markdown]
# <details><summary>Answers</summary>
#
# - Maps 5 and 14. Where all nine pixels are 0, only the bias is left. These two have the largest biases, and relu lets
#   them pass. The bias stands above the filter. (Those of maps 9 and 12 are above 0 too, but too small to be seen.)
# - Map 10: a light bar with black above it. Map 27: a stroke on the left, upright or leaning to the right, black beside
#   it, and a bit of another stroke in the lower right corner.
# - It is the same map, pooled: 5 × 5 numbers, the largest of each 2 × 2 square. It has no filter of its own.
#
# </details>

# %% [markdown]
# ## What excites a map
#
# The browser has searched 1,000 images for the places where a map is largest. By hand: go through the images, and keep
# the largest number of the map and where it stands. `inspect.top_patches` does the same for the best nine, and cuts out
# of each image what that number sees.

# %%
second, best = of_some["second"], (-1.0, None, None)
for n in range(1000):
    place = np.unravel_index(second[n, :, :, 10].argmax(), (11, 11))  # row and column of the largest
    if second[n, :, :, 10][place] > best[0]:
        best = (float(second[n, :, :, 10][place]), n, tuple(map(int, place)))
print("by hand:", best)
found = inspect.top_patches(model, some, "second", feature_map=10)
print("found:  ", (float(found.scores[0]), int(found.samples[0]), tuple(found.positions[0].tolist())))
print("labels of the nine images", y_test[found.samples])
plots.show_images(found.patches[..., 0], [f"{score:.2f}" for score in found.scores])

# %% [markdown]
# All nine show a light bar with black above it. The digits differ: sevens, threes, twos and a five. So the map answers
# to a part that several digits share, not to a digit.

# %% [markdown]
# ## Cover a part, by hand
#
# So far we have looked at layers. Now we ask about the answer. Which part of the image does it need? The most direct
# test is to cover a part, and to see how far the answer falls: *occlusion*.
#
# Take an image of 2 × 3 pixels, and a score that is three times the upper middle pixel plus the lower right one:
#
# ```
# image          score = 3 · 5 + 3 = 18
#  1  5  0
#  2  0  3
# ```
#
# Cover one pixel after the other with 0. Without the 5 the score is 3, without the 3 it is 15. The drops are
# 18 − 3 = 15 and 18 − 15 = 3. The four other pixels do not count, so their drops are 0:
#
# ```
# drops
#  0 15  0
#  0  0  3
# ```
#
# For the network the score is the probability of a 2. A single pixel is too little to cover. We lay a black square of
# 7 × 7 pixels on the image, first on the upper left corner, then 7 pixels further, and so on: 4 × 4 places.
#
# **Predict first.** In many places the image is black already. How far does the probability fall when a black square
# lies there?

# %%
def probability(picture):
    """How sure the network is that a picture (28, 28) shows a 2."""
    return float(model.predict(picture[None, ..., None], verbose=0)[0, 2])


def cover_tiles(picture, shade):
    whole = probability(picture)
    result = np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            covered = picture.copy()  # a fresh one each time
            covered[7 * i : 7 * i + 7, 7 * j : 7 * j + 7] = shade
            result[i, j] = whole - probability(covered)
    return result


black_drops = cover_tiles(two[..., 0], 0)
print(black_drops.round(3))
empty = sum((two[7 * i : 7 * i + 7, 7 * j : 7 * j + 7] == 0).all() for i in range(4) for j in range(4))
print("drops of exactly 0:", int((black_drops == 0).sum()), "· tiles without ink:", int(empty))

# %% [markdown]
# Not at all: six tiles have no ink, and six drops are exactly 0. The largest drop, 0.693, is in the third row, second
# column, where the stroke turns at the lower left. Some drops are negative: without that part the network is a little
# surer.
#
# What one covers with is a choice. The next square is grey, 0.5.

# %%
print(cover_tiles(two[..., 0], 0.5).round(3))

# %% [markdown]
# Now the largest drop is 0.063, at another place. A grey square hides what was there, but it also puts something new on
# the image, with edges of its own. Neither colour is the right one. Say which you have used, and try a second.

# %% [markdown]
# ## Nudge a pixel
#
# Covering asks: what if this part were gone? A *gradient* asks: what if this pixel were a little brighter? By hand:
# make one pixel brighter by 0.01, then darker by 0.01, and divide the difference of the two scores by 0.02.
#
# The score is here not the probability, but the number that enters the softmax: the hidden layer's 32 numbers, each
# times a weight, plus a bias. A probability hardly moves where the network is sure: its slope along this number is
# p · (1 − p), and for p = 0.99 that is 0.99 · 0.01 = 0.0099.

# %%
def class_score(picture, digit):
    hidden = inspect.activations(model, picture[None], "hidden")["hidden"][0]
    last = model.layers[-1].params
    return float(np.dot(hidden.astype(float), last["kernel"][:, digit].astype(float)) + last["bias"][digit])


brighter, darker = two.copy(), two.copy()
brighter[6, 10] += 0.01
darker[6, 10] -= 0.01
slope = (class_score(brighter, 2) - class_score(darker, 2)) / 0.02
exact = inspect.class_score_gradient(model, two[None], classes=2)
print("by hand", round(slope, 2), "backpropagation", round(float(exact[0, 6, 10, 0]), 2), exact.shape)

# %% [markdown]
# The nudge costs two passes through the network for each of 784 pixels. *Backpropagation* gives all of them in one
# pass back: `inspect.class_score_gradient`. Its size at each pixel, without the sign, is drawn as a picture and called
# *saliency*.

# %%
print("brighter would raise the score at", int((exact > 0).sum()), "pixels, and lower it at", int((exact < 0).sum()))
saliency = abs(inspect.class_score_gradient(model, digits[:8]))[..., 0]
on_black = 0
for n in range(8):
    strongest = np.argsort(-saliency[n].ravel(), kind="stable")[:50]  # of 784 pixels in a row
    on_black += int((digits[n].ravel()[strongest] == 0).sum())
print("of the 50 strongest pixels,", round(on_black / 8), "lie on black, as a mean over 8 images")
titles = [f"a {k}" for k in y_test[:8]] + ["saliency"] * 8
plots.show_images(np.concatenate([digits[:8, ..., 0], saliency]), titles, columns=8)

# %% [markdown]
# The bright pixels are where a small change would move the score most. Of the 50 strongest, 18 are not on the stroke at
# all: they are black, and ink there would change the score. The pictures are grainy. A pixel and its neighbour may be
# of very different weight to the network.
#
# For the 2, the gradient is 0 at the other 784 − 309 − 316 = 159 pixels. Of these, 784 − 26 · 26 = 108 lie in the last
# two rows and columns, where the network is blind: the second pooling leaves out the last row and column of 11 × 11.

# %% [markdown]
# ## Grad-CAM, by hand
#
# *Grad-CAM* asks the same question of a layer's maps, where things have a shape and still have a place. It wants to
# know which maps speak for the class, and where these are large. Take a layer with two maps of 2 × 2, and how the score
# changes with each of their numbers:
#
# ```
#         map        gradients    mean        weight · map
# map 0   2  0        1  2          1          2   0
#         1  3        0  1                     1   3
#
# map 1   0  4       -1  0        -0.5         0  -2
#         1  0       -1  0                    -0.5 0
#                                 sum          2  -2
#                                              0.5 3
# ```
#
# 1. The mean of a map's gradients is its weight: (1 + 2 + 0 + 1) / 4 = 1, and −2 / 4 = −0.5. Map 0 speaks for the
#    class, map 1 against it.
# 2. The maps, each times its weight, are added up.
# 3. Negative sums become 0. Only what speaks *for* the class shall be seen.
# 4. Everything is divided by the largest number, here 3, so that the result goes from 0 to 1: 2 / 3 = 0.67, 0,
#    0.5 / 3 = 0.17 and 3 / 3 = 1.
#
# `inspect.grad_cam` does this with a layer of a network. `inspect.resize` brings the maps of 11 × 11 to the size of the
# image. Light is what speaks for the class.

# %%
cams = inspect.resize(inspect.grad_cam(model, digits[:8], layer="second"), 28, 28)
titles = [f"a {k}" for k in y_test[:8]] + ["Grad-CAM"] * 8
plots.show_images(np.concatenate([digits[:8, ..., 0], cams]), titles, columns=8)

# %% [markdown]
# For the 7 it is the bar and the right side of the long stroke. For the 2 it is the base, and the upper end. For the 9,
# it is nothing: the map is black. Step 3 has left nothing over. How often does that happen, and to which digits?

# %%
maps = inspect.grad_cam(model, some, layer="second")  # (1000, 11, 11)
print("the 2 is lightest at row and column", tuple(map(int, np.unravel_index(maps[1].argmax(), (11, 11)))))
black = np.flatnonzero(maps.max(axis=(1, 2)) == 0)
print(len(black), "of 1,000 maps are black. How many of each digit, from 0 to 9:")
print(np.bincount(y_test[black], minlength=10))
sure = model.predict(some[black], verbose=0).max(axis=1)
print(f"half of these images have a probability above {np.median(sure):.3f}")

# %% [markdown]
# All 41 are nines, and of half of them the network is more than 98.5% sure. So a black map does not mean that nothing
# speaks for the class. Step 1 may hide it: gradients of 1 at one place and −1 at another have a mean of 0.
#
# Nor does light at a place prove that the place counts. The 2 is lightest in row 10, the last of 11, which the pooling
# behind leaves out. A map has one weight for all its places, even for those.
#
# And the pictures are stretched. The 11 places lie 2 pixels apart and span 20 pixels, but are drawn over all 28. Near
# the rim the light lies almost 3 pixels too far outwards: compare the base of the 2.

# %% [markdown]
# ## A map of the last hidden layer
#
# The hidden layer turns each image into 32 numbers: a point in a space of 32 axes. Images that are near each other
# there look alike to the network. Paper has two axes. Which two shall we draw?
#
# *Principal component analysis* takes the direction along which the points are spread most, then the one with the most
# spread at a right angle to it. The *spread* is the sum of the squared distances from the mean.
#
# - Subtract the mean of all points, so that the middle is 0.
# - `np.linalg.svd` gives the directions as rows of its last result, the widest spread first. The squares of the sizes
#   that come before it are the spreads.
# - The place of a point along a direction is the sum of its numbers times those of the direction: `@`.

# %%
hidden = of_some["hidden"].astype(float)  # (1000, 32)
centred = hidden - hidden.mean(axis=0)
_, sizes, directions = np.linalg.svd(centred, full_matrices=False)
share = sizes**2 / (sizes**2).sum()
print("share of the spread, direction by direction:", share[:4].round(2))
print(f"in the picture: {share[:2].sum():.0%}")
points = centred @ directions[:2].T  # (1000, 2)
plots.show_class_map(points, y_test[:1000].astype(int))

# %% [markdown]
# Each digit on the map is a test image, drawn as its label. (The signs of the directions are a matter of chance, so
# your map may be mirrored.) The network has never been told to keep classes apart *here*, only at the end. Still the
# ones and the sixes have places of their own. In the middle, many 2, 3, 5, 8 and 9 lie among each other.
#
# Do not conclude that the network confuses them: the picture holds 47% of the spread. What lies on top of each other
# may be far apart along a direction that is not drawn. We shall check this with all 32 numbers, in *At work*.

# %% [markdown]
# ## The worst mistakes
#
# Five test digits that the network is most sure about, and wrong. Below them is the Grad-CAM for its guess, and below
# that the one for the true digit.

# %%
probabilities = model.predict(digits, verbose=0)
guesses = probabilities.argmax(axis=1)
mistakes = np.flatnonzero(guesses != y_test)
worst = mistakes[np.argsort(-probabilities[mistakes].max(axis=1), kind="stable")][:5]
print(len(mistakes), "mistakes")
plots.show_predictions(x_test[worst], y_test[worst], probabilities[worst], columns=5)

# %%
for_guess = inspect.grad_cam(model, digits[worst], classes=guesses[worst], layer="second")
for_truth = inspect.grad_cam(model, digits[worst], classes=y_test[worst].astype(int), layer="second")
titles = [f"for {k}" for k in guesses[worst]] + [f"for {k}" for k in y_test[worst]]
plots.show_images(inspect.resize(np.concatenate([for_guess, for_truth]), 28, 28), titles, columns=5)

# %% [markdown]
# Look at the first, an 8 taken for a 0. The map for the 0 is lightest on both sides of the large loop. The map for the
# 8 has the small loop too. In the third, a 7 taken for a 1, only the map for the 7 is lightest on the bar.
#
# Each map is drawn from its own darkest to its own lightest number. So compare where they are light, not how light.

# %% [markdown]
# ## What such pictures do not prove
#
# A saliency picture that shows the digit looks like an explanation. Is it? J. Adebayo and others proposed a test in
# 2018: make the same picture with a network that has learned nothing. What looks the same there cannot be about what
# the network has learned.
#
# A common picture multiplies each gradient by its pixel. We make it with our network, and with `fresh`, the same
# network before its training.
#
# **Predict first.** What will the pictures of the untrained network look like: noise, black, or the digit?

# %%
eight = digits[:8, ..., 0]
trained_picture = abs(inspect.class_score_gradient(model, digits[:8], classes=guesses[:8]))[..., 0] * eight
fresh_picture = abs(inspect.class_score_gradient(fresh, digits[:8], classes=guesses[:8]))[..., 0] * eight
fresh_guesses = fresh.predict(digits, verbose=0).argmax(axis=1)
print(f"untrained: {np.mean(fresh_guesses == y_test):.2%} of the test digits are right")
titles = [f"a {k}" for k in y_test[:8]] + ["trained"] * 8 + ["untrained"] * 8
plots.show_images(np.concatenate([eight, trained_picture, fresh_picture]), titles, columns=8)

# %% [markdown]
# Both show the digit. How much, in numbers: the correlation of each picture with its image, as a mean over 1,000
# images.

# %%
def mean_correlation(ones, others):
    pairs = zip(ones, others, strict=True)
    return float(np.mean([np.corrcoef(one.ravel(), other.ravel())[0, 1] for one, other in pairs]))


ink = some[..., 0]
pictures = {}
for name, tested in (("trained", model), ("untrained", fresh)):
    pictures[name] = abs(inspect.class_score_gradient(tested, some, classes=guesses[:1000]))[..., 0]
    print(f"{name:9} gradient · pixel, with the image: {mean_correlation(pictures[name] * ink, ink):.2f}")
print(f"gradient · pixel, trained with untrained: {mean_correlation(*[each * ink for each in pictures.values()]):.2f}")
print(f"gradient alone,   trained with untrained: {mean_correlation(*pictures.values()):.2f}")

# %% [markdown]
# The untrained picture resembles the image as much as the trained one does: 0.76 and 0.75. The digit in it comes from
# the multiplication: where a pixel is 0, the product is 0, whatever the network has learned. The two networks' pictures
# have a correlation of 0.60. Without the pixel it is 0.44: the gradient alone depends more on what was learned. (Our
# network began as `fresh`. Networks with other random weights give nearly the same numbers.)
#
# Adebayo and others found the same for large networks. The plain gradient and Grad-CAM changed when the weights were
# made random; some other methods hardly did. What to do, then?
#
# - **Ask the same of a network that knows nothing.** What stays is not about what was learned.
# - **Change the image and measure**, as occlusion does. A drop is a fact about the network; a picture is a hint.
# - **Do not choose the best looking picture.** Count over many images.

# %% [markdown]
# ### Draw one yourself
#
# Choose the layer `second` for the maps, draw a 1, and turn it step by step into a 7, then into a 2.
#
# - Which maps come alive when the bar at the top is added?
# - Draw a small digit in a corner of the pad. Does the answer change with the place?
# - Draw a scribble. Are the maps black?

# %%
widgets.DigitPad(model)

# %% [markdown]
# <details><summary>Answers</summary>
#
# - Those that answer to bars, such as map 10, whose patches you have seen above.
# - No. The pad cuts the drawing out, scales it, and moves it to the middle before the network gets it, as MNIST was
#   made.
# - No. Maps answer to bars and edges, and a scribble has these too. The ten probabilities add up to 1 all the same.
#
# </details>

# %% [markdown]
# ## Exercises
#
# ### 11.1 · Warm-up: dead maps
#
# `maps` has shape (N, H, W, C): a layer's output for N images. Return the numbers of the maps that are 0 at every place
# of every image, in ascending order, as an array of whole numbers.

# %%
def my_dead_maps(maps):
    ### BEGIN SOLUTION
    found = []
    for c in range(maps.shape[3]):
        if (maps[:, :, :, c] == 0).all():
            found.append(c)
    return np.array(found, dtype=int)
    ### END SOLUTION


# %%
dead_maps = exercises.check("11.1", my_dead_maps)

# %% [markdown]
# ### 11.2 · A map of drops
#
# Write the occlusion for any square and any score:
#
# - `score` is a function: it takes an image of shape (H, W) and returns a number. `image` has shape (H, W).
# - The square has `size` × `size` pixels, moves by `stride` pixels, never sticks out, and covers with `value`.
# - Return an array with the drop for each place: the score of the image minus that of the covered image.
#
# The image must be the same afterwards.

# %%
def my_occlusion(score, image, size, stride, value):
    ### BEGIN SOLUTION
    height = (image.shape[0] - size) // stride + 1
    width = (image.shape[1] - size) // stride + 1
    whole = score(image)
    drops = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            covered = image.copy()
            top, left = i * stride, j * stride
            covered[top : top + size, left : left + size] = value
            drops[i, j] = whole - score(covered)
    return drops
    ### END SOLUTION


# %%
occlusion = exercises.check("11.2", my_occlusion)

# %% [markdown]
# ### 11.3 · Grad-CAM
#
# `maps` and `gradients` have shape (H, W, C): a layer's output for one image, and how the score changes with each of
# its numbers. Do the four steps from above, and return an array of shape (H, W) from 0 to 1. Where no sum is positive,
# return zeros.

# %%
def my_grad_cam(maps, gradients):
    ### BEGIN SOLUTION
    weights = gradients.mean(axis=(0, 1))  # one for each map
    total = np.zeros(maps.shape[:2])
    for c in range(maps.shape[2]):
        total += weights[c] * maps[:, :, c]
    total = np.maximum(total, 0)
    if total.max() > 0:
        total = total / total.max()
    return total
    ### END SOLUTION


# %%
grad_cam = exercises.check("11.3", my_grad_cam)

# %% [markdown]
# ### 11.4 · Stretch: what looks alike
#
# `vectors` has shape (N, D): a row of numbers for each of N images. `query` has shape (D,). Return the places of the
# `count` rows that lie nearest to the query, the nearest first, as an array of whole numbers. The distance is the usual
# one: the root of the sum of the squared differences. `np.argsort` gives places in ascending order of some numbers.

# %%
def my_neighbours(vectors, query, count):
    ### BEGIN SOLUTION
    distances = ((vectors - query) ** 2).sum(axis=1)  # the root would not change the order
    return np.argsort(distances)[:count]
    ### END SOLUTION


# %%
neighbours = exercises.check("11.4", my_neighbours)

# %% [markdown]
# ## At work
#
# **Dead maps.** Our network has none. What does a learning rate that is twenty times as large do? We train on 10,000
# images, once with the usual rate and once with the large one.

# %%
for rate in (0.001, 0.02):
    other = network()
    other.compile(optimizers.Adam(learning_rate=rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    other.fit(x[:10_000], y_train[:10_000], batch_size=128, epochs=1, verbose=0)
    _, right = other.evaluate(digits, y_test, batch_size=128, verbose=0)
    print(f"rate {rate}: accuracy {right:.2%}")
    for name in ("first", "second"):
        print("  dead in", name, dead_maps(inspect.activations(other, some, name)[name]))

# %% [markdown]
# With the large rate 2 of 16 and 11 of 32 maps are dead: a third of the second layer never answers. After this one
# epoch it is the better network all the same, with 96.25% against 90.49%. The accuracy tells nothing of the dead maps.
# Only looking inside does.
#
# **Occlusion**, with a black square of 7 × 7 that moves by one pixel, for the 2 from the beginning:

# %%
drops = occlusion(probability, two[..., 0], 7, 1, 0)
row, column = np.unravel_index(drops.argmax(), drops.shape)
print(drops.shape, "the largest drop,", round(float(drops.max()), 3), "is at row", row, "column", column)
hidden_part = two[..., 0].copy()
hidden_part[row : row + 7, column : column + 7] = 0
print("covered there, it is taken for a", model.predict(hidden_part[None, ..., None], verbose=0).argmax())
pieces = [two[..., 0], np.pad(drops, 3), hidden_part]  # padded: each drop lies at the middle of its square
plots.show_images(np.stack(pieces), ["the 2", "drops", "covered"])

# %% [markdown]
# The tiles have found the same place, only more coarsely. Without its lower left corner the 2 has next to no
# probability left: 0.9905 less 0.969.
#
# **Grad-CAM.** For the gradients at the second layer we build the rest of the network, what follows that layer, and
# give it the trained weights. Then the maps are its input, and we know how to get the gradient of an input.

# %%
rest = Sequential([
    Input((11, 11, 32)),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(32, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
rest.set_weights(model.get_weights()[4:])  # without two filters' weights and biases
at_second = inspect.class_score_gradient(rest, seen["second"], classes=2)
ours = grad_cam(seen["second"][0], at_second[0])
theirs = inspect.grad_cam(model, two[None], classes=2, layer="second")[0]
print(ours.shape, "equal to 5 decimals:", np.allclose(ours, theirs, rtol=0, atol=1e-5))

# %% [markdown]
# **Neighbours.** For each of the worst mistakes, the four training images that look most like it to the network: those
# that are nearest in the hidden layer, among the first third of the training images.

# %%
train_hidden = inspect.activations(model, x[:20_000], "hidden")["hidden"].astype(float)
shown, titles = [], []
for n in worst[:4]:
    query = inspect.activations(model, digits[n : n + 1], "hidden")["hidden"][0].astype(float)
    near = neighbours(train_hidden, query, 4)
    shown += [x_test[n], *x_train[near]]
    titles += [f"test: {y_test[n]}", *[f"a {k}" for k in y_train[near]]]
plots.show_images(np.stack(shown), titles, columns=5, marked=[0, 5, 10, 15])

# %% [markdown]
# The 8, the 6 and the fourth image lie among images of the class that they were taken for, and look like them. The
# third is another case. Its neighbours are sevens, as it is itself. The hidden layer has kept it among them, and the
# last layer has called it a 1 all the same.
#
# Now to the flat map of the hidden layer: are the classes really mixed? For each of the 1,000 test images we look
# whether its nearest neighbour among all the others has the same label. To know what the number is worth, we ask the
# same of the flat map's two numbers, of the plain pixels, and of the untrained network.

# %%
of_fresh = inspect.activations(fresh, some, "hidden")["hidden"].astype(float)
pixels = some.reshape(1000, -1)
for name, rows in (("hidden layer", hidden), ("flat map", points), ("plain pixels", pixels), ("untrained", of_fresh)):
    same = 0
    for n in range(1000):
        others = np.delete(np.arange(1000), n)  # all but n
        same += y_test[others[neighbours(rows[others], rows[n], 1)[0]]] == y_test[n]
    print(f"{name}: {same} of 1,000")

# %% [markdown]
# On the flat map, only 536 of 1,000 images have a nearest neighbour with the same label. With all 32 numbers it is 960:
# there the classes lie apart. What is that worth? Plain pixels reach 863, and the untrained network reaches 741. So the
# trained network gains 960 − 863 = 97 images over the pixels. Without these two numbers, 960 would look like more.

# %% [markdown]
# ## Check yourself

# %%
widgets.lesson_quiz("11")

# %% [markdown]
# ## Recap
#
# - You can **read** the filters of the first layer as patterns of light and dark, and maps as places where such a
#   pattern was found. Deeper filters are not pictures.
# - You can **find** what excites a map: the images, and the parts of them, where it is largest.
# - You can **measure** what a decision rests on: cover a part, and see how far the probability falls.
# - You can **locate** it with one pass back: gradients for pixels, Grad-CAM for maps.
# - You can **doubt** such pictures: make the same one with an untrained network, and count over many images.
#
# ### Common mistakes
#
# - Forgetting to uncover: each place needs a fresh copy of the image.
# - Taking the gradient of the probability where the network is sure: it is nearly 0 everywhere.
# - Reading the size of a gradient as importance. It tells what a small change would do, not what the pixel has done.
# - Comparing pictures that are each drawn on their own scale: the brightest pixel of both is white.
# - Believing that what lies together on a flat map lies together in the network.
#
# ### Where to read on
#
# - M. D. Zeiler, R. Fergus, *Visualizing and understanding convolutional networks*, ECCV 2014: occlusion, and what
#   excites a map.
# - K. Simonyan, A. Vedaldi, A. Zisserman, *Deep inside convolutional networks: visualising image classification models
#   and saliency maps*, ICLR workshop 2014.
# - R. R. Selvaraju and others, *Grad-CAM: visual explanations from deep networks via gradient-based localization*, ICCV
#   2017.
# - J. Adebayo and others, *Sanity checks for saliency maps*, NeurIPS 2018: the test with a network that knows nothing.
#
# **Next:** [12 · Making it fast](12_making_it_fast.ipynb)

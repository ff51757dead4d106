# %% [markdown]
# # 92 · Appendix: glossary and index of exercises
#
# **The words of the course, each in a line, and where it is taught.**
#
# ## Four things called kernel
#
# | In this course | elsewhere | What it is |
# |---|---|---|
# | **image kernel** | kernel, mask, filter | a small array of numbers that is slid over an image |
# | **filter**, with its *weights* | kernel | what a convolution layer learns: a bias, and an image kernel for each channel. All weights of a layer together are its parameter `kernel`, as in Keras |
# | **compiled function** | compute kernel | a Python function that numba has translated to machine code; they live in `course_lib.kernels` |
# | **Jupyter kernel** | kernel | the process that runs a notebook's cells |

# %% [markdown]
# ## Glossary
#
# | Word | In a line | Lesson |
# |---|---|---|
# | **accuracy** | the share of right guesses | 08 |
# | **activation** | a function applied to each number of a layer's output, such as relu | 04 |
# | **Adam** | an optimizer that divides a running mean of the gradient by the running size of it | 07 |
# | **average pooling** | the mean of each window | 03 |
# | **backpropagation** | computing the gradients of all weights from the loss backwards, by the chain rule | 06 |
# | **batch**, **mini-batch** | several samples that go through a network together, and share one step | 07 |
# | **batch normalization** | a layer that gives each channel of a batch mean 0 and spread 1, then a learned scale and shift | 09 |
# | **bias** | a number that a filter or a dense output adds to its sum | 02 |
# | **callback** | an object whose methods `fit` calls while it trains | 07 |
# | **channel** | one of the numbers of each pixel: red, green, blue, or one for each filter | 02 |
# | **class** | one of the things that a network tells apart | 04 |
# | **confusion matrix** | a table that counts for each true class how often each class was guessed | 10 |
# | **convolution** | sliding filters over an image, multiplying and adding up | 02 |
# | **correlation** | what mathematics calls a convolution without the turned kernel; our convolution layers do it | 02 |
# | **cross-entropy** | minus the logarithm of the probability that was given to the true class | 05 |
# | **dense layer** | each output is a weighted sum of all inputs, plus a bias | 04 |
# | **dropout** | setting random numbers to 0 while training | 09 |
# | **early stopping** | ending a training when the validation loss has stopped falling | 09 |
# | **epoch** | once through all training data | 07 |
# | **equivariance** | the input moves, and the output moves with it | 02 |
# | **feature map**, **map** | what one filter makes of an image | 02 |
# | **flatten** | laying all numbers of an image out in a row | 04 |
# | **gradient** | for each weight, how much the loss changes when the weight does | 06 |
# | **Grad-CAM** | a map of where in the image a class score comes from, from the last convolution's maps | 11 |
# | **label** | the class that an image belongs to | 04 |
# | **layer** | a step of a network: numbers in, numbers out | 02 |
# | **learning rate** | how large a step is, for a given gradient | 07 |
# | **loss** | one number that says how wrong a network is | 05 |
# | **max pooling** | the largest number of each window | 03 |
# | **metric** | a number that is reported and not trained on, such as accuracy | 08 |
# | **momentum** | keeping a part of the last step in the next one | 07 |
# | **one-hot** | a label as a row of zeros with a single 1 | 05 |
# | **optimizer** | the rule that turns gradients into steps | 07 |
# | **overfitting** | getting better on the training data and worse on other data | 09 |
# | **padding** | zeros around an image; *valid* has none, *same* gives size / stride places, rounded up | 02 |
# | **parameter** | a number that is learned: a weight or a bias | 02 |
# | **pooling** | one number for each window, without weights | 03 |
# | **receptive field** | the part of the image that a number of a layer depends on | 02 |
# | **regularization** | whatever keeps a network from learning its training data by heart | 09 |
# | **relu** | negative numbers become 0 | 04 |
# | **saliency** | for each pixel, how much a class score changes with it | 11 |
# | **scores**, **logits** | the numbers that enter softmax | 04 |
# | **seed** | the number from which all random numbers of a training follow | 08 |
# | **softmax** | turns scores into probabilities that add up to 1 | 04 |
# | **stride** | how far a window moves at a time | 02 |
# | **test data** | data that are looked at once, at the end | 08 |
# | **training data** | data that a network learns from | 08 |
# | **twin** | the readable form of a compiled function, in `course_lib/kernels/reference` | 02 |
# | **validation data** | data to choose between networks by; `validation_split` sets a part of the training data aside | 08 |
# | **weight** | a learned number that a number is multiplied by | 02 |
# | **weight decay** | making all weights a little smaller in each step | 09 |
# | **weight sharing** | the same weights at every place of an image | 02 |

# %% [markdown]
# ## Index of exercises
#
# `exercises.solution("02.2")` shows a solution, `exercises.hint("02.2")` the next hint.

# %%
from course_lib import exercises

exercises.index()

# %% [markdown]
# What you have solved of them, on this machine:

# %%
exercises.progress()

# %% [markdown]
# **Back to:** [00 · Start here](00_start_here.ipynb)

# %% [markdown]
# # 92 · Appendix: glossary and index of exercises
#
# **The words of the course, each in a line, and where it is taught.**
#
# ## Four things called kernel
#
# | In this course | Elsewhere | What it is |
# |---|---|---|
# | **image kernel** | kernel, mask, filter | a small array of numbers that is slid over an image |
# | **filter**, with its *weights* | kernel | what a convolution layer learns: a bias, and an image kernel for each channel. All weights of a layer together are its parameter `kernel`, as in Keras |
# | **compiled function** | compute kernel | a Python function that numba has translated to machine code; the course's own are in `course_lib.kernels` |
# | **Jupyter kernel** | kernel | the process that runs a notebook's cells |

# %% [markdown]
# ## Glossary
#
# | Word | In a line | Lesson |
# |---|---|---|
# | **accuracy** | the share of right guesses | 04 |
# | **activation** | a function applied to each number of a layer's output, such as relu | 04 |
# | **Adagrad**, **RMSprop**, **Adadelta** | optimizers that divide the gradient by its size so far, or of late | 07 |
# | **Adam** | an optimizer: the running mean of the gradient, divided by the gradient's usual size | 07 |
# | **AdamW** | Adam that shrinks the weights directly, with no penalty in the loss | 09 |
# | **arithmetic intensity** | operations for each byte that comes from memory or goes there | 12 |
# | **array** | a table of numbers of one type, with any number of axes | 01 |
# | **augmentation** | new training images made of old ones: moved, turned, larger, smaller | 09 |
# | **average pooling** | the mean of each window | 03 |
# | **backpropagation** | computing the gradients of all weights from the loss backwards, by the chain rule | 06 |
# | **batch**, **mini-batch** | several samples that go through a network together, and share one step | 02, 07 |
# | **batch normalization** | a layer that gives each channel of a batch mean 0 and variance 1, then a learned scale and shift | 09 |
# | **bias** | a number that a filter or a dense output adds to its sum | 02 |
# | **bias correction** | what Adam does about running means that began at 0 | 07 |
# | **BLAS** | a family of finely tuned functions for matrix products and the like | 12 |
# | **blur** | mixing each pixel with its neighbours; a box blur takes their mean, a Gaussian blur lets the middle count most | 01 |
# | **broadcasting** | NumPy repeats axes of length 1 where shapes differ | 91 |
# | **cache** | a small fast memory in the processor; it is filled by cache lines, 64 neighbouring bytes each | 12 |
# | **callback** | an object whose methods `fit` calls while it trains | 07 |
# | **central difference** | a slope measured by a nudge to either side | 06 |
# | **chain rule** | slopes multiply along a path, and add up over several paths | 06 |
# | **channel** | one of the numbers of each pixel: red, green, blue, or one for each filter | 01, 02 |
# | **channels last**, **channels first** | the order of an image's axes: (H, W, C) in Keras and here, (C, H, W) in PyTorch | 90 |
# | **checkpoint** | a file with the state of a training, from which it can go on | 10 |
# | **class** | one of the things that a network tells apart | 04 |
# | **confusion matrix** | a table that counts for each true class how often each class was guessed | 10 |
# | **contrast** | how far dark and bright lie apart | 01 |
# | **convolution** | sliding filters over an image, multiplying and adding up | 02 |
# | **core** | a part of the processor that can work by itself, beside the others | 12 |
# | **correlation** | what mathematics calls a convolution without the turned kernel; our convolution layers do it | 02 |
# | **correlation of two lists** | 1 where one is the other, stretched and shifted; near 0 where they have nothing in common | 11 |
# | **cross-entropy** | minus the logarithm of the probability that was given to the true class | 05 |
# | **dead** | said of a unit or a map that is 0 for every image, and so gets no gradient | 04, 11 |
# | **dense layer**, **fully connected** | each output is a weighted sum of all inputs, plus a bias | 04 |
# | **diverge** | to run away from the lowest point, since the steps are too large | 07 |
# | **dropout** | setting a random part of a layer's numbers to 0 in each training step, and scaling up the rest | 09 |
# | **dtype** | the type of an array's numbers, such as `uint8` or `float32` | 01 |
# | **early stopping** | ending a training when the validation loss has stopped falling | 09 |
# | **edit mode**, **command mode** | whether keys write into a cell, or are commands | 91 |
# | **emboss** | an image kernel that makes an image look as if light fell on it from one side | 01 |
# | **ensemble** | several networks that answer together | 13 |
# | **epoch** | once through all training data | 04, 07 |
# | **epsilon** | a tiny number that is added so that nothing is divided by 0 | 07 |
# | **equivariance** | the input moves, and the output moves with it | 02 |
# | **feature map**, **map** | what one filter makes of an image | 02 |
# | **filter** | a bias, and an image kernel for each channel | 02 |
# | **filtered image** | what an image kernel makes of an image | 01 |
# | **flatten** | laying all numbers of an image out in a row | 04 |
# | **fma** | one instruction that multiplies, adds and rounds once: fused multiply-add | 12 |
# | **focal loss** | cross-entropy that counts little where the true class is known already | 05 |
# | **gamma**, **beta** | batch normalization's learned scale and shift | 09 |
# | **generalize** | to be right about data that were not learned from | 09 |
# | **GFLOP/s** | billions of floating-point operations in a second | 12 |
# | **global pooling** | pooling whose window is the whole map: one number for each channel | 03 |
# | **Grad-CAM** | a map of where in the image a class score comes from, from the last convolution's maps | 11 |
# | **gradient** | for each weight, how much the loss changes when the weight does | 05, 06 |
# | **gradient descent** | steps against the gradient: weight − rate · slope | 07 |
# | **hidden layer** | a layer between the input and the last layer | 04 |
# | **hook** | a method of a callback with a fixed name, such as `on_epoch_end` | 07 |
# | **identity** | an image kernel with a single 1 in the middle, which copies | 01 |
# | **im2col** | writing each window as a row of a matrix, so that a convolution becomes a matrix product | 12 |
# | **image kernel** | a small array of numbers that is slid over an image | 01 |
# | **kink** | where a slope jumps, as relu's at 0 | 06 |
# | **L2** | a penalty in the loss: the sum of all squared weights, times a number | 09 |
# | **label** | the class that an image belongs to | 00 |
# | **label smoothing** | a truth of a little less than 1 for the true class, and a little more than 0 for the others | 05 |
# | **lane** | the place of one number in a wide register | 12 |
# | **layer** | a step of a network: numbers in, numbers out | 02 |
# | **learning rate** | how large a step is, for a given gradient | 07 |
# | **learning-rate finder** | a short training in which the rate grows with every step, to see where the loss falls | 07 |
# | **loss** | one number that says how wrong a network is | 05 |
# | **machine code** | the processor's own instructions | 12 |
# | **mask** | an array of true and false that says which numbers count | 06 |
# | **max pooling** | the largest number of each window | 03 |
# | **median** | the middle one of several numbers in order | 09 |
# | **metric** | a number that is reported and not trained on, such as accuracy | 05 |
# | **momentum** | keeping a part of the last step in the next one; in batch normalization, the part of the old average that is kept | 07, 09 |
# | **moving average** | a mean that keeps a part of its old value at each step | 09 |
# | **multiply-add** | a multiplication and the addition that follows it | 12 |
# | **Nesterov** | momentum that steps as if its velocity had moved on once more already | 07 |
# | **numba** | the compiler that translates our Python functions into machine code | 12 |
# | **occlusion** | covering a part of the image, to see how far the answer falls | 11 |
# | **one-hot** | a label as a row of zeros with a single 1 | 05 |
# | **ONNX** | an open file format for networks, which other programs run | 13 |
# | **optimizer** | the rule that turns gradients into steps | 07 |
# | **overfitting** | getting better on the training data and not on other data | 09 |
# | **padding** | zeros around an image; *valid* has none, *same* gives size / stride places, rounded up | 02 |
# | **parameter** | a number that is learned: a weight or a bias | 02 |
# | **pixel** | one small square of an image: a number, or one for each channel | 01 |
# | **pooling** | one number for each window, without weights | 03 |
# | **precision** | of the images that were called a class, the share that belong to it | 10 |
# | **Prewitt**, **Sobel** | two image kernels for edges; in Sobel's the middle counts twice | 01 |
# | **principal component analysis** | the directions along which points are spread most, to draw many numbers on a flat map | 11 |
# | **process** | a program that runs, with its own memory | 10 |
# | **race** | two threads change one number at once, and the result depends on their timing | 12 |
# | **recall** | of the images of a class, the share that was found | 10 |
# | **receptive field** | the part of the image that a number of a layer depends on | 02 |
# | **record** | what the course's own long trainings reached, kept in a file | 13 |
# | **register** | a place within the processor where it calculates | 12 |
# | **regularization** | whatever keeps a network from learning its training data by heart; L2 is a *regularizer* | 09 |
# | **relu** | negative numbers become 0 | 04 |
# | **ridge** | in a roofline picture, the intensity at which arithmetic, not memory, begins to be the limit | 12 |
# | **roofline** | a picture of how fast programs are, below the limits that memory and arithmetic set | 12 |
# | **safetensors** | a kind of file that holds numbers with names, and no program | 13 |
# | **saliency** | for each pixel, how much a class score changes with it | 11 |
# | **sample** | one of the things that a network learns from or answers about, such as one image | 04 |
# | **saturation** | where a function is nearly flat, so that hardly any slope comes through | 04 |
# | **schedule** | a function that gives the learning rate of each step | 07 |
# | **scores**, elsewhere **logits** | the numbers that enter softmax | 04 |
# | **seed** | the number from which all random numbers of a training follow | 08 |
# | **SGD** | stochastic gradient descent: gradient descent with a new batch in each step | 07 |
# | **shape** | how long each axis of an array is; rows come before columns | 01 |
# | **sharpen** | adding to an image what a blur takes away, so that edges stand out | 01 |
# | **shuffle** | to put into a new random order, before each epoch | 07 |
# | **sigmoid** | 1 / (1 + exp(−x)): any number becomes one between 0 and 1 | 04, 05 |
# | **slice** | `first:end`: a part of an axis, without the end | 01 |
# | **slope**, **derivative** | how many times as fast one number moves as another | 05, 06 |
# | **softmax** | turns scores into probabilities that add up to 1 | 04 |
# | **squared error** | (output − truth)² | 05 |
# | **standard error** | about how far a measured share is off by chance | 09 |
# | **step** | one change of the weights, from one batch | 07 |
# | **stride** | how far a window moves at a time | 02 |
# | **tape** | a list of all that was computed, to walk back along | 06 |
# | **test data** | data that are looked at once, at the end | 08, 09 |
# | **thread** | one sequence of work; each core can run one | 12 |
# | **threshold** | a limit: what lies above it is treated in one way, all else in another | 01 |
# | **training data** | data that a network learns from | 08, 09 |
# | **transpose** | an array with its rows as columns | 01 |
# | **twin** | the readable form of a compiled function, in `course_lib/kernels/reference` | 02 |
# | **unit** | one of a dense layer's outputs, with its weights and its bias | 04 |
# | **validation data** | data to choose between networks by; `validation_split` sets a part of the training data aside | 07, 09 |
# | **variance** | the mean of the squared distances from the mean | 09 |
# | **view** | an array that shows a part of another array's numbers | 91 |
# | **warm** | said of a timing that leaves out the first call, in which code is compiled | 12 |
# | **warm-up** | small steps at the beginning of a training, which grow until the rate is reached | 07 |
# | **weight** | a number that an input is multiplied by; in a network it is learned | 01, 02 |
# | **weight decay** | making all weights a little smaller in each step | 09 |
# | **weight sharing** | the same weights at every place of an image | 02 |
# | **window** | the part of an image or map from which one output number is made | 01, 03 |

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

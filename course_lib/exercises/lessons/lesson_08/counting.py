"""Exercise 08.1: shapes and parameters of a network with two convolutions and no pooling."""

from course_lib.exercises.answer_exercise import AnswerExercise

FIRST, SECOND, FLAT, LAST = "first convolution", "second convolution", "numbers after flatten", "last layer"

COUNTING = AnswerExercise(
    number="08.1",
    title="what the tutorial's network learns",
    finished={FIRST: 640, SECOND: 18_464, FLAT: 18_432, LAST: 184_330},
    mistakes={
        "the biases are missing: each filter and each output has one.": [
            (FIRST, 576),
            (SECOND, 18_432),
            (LAST, 184_320),
        ],
        "there is one bias for each filter, not one for the layer.": [(FIRST, 577), (SECOND, 18_433)],
        "each of the 32 filters sees all 64 channels of the layer before.": [(SECOND, 320), (SECOND, 288)],
        "the bias is counted for every channel: there is one for each filter.": [(SECOND, 20_480)],
        "the number of filters is that of the layer before: it has 32.": [(SECOND, 36_928)],
        "64 and 32 are swapped: it has 32 filters, and each sees 64 channels.": [(SECOND, 18_496)],
        "these are the maps of the first convolution. `Flatten` comes behind the second.": [(FLAT, 26 * 26 * 64)],
        "that is the network trained above. This is the one of the experiment.": [
            (FIRST, 320),
            (FLAT, 1600),
            (LAST, 1290),
        ],
        "every number of every map enters the last layer, not one for each map.": [(LAST, 10 * 32), (LAST, 10 * 33)],
        "each convolution takes 2 pixels off: 28, 26, 24.": [
            (FLAT, 28 * 28 * 32),
            (FLAT, 26 * 26 * 32),
            (LAST, 10 * (28 * 28 * 32 + 1)),
            (LAST, 10 * (26 * 26 * 32 + 1)),
        ],
        "the second convolution puts out 32 maps, not 64.": [(FLAT, 24 * 24 * 64), (LAST, 10 * (24 * 24 * 64 + 1))],
        "all maps are flattened, not one of them.": [(FLAT, 576), (LAST, 5_770)],
        "there is no pooling in this network.": [(FLAT, 12 * 12 * 32), (LAST, 10 * (12 * 12 * 32 + 1))],
        "the last layer has one bias for each of its 10 outputs.": [(LAST, 184_321), (LAST, 202_752)],
    },
    hints=(
        "A convolution learns filters · (window · channels + 1) numbers. How many channels does each of the two get?",
        "28 pixels, windows of 3, no padding: how large are the maps after the first convolution? After the second?",
        "After flatten there are height · width · maps numbers. The last layer has that many weights for each of its "
        "10 outputs, and a bias for each.",
    ),
)

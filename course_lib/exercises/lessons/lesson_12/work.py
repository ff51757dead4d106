"""Exercise 12.1: multiply-adds and bytes of a layer."""

from course_lib.exercises.answer_exercise import AnswerExercise

WORK_DONE, READ, WRITTEN, MATRIX = "multiply-adds", "bytes of the image", "bytes of the output", "bytes of the matrix"

WORK = AnswerExercise(
    number="12.1",
    title="multiply-adds and bytes of a layer",
    finished={WORK_DONE: 60_000, READ: 2_352, WRITTEN: 3_200, MATRIX: 30_000},
    mistakes={
        "without padding the window of 5 has 14 − 5 + 1 = 10 places along each axis.": [
            (WORK_DONE, 14 * 14 * 8 * 5 * 5 * 3),
            (WORK_DONE, 9 * 9 * 8 * 5 * 5 * 3),
            (WRITTEN, 14 * 14 * 8 * 4),
            (WRITTEN, 9 * 9 * 8 * 4),
            (MATRIX, 14 * 14 * 5 * 5 * 3 * 4),
            (MATRIX, 9 * 9 * 5 * 5 * 3 * 4),
        ],
        "these are numbers. A float32 has 32 bits, and 8 bits are a byte.": [
            (READ, 14 * 14 * 3),
            (WRITTEN, 10 * 10 * 8),
            (MATRIX, 10 * 10 * 5 * 5 * 3),
        ],
        "the biases are counted too. The question leaves them out.": [(WORK_DONE, 60_000 + 10 * 10 * 8)],
        "that is how many numbers the output has. Each takes a multiply-add for each weight of its filter.": [
            (WORK_DONE, 10 * 10 * 8)
        ],
        "that is the work for one number of the output. There are 10 · 10 · 8.": [(WORK_DONE, 5 * 5 * 3)],
        "that is twice as many. A float32 takes 4 bytes, and these count once, also where they are written and read.": [
            (MATRIX, 2 * 10 * 10 * 5 * 5 * 3 * 4)
        ],
        "a float32 takes 4 bytes; 8 would be a float64, and 32 counts bits.": [
            (READ, 14 * 14 * 3 * 8),
            (READ, 14 * 14 * 3 * 32),
            (WRITTEN, 10 * 10 * 8 * 8),
            (WRITTEN, 10 * 10 * 8 * 32),
        ],
        "the image has three channels, and each window covers all of them.": [
            (WORK_DONE, 10 * 10 * 8 * 5 * 5),
            (READ, 14 * 14 * 4),
            (MATRIX, 10 * 10 * 5 * 5 * 4),
        ],
        "that is one filter's work. There are eight.": [(WORK_DONE, 10 * 10 * 5 * 5 * 3)],
        "that is one map. Each of the eight filters gives one.": [(WRITTEN, 10 * 10 * 4)],
        "that is the work at one place of the window. There are 10 · 10 places.": [(WORK_DONE, 8 * 5 * 5 * 3)],
        "that is one row of the matrix. There is one for each of the 10 · 10 places.": [(MATRIX, 5 * 5 * 3 * 4)],
        "a multiply-add counts once here, though it is two operations.": [(WORK_DONE, 2 * 10 * 10 * 8 * 5 * 5 * 3)],
        "the matrix holds the windows. All filters read the same ones, so their number does not count.": [
            (MATRIX, 10 * 10 * 5 * 5 * 3 * 8 * 4)
        ],
        "the output has a map for each filter. The channels have gone into the sums.": [
            (WRITTEN, 10 * 10 * 3 * 4),
            (WRITTEN, 10 * 10 * 8 * 3 * 4),
        ],
    },
    hints=(
        "How many places has a window of 5 along an axis of 14 pixels, without padding? The rule is that of lesson 02.",
        "Each place gives one number for each filter. How many products go into one of these numbers? And how many "
        "numbers are in one row of the matrix?",
        "One number of the output takes 5 · 5 · 3 multiply-adds. A row of the matrix holds as many numbers, and there "
        "is a row for each place. Each number takes 4 bytes.",
    ),
)

"""Lesson 02, "Convolution": output size, the layer's convolution in loops, "same" padding, receptive field."""

from course_lib.exercises.lessons.lesson_02.conv2d import CONV2D
from course_lib.exercises.lessons.lesson_02.output_size import OUTPUT_SIZE
from course_lib.exercises.lessons.lesson_02.receptive_field import RECEPTIVE_FIELD
from course_lib.exercises.lessons.lesson_02.same_padding import SAME_PADDING

EXERCISES = (OUTPUT_SIZE, CONV2D, SAME_PADDING, RECEPTIVE_FIELD)

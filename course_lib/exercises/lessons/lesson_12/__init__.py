"""Lesson 12, "Making it fast": counting work and bytes, im2col, sums in chunks, a compiled convolution."""

from course_lib.exercises.lessons.lesson_12.chunked_sum import CHUNKED_SUM
from course_lib.exercises.lessons.lesson_12.fast_conv2d import FAST_CONV2D
from course_lib.exercises.lessons.lesson_12.im2col import IM2COL
from course_lib.exercises.lessons.lesson_12.work import WORK

EXERCISES = (WORK, IM2COL, CHUNKED_SUM, FAST_CONV2D)

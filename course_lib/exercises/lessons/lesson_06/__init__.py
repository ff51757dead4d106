"""Lesson 06, "Backpropagation": the chain rule with numbers, and the backward passes of three layers."""

from course_lib.exercises.lessons.lesson_06.chain_rule import CHAIN_RULE
from course_lib.exercises.lessons.lesson_06.convolution import CONV2D_BACKWARD
from course_lib.exercises.lessons.lesson_06.dense import DENSE_BACKWARD
from course_lib.exercises.lessons.lesson_06.max_pooling import MAXPOOL_BACKWARD

EXERCISES = (CHAIN_RULE, DENSE_BACKWARD, MAXPOOL_BACKWARD, CONV2D_BACKWARD)

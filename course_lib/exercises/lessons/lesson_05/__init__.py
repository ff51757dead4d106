"""Lesson 05, "Losses": one-hot rows, cross-entropy, its gradient behind a softmax, a loss of one's own."""

from course_lib.exercises.lessons.lesson_05.cross_entropy import CROSS_ENTROPY
from course_lib.exercises.lessons.lesson_05.focal_loss import FOCAL_LOSS
from course_lib.exercises.lessons.lesson_05.gradient import GRADIENT
from course_lib.exercises.lessons.lesson_05.one_hot import ONE_HOT

EXERCISES = (ONE_HOT, CROSS_ENTROPY, GRADIENT, FOCAL_LOSS)

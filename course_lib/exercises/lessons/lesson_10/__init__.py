"""Lesson 10, "Fashion-MNIST": a confusion matrix, recall and precision, the usual mistakes, a callback that saves."""

from course_lib.exercises.lessons.lesson_10.checkpoint import CHECKPOINT
from course_lib.exercises.lessons.lesson_10.confusion import CONFUSION
from course_lib.exercises.lessons.lesson_10.most_confused import MOST_CONFUSED
from course_lib.exercises.lessons.lesson_10.recall_and_precision import RECALL_AND_PRECISION

EXERCISES = (CONFUSION, RECALL_AND_PRECISION, MOST_CONFUSED, CHECKPOINT)

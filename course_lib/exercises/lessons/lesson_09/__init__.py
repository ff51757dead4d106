"""Lesson 09, "Generalizing": splitting off validation data, dropout, batch normalization, early stopping."""

from course_lib.exercises.lessons.lesson_09.batchnorm import BATCHNORM
from course_lib.exercises.lessons.lesson_09.dropout import DROPOUT
from course_lib.exercises.lessons.lesson_09.early_stopping import EARLY_STOPPING
from course_lib.exercises.lessons.lesson_09.validation_split import VALIDATION_SPLIT

EXERCISES = (VALIDATION_SPLIT, DROPOUT, BATCHNORM, EARLY_STOPPING)

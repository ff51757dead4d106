"""Lesson 03, "Pooling": the shape after it, max pooling, means at the rim, where the maxima stand."""

from course_lib.exercises.lessons.lesson_03.average_pool import AVERAGE_POOL
from course_lib.exercises.lessons.lesson_03.max_places import MAX_PLACES
from course_lib.exercises.lessons.lesson_03.max_pool import MAX_POOL
from course_lib.exercises.lessons.lesson_03.pooled_shape import POOLED_SHAPE

EXERCISES = (POOLED_SHAPE, MAX_POOL, AVERAGE_POOL, MAX_PLACES)

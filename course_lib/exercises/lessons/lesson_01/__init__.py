"""Lesson 01, "Images and image kernels": brightness, a filter of any size, kernels of one's own, corners."""

from course_lib.exercises.lessons.lesson_01.brighter import BRIGHTER
from course_lib.exercises.lessons.lesson_01.corners import CORNERS
from course_lib.exercises.lessons.lesson_01.designs import DESIGNS
from course_lib.exercises.lessons.lesson_01.filter_any import FILTER

EXERCISES = (BRIGHTER, FILTER, DESIGNS, CORNERS)

"""Lesson 13, "Capstone": networks that answer together, a convolution to plug in, a network within a budget."""

from course_lib.exercises.lessons.lesson_13.budget import BUDGET
from course_lib.exercises.lessons.lesson_13.ensemble import ENSEMBLE
from course_lib.exercises.lessons.lesson_13.plugged import PLUGGED

EXERCISES = (ENSEMBLE, PLUGGED, BUDGET)

"""Lesson 08, "The first CNN": counting, preparing data, the worst mistakes, a small network."""

from course_lib.exercises.lessons.lesson_08.counting import COUNTING
from course_lib.exercises.lessons.lesson_08.prepare import PREPARE
from course_lib.exercises.lessons.lesson_08.small_network import SMALL_NETWORK
from course_lib.exercises.lessons.lesson_08.worst import WORST

EXERCISES = (COUNTING, PREPARE, WORST, SMALL_NETWORK)

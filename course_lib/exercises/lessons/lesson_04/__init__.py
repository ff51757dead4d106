"""Lesson 04, "Dense layers and activations": parameters, the dense layer, softmax, two linear layers in one."""

from course_lib.exercises.lessons.lesson_04.dense import DENSE
from course_lib.exercises.lessons.lesson_04.merge import MERGE
from course_lib.exercises.lessons.lesson_04.parameters import PARAMETERS
from course_lib.exercises.lessons.lesson_04.softmax import SOFTMAX

EXERCISES = (PARAMETERS, DENSE, SOFTMAX, MERGE)

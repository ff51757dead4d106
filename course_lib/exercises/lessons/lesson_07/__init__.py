"""Lesson 07, "Training": gradient descent, Adam's update, a callback, a schedule for the learning rate."""

from course_lib.exercises.lessons.lesson_07.adam import ADAM
from course_lib.exercises.lessons.lesson_07.descent import DESCENT
from course_lib.exercises.lessons.lesson_07.recorder import RECORDER
from course_lib.exercises.lessons.lesson_07.schedule import SCHEDULE

EXERCISES = (DESCENT, ADAM, RECORDER, SCHEDULE)

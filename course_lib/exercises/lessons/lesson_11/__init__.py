"""Lesson 11, "Looking inside": dead maps, occlusion, Grad-CAM, nearest neighbours."""

from course_lib.exercises.lessons.lesson_11.dead_maps import DEAD_MAPS
from course_lib.exercises.lessons.lesson_11.grad_cam import GRAD_CAM
from course_lib.exercises.lessons.lesson_11.neighbours import NEIGHBOURS
from course_lib.exercises.lessons.lesson_11.occlusion import OCCLUSION

EXERCISES = (DEAD_MAPS, OCCLUSION, GRAD_CAM, NEIGHBOURS)

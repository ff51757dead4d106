"""Interactive pieces for the lessons: ipywidgets around the pictures of `plots` and the package's own kernels.

Each is shown as a cell's last line. It can be used with the mouse, a finger or the keyboard alone, follows JupyterLab's
theme, and says in words what does not work. Where no Jupyter kernel runs, a figure stands in its place.
"""

from course_lib.widgets.backward_stepper import BackwardStepper
from course_lib.widgets.confusion_explorer import ConfusionExplorer
from course_lib.widgets.convolution_stepper import ConvolutionStepper
from course_lib.widgets.digit_pad import DigitPad
from course_lib.widgets.exercise_help import ExerciseHelp
from course_lib.widgets.feature_map_browser import FeatureMapBrowser
from course_lib.widgets.kernel_explorer import KernelExplorer
from course_lib.widgets.lesson_quiz import lesson_quiz, lessons_with_quiz
from course_lib.widgets.optimizer_race import OptimizerRace
from course_lib.widgets.pooling_player import PoolingPlayer
from course_lib.widgets.progress_table import ProgressTable
from course_lib.widgets.quiz import Question, Quiz
from course_lib.widgets.training_view import TrainingView

__all__ = [
    "BackwardStepper",
    "ConfusionExplorer",
    "ConvolutionStepper",
    "DigitPad",
    "ExerciseHelp",
    "FeatureMapBrowser",
    "KernelExplorer",
    "OptimizerRace",
    "PoolingPlayer",
    "ProgressTable",
    "Question",
    "Quiz",
    "TrainingView",
    "lesson_quiz",
    "lessons_with_quiz",
]

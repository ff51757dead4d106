"""Callbacks: what happens beside the training, at its begin, its end and between."""

from course_lib.callbacks.callback import Callback
from course_lib.callbacks.callback_list import CallbackList
from course_lib.callbacks.csv_logger import CSVLogger
from course_lib.callbacks.early_stopping import EarlyStopping
from course_lib.callbacks.history import History
from course_lib.callbacks.lambda_callback import LambdaCallback
from course_lib.callbacks.learning_rate_scheduler import LearningRateScheduler
from course_lib.callbacks.model_checkpoint import ModelCheckpoint
from course_lib.callbacks.progress import Progress
from course_lib.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau
from course_lib.callbacks.terminate_on_nan import TerminateOnNaN

__all__ = [
    "CSVLogger",
    "Callback",
    "CallbackList",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ModelCheckpoint",
    "Progress",
    "ReduceLROnPlateau",
    "TerminateOnNaN",
]

"""Looks into a model: outputs of every layer, gradients of a class score, Grad-CAM, what a feature map answers to.

Arrays go in, arrays come out; nothing is drawn here. The model is used as for a prediction and stays as it is.
"""

from course_lib.inspect.class_score import class_score_gradient
from course_lib.inspect.gradcam import grad_cam, resize
from course_lib.inspect.layer_outputs import activations
from course_lib.inspect.patches import TopPatches, top_patches
from course_lib.inspect.windows import ReceptiveField, receptive_field

__all__ = [
    "ReceptiveField",
    "TopPatches",
    "activations",
    "class_score_gradient",
    "grad_cam",
    "receptive_field",
    "resize",
    "top_patches",
]

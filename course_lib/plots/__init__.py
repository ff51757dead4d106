"""Pictures for the lessons: each function takes arrays or a History and returns a `Picture`.

A `Picture` shows itself once when it is a cell's last line, and says in words what it shows; a `Sheet`, what the
interactive pieces draw, likewise. Colours are from the Okabe–Ito palette, which colour-blind readers can tell apart;
nothing is said by colour alone.
"""

from course_lib.plots.activation_curves import show_activations
from course_lib.plots.architecture import show_architecture
from course_lib.plots.backward_conv import show_convolution_backward
from course_lib.plots.backward_dense import show_dense_backward
from course_lib.plots.backward_pool import show_maxpool_backward
from course_lib.plots.class_map import show_class_map
from course_lib.plots.confusion import show_confusion
from course_lib.plots.confusion_sheet import show_confused
from course_lib.plots.convolution_step import show_convolution_step
from course_lib.plots.drawing import show_reading
from course_lib.plots.feature_maps import show_feature_maps
from course_lib.plots.filter_bank import show_filter_bank
from course_lib.plots.filtering import show_filtering
from course_lib.plots.flattening import show_flattening
from course_lib.plots.guess import show_guess
from course_lib.plots.history import show_history
from course_lib.plots.images import show_images
from course_lib.plots.kernel import show_kernel
from course_lib.plots.kernel_window import show_kernel_window
from course_lib.plots.landscape import show_landscape
from course_lib.plots.layer_numbers import show_layer_numbers
from course_lib.plots.lines import show_lines
from course_lib.plots.map_browser import show_map_browser
from course_lib.plots.picture import Picture
from course_lib.plots.pixels import show_pixels
from course_lib.plots.pooling_player import Answers, show_pooling_shift
from course_lib.plots.predictions import show_predictions
from course_lib.plots.race import show_race
from course_lib.plots.roofline import show_roofline
from course_lib.plots.training import show_training

__all__ = [
    "Answers",
    "Picture",
    "show_activations",
    "show_architecture",
    "show_class_map",
    "show_confused",
    "show_confusion",
    "show_convolution_backward",
    "show_convolution_step",
    "show_dense_backward",
    "show_feature_maps",
    "show_filter_bank",
    "show_filtering",
    "show_flattening",
    "show_guess",
    "show_history",
    "show_images",
    "show_kernel",
    "show_kernel_window",
    "show_landscape",
    "show_layer_numbers",
    "show_lines",
    "show_map_browser",
    "show_maxpool_backward",
    "show_pixels",
    "show_pooling_shift",
    "show_predictions",
    "show_race",
    "show_reading",
    "show_roofline",
    "show_training",
]

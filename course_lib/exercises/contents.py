"""The course's table of contents."""

LESSONS = {
    "00": "Start here",
    "01": "Images and image kernels",
    "02": "Convolution",
    "03": "Pooling",
    "04": "Dense layers and activations",
    "05": "Losses",
    "06": "Backpropagation",
    "07": "Training",
    "08": "The first CNN",
    "09": "Generalizing",
    "10": "Fashion-MNIST",
    "11": "Looking inside",
    "12": "Making it fast",
    "13": "Capstone",
}

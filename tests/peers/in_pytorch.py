"""Run by a Python that has PyTorch: ``in_pytorch.py FOLDER`` answers the task in that folder."""

import json
import math
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

ACTIVATIONS = {
    "relu": nn.ReLU,
    "elu": nn.ELU,
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
    "softmax": lambda: nn.Softmax(dim=1),
}


def pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


class SameConv2d(nn.Conv2d):
    """Padding "same" as Keras has it, with any strides: the odd row or column of zeros lies below or right."""

    def forward(self, x):
        sides = []
        for axis in (1, 0):  # `pad` wants the last axis first
            size, window, stride = x.shape[2 + axis], self.kernel_size[axis], self.stride[axis]
            total = max((math.ceil(size / stride) - 1) * stride + window - size, 0)
            sides += [total // 2, total - total // 2]
        return super().forward(nn.functional.pad(x, sides))


def modules(kind, given, shape):
    """The modules for a layer whose input has that shape, without the batch."""
    channels = shape[0]
    if kind == "Conv2D":
        convolution = SameConv2d if given.get("padding") == "same" else nn.Conv2d
        sizes = pair(given["kernel_size"]), pair(given.get("strides", 1))
        made = [convolution(channels, given["filters"], *sizes, bias=given.get("use_bias", True))]
    elif kind == "Dense":
        made = [nn.Linear(channels, given["units"])]
    elif kind == "BatchNormalization":
        norm = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
        made = [norm(channels, eps=given.get("epsilon", 0.001), momentum=0.01)]
    elif kind in ("MaxPooling2D", "AveragePooling2D"):
        pool, window = nn.MaxPool2d if kind == "MaxPooling2D" else nn.AvgPool2d, given.get("pool_size", 2)
        made = [pool(pair(window), pair(given.get("strides", window)))]
    elif kind == "GlobalAveragePooling2D":
        made = [nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())]
    elif kind == "ZeroPadding2D":
        (top, bottom), (left, right) = given["padding"]
        made = [nn.ZeroPad2d((left, right, top, bottom))]
    elif kind == "LeakyReLU":
        made = [nn.LeakyReLU(given["negative_slope"])]
    elif kind == "Dropout":
        made = [nn.Dropout(given["rate"])]
    elif kind == "Activation":
        made = []
    else:
        made = [{"Flatten": nn.Flatten, "ReLU": nn.ReLU, "Softmax": ACTIVATIONS["softmax"]}[kind]()]
    if given.get("activation"):
        made.append(ACTIVATIONS[given["activation"]]())
    return made


def model_of(shape, stack):
    height, width, channels = shape
    x, found = torch.zeros(1, channels, height, width), []
    for kind, given in stack:
        for module in modules(kind, given, tuple(x.shape[1:])):
            found.append(module.eval())
            x = module(x)
    return nn.Sequential(*found)


def images(x):
    return torch.from_numpy(np.ascontiguousarray(x.transpose(0, 3, 1, 2)))  # (N, H, W, C) -> (N, C, H, W)


def state_of(arrays, prefix):
    names = [name for name in arrays.files if name.startswith(prefix)]
    return {name.removeprefix(prefix): torch.from_numpy(arrays[name]) for name in names}


def predict(task, arrays, answer):
    for name, (shape, stack) in task["networks"].items():
        torch.manual_seed(1)
        model, x = model_of(shape, stack), images(arrays[f"{name}/x"])
        for key, tensor in model.state_dict().items():
            answer[f"{name}/own/{key}"] = tensor.numpy().copy()
        with torch.inference_mode():
            answer[f"{name}/own predictions"] = model(x).numpy()
            model.load_state_dict(state_of(arrays, f"{name}/state/"), strict=True)
            answer[f"{name}/predictions"] = model(x).numpy()
        for key, tensor in model.state_dict().items():
            answer[f"{name}/back/{key}"] = tensor.numpy().copy()


def optimizer_of(kind, given, parameters):
    """The optimizer, and for each step (from 1) what its epsilon has to be; None where it stays."""
    rate = given.get("learning_rate", 0.001)
    if kind == "SGD":
        momentum, nesterov = given.get("momentum", 0), given.get("nesterov", False)
        return torch.optim.SGD(parameters, rate, momentum=momentum, nesterov=nesterov), None
    if kind == "Adadelta":
        return torch.optim.Adadelta(parameters, rate, rho=0.95, eps=1e-7), None
    make = {"Adam": torch.optim.Adam, "AdamW": torch.optim.AdamW}[kind]
    decay = {"weight_decay": given["weight_decay"]} if "weight_decay" in given else {}
    # PyTorch divides by √v / √(1 − beta_2^t) + eps; Keras and the course multiply by √(1 − beta_2^t) and divide by
    # √v + epsilon ("epsilon hat"). They are the same where eps = epsilon / √(1 − beta_2^t).
    return make(parameters, rate, **decay), lambda step: 1e-7 / math.sqrt(1 - 0.999**step)


def train(task, arrays, answer):
    x, size = images(arrays["train/x"]), task["batch"]
    y = torch.from_numpy(arrays["train/y"])
    for name, (network, kind, given) in task["trainings"].items():
        model = model_of(*task["networks"][network])
        model.load_state_dict(state_of(arrays, f"{network}/start/"), strict=True)
        model.train()
        logits = model[:-1]  # CrossEntropyLoss has the softmax in it
        optimizer, epsilon = optimizer_of(kind, given, list(model.parameters()))
        losses = []
        for step in range(task["steps"]):
            rows = slice(step * size, (step + 1) * size)
            for group in optimizer.param_groups if epsilon else ():
                group["eps"] = epsilon(step + 1)
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(logits(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            for key, tensor in model.state_dict().items():
                answer[f"{name}/{step}/{key}"] = tensor.numpy().copy()
        answer[f"{name}/losses"] = np.array(losses)


if __name__ == "__main__":
    folder, answer = Path(sys.argv[1]), {}
    task = json.loads((folder / "task.json").read_text())
    with np.load(folder / "arrays.npz", allow_pickle=False) as arrays:
        predict(task, arrays, answer)
        train(task, arrays, answer)
    np.savez(folder / "answer.npz", versions=np.array(f"PyTorch {torch.__version__}"), **answer)

"""PyTorch, as its own tutorials write a training loop: contiguous or channels_last, compiled or not."""

import time

import numpy as np
import torch
from torch import nn

from benchmarks.networks import BATCH, layers


def load(setting, threads):
    """`setting` is "contiguous" or "channels_last", with " +compile" behind it for torch.compile."""
    torch.set_num_threads(threads)
    return {"torch": torch.__version__}, lambda network, data: PyTorch(setting, network, data)


class PyTorch:
    """A network in PyTorch."""

    def __init__(self, setting, network, data):
        self.format = torch.channels_last if "channels_last" in setting else torch.contiguous_format
        self.compiled, self.network = "+compile" in setting, network
        # (N, H, W, 1) -> (N, 1, H, W)
        self.x = {part: self._tensor(data[f"x_{part}"]) for part in ("train", "test")}
        self.y = {part: torch.from_numpy(data[f"y_{part}"].astype(np.int64)) for part in ("train", "test")}

    def _tensor(self, images):
        return torch.from_numpy(images).permute(0, 3, 1, 2).contiguous().to(memory_format=self.format)

    def build(self):
        torch.manual_seed(1)
        self.model = network_of(layers(self.network)).to(memory_format=self.format)
        # The fastest of its three ways to update weights on a CPU.
        self.optimizer = torch.optim.Adam(self.model.parameters(), fused=True)
        self.loss = nn.CrossEntropyLoss()
        self.call = torch.compile(self.model) if self.compiled else self.model

    def train(self, first, count):
        self.model.train()
        order = (first + torch.randperm(count)) % len(self.y["train"])
        times = []
        for rows in order.split(BATCH):
            self.optimizer.zero_grad()
            self.loss(self.call(self.x["train"][rows]), self.y["train"][rows]).backward()
            self.optimizer.step()
            times.append(time.perf_counter())
        return times

    def ways(self):
        return ["inference_mode"]

    def predict(self, way, images):
        self.model.eval()
        start = time.perf_counter()
        with torch.inference_mode():
            torch.cat([torch.softmax(self.call(x), dim=1) for x in self.x["test"][:images].split(BATCH)]).numpy()
        return time.perf_counter() - start

    def right(self):
        self.model.eval()
        with torch.inference_mode():  # not the compiled model: other sizes of batches would be compiled anew
            predicted = torch.cat([self.model(x).argmax(dim=1) for x in self.x["test"].split(500)])
        return int((predicted == self.y["test"]).sum())


def network_of(stack):
    """The layers as a ``nn.Sequential``, with Keras's initial weights; logits come out of it."""
    modules = []
    for layer in stack:
        if layer.kind == "conv":
            modules += [nn.Conv2d(layer.inputs[2], *layer.numbers), nn.ReLU()]
        elif layer.kind == "pool":
            modules.append(nn.MaxPool2d(*layer.numbers))
        elif layer.kind == "dropout":
            modules.append(nn.Dropout(*layer.numbers))
        elif layer.kind == "flatten":
            modules.append(nn.Flatten())
        else:
            modules += [nn.Linear(layer.inputs[0], layer.outputs[0])] + [nn.ReLU()] * (layer.kind == "dense")
    for module in modules:
        if isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.xavier_uniform_(module.weight)
            nn.init.zeros_(module.bias)
    return nn.Sequential(*modules)

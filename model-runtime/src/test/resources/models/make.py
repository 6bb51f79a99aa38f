"""Creates the TorchScript files of this directory: python3 make.py (torch 1.13).

Each has the input Nx3xHxW and no weights. The tests describe their purpose.
"""
import torch
from torch import Tensor
from typing import Tuple


class Colours(torch.nn.Module):
    """Three logits: the mean of red, green and blue of an image."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]) * 10


class FailsForWhite(torch.nn.Module):
    """Like Colours, but raises an error if the batch contains a white image."""

    def forward(self, x: Tensor) -> Tensor:
        if bool((x.mean([1, 2, 3]) > 0.99).any()):
            raise RuntimeError("a white image")
        return x.mean([2, 3]) * 10


class Logarithm(torch.nn.Module):
    """Like Colours, but returns minus infinity for a missing colour."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]).log()


class BatchOfOne(torch.nn.Module):
    """Behaves as if traced with batch size one: raises an error for a batch of two."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]).view(1, 3)


class TwoTensors(torch.nn.Module):
    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        return x.mean([2, 3]), x.mean([2, 3])


class Doubles(torch.nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]).double()


class Thousand(torch.nn.Module):
    """1000 classes: the brighter an image, the higher the last logit."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([1, 2, 3]).unsqueeze(1) * torch.arange(1000) / 100


class OutOfMemory(torch.nn.Module):
    """Allocates 2 EiB for a white image."""

    def forward(self, x: Tensor) -> Tensor:
        if bool((x.mean([1, 2, 3]) > 0.99).any()):
            return torch.empty([1 << 59])
        return x.mean([2, 3]) * 10


for name, module in [
    ("colours", Colours()),
    ("fails-for-white", FailsForWhite()),
    ("logarithm", Logarithm()),
    ("batch-of-one", BatchOfOne()),
    ("two-tensors", TwoTensors()),
    ("doubles", Doubles()),
    ("out-of-memory", OutOfMemory()),
    ("thousand", Thousand()),
]:
    torch.jit.script(module).save(name + ".pt")

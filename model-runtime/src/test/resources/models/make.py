"""Makes the TorchScript files of this directory: python3 make.py (torch 1.13).

Each takes Nx3xHxW and none has weights; the tests say what each is for.
"""
import torch
from torch import Tensor
from typing import Tuple


class Colours(torch.nn.Module):
    """Three logits: how red, green and blue a picture is."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]) * 10


class FaintHearted(torch.nn.Module):
    """Like Colours, but throws at a batch that holds a white picture."""

    def forward(self, x: Tensor) -> Tensor:
        if bool((x.mean([1, 2, 3]) > 0.99).any()):
            raise RuntimeError("a white picture")
        return x.mean([2, 3]) * 10


class Logarithm(torch.nn.Module):
    """Like Colours, but a picture that lacks a colour gives minus infinity."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]).log()


class OneAtATime(torch.nn.Module):
    """As if traced with one picture: throws at a batch of two."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]).view(1, 3)


class TwoTensors(torch.nn.Module):
    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        return x.mean([2, 3]), x.mean([2, 3])


class Doubles(torch.nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.mean([2, 3]).double()


class Thousand(torch.nn.Module):
    """As wide as ImageNet: the brighter a picture, the more the last class stands out."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean([1, 2, 3]).unsqueeze(1) * torch.arange(1000) / 100


class OutOfMemory(torch.nn.Module):
    """Asks for 2 EiB as soon as a white picture comes."""

    def forward(self, x: Tensor) -> Tensor:
        if bool((x.mean([1, 2, 3]) > 0.99).any()):
            return torch.empty([1 << 59])
        return x.mean([2, 3]) * 10


for name, module in [
    ("colours", Colours()),
    ("faint-hearted", FaintHearted()),
    ("logarithm", Logarithm()),
    ("one-at-a-time", OneAtATime()),
    ("two-tensors", TwoTensors()),
    ("doubles", Doubles()),
    ("out-of-memory", OutOfMemory()),
    ("thousand", Thousand()),
]:
    torch.jit.script(module).save(name + ".pt")

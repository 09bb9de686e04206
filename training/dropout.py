"""Dropout whose masks come from one big reservoir: drawing fresh ones takes half of the training time on a CPU."""

from typing import ClassVar

import torch

RESERVOIR = 1 << 25


class ReservoirDropout(torch.nn.Module):
    """Multiplies by a slice, at a random offset, of a fixed reservoir of Bernoulli masks. Same rate, same scaling."""

    _reservoirs: ClassVar[dict[float, torch.Tensor]] = {}

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.p = rate  # named as torch.nn.Dropout names it: attention layers read it

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """The values, a share `p` of them zero and the others scaled up, in training; else as they are."""
        if not self.training or self.p == 0.0:
            return values
        reservoir = self._reservoir()
        offset = int(torch.randint(0, len(reservoir) - values.numel(), ()))
        return values * reservoir[offset : offset + values.numel()].view_as(values)

    def _reservoir(self) -> torch.Tensor:
        if self.p not in self._reservoirs:
            keep = 1.0 - self.p
            self._reservoirs[self.p] = torch.bernoulli(torch.full((RESERVOIR,), keep)) / keep
        return self._reservoirs[self.p]


def cheapen_dropout(model: torch.nn.Module) -> None:
    """Replace every dropout layer of the model, in place."""
    for module in list(model.modules()):
        for name, child in module.named_children():
            if isinstance(child, torch.nn.Dropout):
                setattr(module, name, ReservoirDropout(child.p))

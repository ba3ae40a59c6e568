"""What the recipes that train the network have in common: how it takes a step."""

from __future__ import annotations

import torch

WEIGHT_DECAY = 0.01
LEAST_RATE = 0.02
"""Share of the learning rate below which it does not fall."""
DROPOUT = 0.1
LONGEST_GRADIENT = 1.0


class Descent:
    """Takes steps with the parameters of a network that learn (AdamW)."""

    def __init__(self, network: torch.nn.Module) -> None:
        """Begin with no step taken."""
        self._learning = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self._optimizer = torch.optim.AdamW(self._learning, weight_decay=WEIGHT_DECAY)

    def step(self, loss: torch.Tensor, rate: float) -> None:
        """Take one step down a loss at a learning rate."""
        for settings in self._optimizer.param_groups:
            settings["lr"] = rate
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._learning, LONGEST_GRADIENT)
        self._optimizer.step()

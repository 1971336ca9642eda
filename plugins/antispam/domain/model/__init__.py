"""A small linear model: how much a text reads like spam or abuse, as probabilities."""

from .file import ModelFileError
from .linear import LinearModel, Scores, Thresholds, builtin_model

__all__ = ["LinearModel", "ModelFileError", "Scores", "Thresholds", "builtin_model"]

"""The house of the plugins' tests, for the kernel's own flows."""

from tests.plugins.conftest import house as house

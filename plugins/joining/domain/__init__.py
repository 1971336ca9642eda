"""Pure rules of joining."""

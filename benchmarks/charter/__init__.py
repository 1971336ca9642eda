"""How rightly regulations are read."""

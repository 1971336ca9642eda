"""Pure rules of people and their details."""

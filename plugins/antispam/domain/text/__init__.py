"""Reading a text: one normaliser, the curated words, and signs in the shape of what was written."""

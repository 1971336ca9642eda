"""How right the judge is, how fast, and what it is worth beside other means: ``python -m benchmarks.judging``."""

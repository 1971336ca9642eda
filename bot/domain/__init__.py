"""Value types and pure rules: standard library only, no clock, no input or output."""

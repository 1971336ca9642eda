"""What was said lately, and by whom."""

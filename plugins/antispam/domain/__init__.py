"""The judging core: pure rules that say what a message breaks, with evidence. No I/O, no clock."""

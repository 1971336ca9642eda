"""What the command line refuses."""


class WrongUse(Exception):
    """Wrong use of the command line; the text is one line for the person who typed it."""

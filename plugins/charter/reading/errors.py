"""What reading a file refuses."""


class Unreadable(Exception):
    """A file that cannot be read; the text is one line for whoever gave it."""

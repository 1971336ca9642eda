"""What reading a file refuses."""


class Unreadable(Exception):
    """A file that cannot be read; the text is one line for whoever gave it."""


TOO_HEAVY = "文档太大或太复杂，已停止读取"

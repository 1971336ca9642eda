"""How much is looked at. Beyond these bounds a picture, file or forward is left unread."""

FILE_BYTES = 5 * 1024 * 1024
PICTURES_A_MESSAGE = 6

FORWARD_DEPTH = 3
FORWARD_MESSAGES = 100
FORWARD_CHARACTERS = 20_000
FORWARD_SECONDS = 15.0

WAITING = 64
"""Messages that wait to be looked into; past that the longest known senders' are left unread, and counted."""
AT_ONCE = 2

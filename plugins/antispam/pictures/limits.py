"""How much is looked at. Beyond these bounds a picture, file or forward is left unread."""

PICTURE_BYTES = 5 * 1024 * 1024
FILE_BYTES = 5 * 1024 * 1024
PICTURE_PIXELS = 20_000_000
PICTURES_A_MESSAGE = 6
CODES_A_PICTURE = 8

FORWARD_DEPTH = 3
FORWARD_MESSAGES = 100
FORWARD_CHARACTERS = 20_000
FORWARD_SECONDS = 15.0

WAITING = 64
"""Messages that wait to be looked into; past that the longest known senders' are left unread, and counted."""
AT_ONCE = 2
READ_SECONDS = 6.0
TEXT_SECONDS = 30.0
"""For one picture, without and with its text."""
IDLE_SECONDS = 60.0
"""After that without a picture the reading process ends."""

"""The one way in of every message, and the table of commands."""

"""How right and how fast notices are: a rush of answers, and a month of reminders against an oracle."""

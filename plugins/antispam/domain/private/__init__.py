"""What must not be told to everybody: personal data and the unit's secrets."""

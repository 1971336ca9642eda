"""What groups teach: small weights of their own from lessons, and the guards against poisoned ones."""

"""Who may be proposed for removal and why, as pure rules."""

"""Who may do what to whom, on which clause: groups, roles, regulations, cases, signals."""

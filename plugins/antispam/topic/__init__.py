"""Topics that an administrator has stopped for a while: who goes on with one is reminded."""

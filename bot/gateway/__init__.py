"""The wire: OneBot frames become domain values, and the platform port becomes OneBot calls."""

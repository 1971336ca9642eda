"""What shall happen, as rows before it happens: effects on platforms and work that falls due."""

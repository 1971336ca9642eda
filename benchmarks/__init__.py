"""What a message costs, measured over a real WebSocket against other arrangements."""

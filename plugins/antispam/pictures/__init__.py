"""What is not text: pictures, files and merged forwards, looked into behind the chat and judged by the same rules."""

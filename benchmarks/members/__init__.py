"""What is measured about who belongs."""

"""What is not plain text: links, files, cards, pictures."""

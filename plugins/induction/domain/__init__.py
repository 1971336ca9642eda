"""Pure rules of a newcomer's first days: questions from the regulation, counting of answers, whose turn it is."""

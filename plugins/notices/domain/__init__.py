"""Pure rules of notices: what a draft says, what counts as an answer, whom to remind and when."""

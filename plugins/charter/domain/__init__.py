"""Pure rules of reading a regulation: its clauses, what each asks for, and what is wrong with it."""

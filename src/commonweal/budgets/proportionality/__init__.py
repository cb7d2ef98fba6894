"""Whether winners are proportional: checks of axioms that people who doubt a result can run themselves."""

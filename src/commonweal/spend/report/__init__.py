"""The report: the account of a selection, told for people who have to decide, on a page and on paper."""

"""Secret ballots as rules: what is asked, what may be answered, the roll, the papers, the box, and the count of it."""

"""Counting votes: a file a rule, each a pure function from ballots to a result that tells every stage and every tie."""

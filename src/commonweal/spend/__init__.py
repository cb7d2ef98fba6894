"""Published spend: reading the files as they are, keeping the payments, and the account they add up to."""

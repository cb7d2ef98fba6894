"""Who else belongs in the sample, and what a council answered."""

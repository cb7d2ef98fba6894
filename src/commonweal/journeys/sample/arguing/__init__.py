"""The sample's neighbours argue about what is proposed: seconds, comments, changes, a merger, words hidden."""

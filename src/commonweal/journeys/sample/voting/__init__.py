"""The sample's neighbours vote by ballot."""

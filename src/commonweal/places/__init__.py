"""Places: wards, neighbourhoods and postcodes of a region, and how to look them up."""

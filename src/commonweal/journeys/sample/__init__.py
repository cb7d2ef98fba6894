"""The sample region: an invented coast, invented payers and invented payees, made from one seed.

Nothing in it is real, and no row of it can be taken for anyone's: it lies in the open Irish Sea, its codes begin with
Z, its numbers of companies, societies and charities lie far beyond any yet given, and its postcodes lie in districts of
BX, the area that stands for no place.
"""

-- ring_names.sql: the rings, from the nearest to the farthest, and then the two that may be any of them.
select *
from (values (1, 'home'), (2, 'region'), (3, 'wider'), (4, 'uk'), (5, 'overseas'), (6, 'unknown'), (7, 'redacted'))
     as rings (rank, name)

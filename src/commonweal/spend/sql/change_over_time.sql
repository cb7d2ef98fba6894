-- change_over_time.sql: each year against the year before, over the same calendar months of both, and only months that
-- are held of every payer compared (like-for-like). Influenceable pence; what began or ended in between is in neither.
select change.*,
       case when pence > 0 then greatest(0.0, least(1.0, cast(home_from as double) / pence)) end as share_at_least,
       case when pence > 0 then greatest(0.0, least(1.0, cast(home_to as double) / pence)) end   as share_at_most,
       case when pence_before > 0
            then greatest(0.0, least(1.0, cast(home_from_before as double) / pence_before)) end as at_least_before,
       case when pence_before > 0
            then greatest(0.0, least(1.0, cast(home_to_before as double) / pence_before)) end   as at_most_before
from (
    select substr(a.month, 1, 4) as year, count(*) as months,
           sum(a.pence) as pence, sum(a.home) as home, sum(a.home_from) as home_from, sum(a.home_to) as home_to,
           sum(b.pence) as pence_before, sum(b.home) as home_before,
           sum(b.home_from) as home_from_before, sum(b.home_to) as home_to_before
    from like_for_like_months a
    join like_for_like_months b
      on cast(substr(a.month, 1, 4) as integer) = cast(substr(b.month, 1, 4) as integer) + 1
     and substr(a.month, 6, 2) = substr(b.month, 6, 2)
    group by substr(a.month, 1, 4)
) change

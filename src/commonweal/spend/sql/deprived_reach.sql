-- deprived_reach.sql: how much of the influenceable money reaches the most deprived fifth of England's neighbourhoods
-- (deciles 1 and 2). Only suppliers placed to a neighbourhood whose decile is known can be told; `not_known` is the
-- rest.
select coalesce(sum(case when decile <= 2 then pence end), 0)        as most_deprived_fifth,
       coalesce(sum(case when decile > 2 then pence end), 0)         as elsewhere,
       coalesce(sum(case when decile is null then pence end), 0)     as not_known,
       cast(coalesce(sum(case when decile <= 2 then pence end), 0) as double)
       / nullif(sum(case when decile is not null then pence end), 0) as share_of_placed
from (
    select s.decile, sum(s.pence) as pence
    from (
        select decile, place_no, locks, sum(pence) as pence
        from selected_payments
        group by decile, place_no, locks
    ) s
    join rings r on r.place_no = s.place_no
    join lock_sets l on l.locks = s.locks
    where l.locked is null
    group by s.decile
) by_decile

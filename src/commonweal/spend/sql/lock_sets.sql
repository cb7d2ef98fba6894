-- lock_sets.sql: each set of rules that holds of some payment, and the first of them that is switched on, in the rules'
-- own order: its name locks the payment. Where none does the payment can be influenced: locked is null and free is 1.
select f.locks, r.rule as locked, case when r.rule is null then 1 else 0 end as free
from (
    select s.locks, min(r.rank) as rank
    from (select distinct locks from measured_payments) s
    left join lock_rules r on r.switched_on and (s.locks & r.bit) > 0
    group by s.locks
) f
left join lock_rules r on r.rank = f.rank
where ($locked is null or r.rule = $locked)

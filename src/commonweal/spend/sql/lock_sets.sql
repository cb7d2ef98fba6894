-- lock_sets.sql: of the rules that hold of a payment together, the first that is switched on, in the rules' own order.
select s.locks, min(r.rank) as rank
from (select distinct locks from selected_payments where locks > 0) s
join lock_rules r on r.switched_on and (s.locks & r.bit) > 0
group by s.locks

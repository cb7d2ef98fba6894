-- locks.sql: each rule in its order, with what it locks: the payments of which it is the first that holds and is
-- switched on. `holds_of` is all that it holds of, locked by an earlier rule or not, switched on or not.
select r.rank, r.rule, r.switched_on, r.reason, r.source,
       coalesce(sum(case when s.locked = r.rule then s.payments end), 0)    as payments,
       coalesce(sum(case when s.locked = r.rule then s.pence end), 0)       as pence,
       coalesce(sum(case when (s.locks & r.bit) > 0 then s.pence end), 0)   as holds_of
from lock_rules r
left join (
    select l.locked, p.locks, sum(p.payments) as payments, sum(p.pence) as pence
    from (
        select locks, place_no, sum(payments) as payments, sum(pence) as pence
        from selected_payments
        group by locks, place_no
    ) p
    join rings w on w.place_no = p.place_no
    join lock_sets l on l.locks = p.locks
    group by l.locked, p.locks
) s on s.locks > 0
group by r.rank, r.rule, r.switched_on, r.reason, r.source

-- rings_by_payer.sql: how much of each payer's influenceable money went to each ring: the payers side by side, in full.
select s.payer_slug, s.payer, n.rank, n.name as ring, sum(s.payments) as payments, sum(s.pence) as pence
from (
    select payer_slug, payer, place_no, locks, sum(payments) as payments, sum(pence) as pence
    from selected_payments
    group by payer_slug, payer, place_no, locks
) s
join rings r on r.place_no = s.place_no
join lock_sets l on l.locks = s.locks
join ring_names n on n.name = r.ring
where l.free = 1
group by s.payer_slug, s.payer, n.rank, n.name

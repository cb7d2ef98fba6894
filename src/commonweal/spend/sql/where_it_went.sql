-- where_it_went.sql: how much went to each ring, the nearest first, all seven always shown. `influenceable` is what no
-- rule locks. Payments are added up by place and locks before they are placed, which is quicker and the same.
select n.rank, n.name as ring, coalesce(sum(p.payments), 0) as payments, coalesce(sum(p.pence), 0) as pence,
       coalesce(sum(case when p.locked is null then p.pence end), 0)     as influenceable,
       coalesce(sum(case when p.locked is not null then p.pence end), 0) as locked,
       count(distinct case when p.supplier_kind = 'named' then p.supplier_id end) as suppliers
from ring_names n
left join (
    select r.ring, l.locked, s.supplier_kind, s.supplier_id, s.payments, s.pence
    from (
        select supplier_kind, supplier_id, place_no, locks, sum(payments) as payments, sum(pence) as pence
        from selected_payments
        group by supplier_kind, supplier_id, place_no, locks
    ) s
    join rings r on r.place_no = s.place_no
    join lock_sets l on l.locks = s.locks
) p on p.ring = n.name
group by n.rank, n.name

-- influenceable_suppliers.sql: what each supplier was paid of the money that no rule locks, net of credits.
select s.supplier_kind, s.supplier_id, sum(s.pence) as pence
from (
    select supplier_kind, supplier_id, place_no, locks, sum(pence) as pence
    from selected_payments
    group by supplier_kind, supplier_id, place_no, locks
) s
join rings r on r.place_no = s.place_no
join lock_sets l on l.locks = s.locks
where l.locked is null
group by s.supplier_kind, s.supplier_id

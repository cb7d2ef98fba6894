-- gap_holders.sql: who holds the influenceable money of each ProClass category: by industry (section and division of
-- SIC 2007, the first that the register gives), kind of owner, and ring. flow: leaving the region for sure, possible,
-- or staying, as in gap_months.sql. Suppliers without a name, private persons among them, are not counted, and paid.
-- Payments are added up by place and locks before these are looked up, which is quicker and the same.
select proclass, section, division, owner, ring, flow, sum(payments) as payments, sum(pence) as pence,
       count(distinct case when supplier_kind = 'named' then supplier_id end) as suppliers
from (
    select s.proclass, s.section, s.division, s.owner, r.ring, s.supplier_kind, s.supplier_id, s.payments, s.pence,
           case when r.near = 1 then 'staying'
                when r.perhaps_near = 1 then 'possible'
                else 'leaving' end as flow
    from (
        select proclass, section, substr(sic, 1, 2) as division, owner, supplier_kind, supplier_id, place_no, locks,
               sum(payments) as payments, sum(pence) as pence
        from selected_payments
        group by proclass, section, substr(sic, 1, 2), owner, supplier_kind, supplier_id, place_no, locks
    ) s
    join rings r on r.place_no = s.place_no
    join lock_sets l on l.locks = s.locks
    where l.free = 1
) held
group by proclass, section, division, owner, ring, flow

-- gap_holders.sql: who holds the influenceable money of each ProClass category: by industry (section and division of
-- SIC 2007, the first that the register gives), kind of owner, and ring. flow: leaving the region for sure, possible,
-- or staying, as in gap_months.sql. Suppliers without a name, private persons among them, are not counted, and paid.
select proclass, section, division, owner, ring, flow, count(*) as payments, sum(pence) as pence,
       count(distinct case when supplier_kind = 'named' then coalesce(org_id, supplier_key) end) as suppliers
from (
    select proclass, section, substr(sic, 1, 2) as division, owner, ring, supplier_kind, supplier_key, org_id, pence,
           case when ring in ('home', 'region') then 'staying'
                when could_be in ('home', 'region') then 'possible'
                else 'leaving' end as flow
    from placed_payments
    where locked is null
) held
group by proclass, section, division, owner, ring, flow

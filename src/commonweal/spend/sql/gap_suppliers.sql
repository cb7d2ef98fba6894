-- gap_suppliers.sql: the named suppliers of the region that are paid money which can be influenced. Only suppliers that
-- the registers are sure of have a place, so these are sure matches. One row an organisation, as it is most often spelt.
select supplier_id as supplier_key, coalesce(min(usual_name), min(supplier)) as supplier,
       min(registered_name) as registered_name, min(owner) as owner, min(section) as section, min(ring) as ring,
       min(district) as district, min(ward) as ward, sum(payments) as payments, sum(pence) as pence,
       count(distinct payer_slug) as payers
from placed_payments
where locked is null and ring in ('home', 'region') and supplier_kind = 'named'
group by supplier_id

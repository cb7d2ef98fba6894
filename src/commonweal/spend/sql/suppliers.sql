-- suppliers.sql: what each supplier was paid. Suppliers are told apart by exact normalised name, for now, and shown
-- as they are most often spelt.
-- Private persons, redacted payees and payments without a supplier stand together in one row each, unnamed.
select supplier_key, min(supplier_kind) as supplier_kind, coalesce(min(usual_name), min(supplier)) as supplier,
       count(*) as payments, sum(pence) as pence, count(distinct payer_slug) as payers,
       min(month) as month_from, max(month) as month_to,
       min(area) as area, min(ward) as ward, min(district) as district, min(org_id) as org_id
from selected_payments
group by supplier_key

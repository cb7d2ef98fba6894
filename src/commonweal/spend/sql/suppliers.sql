-- suppliers.sql: what each supplier was paid. A supplier is an organisation where the registers are sure of it, else a
-- normalised name, shown as it is most often spelt; `names` counts the names that an organisation was ever paid under,
-- of which the first in the alphabet is shown, and the registered name stands beside it.
-- Private persons, redacted payees and payments without a supplier stand together in one row each, unnamed.
select p.supplier_id as supplier_key, p.supplier_kind, coalesce(s.usual_name, p.supplier) as supplier,
       s.registered_name, p.payments, p.pence, p.payers, s.names, p.month_from, p.month_to,
       coalesce(s.area, 'unknown') as area, s.ward, s.district, s.org_id
from (
    select supplier_id, min(supplier) as supplier,
           case when supplier_id in ('person', 'redacted', 'none') then supplier_id else 'named' end as supplier_kind,
           sum(payments) as payments, sum(pence) as pence, count(distinct payer_slug) as payers,
           min(first_month) as month_from, max(last_month) as month_to
    from selected_payments
    group by supplier_id
) p
left join (
    select coalesce(org_id, supplier_key) as supplier_id, min(usual_name) as usual_name, count(*) as names,
           min(registered_name) as registered_name, min(area) as area, min(ward) as ward, min(district) as district,
           min(org_id) as org_id
    from located_suppliers
    group by coalesce(org_id, supplier_key)
) s on s.supplier_id = p.supplier_id

-- sums.sql: payments added up where they are alike in all but their day, purpose, department and line: one row for each
-- file, payer, month or period, supplier, category, ProClass category and set of locks. A sum tells no purpose and no
-- department. What a register says of a supplier is the same for all that its name is paid.
select file, payer_slug, payer, month, period_from, period_to,
       category, cast(null as varchar) as purpose, cast(null as varchar) as department, proclass, locks,
       supplier_kind, supplier_key, supplier_id, min(supplier) as supplier, min(usual_name) as usual_name,
       org_id, min(registered_name) as registered_name, owner, size, sic, section, place_no,
       ward_code, min(ward) as ward, min(district) as district, decile, area,
       cast(sum(payments) as bigint) as payments, cast(sum(pence) as bigint) as pence,
       cast(sum(credits) as bigint) as credits,
       cast(sum(net_payments) as bigint) as net_payments, cast(sum(gross_payments) as bigint) as gross_payments,
       cast(sum(payments_in) as bigint) as payments_in, cast(sum(from_250) as bigint) as from_250,
       cast(sum(from_500) as bigint) as from_500, cast(sum(from_25000) as bigint) as from_25000,
       min(date_from) as date_from, max(date_to) as date_to, min(first_month) as first_month,
       max(last_month) as last_month, cast(sum(undated) as bigint) as undated
from measured_payments
group by file, payer_slug, payer, month, period_from, period_to, category, proclass, locks,
         supplier_kind, supplier_key, supplier_id, org_id, owner, size, sic, section, place_no, ward_code, decile, area

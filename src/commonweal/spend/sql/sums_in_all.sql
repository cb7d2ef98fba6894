-- sums_in_all.sql: payments added up over all months and files: one row for each payer, supplier, category, ProClass
-- category and set of locks, with the columns of a sum (sums.sql). It tells no month, no period and no file.
select cast(null as varchar) as file, payer_slug, payer, cast(null as varchar) as month,
       cast(null as date) as period_from, cast(null as date) as period_to,
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
group by payer_slug, payer, category, proclass, locks, supplier_kind, supplier_key, supplier_id, org_id, owner, size,
         sic, section, place_no, ward_code, decile, area

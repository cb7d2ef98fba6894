-- sums_by_month.sql: payments added up over all suppliers and categories: one row for each file, payer, month or period,
-- ProClass category, set of locks, and what registers tell of those paid, with the columns of a sum (sums.sql). It tells
-- no supplier, and no category in the payer's own words.
select file, payer_slug, payer, month, period_from, period_to,
       cast(null as varchar) as category, cast(null as varchar) as purpose, cast(null as varchar) as department,
       proclass, locks, supplier_kind, cast(null as varchar) as supplier_key, cast(null as varchar) as supplier_id,
       cast(null as varchar) as supplier, cast(null as varchar) as usual_name, cast(null as varchar) as org_id,
       cast(null as varchar) as registered_name, owner, size, sic, section, place_no,
       ward_code, min(ward) as ward, min(district) as district, decile, area,
       cast(sum(payments) as bigint) as payments, cast(sum(pence) as bigint) as pence,
       cast(sum(credits) as bigint) as credits,
       cast(sum(net_payments) as bigint) as net_payments, cast(sum(gross_payments) as bigint) as gross_payments,
       cast(sum(payments_in) as bigint) as payments_in, cast(sum(from_250) as bigint) as from_250,
       cast(sum(from_500) as bigint) as from_500, cast(sum(from_25000) as bigint) as from_25000,
       min(date_from) as date_from, max(date_to) as date_to, min(first_month) as first_month,
       max(last_month) as last_month, cast(sum(undated) as bigint) as undated
from measured_payments
group by file, payer_slug, payer, month, period_from, period_to, proclass, locks, supplier_kind, owner, size, sic, section,
         place_no, ward_code, decile, area

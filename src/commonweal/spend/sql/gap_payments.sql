-- gap_payments.sql: the payments behind a gap, those that a rule locks left out, as published, each with the file and
-- line it stands on. flow: leaving the region for sure, possible, or staying, as in gap_months.sql.
select date, payer_slug, payer, supplier_key, supplier_kind, supplier, pence, purpose, purpose_withheld,
       category, department, capital_or_revenue, transaction, contract, district, ward, file, sheet, line, ring,
       case when ring in ('home', 'region') then 'staying'
            when could_be in ('home', 'region') then 'possible'
            else 'leaving' end as flow
from placed_payments
where locked is null

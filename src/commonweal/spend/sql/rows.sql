-- rows.sql: the payments themselves, as published, each with the file and line it stands on.
select date, payer_slug, payer, supplier_id as supplier_key, supplier_kind, supplier, pence, purpose, purpose_withheld,
       category, department, capital_or_revenue, transaction, contract, district, ward, file, sheet, line
from selected_payments

-- placed_rows.sql: the payments as published, each with how near its supplier is, what locks it, and where it stands.
select date, payer_slug, payer, supplier_id as supplier_key, supplier_kind, supplier, pence, purpose, purpose_withheld,
       category, department, ring, could_be, locked, section, proclass, owner, size, district, ward, file, sheet, line
from placed_payments

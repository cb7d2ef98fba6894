-- named_suppliers.sql: every name that payments were made to, with the registered numbers that stand beside it,
-- to be looked up in the registers. Private persons and redacted payees are not among them.
select supplier_key, supplier as payee, company_number, charity_number, count(*) as payments, sum(pence) as pence
from published_payments
where supplier_kind = 'named' and supplier_key is not null
group by supplier_key, supplier, company_number, charity_number

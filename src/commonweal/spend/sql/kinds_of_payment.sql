-- kinds_of_payment.sql: every combination of words that payments carry, to be given a ProClass category once each: the
-- payer's category, purpose and department, the supplier as spelt, and its industry where a register tells it.
select category, purpose, department, supplier_key, min(supplier) as supplier, sic
from counted_payments
group by category, purpose, department, supplier_key, sic

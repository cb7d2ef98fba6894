-- departments.sql: what was paid under each department, in the payers' own words, capitals or not.
-- An empty department is one row without a name.
select min(department) as department, count(*) as payments, sum(pence) as pence, count(distinct payer_slug) as payers,
       count(distinct case when supplier_kind = 'named' then supplier_id end) as suppliers
from selected_payments
group by lower(department)

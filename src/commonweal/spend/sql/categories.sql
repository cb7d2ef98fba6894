-- categories.sql: what was paid under each category, in the payers' own words, capitals or not.
-- An empty category is one row without a name.
select min(category) as category, sum(payments) as payments, sum(pence) as pence, count(distinct payer_slug) as payers,
       count(distinct case when supplier_kind = 'named' then supplier_id end) as suppliers
from selected_payments
group by lower(category)

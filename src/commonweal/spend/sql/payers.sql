-- payers.sql: what each payer paid, over all the files held of it.
select payer_slug, min(payer) as payer, sum(payments) as payments, sum(pence) as pence,
       count(distinct case when supplier_kind = 'named' then supplier_id end) as suppliers,
       min(first_month) as month_from, max(last_month) as month_to
from selected_payments
group by payer_slug

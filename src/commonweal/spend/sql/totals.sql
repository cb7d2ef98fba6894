-- totals.sql: the size of a selection, in one row. Pence; credits count against payments.
select count(*) as payments, coalesce(sum(pence), 0) as pence,
       count(distinct payer_slug) as payers,
       count(distinct case when supplier_kind = 'named' then supplier_id end) as suppliers,
       count(distinct month) as months, min(date) as date_from, max(date) as date_to,
       sum(case when date is null then 1 else 0 end) as undated
from selected_payments

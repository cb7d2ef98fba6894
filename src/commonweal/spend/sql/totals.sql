-- totals.sql: the size of a selection, in one row. Pence; credits count against payments.
select coalesce(sum(payments), 0) as payments, coalesce(sum(pence), 0) as pence,
       count(distinct payer_slug) as payers,
       count(distinct case when supplier_kind = 'named' then supplier_id end) as suppliers,
       count(distinct month) as months, min(date_from) as date_from, max(date_to) as date_to,
       sum(undated) as undated
from selected_payments

-- areas.sql: where the suppliers are. "unknown" is all that no register has placed yet, private persons included.
select area, sum(payments) as payments, sum(pence) as pence,
       count(distinct case when supplier_kind = 'named' then supplier_id end) as suppliers
from selected_payments
group by area

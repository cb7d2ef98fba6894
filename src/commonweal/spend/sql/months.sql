-- months.sql: what was paid in each month, by the payment's date. Payments without a date are in no month.
select month, sum(payments) as payments, sum(pence) as pence, count(distinct payer_slug) as payers
from selected_payments
where month is not null
group by month

-- periods.sql: payments that are in no single month: what is held of each payer by quarter or other period, as its
-- files give it, and, where both ends are empty, without any date at all.
select payer_slug, min(payer) as payer, period_from, period_to,
       sum(payments) as payments, sum(pence) as pence, count(file) as files,
       sum(net_payments) as net_payments, sum(gross_payments) as gross_payments, sum(payments_in) as payments_in,
       sum(from_250) as from_250, sum(from_500) as from_500, sum(from_25000) as from_25000
from (
    select payer_slug, period_from, period_to, file, min(payer) as payer, sum(payments) as payments, sum(pence) as pence,
           sum(net_payments) as net_payments, sum(gross_payments) as gross_payments, sum(payments_in) as payments_in,
           sum(from_250) as from_250, sum(from_500) as from_500, sum(from_25000) as from_25000
    from selected_payments
    where month is null
    group by payer_slug, period_from, period_to, file
) by_file
group by payer_slug, period_from, period_to

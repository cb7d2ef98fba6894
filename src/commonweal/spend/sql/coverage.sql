-- coverage.sql: what is held of each payer and month: how many payments, how much, from how many files, stated net or
-- gross, and how many payments reach each threshold of publication (£250, £500, £25,000). Credits reach none.
select payer_slug, min(payer) as payer, month,
       sum(payments) as payments, sum(pence) as pence, count(file) as files,
       sum(net_payments) as net_payments, sum(gross_payments) as gross_payments, sum(payments_in) as payments_in,
       sum(from_250) as from_250, sum(from_500) as from_500, sum(from_25000) as from_25000
from (
    select payer_slug, month, file, min(payer) as payer, sum(payments) as payments, sum(pence) as pence,
           sum(net_payments) as net_payments, sum(gross_payments) as gross_payments, sum(payments_in) as payments_in,
           sum(from_250) as from_250, sum(from_500) as from_500, sum(from_25000) as from_25000
    from selected_payments
    where month is not null
    group by payer_slug, month, file
) by_file
group by payer_slug, month

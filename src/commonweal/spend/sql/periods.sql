-- periods.sql: payments that are in no single month: what is held of each payer by quarter or other period, as its
-- files give it, and, where both ends are empty, without any date at all.
select payer_slug, min(payer) as payer, period_from, period_to,
       count(*) as payments, sum(pence) as pence, count(distinct file) as files,
       sum(case when net is not null then 1 else 0 end)                   as net_payments,
       sum(case when net is null and gross is not null then 1 else 0 end) as gross_payments,
       sum(case when pence > 0 then 1 else 0 end)                         as payments_in,
       sum(case when pence >= 25000 then 1 else 0 end)                    as from_250,
       sum(case when pence >= 50000 then 1 else 0 end)                    as from_500,
       sum(case when pence >= 2500000 then 1 else 0 end)                  as from_25000
from selected_payments
where month is null
group by payer_slug, period_from, period_to

-- coverage.sql: what is held of each payer and month: how many payments, how much, from how many files, stated net or
-- gross, and how many payments reach each threshold of publication (£250, £500, £25,000). Credits reach none.
select payer_slug, min(payer) as payer, month, count(*) as payments, sum(pence) as pence, count(distinct file) as files,
       sum(case when net is not null then 1 else 0 end)                   as net_payments,
       sum(case when net is null and gross is not null then 1 else 0 end) as gross_payments,
       sum(case when pence > 0 then 1 else 0 end)                         as payments_in,
       sum(case when pence >= 25000 then 1 else 0 end)                    as from_250,
       sum(case when pence >= 50000 then 1 else 0 end)                    as from_500,
       sum(case when pence >= 2500000 then 1 else 0 end)                  as from_25000
from selected_payments
where month is not null
group by payer_slug, month

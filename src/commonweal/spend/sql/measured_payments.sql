-- measured_payments.sql: every payment that counts, with what is added up of it: itself as one, credits, how it is
-- stated, and the thresholds of publication that it reaches (£250, £500, £25,000; credits reach none). Sums of payments
-- (sums.sql) have the same columns, so that a definition which adds these up takes either and tells the same.
select p.*, 1 as payments,
       case when p.pence < 0 then p.pence else 0 end                          as credits,
       case when p.net is not null then 1 else 0 end                          as net_payments,
       case when p.net is null and p.gross is not null then 1 else 0 end      as gross_payments,
       case when p.pence > 0 then 1 else 0 end                                as payments_in,
       case when p.pence >= 25000 then 1 else 0 end                           as from_250,
       case when p.pence >= 50000 then 1 else 0 end                           as from_500,
       case when p.pence >= 2500000 then 1 else 0 end                         as from_25000,
       p.date as date_from, p.date as date_to, p.month as first_month, p.month as last_month,
       case when p.date is null then 1 else 0 end as undated
from payments p

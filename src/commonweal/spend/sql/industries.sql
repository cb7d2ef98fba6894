-- industries.sql: influenceable money by the industry of those paid (section of SIC 2007), for the local multiplier:
-- what suppliers at home received, what left, and what went to suppliers not placed yet, private persons among them.
select section, count(*) as payments, sum(pence) as pence,
       sum(case when ring = 'home' then pence else 0 end)                               as here,
       sum(case when ring not in ('home', 'unknown', 'redacted') then pence else 0 end) as away,
       sum(case when ring in ('unknown', 'redacted') then pence else 0 end)             as unknown
from placed_payments
where locked is null
group by section

-- industries.sql: influenceable money by the industry of those paid (section of SIC 2007), for the local multiplier:
-- what suppliers at home received (here), what is sure to leave (away), and what may do either (unknown): money to
-- suppliers not placed yet or not placed closely enough, and to private persons.
select section, count(*) as payments, sum(pence) as pence,
       sum(case when ring = 'home' then pence else 0 end)                        as here,
       sum(case when could_be <> 'home' then pence else 0 end)                   as away,
       sum(case when ring <> 'home' and could_be = 'home' then pence else 0 end) as unknown
from placed_payments
where locked is null
group by section

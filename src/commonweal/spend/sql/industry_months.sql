-- industry_months.sql: industries.sql told apart by payer and month (or the period a file gives instead), so that what
-- lies in months that are not held whole can be left out.
select section, payer_slug, month, period_from, period_to, count(*) as payments, sum(pence) as pence,
       sum(case when ring = 'home' then pence else 0 end)                        as here,
       sum(case when could_be <> 'home' then pence else 0 end)                   as away,
       sum(case when ring <> 'home' and could_be = 'home' then pence else 0 end) as unknown
from placed_payments
where locked is null
group by section, payer_slug, month, period_from, period_to

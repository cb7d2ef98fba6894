-- gap_months.sql: influenceable money by ProClass category, payer and month (or the period a file gives instead):
-- what is sure to leave the region (leaving), what may leave it (possible: suppliers not placed yet, or not closely
-- enough), and what stays in it (staying). Payments without a category are one group, so that nothing is lost.
select proclass, payer_slug, month, period_from, period_to, count(*) as payments,
       sum(case when could_be not in ('home', 'region') then pence else 0 end) as leaving,
       sum(case when could_be in ('home', 'region') and ring not in ('home', 'region') then pence else 0 end)
                                                                               as possible,
       sum(case when ring in ('home', 'region') then pence else 0 end)         as staying
from placed_payments
where locked is null
group by proclass, payer_slug, month, period_from, period_to

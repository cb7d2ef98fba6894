-- gap_months.sql: influenceable money by ProClass category, payer and month (or the period a file gives instead):
-- what is sure to leave the region (leaving), what may leave it (possible: suppliers not placed yet, or not closely
-- enough), and what stays in it (staying). Payments without a category are one group, so that nothing is lost.
select s.proclass, s.payer_slug, s.month, s.period_from, s.period_to,
       cast(sum(s.payments) as bigint) as payments,
       cast(sum(s.pence * (1 - r.near - r.perhaps_near)) as bigint) as leaving,
       cast(sum(s.pence * r.perhaps_near) as bigint)                as possible,
       cast(sum(s.pence * r.near) as bigint)                        as staying
from selected_payments s
join rings r on r.place_no = s.place_no
join lock_sets l on l.locks = s.locks
where l.free = 1
group by s.proclass, s.payer_slug, s.month, s.period_from, s.period_to

-- gap_years.sql: gap_months.sql added up by calendar year. held: 1 for what lies whole in the months held of its payer,
-- 0 for the rest. leaves: 1 where money leaves or may leave in some month, net of its credits; leaves_for_sure
-- likewise. months_paid: the months of the year in which a pound or more is sure to leave. What a file gives by longer
-- periods only is in no year, and has no months paid.
select proclass, payer_slug, year, held,
       cast(sum(leaving) as bigint) as leaving, cast(sum(possible) as bigint) as possible,
       cast(sum(staying) as bigint) as staying,
       max(case when leaving > 0 or possible > 0 then 1 else 0 end)         as leaves,
       max(case when leaving > 0 then 1 else 0 end)                         as leaves_for_sure,
       sum(case when year is not null and leaving >= 100 then 1 else 0 end) as months_paid
from (
    select proclass, payer_slug, substr(month, 1, 4) as year, month, span, held,
           sum(leaving) as leaving, sum(possible) as possible, sum(staying) as staying
    from (
        select m.proclass, m.payer_slug, m.month, m.span, m.leaving, m.possible, m.staying,
               case when contains(h.spans, ',' || m.span || ',') then 1 else 0 end as held
        from (
            select proclass, payer_slug, month, leaving, possible, staying,
                   coalesce(month, cast(period_from as varchar) || '/'
                                   || cast(coalesce(period_to, period_from) as varchar)) as span
            from gap_months
        ) m
        left join held_spans h on h.payer_slug = m.payer_slug
    ) by_row
    group by proclass, payer_slug, month, span, held
) by_span
group by proclass, payer_slug, year, held

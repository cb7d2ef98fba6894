-- industries.sql: influenceable money by the industry of those paid (section of SIC 2007), for the local multiplier:
-- what suppliers at home received (here), what is sure to leave (away), and what may do either (unknown): money to
-- suppliers not placed yet or not placed closely enough, and to private persons. Payments are added up by place and
-- locks before these are looked up, which is quicker and the same.
select s.section, sum(s.payments) as payments, sum(s.pence) as pence,
       sum(s.pence * r.home)                        as here,
       sum(s.pence * (1 - r.home - r.perhaps_home)) as away,
       sum(s.pence * r.perhaps_home)                as unknown
from (
    select section, place_no, locks, sum(payments) as payments, sum(pence) as pence
    from selected_payments
    group by section, place_no, locks
) s
join rings r on r.place_no = s.place_no
join lock_sets l on l.locks = s.locks
where l.free = 1
group by s.section

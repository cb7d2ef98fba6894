-- shares_by_year.sql: as local_share.sql, one row a calendar year. Payments in no month are in a row without a year.
select sums.*,
       case when pence > 0 then greatest(0.0, least(1.0, cast(home_from as double) / pence)) end as share_at_least,
       case when pence > 0 then greatest(0.0, least(1.0, cast(home_to as double) / pence)) end   as share_at_most,
       case when pence > 0 then greatest(0.0, least(1.0, cast(near_from as double) / pence)) end as near_at_least,
       case when pence > 0 then greatest(0.0, least(1.0, cast(near_to as double) / pence)) end   as near_at_most
from (
    select s.year, sum(s.payments) as payments,
           sum(s.pence * l.free) as pence, sum(s.pence * (1 - l.free)) as locked,
           sum(s.pence * l.free * r.home) as home, sum(s.pence * l.free * r.near) as near,
           sum(s.pence * l.free * r.unknown) as unknown,
           sum(l.free * (s.pence * r.home + s.credits * r.perhaps_home))              as home_from,
           sum(l.free * (s.pence * r.home + (s.pence - s.credits) * r.perhaps_home))  as home_to,
           sum(l.free * (s.pence * r.near + s.credits * r.perhaps_near))              as near_from,
           sum(l.free * (s.pence * r.near + (s.pence - s.credits) * r.perhaps_near))  as near_to
    from (
        select substr(month, 1, 4) as year, place_no, locks,
               sum(payments) as payments, sum(pence) as pence, sum(credits) as credits
        from selected_payments
        group by substr(month, 1, 4), place_no, locks
    ) s
    join rings r on r.place_no = s.place_no
    join lock_sets l on l.locks = s.locks
    group by s.year
) sums

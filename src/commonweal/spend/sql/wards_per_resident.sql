-- wards_per_resident.sql: pounds paid to suppliers of each ward for each person who lives there, in pence. Where no
-- count of residents is held the figure is empty, and `reason` says so; else `reason` is where the count comes from.
select w.ward_code, w.ward, w.district, w.payments, w.pence, w.suppliers, p.residents,
       cast(w.pence as double) / nullif(p.residents, 0) as pence_per_resident,
       case when p.ward_code is null then 'no count of residents is held for this ward'
            when p.residents is null then 'the counts held give none for this ward: its boundaries may have changed'
            when p.residents = 0     then 'nobody is counted as living here'
            else p.source end                           as reason
from wards w
left join ward_residents p on p.ward_code = w.ward_code

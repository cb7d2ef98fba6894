-- rings.sql: how near each place is to the home area. `ring` is the nearest ring that is sure to hold the whole of what
-- is known of the place; `could_be` is the nearest that it may lie in. Both are the same where the place is known well
-- enough. A supplier known only to be in the county of a home ward could be at home, and is sure to be in the county's
-- ring alone; one known only to be in the UK could be at home too.
-- Rings: 1 home, 2 the rest of its region, 3 the rest of the wider region, 4 the rest of the UK, 5 overseas.
select p.place_key,
       case when p.place_key = 'overseas' then 5
            else coalesce(min(case when h.whole then h.ring end), 4) end as ring,
       case when p.place_key = 'overseas' then 5
            else coalesce(min(h.ring), 4) end                           as could_be
from (
    select place_key, min(ward_code) as ward_code, min(district_code) as district_code,
           min(county_code) as county_code, min(region_code) as region_code
    from located_suppliers
    where place_key is not null
    group by place_key
) p
left join home_areas h on (h.whole and h.code in (p.ward_code, p.district_code, p.county_code, p.region_code))
                       or (not h.whole and h.code = p.place_key)
group by p.place_key

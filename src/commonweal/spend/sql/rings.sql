-- rings.sql: how near each place is to the home area. `ring` is the nearest ring that is sure to hold the whole of what
-- is known of the place; `could_be` is the nearest that it may lie in. Both are the same where the place is known well
-- enough. A supplier known only to be in the county of a home ward could be at home, and is sure to be in the county's
-- ring alone, unless its postcode is surely beyond the wards held. Known only to be in the UK it is unknown: "the rest of
-- the UK" would say that it is not at home. Two numbers stand for no place: 0 for a supplier that no register places, a
-- private person, or none named; -1 for a redacted one. All that are unknown or redacted could be at home.
-- home, near (home or the rest of its region), perhaps_home, perhaps_near and unknown are 1 where it is so, else 0.
select n.place_no, ring.name as ring, could_be.name as could_be,
       case when n.ring = 1 then 1 else 0 end                     as home,
       case when n.ring <= 2 then 1 else 0 end                    as near,
       case when n.ring > 1 and n.could_be = 1 then 1 else 0 end  as perhaps_home,
       case when n.ring > 2 and n.could_be <= 2 then 1 else 0 end as perhaps_near,
       case when n.ring > 5 then 1 else 0 end                     as unknown
from (
    select p.place_no,
           case when p.place_key = 'overseas' then 5
                when p.place_key = 'uk' then 6
                else coalesce(min(case when h.whole then h.ring end), 4) end as ring,
           case when p.place_key = 'overseas' then 5
                else coalesce(min(h.ring), 4) end                           as could_be
    from known_places p
    left join home_areas h on (h.whole and h.code in (p.ward_code, p.district_code, p.county_code, p.region_code))
                           or (not h.whole and h.code = p.place_key and (h.beyond or not p.beyond))
    group by p.place_no, p.place_key
    union all select 0, 6, 1
    union all select -1, 7, 1
) n
join ring_names ring on ring.rank = n.ring
join ring_names could_be on could_be.rank = n.could_be
where ($ring is null or ring.name = $ring)

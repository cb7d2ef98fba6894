-- located_suppliers.sql: each supplier with a key for its place: the smallest area known to hold its registered office
-- (ward, else district, county, region or nation), "uk" where a register here names it and tells no area, "overseas"
-- where it comes from another country or its address is on Jersey, Guernsey or Man. Only sure matches have a place.
select *,
       case when org_id is null then null
            when country is not null or region_code = 'overseas' then 'overseas'
            else coalesce(ward_code, district_code, county_code, region_code, 'uk') end as place_key,
       coalesce(outside, false) as beyond
from supplier_places

-- known_places.sql: every place that a supplier was found in, once, with a number and the areas that it lies in.
-- `beyond` tells places whose postcode is surely outside the region that the geography covers, though not where.
select row_number() over (order by place_key, beyond) as place_no, place_key, beyond,
       min(ward_code) as ward_code, min(district_code) as district_code,
       min(county_code) as county_code, min(region_code) as region_code
from located_suppliers
where place_key is not null
group by place_key, beyond

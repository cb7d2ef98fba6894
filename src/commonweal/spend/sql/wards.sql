-- wards.sql: what was paid to suppliers whose registered office lies in each ward of the region.
-- A registered office is an address on paper: the work may be done elsewhere.
select ward_code, min(ward) as ward, min(district) as district, sum(payments) as payments, sum(pence) as pence,
       count(distinct supplier_id) as suppliers
from selected_payments
where ward_code is not null
group by ward_code

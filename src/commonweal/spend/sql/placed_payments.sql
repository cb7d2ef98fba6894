-- placed_payments.sql: the payments that a page is about, each with how near its supplier is and what locks it.
-- ring: home, region (the rest of its region), wider (the rest of the wider region, such as the North West), uk,
-- overseas, unknown (no register places the supplier, or it is a private person or unnamed), or redacted.
-- could_be: the nearest ring that the supplier may be in; an unknown or redacted one may be at home.
-- locked: the name of the first rule that applies and is switched on; null where the payment can be influenced.
select p.*, n.ring, c.ring as could_be, r.rule as locked
from selected_payments p
left join rings w on w.place_key = p.place_key
join ring_names n on n.rank = coalesce(w.ring, case when p.supplier_kind = 'redacted' then 7 else 6 end)
join ring_names c on c.rank = coalesce(w.could_be, 1)
left join lock_sets l on l.locks = p.locks
left join lock_rules r on r.rank = l.rank
where ($ring is null or n.ring = $ring)

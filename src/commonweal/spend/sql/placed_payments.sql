-- placed_payments.sql: the payments that a page is about, each with how near its supplier is and what locks it.
-- ring: home, region (the rest of its region), wider (the rest of the wider region, such as the North West), uk,
-- overseas, unknown (no register tells more of where the supplier is than the UK, or it is a private person or unnamed),
-- or redacted.
-- could_be: the nearest ring that the supplier may be in; an unknown or redacted one may be at home.
-- locked: the name of the first rule that applies and is switched on; null where the payment can be influenced.
select p.*, r.ring, r.could_be, l.locked
from selected_payments p
join rings r on r.place_no = p.place_no
join lock_sets l on l.locks = p.locks

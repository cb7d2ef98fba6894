-- lock_suppliers.sql: which locks a supplier calls for: by words of the name published, by the kind of payee, by its
-- owner, or by how its first SIC code begins. One bit a rule, as in lock_texts.sql.
select s.supplier_kind, s.supplier, s.owner, s.sic,
       bit_or(case when w.spares then 0 else w.bit end) as found,
       bit_or(case when w.spares then w.bit else 0 end) as spared
from (
    select supplier_kind, supplier, owner, sic,
           regexp_replace(replace(lower(concat(' ', coalesce(supplier, ''), ' ')),
                                  '&', ' and '), '[^a-z0-9]+', ' ', 'g') as name
    from (select distinct supplier_kind, supplier, owner, sic from counted_payments) paid
) s
join lock_tests w on (w.field = 'supplier' and contains(s.name, w.pattern))
                  or (w.field = 'payee' and s.supplier_kind = w.pattern)
                  or (w.field = 'owner' and s.owner = w.pattern)
                  or (w.field = 'sic' and substr(s.sic, 1, length(w.pattern)) = w.pattern)
group by s.supplier_kind, s.supplier, s.owner, s.sic

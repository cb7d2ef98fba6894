-- concentration.sql: how few suppliers hold how much of the influenceable money. A supplier is an organisation where
-- the registers are sure of it, else a name. `pence` is what named suppliers were paid, each net of its credits; those
-- whose credits outweigh their payments are left out. Private persons, redacted payees and payments without a supplier
-- are not one supplier, so they are in no figure here but `without_a_name`. hhi is the Herfindahl-Hirschman index: the
-- squares of the suppliers' percentages, added up; 10,000 is a single supplier.
select count(pence) as suppliers, coalesce(sum(pence), 0) as pence,
       coalesce(sum(case when place <= 10 then pence end), 0)  as top_10,
       coalesce(sum(case when place <= 50 then pence end), 0)  as top_50,
       coalesce(sum(case when place <= 300 then pence end), 0) as top_300,
       cast(sum(case when place <= 10 then pence end) as double) / sum(pence)  as share_of_top_10,
       cast(sum(case when place <= 50 then pence end) as double) / sum(pence)  as share_of_top_50,
       cast(sum(case when place <= 300 then pence end) as double) / sum(pence) as share_of_top_300,
       10000 * cast(sum(cast(pence as decimal(19, 0)) * cast(pence as decimal(19, 0))) as double)
             / cast(sum(pence) as double) / cast(sum(pence) as double)         as hhi,
       coalesce(max(without_a_name), 0) as without_a_name
from (
    select pence, place, null as without_a_name
    from (
        select pence, row_number() over (order by pence desc, supplier_id) as place
        from influenceable_suppliers
        where supplier_kind = 'named' and pence > 0
    ) named
    union all
    select null, null, sum(pence)
    from influenceable_suppliers
    where supplier_kind <> 'named'
) held

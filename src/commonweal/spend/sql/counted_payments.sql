-- counted_payments.sql: every payment that counts, one row each, with what the registers say of its supplier.
-- Left out: rows that a person has decided are the same money as a row of an earlier file.
-- A supplier that is a private person, redacted or unnamed has no name and no place here. `supplier_id` tells suppliers
-- apart: the organisation where the registers are sure of it, else the name.
select p.file, p.sheet, p.line, p.payer_slug, p.payer, p.pence, p.net, p.vat, p.gross,
       p.date, p.month, p.payment_date, p.invoice_date, p.period_from, p.period_to,
       p.supplier_kind,
       case when p.supplier_kind = 'named' then p.supplier_key else p.supplier_kind end as supplier_key,
       case when p.supplier_kind = 'named' then p.supplier end                          as supplier,
       case when p.supplier_kind = 'named' then coalesce(s.org_id, p.supplier_key)
            else p.supplier_kind end as supplier_id,
       s.usual_name,
       p.purpose, p.purpose_withheld, p.department, p.category, p.capital_or_revenue, p.transaction, p.contract,
       s.org_id, s.registered_name, s.owner, s.size, s.sic, s.section, s.country,
       coalesce(k.place_no, case when p.supplier_kind = 'redacted' then -1 else 0 end) as place_no,
       s.ward_code, s.ward, s.district_code, s.district, s.county_code, s.region_code, s.decile,
       coalesce(s.area, 'unknown') as area
from published_payments p
left join repeated_rows r on r.file = p.file and r.sheet = p.sheet and r.line = p.line
left join located_suppliers s on s.supplier_key = case when p.supplier_kind = 'named' then p.supplier_key end
left join known_places k on k.place_key = s.place_key and k.beyond = s.beyond
where r.file is null

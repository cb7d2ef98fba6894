-- payments.sql: every payment that counts, with its ProClass category where one is known and the locks it calls for.
-- `locks` has one bit for each rule of the locks that holds of the payment, whether or not the rule is switched on.
select p.file, p.sheet, p.line, p.payer_slug, p.payer, p.pence, p.net, p.vat, p.gross,
       p.date, p.month, p.payment_date, p.invoice_date, p.period_from, p.period_to,
       p.supplier_kind, p.supplier_key, p.supplier, p.supplier_id, p.usual_name,
       p.purpose, p.purpose_withheld, p.department, p.category, p.capital_or_revenue, p.transaction, p.contract,
       p.org_id, p.registered_name, p.owner, p.size, p.sic, p.section, p.country, p.place_no,
       p.ward_code, p.ward, p.district_code, p.district, p.county_code, p.region_code, p.decile, p.area,
       c.proclass,
       (coalesce(t.found, 0) | coalesce(s.found, 0)) & ~(coalesce(t.spared, 0) | coalesce(s.spared, 0)) as locks
from counted_payments p
left join payment_classes c on c.supplier_key = p.supplier_key
                           and c.category is not distinct from p.category
                           and c.purpose is not distinct from p.purpose
                           and c.department is not distinct from p.department
                           and c.sic is not distinct from p.sic
left join lock_texts t on t.category is not distinct from p.category
                      and t.purpose is not distinct from p.purpose
                      and t.department is not distinct from p.department
left join lock_suppliers s on s.supplier_kind is not distinct from p.supplier_kind
                          and s.supplier is not distinct from p.supplier
                          and s.owner is not distinct from p.owner
                          and s.sic is not distinct from p.sic

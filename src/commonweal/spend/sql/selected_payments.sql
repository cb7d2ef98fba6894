-- selected_payments.sql: the payments that a page is about. An empty choice takes all of them.
-- A supplier is chosen by its organisation where the registers name one, else by its name. A payment without a month is
-- in a span of months where its whole period lies in the span.
select *
from measured_payments
where ($payer is null or payer_slug = $payer)
  and ($payers is null or contains($payers, concat(',', payer_slug, ',')))
  and ($supplier is null or supplier_key = $supplier or org_id = $supplier)
  and ($category is null or lower(category) = lower($category))
  and ($purpose is null or lower(purpose) = lower($purpose))
  and ($department is null or lower(department) = lower($department))
  and ($proclass is null or proclass = $proclass)
  and ($section is null or section = $section)
  and ($owner is null or owner = $owner)
  and ($size is null or size = $size)
  and ($month is null or month = $month)
  and ($month_from is null or coalesce(month, substr(cast(period_from as varchar), 1, 7)) >= $month_from)
  and ($month_to is null
       or coalesce(month, substr(cast(coalesce(period_to, period_from) as varchar), 1, 7)) <= $month_to)
  and ($ward is null or ward_code = $ward)
  and ($area is null or area = $area)
  and ($file is null or file = $file)

-- selected_payments.sql: the payments that a page is about. An empty choice takes all of them.
select *
from payments
where ($payer is null or payer_slug = $payer)
  and ($supplier is null or supplier_key = $supplier)
  and ($category is null or lower(category) = lower($category))
  and ($purpose is null or lower(purpose) = lower($purpose))
  and ($department is null or lower(department) = lower($department))
  and ($month is null or month = $month)
  and ($ward is null or ward_code = $ward)
  and ($area is null or area = $area)
  and ($file is null or file = $file)

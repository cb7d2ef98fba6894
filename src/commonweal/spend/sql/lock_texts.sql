-- lock_texts.sql: which locks the words of a payment call for. Category, purpose and department are set in small
-- letters, with "and" for "&" and one space for all else, so that a word is found as a whole: " levy " and not
-- "levying", but " pension" finds every word that begins so. `found` and `spared` hold one bit a rule: its words, and
-- those that spare from it.
select t.category, t.purpose, t.department,
       bit_or(case when w.spares then 0 else w.bit end) as found,
       bit_or(case when w.spares then w.bit else 0 end) as spared
from (
    select category, purpose, department,
           regexp_replace(replace(lower(concat(' ', coalesce(category, ''), ' ', coalesce(purpose, ''), ' ')),
                                  '&', ' and '), '[^a-z0-9]+', ' ', 'g') as subject,
           regexp_replace(replace(lower(concat(' ', coalesce(department, ''), ' ')),
                                  '&', ' and '), '[^a-z0-9]+', ' ', 'g') as service
    from (select distinct category, purpose, department from counted_payments) said
) t
join lock_tests w on (w.field = 'subject' and contains(t.subject, w.pattern))
                  or (w.field = 'department' and contains(t.service, w.pattern))
group by t.category, t.purpose, t.department

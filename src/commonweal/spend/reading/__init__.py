"""The reader of published spend files: from the bytes of any layout to payments, with every record accounted for.

In the order of the work: `files` (which ones), `text` and `workbooks` (what is in them), `records`, `headers`,
`profiles`, `columns` and `tables` (where the table is and what its columns mean), `amounts`, `dates` and `periods`
(what a cell says), `rows` and `totals` (what each record is), `payers` and `payees` (who), `result` (the Reading).
"""

from commonweal.spend.reading.files import Source, sources
from commonweal.spend.reading.reader import read
from commonweal.spend.reading.result import FIELDS, PAYMENTS, SET_ASIDE, Column, Options, Reading

__all__ = ["FIELDS", "PAYMENTS", "SET_ASIDE", "Column", "Options", "Reading", "Source", "read", "sources"]

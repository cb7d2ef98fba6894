"""What is kept of pots: who keeps them, their books, and what stands beside the books."""

from commonweal.funds.models.beside import BankLine as BankLine
from commonweal.funds.models.beside import Contribution as Contribution
from commonweal.funds.models.beside import Explanation as Explanation
from commonweal.funds.models.beside import SettledClaim as SettledClaim
from commonweal.funds.models.beside import Statement as Statement
from commonweal.funds.models.books import Approval as Approval
from commonweal.funds.models.books import Entry as Entry
from commonweal.funds.models.books import Payment as Payment
from commonweal.funds.models.books import Posting as Posting
from commonweal.funds.models.books import Promise as Promise
from commonweal.funds.models.books import SentForm as SentForm
from commonweal.funds.models.pots import Account as Account
from commonweal.funds.models.pots import Keeper as Keeper
from commonweal.funds.models.pots import Pot as Pot

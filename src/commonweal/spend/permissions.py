"""Who may do what with published spend. Reading the account needs no permission at all."""

from rules.permissions import add_perm

from commonweal.people.permissions import holds
from commonweal.people.roles import EDITOR, REVIEWER

IMPORT = "spend.import"
CORRECT = "spend.correct"
REVIEW = "spend.review"

add_perm(IMPORT, holds("spend", EDITOR))
add_perm(CORRECT, holds("spend", EDITOR))
add_perm(REVIEW, holds("spend", REVIEWER) | holds("spend", EDITOR))

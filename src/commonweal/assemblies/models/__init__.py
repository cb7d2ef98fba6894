"""What is kept of assemblies: bodies and their members, meetings, proposals, votes, decisions."""

from commonweal.assemblies.models.bodies import Body as Body
from commonweal.assemblies.models.bodies import Member as Member
from commonweal.assemblies.models.bodies import Office as Office
from commonweal.assemblies.models.bodies import Orders as Orders
from commonweal.assemblies.models.meetings import Attendance as Attendance
from commonweal.assemblies.models.meetings import Meeting as Meeting
from commonweal.assemblies.models.votes import Decision as Decision
from commonweal.assemblies.models.votes import HandCount as HandCount
from commonweal.assemblies.models.votes import Proposal as Proposal
from commonweal.assemblies.models.votes import Vote as Vote

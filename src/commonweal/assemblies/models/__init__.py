"""What is kept of assemblies: bodies and their members, meetings, proposals, votes, decisions."""

from commonweal.assemblies.models.agenda import AgendaItem as AgendaItem
from commonweal.assemblies.models.agenda import AskedItem as AskedItem
from commonweal.assemblies.models.agenda import Change as Change
from commonweal.assemblies.models.agenda import Joined as Joined
from commonweal.assemblies.models.agenda import MeetingRequest as MeetingRequest
from commonweal.assemblies.models.bodies import Body as Body
from commonweal.assemblies.models.bodies import Member as Member
from commonweal.assemblies.models.bodies import Office as Office
from commonweal.assemblies.models.bodies import Orders as Orders
from commonweal.assemblies.models.meetings import Attendance as Attendance
from commonweal.assemblies.models.meetings import Meeting as Meeting
from commonweal.assemblies.models.minutes import ItemNote as ItemNote
from commonweal.assemblies.models.minutes import Minutes as Minutes
from commonweal.assemblies.models.notices import CalendarAddress as CalendarAddress
from commonweal.assemblies.models.notices import Notice as Notice
from commonweal.assemblies.models.notices import Unwanted as Unwanted
from commonweal.assemblies.models.offices import Election as Election
from commonweal.assemblies.models.offices import Turn as Turn
from commonweal.assemblies.models.offices import WillingMember as WillingMember
from commonweal.assemblies.models.taking_part import Claim as Claim
from commonweal.assemblies.models.taking_part import Need as Need
from commonweal.assemblies.models.taking_part import Offer as Offer
from commonweal.assemblies.models.votes import Decision as Decision
from commonweal.assemblies.models.votes import HandCount as HandCount
from commonweal.assemblies.models.votes import Proposal as Proposal
from commonweal.assemblies.models.votes import Vote as Vote

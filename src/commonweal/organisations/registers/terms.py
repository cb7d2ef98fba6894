"""The licences under which the registers we read were published, and the kinds of owner they tell."""

from typing import Final

OGL: Final = "Open Government Licence v3.0"
ODBL: Final = "Open Database Licence 1.0 (share-alike); underlying registers Open Government Licence v3.0"
CC_BY_SA: Final = "Creative Commons Attribution-ShareAlike 4.0"

CHARITY_LOOKUPS: Final = (
    "Contains information from charity-lookups by David Kane, made available under the Open Database Licence, and "
    "public sector information licensed under the Open Government Licence v3.0."
)
COMPANIES_HOUSE: Final = "Contains public sector information from Companies House."
CHARITY_COMMISSION: Final = (
    "Contains information from the register of charities, Charity Commission for England and Wales, licensed under the "
    "Open Government Licence v3.0."
)
FCA: Final = (
    "Contains information from the Mutuals Public Register, Financial Conduct Authority, licensed under the Open "
    "Government Licence v3.0."
)
COOPS_UK: Final = "Contains Co-operatives UK open data, licensed under CC BY-SA 4.0."
PUBLIC_SECTOR: Final = "Contains public sector information licensed under the Open Government Licence v3.0."

ACADEMY_TRUST: Final = "academy trust"
CHARITY: Final = "charity"
COMMUNITY_INTEREST: Final = "community interest company"
CREDIT_UNION: Final = "credit union"
FOR_PROFIT_LANDLORD: Final = "housing provider for profit"
HOUSING_PROVIDER: Final = "housing provider"
LOCAL_AUTHORITY: Final = "local authority"
MUTUAL: Final = "mutual society"
PUBLIC_BODY: Final = "public body"
SCHOOL: Final = "school"
EMPLOYEE_OWNED: Final = "employee-owned business"
COOPERATIVES: Final = {  # Co-operatives UK's "Ownership Classification", who owns it, to our words
    "Consumers": "consumer co-operative",
    "Community of Interest": "community co-operative",
    "Workers": "worker co-operative",
    "Enterprises": "co-operative of enterprises",
    "Multi-stakeholder": "multi-stakeholder co-operative",
    "Self-employed": "co-operative of the self-employed",
    "Tenants": "tenant co-operative",
    "Co-operatives": "co-operative of co-operatives",
    "Employee Trust": EMPLOYEE_OWNED,
    "": "co-operative or mutual",
}

"""What is kept of budgets."""

from commonweal.budgets.models.budgets import Area, Budget, Stage
from commonweal.budgets.models.ideas import Costing, Hiding, Idea, Report
from commonweal.budgets.models.officers import Officer
from commonweal.budgets.models.projects import Lesson, Milestone, Photo, Progress, Project

__all__ = [
    "Area",
    "Budget",
    "Costing",
    "Hiding",
    "Idea",
    "Lesson",
    "Milestone",
    "Officer",
    "Photo",
    "Progress",
    "Project",
    "Report",
    "Stage",
]

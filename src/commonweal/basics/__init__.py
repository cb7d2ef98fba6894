"""The ground floor: money, dates, problems, the lake. Imports nothing of ours."""

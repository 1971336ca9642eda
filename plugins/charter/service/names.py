"""Names under which the charter's effects and files are known."""

OWNER = "charter"
DIFFERENCE = "charter.difference"
DRAFT_FILE = "charter.draft"
REPORT = "charter.report"

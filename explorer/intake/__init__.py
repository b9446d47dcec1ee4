"""Files on their way in: kept for a day in a private folder of the workspace, previewed, mended, loaded, forgotten."""

from explorer.intake.columns import BeingSet, Columns
from explorer.intake.jobs import Jobs
from explorer.intake.progress import Progress
from explorer.intake.upload import Choices, Correction, Result, Upload
from explorer.intake.uploads import Uploads

__all__ = ["BeingSet", "Choices", "Columns", "Correction", "Jobs", "Progress", "Result", "Upload", "Uploads"]

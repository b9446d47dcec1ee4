"""Ids of components that callbacks name; one place, so that a typing slip is an import error."""

from __future__ import annotations

# The frame: its stores live as long as the browser tab.
ACTION = "action"
SCENE = "scene"
SELECTED = "selected"
COLOURS = "colours"
PROVIDER = "provider"
NOTICE = "notice"
PROBLEM = "problem"
EXPORT_TABLE = "export-table"
DOWNLOAD = "download"
SHARE_DIALOG = "share-dialog"
SHARE_LINK = "share-link"

# Explore and chains.
CANVAS = "canvas"
CANVAS_STATE = "canvas-state"
CANVAS_LIST = "canvas-list"
LEGEND = "legend"
SUMMARY = "summary"
AS_OF = "as-of"
AS_OF_TEXT = "as-of-text"
DETAILS = "details"
LANES = "lanes"
CHAINS_LEGEND = "chains-legend"
CHAINS_SUMMARY = "chains-summary"

# Introductions.
ROUTE_QUESTION = "route-question"
ROUTE_ANSWER = "route-answer"
ROUTE_EVIDENCE = "route-evidence"
ROUTE_EXCLUDED = "route-excluded"
ROUTE_AS_OF = "route-as-of"
ROUTE_COMPARE = "route-compare"
TIE_ACT = "tie-act"

# Past loads.
LOAD_ASKED = "load-asked"
LOAD_ACT = "load-act"
LOAD_PAGE = "load-page"
LOAD_COUNTS = "load-counts"
LOAD_ROLLBACK = "load-rollback"
LOAD_WATCH = "load-watch"

# Who may be the same.
QUESTION_ACT = "question-act"
QUESTION_KEPT = "question-kept"
QUESTION_TYPE = "question-type"
QUESTION_FIND = "question-find"
QUESTION_REASON = "question-reason"
QUESTION_QUEUE = "question-queue"
QUESTION_LAST = "question-last"
QUESTION_ANSWERS = "question-answers"
QUESTION_SIDES = "question-sides"
QUESTION_TABS = "question-tabs"
JOINED_ACT = "joined-act"
JOINED_KEPT = "joined-kept"
JOINED_TYPE = "joined-type"
JOINED_FIND = "joined-find"
JOINED_REASON = "joined-reason"
JOINED_LIST = "joined-list"
JOINED_LAST = "joined-last"
JOINED_TABS = "joined-tabs"
DECIDED_ACT = "decided-act"
DECIDED_PAGE = "decided-page"
DECIDED_LIST = "decided-list"
DECIDED_TABS = "decided-tabs"

# Reports.
REPORT_TABLE = "report-table"

# Data.
DATA_ASKED = "data-asked"
DATA_ACTION = "data-action"
DATA_FILES = "data-files"
DATA_FILE = "data-file"

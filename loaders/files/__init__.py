"""Opening the files that offices keep: spreadsheets, documents, csv, json; within limits, nothing in them is run."""

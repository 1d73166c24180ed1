"""The brief's evidence in the formats that other people's tools read: CSV, a workbook, a data package, an archive."""

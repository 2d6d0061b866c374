"""A paper as a value, and the forms in which it is handed out: PDF, DOCX, XLSX, JSON."""

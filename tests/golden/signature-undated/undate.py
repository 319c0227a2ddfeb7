"""undate.py DOCX: writes undated.docx, which lacks the paragraph with the style of the date."""

import re
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as source, zipfile.ZipFile("undated.docx", "w") as out:
	for name in source.namelist():
		data = source.read(name)
		if name == "word/document.xml":
			data = re.sub(r'<w:p>(?:(?!</w:p>).)*?"IssueDate".*?</w:p>', "", data.decode(), flags=re.S).encode()
		out.writestr(name, data)

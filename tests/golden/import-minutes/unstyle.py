"""unstyle.py FROM TO: the DOCX as if others had made it: nothing says what made it, nor which paragraph says who was at a meeting."""

import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
	for item in old.infolist():
		data = old.read(item)
		if item.filename == "word/styles.xml":
			assert data.count('w:val="出席"'.encode()) == 1
			data = data.replace('w:val="出席"'.encode(), 'w:val="甲"'.encode())
		if item.filename == "docProps/custom.xml":
			assert b' name="' in data
			data = data.replace(b' name="', b' name="x')
		new.writestr(item, data)

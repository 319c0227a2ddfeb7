"""unstyle.py FROM TO: the DOCX with another name for the style of who was at a meeting, which tells no reader what it is."""

import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
	for item in old.infolist():
		data = old.read(item)
		if item.filename == "word/styles.xml":
			assert data.count('w:val="出席"'.encode()) == 1
			data = data.replace('w:val="出席"'.encode(), 'w:val="甲"'.encode())
		new.writestr(item, data)

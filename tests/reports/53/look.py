# The page of each title by the printed page numbers of the book, against toc.json.
import glob, json, re, subprocess
pages = subprocess.run(['pdftotext', '-layout', glob.glob('b/*.pdf')[0], '-'], capture_output=True, check=True).stdout.decode().split('\f')
wrong = 0
for entry in json.load(open('toc.json', encoding='utf-8'))['entries']:
	title, page = re.sub(r'\s', '', entry['title']), str(entry['page'])
	found = []
	for text in pages:
		number = re.search(r'—\s*(\d+)\s*—\s*$', text)
		flat = re.sub(r'\s', '', text)
		if title in flat and '……' not in flat and '···' not in flat and '...' not in flat and number:
			found.append(number[1])
	print(title, page, found)
	wrong += page not in found
print('all right' if not wrong else f'{wrong} wrong')

// Files put together into one ZIP archive (PKWARE APPNOTE 6.3), as they are: what is in them is compressed already.

const table = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let bit = 0; bit < 8; bit++)
		n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
	return n;
});

function crc32(bytes) {
	let crc = -1;
	for (const byte of bytes)
		crc = (crc >>> 8) ^ table[(crc ^ byte) & 255];
	return (crc ^ -1) >>> 0;
}

// Little-endian fields of two and four bytes: [size, value] each.
function fields(...list) {
	const view = new DataView(new ArrayBuffer(list.reduce((sum, [size]) => sum + size, 0)));
	let at = 0;
	for (const [size, value] of list) {
		if (size === 2)
			view.setUint16(at, value, true);
		else
			view.setUint32(at, value, true);
		at += size;
	}
	return view.buffer;
}

const UTF8_NAME = 0x800, FIRST_DAY = 0x21; // 1980-01-01, as nothing in it depends on when it was made

// What both the file's head and the directory say of it.
const common = file => [[2, UTF8_NAME], [2, 0], [2, 0], [2, FIRST_DAY], [4, file.crc], [4, file.blob.size], [4, file.blob.size], [2, file.bytes.length], [2, 0]];

// `files`: { name, blob } each; names with / for folders. The archive as a Blob.
export async function zip(files) {
	const parts = [], directory = [];
	let at = 0, size = 0;
	for (const { name, blob } of files) {
		const file = { bytes: new TextEncoder().encode(name), blob, crc: crc32(new Uint8Array(await blob.arrayBuffer())) };
		const head = fields([4, 0x04034b50], [2, 20], ...common(file));
		const entry = fields([4, 0x02014b50], [2, 20], [2, 20], ...common(file), [2, 0], [2, 0], [2, 0], [4, 0], [4, at]);
		parts.push(head, file.bytes, blob);
		directory.push(entry, file.bytes);
		at += head.byteLength + file.bytes.length + blob.size;
		size += entry.byteLength + file.bytes.length;
	}
	const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]);
	return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

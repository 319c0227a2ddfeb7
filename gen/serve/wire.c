#include "serve/wire.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

enum { HEAD_BYTES = WIRE_PARTS * (int)sizeof(uint32_t) };

void wire_add(struct buf *out, const struct str parts[WIRE_PARTS])
{
	uint32_t lengths[WIRE_PARTS];
	for (size_t i = 0; i < WIRE_PARTS; i++)
		lengths[i] = (uint32_t)parts[i].len;
	buf_add(out, lengths, sizeof lengths);
	for (size_t i = 0; i < WIRE_PARTS; i++)
		buf_add_str(out, parts[i]);
}

size_t wire_read(struct str bytes, struct str parts[WIRE_PARTS])
{
	uint32_t lengths[WIRE_PARTS];
	size_t total = HEAD_BYTES;
	if (bytes.len < HEAD_BYTES)
		return 0;
	memcpy(lengths, bytes.data, sizeof lengths);
	for (size_t i = 0; i < WIRE_PARTS; i++) {
		if (lengths[i] > WIRE_MOST_BYTES)
			return SIZE_MAX;
		parts[i] = (struct str){ bytes.data + total, lengths[i] };
		total += lengths[i];
	}
	return bytes.len < total ? 0 : total;
}

bool wire_send(int socket, struct str bytes)
{
	while (bytes.len) {
		ssize_t sent = send(socket, bytes.data, bytes.len, MSG_NOSIGNAL);
		if (sent < 0 && errno != EINTR)
			return false;
		bytes = str_from(bytes, sent > 0 ? (size_t)sent : 0);
	}
	return true;
}

bool wire_receive(int socket, struct buf *in, struct str parts[WIRE_PARTS])
{
	char piece[1 << 16];
	for (;;) {
		size_t size = wire_read(buf_str(in), parts);
		if (size)
			return size != SIZE_MAX;
		ssize_t got = recv(socket, piece, sizeof piece, 0);
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		if (got > 0)
			buf_add(in, piece, (size_t)got);
	}
}

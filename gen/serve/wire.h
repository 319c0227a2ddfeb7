/* What server and workers send each other over a socket: frames of four texts. */
#ifndef SERVE_WIRE_H
#define SERVE_WIRE_H

#include <stdbool.h>

#include "base/buf.h"

/* A question is a call's name, its arguments as JSON, the body of the request, and who asks: role and name; an answer a status, a content type, a file name,
 * and a body. */
enum { WIRE_NAME, WIRE_ARGUMENTS, WIRE_BODY, WIRE_WHO, WIRE_PARTS = 4, WIRE_STATUS = 0, WIRE_TYPE, WIRE_FILE, WIRE_CONTENT };

/* No frame is larger: what is received with a greater length is no frame. */
enum { WIRE_MOST_BYTES = 256 << 20 };

/* Appends the frame of the four texts. */
void wire_add(struct buf *out, const struct str parts[WIRE_PARTS]);

/* The first frame in the bytes; its texts point into them. How many bytes it takes; 0: it has not all come yet. SIZE_MAX: it is none. */
size_t wire_read(struct str bytes, struct str parts[WIRE_PARTS]);

/* Sends all of it, or receives a frame, waiting for it, at the beginning of `in`, whose bytes must be those of one frame at most. False: the other side is gone. */
bool wire_send(int socket, struct str bytes);
bool wire_receive(int socket, struct buf *in, struct str parts[WIRE_PARTS]);

#endif

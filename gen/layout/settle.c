#include "layout/settle.h"

size_t layout_settle(settle_measure *measure, void *context)
{
	size_t kept = 1;
	for (size_t needed; (needed = measure(context, kept)) > kept;)
		kept = needed;
	return kept;
}

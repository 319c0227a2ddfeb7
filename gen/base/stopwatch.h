/* Elapsed time, for progress, reports and limits; never for content. */
#ifndef BASE_STOPWATCH_H
#define BASE_STOPWATCH_H

/* Seconds on a clock that only runs forward. */
double stopwatch_now(void);

#endif

/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/timing.h"

#include "session/report.h"
#include "session/session.h"
#include "text/duration.h"
#include "text/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static uint64_t processor_time(const struct timeval *time)
{
	return (uint64_t)time->tv_sec * NANOSECONDS +
	       (uint64_t)time->tv_usec * 1000;
}

static void add_usage(struct timing *timing, int whose)
{
	struct rusage usage;

	if (getrusage(whose, &usage) != 0)
		return;
	timing->user += processor_time(&usage.ru_utime);
	timing->system += processor_time(&usage.ru_stime);
}

static void read_usage(struct timing *timing)
{
	timing->user = 0;
	timing->system = 0;
	add_usage(timing, RUSAGE_SELF);
	add_usage(timing, RUSAGE_CHILDREN);
}

static void read_clock(struct timing *timing)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	timing->elapsed =
		(uint64_t)now.tv_sec * NANOSECONDS + (uint64_t)now.tv_nsec;
}

void timing_begin(struct timing *timing)
{
	read_usage(timing);
	read_clock(timing);
}

/* What went by since BEGAN. */
static struct timing timing_since(const struct timing *began)
{
	struct timing passed;

	/* the other way round: what it takes to look is not of the command */
	read_clock(&passed);
	read_usage(&passed);
	passed.elapsed -= began->elapsed;
	passed.user -= began->user;
	passed.system -= began->system;
	return passed;
}

static void report_json(struct session *session, const struct timing *passed,
                        const char *command)
{
	struct json json = json_begin(session->output);

	json_string(&json, "command", "time");
	json_string(&json, "of", command);
	json_seconds(&json, "seconds", passed->elapsed);
	json_seconds(&json, "user", passed->user);
	json_seconds(&json, "system", passed->system);
	json_end(&json);
}

void timing_report(struct session *session, const struct timing *timing,
                   const char *command)
{
	struct timing passed;
	char elapsed[DURATION_ROOM];
	char user[DURATION_ROOM];
	char system[DURATION_ROOM];
	char line[128];

	output_flush(session->output);
	passed = timing_since(timing);
	if (session->json) {
		report_json(session, &passed, command);
		return;
	}
	duration_print(passed.elapsed, elapsed);
	duration_print(passed.user, user);
	duration_print(passed.system, system);
	snprintf(line, sizeof(line), "time: %s  (user %s, system %s)", elapsed,
	         user, system);
	report_aside(session, line);
}

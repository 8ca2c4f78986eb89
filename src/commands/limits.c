/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/limits_show.h"
#include "session/describe.h"
#include "session/explain.h"
#include "session/explain_limits.h"
#include "session/session.h"
#include "session/survey.h"
#include "text/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static const struct parameter parameters[] = {
	END_OF_PARAMETERS,
};

/* More than 64 bits can count bytes of: nothing in effect. */
static bool beyond(uint64_t count, uint64_t unit)
{
	uint64_t bytes;

	return __builtin_mul_overflow(count, unit, &bytes);
}

static bool read_forced(void)
{
	FILE *file = fopen("/proc/sys/kernel/shm_rmid_forced", "re");
	bool forced = file && fgetc(file) == '1';

	if (file)
		fclose(file);
	return forced;
}

/* The size of the largest segment. */
static bool find_largest(struct session *session, uint64_t *largest)
{
	struct survey survey;

	if (!survey_take(session, false, &survey))
		return false;
	*largest = 0;
	for (size_t i = 0; i < survey.count; i++)
		if (survey.segments[i].size > *largest)
			*largest = survey.segments[i].size;
	survey_finish(&survey);
	return true;
}

static void set_rows(struct limits *limits)
{
	const struct segment_limits *kernel = &limits->kernel;
	/* the kernel's default, 16 MiB below what 64 bits hold */
	bool any_size = kernel->largest >= UINT64_MAX - (1u << 24);
	char human[KEY_ROOM];

	limits->rows[SEGMENTS] = (struct limit){
		"kernel.shmmni",       "segments",       true, false,
		kernel->used_segments, kernel->segments,
	};
	limits->rows[PAGES] = (struct limit){
		"kernel.shmall",
		"",
		true,
		beyond(kernel->pages, limits->page),
		kernel->used_pages,
		kernel->pages,
	};
	snprintf(limits->rows[PAGES].unit, sizeof(limits->rows[PAGES].unit),
	         "pages of %" PRIu64 " bytes", limits->page);
	limits->rows[LARGEST] = (struct limit){
		"kernel.shmmax", "bytes of the largest", true,
		any_size,        limits->largest,        kernel->largest,
	};
	limits->rows[HUGE_PAGES] = (struct limit){
		"vm.nr_hugepages",
		"",
		true,
		false,
		limits->huge_total - limits->huge_free,
		limits->huge_total,
	};
	describe_size(limits->huge_page, human);
	snprintf(limits->rows[HUGE_PAGES].unit,
	         sizeof(limits->rows[HUGE_PAGES].unit), "huge pages%s%s",
	         *human ? " of " : "", human);
	limits->rows[LEAST] = (struct limit){
		"SHMMIN", "bytes at least", false, false, 0, kernel->least,
	};
}

static bool look(struct session *session, struct limits *limits)
{
	if (segment_limits_read(&session->calls, &limits->kernel) != 0)
		return fail_call_for(session, "the limits");
	if (!find_largest(session, &limits->largest))
		return false;
	limits->page = (uint64_t)sysconf(_SC_PAGESIZE);
	limits->huge_page = limit_of_huge_pages("Hugepagesize:") * 1024;
	limits->huge_total = limit_of_huge_pages("HugePages_Total:");
	limits->huge_free = limit_of_huge_pages("HugePages_Free:");
	limits->forced = read_forced();
	set_rows(limits);
	return true;
}

static void show_json(struct output *output, const struct limits *limits)
{
	const struct segment_limits *kernel = &limits->kernel;
	struct json json = json_begin(output);

	json_string(&json, "command", "limits");
	json_unsigned(&json, "shmmni", kernel->segments);
	json_unsigned(&json, "segments", kernel->used_segments);
	json_unsigned(&json, "shmall", kernel->pages);
	json_bool(&json, "shmall_unlimited", limits->rows[PAGES].unlimited);
	json_unsigned(&json, "pages", kernel->used_pages);
	json_unsigned(&json, "page_size", limits->page);
	json_unsigned(&json, "resident_pages", kernel->resident_pages);
	json_unsigned(&json, "swapped_pages", kernel->swapped_pages);
	json_unsigned(&json, "shmmax", kernel->largest);
	json_bool(&json, "shmmax_unlimited", limits->rows[LARGEST].unlimited);
	json_unsigned(&json, "largest", limits->largest);
	json_unsigned(&json, "shmmin", kernel->least);
	json_unsigned(&json, "shmseg", kernel->per_process);
	json_unsigned(&json, "huge_page_size", limits->huge_page);
	json_unsigned(&json, "huge_pages", limits->huge_total);
	json_unsigned(&json, "huge_pages_free", limits->huge_free);
	json_bool(&json, "shm_rmid_forced", limits->forced);
	json_end(&json);
}

static bool limits_run(struct session *session, const void *parsed)
{
	struct limits limits;

	(void)parsed;
	if (!look(session, &limits))
		return false;
	if (session->json)
		show_json(session->output, &limits);
	else
		limits_show(session->output, &limits);
	return true;
}

const struct command limits_command = {
	.name = "limits",
	.summary = "show the limits of this IPC namespace, and what is used",
	.details =
		"Where memory could not reach a limit, none is in effect: no limit. Once nine\n"
		"tenths of one are used, what to change is said below. help sizes tells what\n"
		"each of them means.",
	.examples = {
		{ "A namespace has so many ids, and each segment takes one:",
		  "> create 1234 5000\n"
		  "created 0x000004d2  id 0  5000 bytes  rw-------\n"
		  "> limits | head -n 2\n"
		  "LIMIT            OF                     USED      MOST  USE\n"
		  "kernel.shmmni    segments                  1      4096  <1%\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Memory is counted in whole pages, for other programs in full:",
		  "> create 1234 5000\n"
		  "created 0x000004d2  id 0  5000 bytes  rw-------\n"
		  "> !shmsh -j -c limits | grep -o '\"pages\":[0-9]*'\n"
		  "\"pages\":2\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.pages = true,
	.run = limits_run,
};

/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/labels.h"

#include "commands/details.h"
#include "session/describe.h"
#include "shm/segment.h"
#include "text/escape.h"
#include "text/line.h"
#include "text/output.h"
#include "text/style.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void label_show(struct output *output, const char *label, const char *format,
                ...)
{
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	style_begin(output, STYLE_DIM);
	output_print(output, "%-9s", label);
	style_end(output);
	output_byte(output, ' ');
	escape_show(output, text, strlen(text), ESCAPE_ALL);
	output_byte(output, '\n');
}

void label_size(struct output *output, const char *label, uint64_t bytes)
{
	char human[KEY_ROOM];

	describe_size(bytes, human);
	if (*human)
		label_show(output, label, "%" PRIu64 " bytes (%s)", bytes,
		           human);
	else
		label_show(output, label, "%" PRIu64 " byte%s", bytes,
		           bytes == 1 ? "" : "s");
}

void label_users(struct output *output, const struct segment *segment,
                 const struct processes *processes)
{
	enum {
		MOST = 8
	};
	unsigned long seen = 0;
	char text[512];
	struct line line = line_on(text, sizeof(text));

	if (segment->nattch == 0)
		return;
	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->items[i];
		unsigned long mappings =
			process_mappings(processes, i, segment);

		seen += mappings;
		if (i < MOST)
			line_add(&line, "%s%d (%s)", i ? ", " : "",
			         (int)process->pid, process->command);
		if (i < MOST && mappings > 1)
			line_add(&line, " %lu times", mappings);
	}
	if (processes->count > MOST)
		line_add(&line, " and %zu more", processes->count - MOST);
	if (seen < segment->nattch)
		line_add(&line, "%s%lu that may not be seen",
		         line.length ? ", and " : "", segment->nattch - seen);
	label_show(output, "used by", "%s", text);
}

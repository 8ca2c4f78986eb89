/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/report.h"

#include "session/session.h"
#include "shm/trace.h"
#include "text/escape.h"
#include "text/style.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void show(struct session *session, const char *text)
{
	escape_show(session->errors, text, strlen(text),
	            ESCAPE_KEEP_BACKSLASHES);
}

/*
 * "shmsh: FILE:LINE: COMMAND: ", all but its last blank in STYLE. Answers so
 * far come first, so that the order of things is kept.
 */
static void begin(struct session *session, enum style style)
{
	const struct location *location = session->location;

	progress_erase(session);
	output_flush(session->standard);
	style_begin(session->errors, style);
	show(session, "shmsh:");
	if (location && location->name) {
		show(session, " ");
		show(session, location->name);
		output_print(session->errors, ":%lu:", location->line);
	}
	if (session->command) {
		show(session, " ");
		show(session, session->command);
		show(session, ":");
	}
	style_end(session->errors);
	show(session, " ");
}

static void end(struct session *session)
{
	output_byte(session->errors, '\n');
	output_flush(session->errors);
}

void report_complaint(struct session *session,
                      const struct complaint *complaint)
{
	begin(session, STYLE_ERROR);
	show(session, complaint->what);
	if (complaint->cause[0]) {
		output_text(session->errors, "\n    ");
		show(session, complaint->cause);
	}
	if (complaint->remedy[0]) {
		output_text(session->errors, "\n    try: ");
		style_begin(session->errors, STYLE_REMEDY);
		show(session, complaint->remedy);
		style_end(session->errors);
	}
	end(session);
}

bool fail(struct session *session, const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	begin(session, STYLE_ERROR);
	show(session, text);
	end(session);
	return false;
}

void note(struct session *session, const char *format, ...)
{
	char text[1024];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	begin(session, STYLE_PLAIN);
	style_text(session->errors, STYLE_WARNING, "note:");
	show(session, " ");
	show(session, text);
	end(session);
}

/* A line of its own on standard error. */
static void report_line(struct session *session, const char *text,
                        enum style style)
{
	progress_erase(session);
	output_flush(session->standard);
	style_begin(session->errors, style);
	show(session, text);
	style_end(session->errors);
	end(session);
}

void confirm(struct session *session, const char *format, ...)
{
	char text[1024];
	va_list arguments;

	if (session->json || !(session->interactive || session->verbose))
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	report_line(session, text, STYLE_PLAIN);
}

void report_aside(struct session *session, const char *text)
{
	report_line(session, text, STYLE_DIM);
}

void report_call(void *context, const struct call *call)
{
	char text[512];

	call_print(call, text, sizeof(text));
	report_aside(context, text);
}

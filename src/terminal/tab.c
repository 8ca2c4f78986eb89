/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/tab.h"

#include "assist/completion.h"
#include "assist/listing.h"
#include "assist/world.h"
#include "session/session.h"
#include "terminal/display.h"
#include "terminal/state.h"
#include "text/escape.h"

#include <stdlib.h>
#include <string.h>

/* Text for libedit's line; false without memory, or when it is none. */
static bool insert(EditLine *libedit, const char *text)
{
	size_t length = mbstowcs(NULL, text, 0);
	wchar_t *characters;
	bool good;

	if (length == 0 || length == (size_t)-1)
		return false;
	characters = malloc((length + 1) * sizeof(*characters));
	if (!characters)
		return false;
	mbstowcs(characters, text, length + 1);
	good = el_winsertstr(libedit, characters) == 0;
	free(characters);
	return good;
}

/* Shows what there is to choose from, or what is wanted here, below the line,
 * which stays to be seen and is shown anew. */
static void list(struct editor *editor, const struct completion *completion)
{
	struct output *output = &editor->output;

	display_line_at_rest(editor);
	if (editor->plain)
		output_byte(output, '\n');
	else
		painter_leave(&editor->painter);
	if (completion->count > 1) {
		listing_show(completion, editor_columns(editor),
		             editor_rows(editor), output);
	} else {
		output_text(output, editor->plain ? "" : "\033[2m");
		escape_show(output, completion->what, strlen(completion->what),
		            ESCAPE_KEEP_BACKSLASHES);
		output_text(output, editor->plain ? "\n" : "\033[m\n");
	}
}

static void complete(struct editor *editor, struct completion *completion)
{
	const LineInfoW *line = el_wline(editor->libedit);
	struct world world = world_of_session(editor->session);
	const char *command;
	size_t length;
	size_t cursor;

	if (!editor_command(editor, line->cursor, &cursor))
		return;
	command = editor_command(editor, NULL, &length);
	if (command)
		completion_find(completion, &world, command, cursor);
}

unsigned char tab_press(EditLine *libedit, wint_t character)
{
	struct editor *editor = editor_of(libedit);
	struct completion completion = { .insert = "", .what = "" };
	bool listed;

	(void)character;
	complete(editor, &completion);
	listed = completion.count > 1 ||
	         (completion.count == 0 && *completion.what);
	if (listed)
		list(editor, &completion);
	insert(libedit, completion.insert);
	completion_finish(&completion);
	if (listed && editor->plain)
		el_set(libedit, EL_REFRESH);
	return CC_REFRESH;
}

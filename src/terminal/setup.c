/* SPDX-License-Identifier: BSD-2-Clause */
#include "terminal/setup.h"

#include "session/report.h"
#include "terminal/editrc.h"
#include "terminal/paste.h"
#include "terminal/recall.h"
#include "terminal/state.h"
#include "terminal/tab.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

enum {
	YANK_ROOM = 4096 /* characters */
};

static char *show_prompt(EditLine *libedit)
{
	return editor_of(libedit)->prompt;
}

/* What libedit draws is shown on a plain terminal; of the rest only a beep.
 */
static ssize_t take_drawn(void *cookie, const char *bytes, size_t length)
{
	struct editor *editor = cookie;

	if (editor->asking)
		editor->unbound |= memmem(bytes, length, "Unbound", 7) != NULL;
	else if (editor->plain)
		output_bytes(&editor->output, bytes, length);
	else if (memchr(bytes, '\a', length))
		output_byte(&editor->output, '\a');
	return (ssize_t)length;
}

/* Can it not move its cursor, or does libedit not edit at all? */
static bool is_plain(const struct editor *editor)
{
	const char *terminal = getenv("TERM");
	char *up = NULL;
	int edits = 1;

	if (!terminal || !*terminal || strcmp(terminal, "dumb") == 0)
		return true;
	el_get(editor->libedit, EL_EDITMODE, &edits);
	if (!edits)
		return true;
	el_get(editor->libedit, EL_GETTC, "up", &up);
	if (up && *up)
		return false;
	note(editor->session,
	     "the terminal '%s' is not known, or can not move its cursor; "
	     "there are no hints",
	     terminal);
	return true;
}

static unsigned char clear_screen(EditLine *libedit, wint_t character)
{
	struct editor *editor = editor_of(libedit);

	(void)character;
	if (editor->plain)
		return CC_REDISPLAY;
	output_text(&editor->output, "\033[H\033[2J");
	painter_forget(&editor->painter);
	return CC_NORM;
}

static void add_functions(EditLine *libedit)
{
	el_wset(libedit, EL_ADDFN, L"shmsh-paste", L"Insert what is pasted",
	        paste_insert);
	el_wset(libedit, EL_ADDFN, L"shmsh-complete",
	        L"Complete the word, or list what it may be", tab_press);
	el_wset(libedit, EL_ADDFN, L"shmsh-clear", L"Clear the screen",
	        clear_screen);
}

/* libedit yanks no more than its buffer has room for, and enlarges that only
 * for what is typed or inserted. */
static void make_yanking_room(EditLine *libedit)
{
	wchar_t text[YANK_ROOM] = { 0 };

	wmemset(text, L' ', YANK_ROOM - 1);
	if (el_winsertstr(libedit, text) == 0)
		el_deletestr(libedit, YANK_ROOM - 1);
}

bool setup_libedit(struct editor *editor)
{
	static const cookie_io_functions_t drawing = { .write = take_drawn };
	EditLine *libedit;

	editor->recalled = recall_new(editor->session);
	editor->drawn = fopencookie(editor, "w", drawing);
	if (!editor->recalled || !editor->drawn)
		return false;
	libedit = el_init_fd("shmsh", stdin, editor->drawn, editor->drawn,
	                     STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
	if (!libedit)
		return false;
	editor->libedit = libedit;
	el_set(libedit, EL_CLIENTDATA, editor);
	el_set(libedit, EL_EDITOR, "emacs");
	el_set(libedit, EL_PROMPT_ESC, show_prompt, PROMPT_LITERAL);
	el_set(libedit, EL_GETCFN, keyboard_read);
	/* or a pasted CR LF would be two newlines */
	el_set(libedit, EL_SETTY, "-d", "-icrnl", "-inlcr", NULL);
	el_set(libedit, EL_HIST, history, editor->recalled);
	add_functions(libedit);
	make_yanking_room(libedit);
	/* what it thinks of TERM */
	fflush(editor->drawn);
	editor->plain = true;
	editrc_read(libedit, editor->session);
	keyboard_bind(editor);
	fflush(editor->drawn);
	editor->plain = is_plain(editor);
	return true;
}

/* Waits for a key. Every signal that comes meanwhile is dealt with here, none
 * in its handler. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>

struct editor;

/*
 * The terminal to read from, without waiting: Ctrl-C throws away the keys that
 * were there a moment ago. Standard input, when it can not be opened anew.
 */
void wait_open(struct editor *editor);
void wait_close(struct editor *editor);

/* The signals that a shell's terminal brings: handled from now on, as before.
 */
void wait_install(void);
void wait_remove(void);

/* Around the editing of a line: signals come in wait_byte alone. */
void wait_begin(struct editor *editor);
void wait_end(struct editor *editor);

/*
 * The next byte: 1, 0 at the end, -1 and errno (EINTR: session_interrupted).
 * With SETTLED the key before was done: the line is shown.
 */
int wait_byte(struct editor *editor, char *byte, bool settled);

/* The next byte if it comes within so long, or is there. */
bool wait_byte_soon(struct editor *editor, char *byte, int milliseconds);
